import { t as MlopsError } from "./error.js";
import { Q as formatOfObjectId, nt as matrixWords, q as fetchRefs } from "./open-history.js";
import { o as withScratch } from "./objects.js";
import { join } from "node:path";
import { readFile } from "node:fs/promises";

// src/config/report-key.ts
/**
* The key of a run that reports for itself. The model's name does where a job trains it once; the legs of a matrix, and
* experiments beside each other, would take each other's comment and turn each other's check green, so each has its own.
* A key that the user gave stays, as do matrix values that the model or its folder is named after.
*/
function reportKey({ commentKey, model, experiment, workingDirectory, collect }, matrix) {
	if (commentKey !== model || collect) return commentKey;
	const named = /* @__PURE__ */ new Set([...model.split("/"), ...workingDirectory.split("/")]);
	const names = Object.entries(matrix ?? {}).flatMap(([name, value]) => named.has(String(value)) ? [] : [name]);
	const words = [...experiment === model ? [] : [experiment], matrixWords(matrix, names.toSorted())].filter((part) => part !== "").join(", ");
	return words === "" ? commentKey : `${commentKey} (${words})`;
}

// src/git/remote-code.ts
/** How many commits back are fetched, without files: about 250 bytes each. */
const DEPTHS = [
	64,
	1024,
	16384
];
/**
* The best common ancestor of two commits of a remote.
* @returns undefined when they have none, or when it lies further back than is looked
*/
async function findRemoteMergeBase(scratch, remote, base, head) {
	for (const depth of DEPTHS) {
		const failure = await fetchCommits(scratch, remote, [base, head], [`--depth=${depth}`, "--filter=tree:0"]);
		if (failure !== void 0) return { failure };
		const ends = await readShallow(scratch);
		const { code, stdout } = await scratch.git.exec([
			"merge-base",
			base.commit,
			head.commit
		]);
		const found = code === 0 ? stdout.toString().trim() : void 0;
		if (ends.size === 0) return { value: found };
		if (found !== void 0 && await isBest(scratch, found, [base.commit, head.commit], ends)) return { value: found };
	}
	return { value: void 0 };
}
/** A better one could only be hidden behind a place where the history was cut off before it came to this one. */
async function isBest({ git }, found, tips, ends) {
	return !(await git.text([
		"rev-list",
		...tips,
		"--not",
		found
	])).split("\n").some((commit) => ends.has(commit));
}
/** Paths of the files in which two commits of a remote differ; one that was moved counts under both of its names. */
async function findChangedPaths(scratch, remote, from, to) {
	const failure = await fetchCommits(scratch, remote, [from, to].map((commit) => ({
		commit,
		ref: void 0
	})), ["--depth=1", "--filter=blob:none"]);
	if (failure !== void 0) return { failure };
	return { value: (await scratch.git.text([
		"diff-tree",
		"-r",
		"-z",
		"--name-only",
		"--no-renames",
		from,
		to
	])).split("\0").filter((path) => path !== "") };
}
async function fetchCommits(scratch, remote, commits, options) {
	const byId = await fetchAll(scratch, remote, commits.map(({ commit }) => commit), options);
	const refs = commits.flatMap(({ ref }) => ref ?? []);
	if (byId?.kind !== "absent-object" || refs.length < commits.length) return byId;
	if (await fetchAll(scratch, remote, refs, options) !== void 0) return byId;
	const objects = commits.map(({ commit }) => `${commit}\n`).join("");
	const { stdout } = await scratch.git.exec(["cat-file", "--batch-check"], objects);
	return / missing$/m.test(stdout.toString()) ? byId : void 0;
}
function fetchAll({ git }, remote, sources, options) {
	const refspecs = sources.map((source, index) => `+${source}:refs/mlops/${index}`);
	return fetchRefs(git, remote, refspecs, options);
}
/** The commits at which the history is cut off; none when all of it is here. */
async function readShallow({ directory }) {
	const text = await readFile(join(directory, "shallow"), "utf8").catch(() => "");
	return new Set(text.split("\n").filter((line) => line !== ""));
}

// src/pipeline/judging/merge-base.ts
const REMOTE = "mlops-remote";
/** Undefined outside of pull requests, and when nobody can say. */
async function findMergeBase({ pullRequest }, { forge, registry, scratch, log }) {
	if (pullRequest === void 0) return void 0;
	const known = await forge.findMergeBase(pullRequest.base, pullRequest.head, pullRequest.number);
	if (known !== void 0 || forge.kind === "local") return known;
	return fetchMergeBase(pullRequest, {
		remote: registry.remote,
		scratch,
		log
	});
}
/** Asks the remote for as much history as it takes; the checkout, which may be of depth 1, is left alone. */
async function fetchMergeBase({ number, base, baseBranch, head }, { remote, scratch, log }) {
	const ends = [{
		commit: base,
		ref: `refs/heads/${baseBranch}`
	}, {
		commit: head,
		ref: number === void 0 ? void 0 : `refs/pull/${number}/head`
	}];
	const remotes = { [REMOTE]: remote };
	const found = await withScratch({
		parent: scratch,
		format: formatOfObjectId(base),
		remotes
	}, (repository) => findRemoteMergeBase(repository, REMOTE, ...ends)).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		return { failure: { said: error.message } };
	});
	if ("value" in found) {
		if (found.value === void 0) log.info(`${short(head)} and ${short(base)} have no common commit within reach`);
		return found.value;
	}
	log.warn(`the merge base of ${short(base)} and ${short(head)} is not known: ${found.failure.said}`);
}
function short(commit) {
	return commit.slice(0, 7);
}

// src/pipeline/recording/may-write.ts
const DEPENDABOT = "dependabot[bot]";
function mayWrite({ name, actor, pullRequest }) {
	if (pullRequest === void 0) return actor === DEPENDABOT ? "unsure" : "yes";
	return pullRequest.isFork && name !== "pull_request_target" ? "no" : "unsure";
}
/** Whether the jobs of a workflow run may have left what they could not write. */
function mayHaveLeft({ event, actor }) {
	return /^pull_request(?!_target)/.test(event) || actor === DEPENDABOT;
}

export { findChangedPaths as a, findMergeBase as i, mayWrite as n, reportKey as o, fetchMergeBase as r, mayHaveLeft as t };