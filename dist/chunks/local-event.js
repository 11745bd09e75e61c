import { t as MlopsError } from "./error.js";

// src/forge/local-event.ts
/**
* @param git in any folder of the worktree, linked worktrees too
* @throws MlopsError `not-a-repository`, or `repository-empty` before the first commit
*/
async function localEvent(git) {
	const commit = await readHead(git);
	const [settings, branch] = await Promise.all([readSettings(git), readBranch(git)]);
	const defaultBranch = await findDefaultBranch(git, settings.get("init.defaultbranch"), branch);
	return {
		name: "local",
		repository: repositoryOf(settings.get("remote.origin.url")),
		repositoryUrl: void 0,
		defaultBranch,
		branch,
		commit,
		actor: settings.get("user.name"),
		pullRequest: await pullRequestOf(git, commit, branch, defaultBranch),
		inputs: {},
		workflow: void 0,
		run: void 0,
		attempt: void 0,
		job: void 0,
		matrix: void 0,
		runUrl: void 0
	};
}
/** What a repository is called on its forge, and its default branch; both may be asked before the first commit. */
async function readLocalNames(git) {
	const [settings, branch] = await Promise.all([readSettings(git), readBranch(git)]);
	return {
		repository: repositoryOf(settings.get("remote.origin.url")),
		defaultBranch: await findDefaultBranch(git, settings.get("init.defaultbranch"), branch)
	};
}
/** The best common ancestor of two commits; undefined when they have none or the history is cut off. */
async function findLocalMergeBase(git, base, head) {
	const { code, stdout } = await git.exec([
		"merge-base",
		"--",
		base,
		head
	]);
	return code === 0 ? stdout.toString().trim().split("\n")[0] : void 0;
}
async function readHead(git) {
	const head = await git.exec([
		"rev-parse",
		"--verify",
		"HEAD^{commit}"
	]);
	if (head.code === 0) return head.stdout.toString().trim();
	if ((await git.exec(["rev-parse", "--git-dir"])).code !== 0) throw new MlopsError("not-a-repository", "this folder is not in a git repository", "Run the command in a repository, or name one with `--repo PATH`; `git init` makes a new one.");
	const known = await findDefaultBranch(git, void 0, void 0);
	if (known !== void 0) throw new MlopsError("repository-empty", "HEAD names a branch that has no commit", `Go to the branch with your code: git switch ${known}`);
	throw new MlopsError("repository-empty", "the repository has no commit yet", "Commit your work first: a run says of which commit it is.");
}
/** Undefined when HEAD is detached. */
async function readBranch(git) {
	const { code, stdout } = await git.exec(["symbolic-ref", "HEAD"]);
	return code === 0 ? /^refs\/heads\/(.+)$/s.exec(stdout.toString().trim())?.[1] : void 0;
}
/** The settings that an event is made of, by lower-case key; the last value of each wins, as in git. */
async function readSettings(git) {
	const { stdout } = await git.exec([
		"config",
		"--null",
		"--get-regexp",
		"^(init\\.defaultbranch|user\\.name|remote\\.origin\\.url)$"
	]);
	const entries = stdout.toString().split("\0").filter(Boolean);
	return new Map(entries.map((entry) => {
		const [key = "", ...value] = entry.split("\n");
		return [key.toLowerCase(), value.join("\n")];
	}));
}
/** What the remote calls its default, else the first usual name that exists, else the branch we are on. */
async function findDefaultBranch(git, configured, current) {
	const names = [
		configured,
		"main",
		"master"
	].filter((name) => name !== void 0 && name !== "");
	const refs = await readRefs(git, [ORIGIN_HEAD, ...names.flatMap(refsOf)]);
	return /^refs\/remotes\/origin\/(.+)$/s.exec(refs.get(ORIGIN_HEAD)?.target ?? "")?.[1] ?? names.find((name) => refsOf(name).some((ref) => refs.has(ref))) ?? current;
}
const ORIGIN_HEAD = "refs/remotes/origin/HEAD";
/** Where a branch is: here, and on the remote as it was last fetched. */
function refsOf(branch) {
	return [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
}
/** Those of the refs that exist, by name: one process for all of them. */
async function readRefs(git, names) {
	const { stdout } = await git.exec([
		"for-each-ref",
		"--format=%(refname) %(objectname) %(symref)",
		...names
	]);
	const lines = stdout.toString().split("\n").filter(Boolean);
	return new Map(lines.map((line) => {
		const [name = "", commit = "", target = ""] = line.split(" ");
		return [name, {
			commit,
			target
		}];
	}));
}
async function pullRequestOf(git, head, branch, baseBranch) {
	if (branch === void 0 || baseBranch === void 0 || branch === baseBranch) return void 0;
	const refs = await readRefs(git, refsOf(baseBranch));
	const [here, fetched = here] = refsOf(baseBranch).flatMap((ref) => refs.get(ref)?.commit ?? []);
	if (here === void 0 || fetched === void 0) return void 0;
	return {
		number: void 0,
		head,
		headBranch: branch,
		base: here !== fetched && (await git.exec([
			"merge-base",
			"--is-ancestor",
			here,
			fetched
		])).code === 0 ? fetched : here,
		baseBranch,
		isFork: false
	};
}
/** `owner/name` of an address on a forge; a path on disk is none. Names with which one logs in are left out. */
function repositoryOf(address) {
	if (address === void 0) return void 0;
	const name = (/^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/i.exec(address)?.[1] ?? /^(?:[^@/\s]+@)?[^/:\s\\]{2,}:(?!\/)(.+)$/.exec(address)?.[1])?.replace(/\/+$/, "").replace(/\.git$/, "");
	return name !== void 0 && /^[^/\s]+(?:\/[^/\s]+)+$/.test(name) ? name : void 0;
}

export { localEvent as n, readLocalNames as r, findLocalMergeBase as t };