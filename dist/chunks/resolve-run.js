import { a as isEligible } from "./baseline.js";
import { t as MlopsError } from "./error.js";
import { r as evidenceOf } from "./evidence.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState, t as findVersion } from "./state.js";
import { r as latestRuns, t as findRun } from "./find.js";
import { O as indexName } from "./open-history.js";

// src/pipeline/history/resolve-run.ts
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
* The run that a person means, read from the tags and the history of this repository. Of the runs of a branch or commit
* that is the newest that finished with committed code, as registering wants it; without such a one the newest.
* @throws MlopsError `not-found` when nothing has that name, or `ambiguous`
*/
async function resolveRun(reference, history, git) {
	const registry = isVersionLike(reference) ? registryState((await readTags(git)).tags) : void 0;
	const version = registry === void 0 ? void 0 : findVersion(registry, reference);
	if (version !== void 0) {
		const run = runOf(version);
		if (run === void 0) throw namesNoRun(reference);
		return { line: await findRun(history, run) };
	}
	const onBranch = await bestOf(history, (line) => line.branch === indexName(reference));
	if (onBranch !== void 0) return onBranch;
	const commit = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${reference}^{commit}`
	]);
	const sha = commit.stdout.toString().trim();
	const ofCommit = commit.code === 0 ? await bestOf(history, (line) => line.commit === sha) : void 0;
	if (ofCommit !== void 0) return ofCommit;
	if (registry !== void 0) throw noVersion(reference, registry);
	return { line: await findRun(history, reference) };
}
/** Whoever names code means a run of all of it, with whatever params. */
const isGood = (line) => isEligible({
	...line,
	overridden: false
});
/** Best first. */
const BETTER = [isGood, ({ fork }) => fork !== true];
async function bestOf(history, isMeant) {
	const [newest] = await latestRuns(history, 1, isMeant);
	if (newest === void 0) return void 0;
	const defect = defectOf(newest);
	if (defect === void 0) return { line: newest };
	for (const isBetter of BETTER) {
		if (isBetter(newest)) break;
		const [line] = await latestRuns(history, 1, (line) => isMeant(line) && isBetter(line));
		if (line !== void 0) return {
			line,
			why: `newer is run ${newest.id.slice(0, 12)}, which ${defect}`
		};
	}
	return {
		line: newest,
		why: `it ${defect}, and there is no better one`
	};
}
/** What is wrong with a run of the code that is meant; undefined where nothing is. */
function defectOf(line) {
	if (isGood(line)) return void 0;
	if (line.fork === true) return "comes from a fork";
	if (line.status !== "finished") return line.status === "killed" ? "was killed" : "failed";
	return line.dirty ? "had uncommitted changes" : "gave way to a later attempt";
}
function isVersionLike(reference) {
	return reference.lastIndexOf("@") > 0;
}
/** The run that the tag of a version names; undefined for tags that other programs wrote. */
function runOf(version) {
	return evidenceOf(version)?.run;
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

export { resolveRun as n, resolveVersionRun as r, awaitsFirstVersion as t };