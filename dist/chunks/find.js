import { t as MlopsError } from "./error.js";
import { st as canonicalLine, tt as RunId } from "./open-history.js";
import { c as looseObject, d as record, l as number, n as _enum, p as string, r as array, s as literal, u as object } from "./zod.js";
import { t as Reading } from "./number.js";

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
	const metrics = Object.entries(evidence.metrics).map(([name, value]) => `  ${plainLine(name)} ${value}`);
	const files = evidence.files.map(({ path, size, sha256 }) => `  ${sha256}  ${plainLine(path)} (${size} bytes)`);
	return [
		`Register ${model} ${version}`,
		"",
		`Run ${evidence.run} of commit ${plainLine(evidence.commit)}`,
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

// src/tracking/find.ts
const SHOWN = 8;
/**
* The run whose id begins with a prefix. Dashes and upper case, as UUIDs are often written, make no difference.
* @throws MlopsError `not-found`, or `ambiguous` with the matches
*/
async function findRun(history, idPrefix, options = {}) {
	const prefix = parsePrefix(idPrefix);
	return only(await history.lines({
		matches: ({ id }) => id.startsWith(prefix),
		withDeleted: true,
		...isWhole(prefix) ? { enough: 1 } : {}
	}), idPrefix, prefix, options);
}
/**
* The same for several prefixes in one read; a run that two of them name comes once.
* @throws MlopsError as `findRun` does, for the first prefix that names no run or several
*/
async function findRuns(history, idPrefixes, options = {}) {
	const prefixes = idPrefixes.map((text) => ({
		text,
		prefix: parsePrefix(text)
	}));
	const found = await history.lines({
		matches: ({ id }) => prefixes.some(({ prefix }) => id.startsWith(prefix)),
		withDeleted: true,
		...prefixes.every(({ prefix }) => isWhole(prefix)) ? { enough: new Set(prefixes.map(({ prefix }) => prefix)).size } : {}
	});
	const lines = prefixes.map(({ text, prefix }) => only(found.filter(({ id }) => id.startsWith(prefix)), text, prefix, options));
	return [...new Map(lines.map((line) => [line.id, line])).values()];
}
function parsePrefix(idPrefix) {
	const prefix = idPrefix.trim().toLowerCase().replaceAll("-", "");
	if (/^[0-9a-f]{1,32}$/.test(prefix)) return prefix;
	throw new MlopsError("not-found", `${shown(idPrefix)} is no run id`, "Run ids are hex digits; `mlops runs` lists them.");
}
function isWhole(prefix) {
	return prefix.length === 32;
}
/** The only one of the lines that begin with a prefix. */
function only(found, idPrefix, prefix, { withDeleted }) {
	const lines = withDeleted === true || isWhole(prefix) ? found : found.filter(({ deleted }) => deleted !== true);
	const [first] = lines;
	if (first === void 0) throw notFound(idPrefix, found[0]);
	if (lines.length === 1) return first;
	const matches = lines.slice(0, SHOWN).map(({ id, experiment, status }) => `${id} (${experiment}, ${status})`);
	const rest = lines.length > SHOWN ? ` and ${lines.length - SHOWN} more` : "";
	throw new MlopsError("ambiguous", `${shown(idPrefix)} is the beginning of ${lines.length} run ids: ${matches.join(", ")}${rest}`, "Give more digits of the id.");
}
function notFound(idPrefix, deleted) {
	if (deleted !== void 0) return new MlopsError("not-found", `${shown(idPrefix)} is the beginning of a deleted run's id only: ${deleted.id}`, `Give the whole id to look at it, or bring it back: \`mlops runs restore ${deleted.id}\`.`);
	return new MlopsError("not-found", `no run id begins with ${shown(idPrefix)}`, "`mlops runs` lists the runs; `mlops sync` fetches those that only the remote has.");
}
function shown(idPrefix) {
	return JSON.stringify(idPrefix.slice(0, 60));
}
/** The latest runs that are not deleted, newest first. */
function latestRuns(history, count, filter) {
	return history.lines({
		enough: count,
		...filter === void 0 ? {} : { matches: filter }
	});
}
/** All runs that trained a commit and are not deleted, newest first. */
function runsOfCommit(history, sha) {
	return history.lines({ matches: ({ commit }) => commit === sha });
}

export { evidenceFrom as a, runsOfCommit as i, findRuns as n, parseEvidence as o, latestRuns as r, renderTagMessage as s, findRun as t };