import { t as MlopsError } from "./error.js";

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

export { runsOfCommit as i, findRuns as n, latestRuns as r, findRun as t };