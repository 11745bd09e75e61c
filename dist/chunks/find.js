import { t as MlopsError } from "./error.js";

// src/tracking/find.ts
const SHOWN = 8;
/**
* The run whose id begins with a prefix. Dashes and upper case, as UUIDs are often written, make no difference.
* @throws MlopsError `not-found`, or `ambiguous` with the matches
*/
async function findRun(history, idPrefix) {
	const prefix = idPrefix.trim().toLowerCase().replaceAll("-", "");
	const shown = JSON.stringify(idPrefix.slice(0, 60));
	if (!/^[0-9a-f]{1,32}$/.test(prefix)) throw new MlopsError("not-found", `${shown} is no run id`, "Run ids are hex digits; `mlops runs` lists them.");
	const isWhole = prefix.length === 32;
	const found = await history.lines({
		matches: ({ id }) => id.startsWith(prefix),
		...isWhole ? { enough: 1 } : {}
	});
	const [first] = found;
	if (first === void 0) throw new MlopsError("not-found", `no run id begins with ${shown}`, "`mlops runs` lists the runs; `mlops sync` fetches those that only the remote has.");
	if (found.length === 1) return first;
	const matches = found.slice(0, SHOWN).map(({ id, experiment, status }) => `${id} (${experiment}, ${status})`);
	const rest = found.length > SHOWN ? ` and ${found.length - SHOWN} more` : "";
	throw new MlopsError("ambiguous", `${shown} is the beginning of ${found.length} run ids: ${matches.join(", ")}${rest}`, "Give more digits of the id.");
}
/** The latest runs, newest first. */
function latestRuns(history, count, filter) {
	return history.lines({
		enough: count,
		...filter === void 0 ? {} : { matches: filter }
	});
}
/** All runs that trained a commit, newest first. */
function runsOfCommit(history, sha) {
	return history.lines({ matches: ({ commit }) => commit === sha });
}

export { latestRuns as n, runsOfCommit as r, findRun as t };