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

export { isEligible as a, isComparable as i, findBaselines as n, historyLines as r, baselineRequest as t };