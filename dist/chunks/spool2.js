import { t as MlopsError } from "./error.js";
import { t as appendBundles } from "./append-bundles.js";
import { n as listSpool, r as readSpool, t as dropSpool } from "./spool.js";
import { join } from "node:path";

// src/cli/spool.ts
/** The folder of waiting records, below `.git/mlops`. */
function spoolFolder(stateFolder) {
	return join(stateFolder, "spool");
}
/** How many records wait there, those that are none by their names among them. */
async function countWaiting(stateFolder) {
	const { runs, strange } = await listSpool(spoolFolder(stateFolder));
	return runs.length + strange.length;
}
/**
* Appends what waits in a folder, in one commit; every file that stays is named in a warning.
* @param options.drop takes away what was appended; a folder of somebody's own, such as downloaded artifacts, is left alone
*/
async function replaySpool(folder, history, log, { drop }) {
	const { runs, strange } = await listSpool(folder);
	for (const path of strange) log.warn(`${path} stays: its name is not that of a run's record`);
	const bundles = [];
	const waiting = /* @__PURE__ */ new Map();
	for (const run of runs) try {
		const { bundle, leftOut } = await readSpool(run);
		for (const words of leftOut) log.warn(`run ${run.id} in ${run.folder}: left out ${words}`);
		bundles.push(bundle);
		waiting.set(run.id, run);
	} catch (error) {
		if (!(error instanceof MlopsError) && error.code === void 0) throw error;
		log.warn(`${fileOf(run)} stays: ${error.message}`);
	}
	const waitingCount = runs.length + strange.length;
	const appended = await appendBundles(bundles, history).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`what waits in ${folder} stays: ${error.message}. ${error.hint}`);
	});
	if (appended === void 0) return {
		replayed: 0,
		waiting: waitingCount
	};
	for (const id of appended.runs) {
		const run = waiting.get(id);
		if (drop && run !== void 0) await dropSpool(run);
	}
	for (const { run, error } of appended.refused) {
		const there = waiting.get(run);
		log.warn(`${there === void 0 ? run : fileOf(there)} stays: ${error.message}. ${error.hint}`);
	}
	return {
		replayed: appended.runs.length,
		waiting: waitingCount - appended.runs.length
	};
}
function fileOf({ id, folder }) {
	return join(folder, `${id}.json`);
}

export { replaySpool as n, spoolFolder as r, countWaiting as t };