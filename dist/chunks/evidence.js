import { c as looseObject, f as record, l as number, m as string, n as _enum, r as array, s as literal, u as object } from "./zod.js";
import { t as comparisonOf } from "./recorded.js";
import { st as canonicalLine, tt as RunId } from "./open-history.js";
import { t as Reading } from "./number.js";
import { n as acceptanceOf, o as severity } from "./acceptance.js";
import { t as byName } from "./names.js";

// src/registry/message-text.ts
/** Foreign text on one line without control, direction and invisible characters. */
function plainLine(text) {
	return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}
/** JSON keeps meaning the same when these are written as escapes; they stand only inside its strings. */
function asciiControls(json) {
	return json.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => Array.from({ length: character.length }, (_, index) => {
		const unit = character.charCodeAt(index).toString(16);
		return String.raw`\u${unit.padStart(4, "0")}`;
	}).join(""));
}
/** A tag's message without the signature, which holds for no other tag. */
function unsigned(message) {
	return message.replace(/^-----BEGIN (?:PGP|SSH|SIGNED) [\s\S]*$/m, "").trim();
}

// src/registry/gate-results.ts
/** More gates than these are left out, the best ones first. */
const MAX_GATES = 100;
const MAX_NAME$1 = 400;
const MAX_REASON = 300;
const Text$1 = string().min(1);
/** What a gate said. Unknown members are kept. */
const GateResult = looseObject({
	gate: Text$1,
	status: _enum([
		"pass",
		"warn",
		"fail",
		"inconclusive",
		"skipped"
	]),
	/** In words; absent where there is nothing to say. */
	reason: Text$1.exactOptional(),
	/** It did not pass and does not count, because a person answers for it. */
	accepted: looseObject({
		reason: Text$1,
		actor: Text$1.exactOptional()
	}).exactOptional()
});
/** The gates of a comparison, worst first, then by name; at most `MAX_GATES` of them, each with a short reason. */
function gateResultsOf(comparison) {
	return comparison.rows.flatMap(({ name, gate }) => {
		if (gate === void 0 || name === "") return [];
		const reason = reasonOf(gate.checks, gate.status);
		const accepted = acceptanceOf(comparison, name);
		return [{
			gate: name.length > MAX_NAME$1 ? `${name.slice(0, MAX_NAME$1)}…` : name,
			status: gate.status,
			...reason === "" ? {} : { reason },
			...accepted === void 0 || accepted.reason === "" ? {} : { accepted: acceptedFrom(accepted) }
		}];
	}).toSorted((a, b) => severity(b.status) - severity(a.status) || byName(a.gate, b.gate)).slice(0, 100);
}
/** A line for each gate, fit for the message of a tag. */
function gateLines(gates) {
	return gates.map(({ gate, status, reason, accepted }) => {
		const why = reason === void 0 ? "" : `, ${plainLine(reason)}`;
		if (accepted === void 0) return `  ${plainLine(gate)}: ${status}${why}`;
		const who = accepted.actor === void 0 ? "" : ` by ${plainLine(accepted.actor)}`;
		return `  ${plainLine(gate)}: ${status}${why}; accepted${who}: ${plainLine(accepted.reason)}`;
	});
}
/** What made the gate's status what it is. That a value is there is a reason only where nothing else was asked. */
function reasonOf(checks, status) {
	return short(checks.filter((check) => check.kind !== "present" || check.status !== "pass" || checks.length === 1).filter((check) => check.status === status).map((check) => check.reason).join("; "));
}
function acceptedFrom({ reason, actor }) {
	return {
		reason: short(reason),
		...actor === void 0 || actor === "" ? {} : { actor: short(actor) }
	};
}
/** Its length is known whatever it was: what a line of JSON would have to escape is gone. */
function short(text) {
	const line = plainLine(text.slice(0, MAX_REASON));
	return text.length > MAX_REASON ? `${line}…` : line;
}

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
	return {
		schema: 1,
		run: record.id,
		commit: record.source.commit,
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

export { GateResult as a, asciiControls as c, renderTagMessage as i, plainLine as l, evidenceFrom as n, gateLines as o, parseEvidence as r, gateResultsOf as s, EVIDENCE_LINE as t, unsigned as u };