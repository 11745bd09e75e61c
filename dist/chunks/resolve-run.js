import { t as MlopsError } from "./error.js";
import { o as parseEvidence, r as latestRuns, t as findRun } from "./find.js";
import { n as readTags, o as registryState, r as findVersion } from "./read-registry.js";
import { j as indexName } from "./open-history.js";

// src/comparison/baseline.ts
/** Settings and event → what to look for. */
function baselineRequest(facts) {
	const { setting, run, experiment, branch, pullRequest, leg } = facts;
	if (setting === "none") return { rule: "none" };
	if (setting !== void 0 && facts.versionRun !== void 0) return {
		rule: "version",
		run,
		experiment,
		name: setting,
		id: facts.versionRun
	};
	if (setting !== void 0 && setting !== "merge-base") return {
		rule: "named",
		run,
		experiment,
		leg,
		name: setting
	};
	const wanted = {
		run,
		experiment,
		leg,
		plainCommit: facts.overriddenCommit
	};
	if (pullRequest !== void 0) {
		const { baseBranch: branch, mergeBase: commit, mergedWith } = pullRequest;
		return {
			rule: "merge-base",
			...wanted,
			branch,
			commit,
			mergedWith
		};
	}
	return {
		rule: "previous",
		...wanted,
		branch: branch ?? ""
	};
}
/** @param lines index lines, newest first, as far back as was read */
function findBaselines(lines, request) {
	if (request.rule === "none") return {
		reason: "no baseline was asked for",
		isNamed: false
	};
	const others = lines.filter((line) => line.id !== request.run);
	const ours = others.filter((line) => isComparable(line, request));
	if (request.rule === "version" || request.rule === "named") return optionsOf(request.rule === "version" ? ofVersion(others, request) : named(others, request), true);
	const usual = request.rule === "merge-base" ? ofMergeBase(ours, request) : previous(ours, request);
	const plain = withoutOverrides(ours, request);
	if (plain.length === 0) return optionsOf(usual, false);
	return optionsOf([...plain, ...typeof usual === "string" ? [] : usual], false);
}
/** Runs of other legs of a matrix differ in what the matrix varies, so no rule chooses them; who names a run may. */
function isComparable(line, { experiment, leg }) {
	return line.experiment === experiment && line.leg === leg && line.deleted !== true;
}
function optionsOf(found, isNamed) {
	if (typeof found === "string") return {
		reason: found,
		isNamed
	};
	const seen = /* @__PURE__ */ new Set();
	const [first, ...more] = found.filter(({ line }) => !seen.has(line.id) && seen.add(line.id));
	return first === void 0 ? {
		reason: "there is no such run",
		isNamed
	} : { options: [first, ...more] };
}
function withoutOverrides(ours, { plainCommit }) {
	if (plainCommit === void 0) return [];
	const how = "the run of the same commit without the overrides";
	return ours.filter((line) => line.commit === plainCommit && isEligible(line)).map((line) => ({
		line,
		how,
		choice: "code"
	}));
}
function previous(ours, request) {
	return newestOn(ours.filter((line) => line.id < request.run), request.branch, request, `the newest earlier success on ${request.branch}`);
}
/**
* A run that may be chosen by a rule: it succeeded, its commit alone says what was trained, it is ours, nobody deleted it,
* and its job was not run again.
*/
function isEligible(line) {
	return isSound(line) && line.deleted !== true && line.superseded !== true;
}
function isSound({ status, dirty, overridden, fork }) {
	return status === "finished" && !dirty && !overridden && fork !== true;
}
/**
* The last eligible runs of an experiment on a branch, **oldest first**: what trends and noise are read from.
* @param lines newest first
* @param query.before run id: only runs that started earlier
*/
function historyLines(lines, query, count = 12) {
	return lines.filter((line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch && (query.before === void 0 || line.id < query.before)).slice(0, count).toReversed();
}
function ofMergeBase(ours, request) {
	const { commit, branch, mergedWith } = request;
	const atCommit = commit === void 0 ? [] : ours.filter((line) => line.commit === commit && isEligible(line));
	const moved = mergedWith !== void 0 && commit !== void 0 && mergedWith !== commit ? `; ${branch} has moved on to ${mergedWith.slice(0, 7)}, which was merged for this run` : "";
	const nearest = [...atCommit.filter((line) => line.branch === branch), ...atCommit.filter((line) => line.branch !== branch)].map((line) => ({
		line,
		how: `the run of the merge base${moved}`,
		choice: "code"
	}));
	const fallback = newestOn(ours, branch, request, `the newest success on ${branch}; ${commit === void 0 ? "the merge base is not known" : `the merge base ${commit.slice(0, 7)} has no eligible run`}`);
	if (nearest.length === 0) return fallback;
	return [...nearest, ...typeof fallback === "string" ? [] : fallback];
}
function newestOn(ours, branch, { experiment, leg }, how) {
	const name = leg === void 0 ? experiment : `${experiment} with the same matrix values`;
	const onBranch = ours.filter((line) => line.branch === branch);
	const options = onBranch.filter(isEligible).map((line) => ({
		line,
		how,
		choice: "rule"
	}));
	if (options.length > 0) return options;
	if (branch === "") return "the run is on no branch, so it has no earlier run there";
	if (onBranch.length === 0) return `no run of ${name} on ${branch} yet`;
	return `no usable run of ${name} on ${branch}: ${unusable(onBranch)}`;
}
/** Why none of these runs could be a baseline, counted. */
function unusable(lines) {
	const reasons = lines.map(({ status, dirty, overridden, fork }) => {
		if (status !== "finished") return "did not finish";
		if (fork === true) return "came from a fork";
		if (dirty) return "had uncommitted changes";
		return overridden ? "had params of their own" : "gave way to a later attempt";
	});
	return [...new Set(reasons)].map((why) => `${reasons.filter((each) => each === why).length} ${why}`).join(", ");
}
/** A branch by its name, else a run by its id or the start of it. */
function named(others, request) {
	const { name, experiment } = request;
	const ours = others.filter((line) => isComparable(line, request));
	if (ours.some((line) => line.branch === name)) return newestOn(ours, name, request, `the newest success on ${name}`);
	if (/^[0-9a-f]{6,32}$/.test(name)) return withId(others, name, experiment, "the run that was asked for");
	return `there is no run of ${experiment} on a branch ${name}${name.lastIndexOf("@") > 0 ? ` and no version or stage ${name} with a run` : ""}`;
}
function ofVersion(others, request) {
	const found = withId(others, request.id, request.experiment, `the run of ${request.name}`);
	return typeof found === "string" ? `${request.name} cannot be the baseline: ${found}` : found;
}
/** Uncommitted changes are allowed here: whoever names a run means that run. */
function withId(others, prefix, experiment, how) {
	const matching = others.filter((line) => line.id.startsWith(prefix));
	const living = matching.filter((line) => line.deleted !== true);
	const ids = new Set((living.length > 0 ? living : matching).map((line) => line.id));
	if (ids.size > 1) return `${ids.size} runs start with ${prefix}; give more of the id`;
	const line = others.find((candidate) => ids.has(candidate.id));
	if (line === void 0) return `there is no run ${prefix}`;
	if (line.deleted === true) return `run ${prefix} is deleted`;
	if (line.experiment !== experiment) return `run ${prefix} belongs to another experiment, ${line.experiment}`;
	if (line.fork === true) return `run ${prefix} comes from a fork, and what a fork says of itself is no measure`;
	if (line.status !== "finished") return `run ${prefix} did not finish (${line.status})`;
	return [{
		line,
		how,
		choice: "exact"
	}];
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

export { findBaselines as a, isEligible as c, baselineRequest as i, resolveRun as n, historyLines as o, resolveVersionRun as r, isComparable as s, awaitsFirstVersion as t };