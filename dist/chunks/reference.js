import { t as nearestOf } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { n as resolveRun } from "./resolve-run.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState } from "./state.js";
import { r as latestRuns } from "./find.js";
import { a as terminalLog } from "./print.js";

// src/cli/reference.ts
const FORMS = "A run is named by the start of its id, a branch, a commit, `model@v1.2.3`, `model@stage` or `model@latest`";
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
		const { artifacts } = registryState((await readTags(git)).tags);
		throw withoutVersion(reference, artifacts) ?? await unknown(reference, {
			artifacts,
			history,
			error
		});
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
/** Where a model or a stage stands alone: both have many runs. */
function withoutVersion(reference, artifacts) {
	const model = artifacts.find(({ name }) => name === reference);
	if (model !== void 0) return new MlopsError("not-found", `"${reference}" is a model, and which of its versions is meant is not said`, `Say it: ${[`${reference}@latest`, ...Object.keys(model.stages).map((stage) => `${reference}@${stage}`)].slice(0, MOST_SHOWN).join(", ")}; \`mlops registry ${reference} --versions\` lists them.`);
	const inStage = artifacts.filter(({ stages }) => Object.hasOwn(stages, reference));
	if (inStage.length === 0) return void 0;
	const full = inStage.slice(0, MOST_SHOWN).map(({ name }) => `${name}@${reference}`);
	return new MlopsError("not-found", `"${reference}" is a stage, and of which model is not said`, `Say it: ${full.join(", ")}.`);
}
const MOST_SHOWN = 8;
async function unknown(reference, known) {
	const { error } = known;
	const nearest = await nearestName(reference, known);
	const meant = nearest === void 0 ? "" : `, did you mean "${nearest}"?`;
	const message = reference.lastIndexOf("@") > 0 ? error.message : `nothing is called ${JSON.stringify(reference.slice(0, 80))} that has a run`;
	const model = known.artifacts.find(({ name }) => reference.startsWith(`${name}@`))?.name;
	const list = model === void 0 ? "`mlops runs` lists the runs" : `\`mlops registry ${model} --versions\` lists them`;
	return new MlopsError("not-found", `${message}${meant}`, `${FORMS}; ${list}, and \`mlops sync\` fetches what only origin has.`, { cause: error });
}
/** Of a version its model, or where that is there a version or stage of it; of anything else a branch that has runs. */
async function nearestName(reference, { artifacts, history }) {
	const at = reference.lastIndexOf("@");
	if (at <= 0) {
		const branches = (await history.lines()).map(({ branch }) => branch);
		return nearestOf(reference, [...new Set(branches)].filter((name) => name !== ""));
	}
	const [typed, wanted] = [reference.slice(0, at), reference.slice(at + 1)];
	const model = artifacts.find(({ name }) => name === typed);
	if (model === void 0) return nearestOf(typed, artifacts.map(({ name }) => name));
	const nearest = nearestOf(wanted, [...model.versions.map(({ version }) => version), ...Object.keys(model.stages)]);
	return nearest === void 0 ? void 0 : `${typed}@${nearest}`;
}

export { findRunOrNewest as n, warnIfDeleted as r, findReferencedRun as t };