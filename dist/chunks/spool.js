import { t as MlopsError } from "./error.js";
import { o as parseRun } from "./open-history.js";
import { join } from "node:path";
import { readFile, readdir, rm } from "node:fs/promises";

// src/cli/spool.ts
/** The folder of waiting records, below `.git/mlops`. */
function spoolFolder(stateFolder) {
	return join(stateFolder, "spool");
}
/** The files that wait there, by their full paths, oldest run first; an absent folder has none. */
async function waitingRecords(stateFolder) {
	const folder = spoolFolder(stateFolder);
	return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).toSorted().map((name) => join(folder, name));
}
/** Appends what waits and removes what was appended; every file that stays is named in a warning. */
async function replaySpool(stateFolder, history, log) {
	const files = await waitingRecords(stateFolder);
	let replayed = 0;
	for (const file of files) try {
		await history.append([{
			record: parseRun(await readFile(file, "utf8"), file),
			files: {}
		}]);
		await rm(file);
		replayed += 1;
	} catch (error) {
		if (!(error instanceof MlopsError) && error.code === void 0) throw error;
		log.warn(`${file} stays: ${error.message}${error instanceof MlopsError ? `. ${error.hint}` : ""}`);
	}
	return {
		replayed,
		waiting: files.length - replayed
	};
}

export { spoolFolder as n, waitingRecords as r, replaySpool as t };