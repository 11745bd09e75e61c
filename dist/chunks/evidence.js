import { c as looseObject, f as record, l as number, m as string, n as _enum, r as array, s as literal, u as object } from "./zod.js";
import { t as comparisonOf } from "./recorded.js";
import { d as RunId, h as canonicalLine } from "./objects.js";
import { s as Reading } from "./direction.js";
import { d as gateResultsOf, f as asciiControls, l as GateResult, p as plainLine, u as gateLines } from "./state.js";

// src/registry/evidence.ts
/** What the line begins with that a program reads back. */
const EVIDENCE_LINE = "Mlops-Evidence: ";
const MAX_METRICS = 100;
const MAX_FILES = 200;
const MAX_DATA = 100;
const MAX_NAME = 400;
const MAX_MESSAGE = 1e6;
const Text = string().min(1);
const Sha256 = string().regex(/^[0-9a-f]{64}$/);
/** Why a version exists: enough to find its run, to trust its files and to judge it again. Unknown members are kept. */
const Evidence = looseObject({
	schema: literal(1),
	run: RunId,
	/** The commit that was trained; the tag may stand on a commit of its own, see carrier.ts. */
	commit: Text,
	/** The head of the pull request whose merge was trained: no branch has that merge, so the tag stands on the head. */
	pull_request_head: Text.exactOptional(),
	/** Absent when no gate applied. */
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive"
	]).exactOptional(),
	metrics: record(string(), Reading),
	/** Absent in tags of earlier versions, and where no gate applied. */
	gates: array(GateResult).exactOptional(),
	model_digest: Sha256.exactOptional(),
	files: array(looseObject({
		path: Text,
		size: number().int().nonnegative(),
		sha256: Sha256
	})),
	/** What it was trained on; absent in tags of earlier versions, and where no data are known. */
	data: array(looseObject({
		path: Text,
		sha256: Sha256
	})).exactOptional(),
	artifact: looseObject({
		id: Text,
		url: Text.exactOptional(),
		digest: Text.exactOptional()
	}).exactOptional(),
	/** How many were left out because there were too many or their names were too long. */
	omitted: looseObject({
		metrics: number().int(),
		files: number().int(),
		data: number().int().exactOptional()
	}).exactOptional()
});
const Verdict = object({ verdict: object({ status: Evidence.shape.verdict.unwrap() }) });
/** The evidence that a run gives for its model. */
function evidenceFrom(record) {
	const metrics = Object.entries(record.metrics).filter(([name]) => isShort(name)).slice(0, MAX_METRICS).map(([name, metric]) => [name, metric.value]);
	const files = record.model.files.filter(({ path }) => isShort(path)).slice(0, MAX_FILES).map(({ path, size, sha256 }) => ({
		path,
		size,
		sha256
	}));
	const data = record.data.filter(({ path }) => isShort(path)).slice(0, MAX_DATA).map(({ path, sha256 }) => ({
		path,
		sha256
	}));
	const omitted = {
		metrics: Object.keys(record.metrics).length - metrics.length,
		files: record.model.files.length - files.length,
		...record.data.length === data.length ? {} : { data: record.data.length - data.length }
	};
	const comparison = comparisonOf(record);
	const gates = comparison === void 0 ? [] : gateResultsOf(comparison);
	const judged = Verdict.safeParse(record.comparison);
	const { artifact, digest } = record.model;
	const head = record.source.pull_request?.head;
	return {
		schema: 1,
		run: record.id,
		commit: record.source.commit,
		...head === void 0 || head === record.source.commit ? {} : { pull_request_head: head },
		...judged.success ? { verdict: judged.data.verdict.status } : {},
		metrics: Object.fromEntries(metrics),
		...gates.length === 0 ? {} : { gates },
		...digest === void 0 ? {} : { model_digest: digest },
		files,
		...data.length === 0 ? {} : { data },
		...artifact === void 0 ? {} : { artifact: placeFrom(artifact) },
		...omitted.metrics + omitted.files + (omitted.data ?? 0) === 0 ? {} : { omitted }
	};
}
/** The message of the tag that registers a version. */
function renderTagMessage(model, version, evidence) {
	const metrics = Object.entries(evidence.metrics).map(([name, value]) => `  ${plainLine(name)} ${value}`);
	const gates = gateLines(evidence.gates ?? []);
	const files = evidence.files.map(({ path, size, sha256 }) => `  ${sha256}  ${plainLine(path)} (${size} bytes)`);
	const data = (evidence.data ?? []).map(({ path, sha256 }) => `  ${sha256}  ${plainLine(path)}`);
	return [
		`Register ${model} ${version}`,
		"",
		`Run ${evidence.run} of commit ${plainLine(evidence.commit)}`,
		`Verdict: ${evidence.verdict ?? "none, as no gate applied"}`,
		...metrics.length === 0 ? [] : ["Metrics:", ...metrics],
		...gates.length === 0 ? [] : ["Gates:", ...gates],
		...files.length === 0 ? [] : ["Model files, by SHA-256:", ...files],
		...data.length === 0 ? [] : ["Data, by SHA-256:", ...data],
		"",
		`${EVIDENCE_LINE}${asciiControls(canonicalLine(evidence))}`,
		""
	].join("\n");
}
/** The evidence in a tag's message; undefined when there is none that can be understood. Never throws. */
function parseEvidence(message) {
	if (message.length > MAX_MESSAGE) return void 0;
	const line = message.split("\n").findLast((each) => each.startsWith(EVIDENCE_LINE));
	if (line === void 0) return void 0;
	try {
		const parsed = Evidence.safeParse(JSON.parse(line.slice(16)));
		return parsed.success ? parsed.data : void 0;
	} catch {
		return;
	}
}
/** The evidence of a version; undefined where another program registered it, or nothing did. */
function evidenceOf(version) {
	return version?.registration === void 0 ? void 0 : parseEvidence(version.registration.message);
}
function placeFrom({ id, url, digest }) {
	return {
		id,
		...url === void 0 ? {} : { url },
		...digest === void 0 ? {} : { digest }
	};
}
/** Names are counted as they stand in the line that a program reads: there one character may take six. */
function isShort(name) {
	return name.length <= MAX_NAME && asciiControls(JSON.stringify(name)).length <= 402;
}

export { renderTagMessage as a, parseEvidence as i, evidenceFrom as n, evidenceOf as r, EVIDENCE_LINE as t };