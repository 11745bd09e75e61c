import { t as nearestOf } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { n as resolveRun } from "./resolve-run.js";
import { n as readTags } from "./read-registry.js";
import { i as registryState } from "./state.js";
import { r as latestRuns } from "./find.js";
import { a as terminalLog } from "./print.js";

// src/cli/reference.ts
const FORMS = "A run is named by the start of its id, a branch, a commit, `model@v1.2.3` or `model@stage`";
/**
* The run that a reference names: the start of an id, a branch, a commit, a version or stage of a model. Which of several
* is said on stderr where it is not simply the newest.
* @throws MlopsError `not-found` that names these forms and the nearest branch or model, or `ambiguous`
*/
async function findReferencedRun(reference, history, git) {
	try {
		const { line, why } = await resolveRun(reference, history, git);
		if (why !== void 0) terminalLog(false).info(`${reference} is run ${line.id.slice(0, 12)}: ${why}`);
		return line;
	} catch (error) {
		if (!(error instanceof MlopsError) || error.code !== "not-found" || isDeletedOne(error)) throw error;
		const shown = JSON.stringify(reference.slice(0, 80));
		const nearest = await nearestName(reference, history, git);
		const meant = nearest === void 0 ? "" : `, did you mean "${nearest}"?`;
		const isVersion = reference.lastIndexOf("@") > 0;
		throw new MlopsError("not-found", isVersion ? `${error.message}${meant}` : `nothing is called ${shown} that has a run${meant}`, `${FORMS}; \`mlops runs\` lists the runs, and \`mlops sync\` fetches those that only origin has.`, { cause: error });
	}
}
/**
* The same, or the newest run where none is named: that is said on stderr.
* @throws MlopsError as `findReferencedRun` does, and `not-found` where there is no run at all
*/
async function findRunOrNewest(reference, history, git) {
	if (reference !== void 0) return findReferencedRun(reference, history, git);
	const [newest] = await latestRuns(history, 1);
	if (newest === void 0) throw new MlopsError("not-found", "there is no run here yet", "`mlops train` makes one; `mlops sync` brings those of origin.");
	terminalLog(false).info(`the newest run, ${newest.id}`);
	return newest;
}
function isDeletedOne({ message }) {
	return / deleted run's id only: /.test(message);
}
/** Says that a run that is looked at by its whole id was deleted. */
function warnIfDeleted({ id, deleted }, log) {
	if (deleted !== true) return;
	log.warn(`run ${id} is deleted; \`mlops runs show ${id}\` says why, and \`mlops runs restore ${id}\` brings it back`);
}
/** Of a version its model, of anything else a branch that has runs. */
async function nearestName(reference, history, git) {
	const at = reference.lastIndexOf("@");
	const typed = at > 0 ? reference.slice(0, at) : reference;
	const known = at > 0 ? registryState((await readTags(git)).tags).artifacts.map(({ name }) => name) : (await history.lines()).map(({ branch }) => branch);
	const nearest = nearestOf(typed, [...new Set(known)].filter((name) => name !== ""));
	return nearest === typed ? void 0 : nearest;
}

export { findRunOrNewest as n, warnIfDeleted as r, findReferencedRun as t };