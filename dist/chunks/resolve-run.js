import { t as MlopsError } from "./error.js";
import { _ as string, c as _enum, d as literal, f as looseObject, h as record, l as array, m as object, p as number } from "./inputs.js";
import { c as RunId, r as Reading, s as canonicalLine } from "./record.js";
import { n as readTags, o as registryState, r as findVersion } from "./read-registry.js";
import { n as latestRuns, r as runsOfCommit, t as findRun } from "./find.js";
import { _ as indexName } from "./open-history.js";

// src/registry/evidence.ts
const LINE_START = "Mlops-Evidence: ";
const MAX_METRICS = 100;
const MAX_FILES = 200;
const MAX_NAME = 400;
const MAX_MESSAGE = 5e5;
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
	model_digest: Sha256.exactOptional(),
	files: array(looseObject({
		path: Text,
		size: number().int().nonnegative(),
		sha256: Sha256
	})),
	artifact: looseObject({
		id: Text,
		url: Text.exactOptional(),
		digest: Text.exactOptional()
	}).exactOptional(),
	/** How many metrics and files were left out because there were too many or their names were too long. */
	omitted: looseObject({
		metrics: number().int(),
		files: number().int()
	}).exactOptional()
});
const Verdict = object({ verdict: object({ status: Evidence.shape.verdict.unwrap() }) });
/** The evidence that a run gives for its model. */
function evidenceFrom(record) {
	const metrics = Object.entries(record.metrics).filter(([name]) => name.length <= MAX_NAME).slice(0, MAX_METRICS).map(([name, metric]) => [name, metric.value]);
	const files = record.model.files.filter((file) => file.path.length <= MAX_NAME).slice(0, MAX_FILES).map(({ path, size, sha256 }) => ({
		path,
		size,
		sha256
	}));
	const omitted = {
		metrics: Object.keys(record.metrics).length - metrics.length,
		files: record.model.files.length - files.length
	};
	const judged = Verdict.safeParse(record.comparison);
	const { artifact, digest } = record.model;
	return {
		schema: 1,
		run: record.id,
		commit: record.source.commit,
		...judged.success ? { verdict: judged.data.verdict.status } : {},
		metrics: Object.fromEntries(metrics),
		...digest === void 0 ? {} : { model_digest: digest },
		files,
		...artifact === void 0 ? {} : { artifact: placeFrom(artifact) },
		...omitted.metrics + omitted.files === 0 ? {} : { omitted }
	};
}
/** The message of the tag that registers a version. */
function renderTagMessage(model, version, evidence) {
	const metrics = Object.entries(evidence.metrics).map(([name, value]) => `  ${plain(name)} ${value}`);
	const files = evidence.files.map(({ path, size, sha256 }) => `  ${sha256}  ${plain(path)} (${size} bytes)`);
	return [
		`Register ${model} ${version}`,
		"",
		`Run ${evidence.run} of commit ${plain(evidence.commit)}`,
		`Verdict: ${evidence.verdict ?? "none, as no gate applied"}`,
		...metrics.length === 0 ? [] : ["Metrics:", ...metrics],
		...files.length === 0 ? [] : ["Model files, by SHA-256:", ...files],
		"",
		`${LINE_START}${asciiControls(canonicalLine(evidence))}`,
		""
	].join("\n");
}
/** The evidence in a tag's message; undefined when there is none that can be understood. Never throws. */
function parseEvidence(message) {
	if (message.length > MAX_MESSAGE) return void 0;
	const line = message.split("\n").findLast((each) => each.startsWith(LINE_START));
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
/** Foreign text on one line without control, direction and invisible characters. */
function plain(text) {
	return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}
/** JSON keeps meaning the same when these are written as escapes; they stand only inside its strings. */
function asciiControls(json) {
	return json.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => Array.from({ length: character.length }, (_, index) => {
		const unit = character.charCodeAt(index).toString(16);
		return String.raw`\u${unit.padStart(4, "0")}`;
	}).join(""));
}

// src/pipeline/resolve-run.ts
/**
* The run id behind a version, for use as a baseline; undefined for a text that names no version. A version that another
* program registered names no run: that is undefined too, and a warning.
* @throws MlopsError when the registry cannot be read
*/
async function resolveVersionRun(reference, { registry, log }) {
	if (!isVersionLike(reference)) return void 0;
	const version = findVersion(await registry.read(), reference);
	const run = version === void 0 ? void 0 : runOf(version);
	if (version !== void 0 && run === void 0) log.warn(namesNoRun(reference).message);
	return run;
}
/**
* Whether a baseline such as `model@production` waits for the first version of this very model. Until then there is
* nothing to compare with, which must not keep the first version from being registered.
*/
async function awaitsFirstVersion(reference, model, { registry }) {
	if (!reference.startsWith(`${model}@`)) return false;
	const known = (await registry.read()).artifacts.find(({ name }) => name === model);
	return known === void 0 || known.versions.length === 0;
}
/**
* The run that a person means, read from the tags and the history of this repository.
* @throws MlopsError `not-found` when nothing has that name, or `ambiguous`
*/
async function resolveRun(reference, history, git) {
	const registry = isVersionLike(reference) ? registryState((await readTags(git)).tags) : void 0;
	const version = registry === void 0 ? void 0 : findVersion(registry, reference);
	if (version !== void 0) {
		const run = runOf(version);
		if (run === void 0) throw namesNoRun(reference);
		return findRun(history, run);
	}
	const [onBranch] = await latestRuns(history, 1, (line) => line.branch === indexName(reference) && line.status === "finished");
	if (onBranch !== void 0) return onBranch;
	const commit = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${reference}^{commit}`
	]);
	const [ofCommit] = commit.code === 0 ? await runsOfCommit(history, commit.stdout.toString().trim()) : [];
	if (ofCommit !== void 0) return ofCommit;
	if (registry !== void 0) throw noVersion(reference, registry);
	return findRun(history, reference);
}
function isVersionLike(reference) {
	return reference.lastIndexOf("@") > 0;
}
/** The run that the tag of a version names; undefined for tags that other programs wrote. */
function runOf({ registration }) {
	return parseEvidence(registration?.message ?? "")?.run;
}
function namesNoRun(reference) {
	return new MlopsError("not-found", `the tag of ${reference} names no run`, "It was written by another program; name the run itself by its id.");
}
function noVersion(reference, { artifacts }) {
	const at = reference.lastIndexOf("@");
	const [model, wanted] = [reference.slice(0, at), reference.slice(at + 1)];
	if (artifacts.some(({ name }) => name === model)) return new MlopsError("not-found", `model "${model}" has no version or stage "${wanted}", and no branch "${reference}" has a run`, `\`mlops registry history ${model}\` lists them.`);
	return new MlopsError("not-found", `no model "${model}" is registered here, and no branch "${reference}" has a run`, "`mlops registry` lists the models; `git fetch --tags` brings those of the remote.");
}

export { parseEvidence as a, evidenceFrom as i, resolveRun as n, renderTagMessage as o, resolveVersionRun as r, awaitsFirstVersion as t };