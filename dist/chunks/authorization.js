import { t as MlopsError } from "./error.js";
import { _ as unknown, a as custom, c as looseObject, f as record, i as boolean, l as number, m as string } from "./zod.js";
import { n as pathFromRoot } from "./workspace-path.js";
import { n as forkBranch, r as isForkOf, t as DELETED_FORK } from "./fork.js";
import { t as gitIn } from "./git.js";
import { c as warning, i as info, o as setOutput, r as getInput, s as setSecret, t as debug } from "./core.js";
import { y as withoutCommands } from "./number-format.js";
import { i as trusting, n as isOwnedByAnother, r as ownedByAnother, t as remoteAddress } from "./remote-address.js";
import { resolve } from "node:path";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { readFile, readdir, realpath } from "node:fs/promises";

// src/forge/event-payload.ts
const Text = string().min(1);
const Commit = string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const Repository = looseObject({ full_name: Text }).nullish();
const Side = looseObject({
	sha: Commit,
	ref: Text,
	repo: Repository
});
const PullRequestPayload = looseObject({ pull_request: looseObject({
	number: number().int().positive(),
	head: Side,
	base: Side
}) });
const MergeGroupPayload = looseObject({ merge_group: looseObject({
	base_sha: Commit,
	base_ref: string().startsWith("refs/heads/")
}) });
/** A workflow run that this one follows. */
const WorkflowRunPayload = looseObject({
	workflow_run: looseObject({
		head_sha: Commit,
		head_branch: Text.nullish(),
		head_repository: Repository
	}),
	repository: looseObject({ full_name: Text })
});
const VisibilityPayload = looseObject({ repository: looseObject({
	private: boolean(),
	visibility: string().optional()
}) });
const RepositoryPayload = looseObject({ repository: looseObject({ default_branch: Text }) });
const InputsPayload = looseObject({ inputs: custom((value) => typeof value === "object" && value !== null) });
/** The pull request; of what is checked out it says nothing. */
function pullRequestIn(payload) {
	const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
	if (pull === void 0) return void 0;
	const { number, head, base } = pull;
	return {
		number,
		head: head.sha,
		headBranch: head.ref,
		base: base.sha,
		baseBranch: base.ref,
		isFork: isForkOf(base.repo?.full_name, head.repo?.full_name)
	};
}
/** What a merge queue builds on: a commit, and the branch that it is for. */
function mergeGroupIn(payload) {
	const group = MergeGroupPayload.safeParse(payload).data?.merge_group;
	return group && {
		base: group.base_sha,
		baseBranch: group.base_ref.slice(11)
	};
}
/** The head of the pull request, or of the workflow run that this one follows. */
function headIn(payload) {
	const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
	if (pull !== void 0) return namedCode(pull.head.sha, pull.head.ref, pull.head.repo, pull.base.repo);
	const data = WorkflowRunPayload.safeParse(payload).data;
	if (data === void 0) return void 0;
	const { head_sha: commit, head_branch: branch, head_repository: own } = data.workflow_run;
	return branch === void 0 || branch === null ? void 0 : namedCode(commit, branch, own, data.repository);
}
/** A fork's `main` is `owner:main`, so that its runs are never taken for those of our `main`. */
function namedCode(commit, branch, own, base) {
	const isFork = isForkOf(base?.full_name, own?.full_name);
	return {
		commit,
		isFork,
		branch: isFork ? forkBranch(own?.full_name, branch) : branch
	};
}
/** The fork that a pull request comes from, `owner/name`; undefined for other events and for branches of the repository. */
function forkIn(payload) {
	const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
	if (pull === void 0) return void 0;
	const own = pull.head.repo?.full_name;
	return isForkOf(pull.base.repo?.full_name, own) ? own ?? "unknown" : void 0;
}
function defaultBranchIn(payload) {
	return RepositoryPayload.safeParse(payload).data?.repository.default_branch;
}
/** Whether everyone may read the repository; undefined where that is not said. An internal one is private too. */
function isPublicIn(payload) {
	const repository = VisibilityPayload.safeParse(payload).data?.repository;
	if (repository === void 0) return void 0;
	return !repository.private && (repository.visibility ?? "public") === "public";
}
/** Inputs of a dispatch as text. An empty one is what GitHub sends for an input that nobody filled in. */
function inputsIn(payload) {
	const inputs = InputsPayload.safeParse(payload).data?.inputs ?? {};
	const texts = Object.entries(inputs).flatMap(([name, value]) => [
		"string",
		"number",
		"boolean"
	].includes(typeof value) && value !== "" ? [[name, String(value)]] : []);
	return Object.fromEntries(texts);
}

// src/action/console.ts
const actionLog = {
	info: (message) => info(withoutCommands(message)),
	warn: (message) => warning(message, { title: "mlops" }),
	debug: (message) => debug(message)
};
/** Sets outputs; an undefined value becomes the empty string, so that every output is always set. */
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? "");
}

// src/forge/event.ts
const REQUIRED = [
	"GITHUB_EVENT_NAME",
	"GITHUB_REPOSITORY",
	"GITHUB_SHA"
];
/** Without the pull request nobody knows whose code this is: a fork's branch could pass for one of ours. */
const PULL_REQUEST_EVENTS = [
	"pull_request",
	"pull_request_target",
	"pull_request_review",
	"pull_request_review_comment"
];
/**
* The event that started a job of GitHub Actions, or of a server that speaks the same (GitHub Enterprise, Gitea).
* @param environment the runner's `GITHUB_*` variables
* @param payload the parsed event file; undefined when there is none
* @throws MlopsError `usage` when the environment is not one of a job, and for a pull request event without a pull request
*/
function eventFromGitHub(environment, payload, details = {}) {
	requireJob(environment);
	const text = (name) => environment[`GITHUB_${name}`] || void 0;
	const name = text("EVENT_NAME") ?? "";
	const repository = text("REPOSITORY");
	const repositoryUrl = `${(text("SERVER_URL") ?? "https://github.com").replace(/\/+$/, "")}/${repository}`;
	const run = text("RUN_ID");
	const pullRequest = pullRequestIn(payload);
	if (pullRequest === void 0 && PULL_REQUEST_EVENTS.some((event) => event === name)) throw noPullRequest(name);
	const refBranch = afterPrefix("refs/heads/", text("REF"));
	const matrix = objectOf(details.matrix);
	return {
		name,
		repository,
		repositoryUrl,
		isPublic: isPublicIn(payload),
		defaultBranch: defaultBranchIn(payload) ?? (name === "schedule" ? refBranch : void 0),
		...codeOf(environment, payload, details.checkedOut),
		actor: text("ACTOR"),
		pullRequest: pullRequest && withMergedBase(pullRequest, details.checkedOut),
		mergeGroup: name === "merge_group" ? mergeGroupIn(payload) : void 0,
		inputs: name === "workflow_dispatch" ? inputsIn(payload) : {},
		workflow: text("WORKFLOW"),
		run,
		attempt: countOf(text("RUN_ATTEMPT")),
		job: text("JOB"),
		matrix,
		jobTotal: matrix === void 0 ? void 0 : jobTotalOf(details.strategy),
		runUrl: run === void 0 ? void 0 : `${repositoryUrl}/actions/runs/${run}`
	};
}
/** @throws MlopsError `usage` that names the variables which every job has and this process has not */
function requireJob(environment) {
	const missing = REQUIRED.filter((name) => !environment[name]);
	if (missing.length === 0) return;
	throw new MlopsError("usage", `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set: this is no job of a workflow`, "Outside of workflows use the command line: `mlops train` does the same with the repository that it is called in.");
}
function noPullRequest(name) {
	return new MlopsError("usage", `this is a run of the event ${name}, and its event file (GITHUB_EVENT_PATH) names no pull request that can be read`, "Nothing is trained, since it is not known whose code this is. Run the job again; if it stays so, report it with the name and version of the server.");
}
/** The commit that is trained, with the branch or tag that it is of. */
function codeOf(environment, payload, checkedOut) {
	const named = environment["GITHUB_SHA"] ?? "";
	const ref = environment["GITHUB_REF"];
	const commit = checkedOut?.commit ?? named;
	const head = headIn(payload);
	const [, merged] = checkedOut?.parents ?? [];
	if (head !== void 0 && (head.commit === commit || head.commit === merged || commit === named && ref?.startsWith("refs/pull/") === true) && (commit !== named || !ref?.startsWith("refs/heads/"))) return {
		commit,
		branch: head.branch
	};
	if (commit === named) return {
		commit,
		branch: afterPrefix("refs/heads/", ref),
		tag: afterPrefix("refs/tags/", ref)
	};
	return {
		commit,
		branch: head?.isFork === true ? head.branch : checkedOut?.branch
	};
}
/**
* The base that a forge merged with, which is newer than the one in the payload when the branch has moved on meanwhile.
* The first parent of the merge commit says it, in a checkout of depth 1 too.
*/
function withMergedBase(pullRequest, checkedOut) {
	const [base, head] = checkedOut?.parents ?? [];
	return base !== void 0 && head === pullRequest.head && checkedOut?.commit !== pullRequest.head ? {
		...pullRequest,
		base,
		isMerged: true
	} : pullRequest;
}
function afterPrefix(prefix, ref) {
	return ref?.startsWith(prefix) ? ref.slice(prefix.length) || void 0 : void 0;
}
/** A context as JSON text: null where the job has none. */
function objectOf(json) {
	const value = json === void 0 || json === "" ? void 0 : parseJson(json);
	if (typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__")) throw new MlopsError("usage", "the matrix has the name \"__proto__\"", "The name is reserved; rename it.");
	return record(string(), unknown()).safeParse(value).data;
}
/** How many jobs a `strategy` context speaks of; undefined for a text that is none. */
function jobTotalOf(json) {
	const total = objectOf(json)?.["job-total"];
	return typeof total === "number" && Number.isInteger(total) && total > 0 ? total : void 0;
}
function countOf(text) {
	const count = Number(text);
	return Number.isInteger(count) && count > 0 ? count : void 0;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/git/settings-digest.ts
/**
* SHA-256 over these settings, what they include among it.
* @param git outside of any repository
*/
async function readSettingsDigest(git) {
	const { stdout } = await git.exec([
		"config",
		"--list",
		"--null",
		"--includes",
		"--show-origin"
	]);
	return createHash("sha256").update(stdout).digest("hex");
}

// src/action/find-root.ts
/**
* An earlier step may have planted programs in the checkout that git would start, and a folder of it may be a repository
* without a worktree, with settings of its own: who pushes can commit one, and git takes it for the nearest.
*/
const PLANTED = {
	"core.fsmonitor": "false",
	"core.hooksPath": "/dev/null",
	"safe.bareRepository": "explicit"
};
/** In the container of a job the workspace belongs to another user than the one of the steps. */
async function findRoot(directory, workspace) {
	const found = await gitIn(workspace, {
		...PLANTED,
		...trusting("*")
	}).exec([
		"-C",
		directory,
		"rev-parse",
		"--show-toplevel"
	]);
	if (found.code === 0) {
		const top = found.stdout.toString().trim();
		const root = resolve(top);
		return {
			root,
			git: gitIn(root, {
				...PLANTED,
				...trusting(top)
			})
		};
	}
	if (isOwnedByAnother(found.stderr)) throw ownedByAnother(directory);
	if (isBareFound(found.stderr)) throw bareFound(directory);
	const names = await filesIn(directory);
	if (names === void 0 && (await filesIn(workspace) ?? []).length > 0) throw new MlopsError("usage", `there is no folder ${directory}`, "The input `working-directory` is a folder of the checkout, by its path from the workspace.");
	if (names !== void 0 && names.length > 0) throw new MlopsError("not-a-repository", `${directory} has files and is in no Git repository (${found.stderr.trim()})`, "Where git is not installed, actions/checkout downloads the files without the repository: in the container of a job install git before actions/checkout. Otherwise check the input working-directory.");
	throw new MlopsError("not-a-repository", `${directory} is in no Git repository (${found.stderr.trim()})`, "Put `- uses: actions/checkout@v4` before mlops-action, and check the input working-directory.");
}
/** What lies in a folder, without what this action put there; undefined where there is no such folder. */
async function filesIn(folder) {
	return (await readdir(folder).catch(() => void 0))?.filter((name) => name !== ".mlops-action");
}
function isBareFound(stderr) {
	return stderr.includes("safe.bareRepository");
}
function bareFound(directory) {
	return new MlopsError("not-a-repository", `${directory} lies in a bare repository, whose settings git would follow`, "See who has committed its files (HEAD, config, objects, refs) to this folder, and take them out.");
}

// src/action/context.ts
/**
* Inputs of the composite, the token among them.
* @throws MlopsError `usage` when this is no step of a job
*/
function readCompositeInputs() {
	requireJob(process.env);
	return JSON.parse(getInput("inputs", { required: true }));
}
/** @throws MlopsError `not-a-repository` when nothing was checked out */
async function readStepContext(all) {
	const { "github-token": _token, ...inputs } = all;
	const workspace = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
	const directory = resolve(workspace, inputs["working-directory"] || ".");
	const { root: repositoryRoot, git } = await findRoot(directory, workspace);
	const workingDirectory = pathFromRoot(repositoryRoot, await realpath(directory));
	return {
		inputs: {
			...inputs,
			"working-directory": workingDirectory
		},
		repositoryRoot,
		git
	};
}
/** The checkout as plan knew it: training may have changed what git says of it. */
function plannedContext(repositoryRoot) {
	return {
		inputs: {},
		repositoryRoot,
		git: gitIn(repositoryRoot, {
			...PLANTED,
			...trusting("*")
		})
	};
}
/** Digest of the settings that git has on this machine, outside of any repository. */
function readGitSettings() {
	return readSettingsDigest(gitIn(process.env["RUNNER_TEMP"] ?? tmpdir()));
}
/** The event that started the workflow, from the runner's environment, its event file and what is checked out. */
async function readEvent(git) {
	return eventFromGitHub(process.env, await readPayload(), {
		matrix: getInput("matrix"),
		strategy: getInput("strategy"),
		checkedOut: await readCheckedOut(git)
	});
}
/** The event file, parsed. Most events are known well enough from the environment; of one that is not the absence becomes an error. */
async function readPayload() {
	const path = process.env["GITHUB_EVENT_PATH"];
	try {
		if (path === void 0 || path === "") throw new Error("GITHUB_EVENT_PATH is not set");
		return JSON.parse(await readFile(path, "utf8"));
	} catch (error) {
		actionLog.warn(`the event file cannot be read, so the run is known from GITHUB_ variables alone: ${String(error)}`);
		return;
	}
}
/** Undefined before the first commit. */
async function readCheckedOut(git) {
	const { stdout } = await git.exec(["cat-file", "--batch"], "HEAD\n");
	const [, commit, text] = /^([0-9a-f]{40,64}) commit \d+\n([\s\S]*)$/.exec(stdout.toString()) ?? [];
	if (commit === void 0 || text === void 0) return void 0;
	const [header = ""] = text.split("\n\n", 1);
	const parents = [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = ""]) => parent);
	const branch = (await git.exec([
		"symbolic-ref",
		"--quiet",
		"HEAD"
	])).stdout.toString().trim();
	return {
		commit,
		parents,
		branch: /^refs\/heads\/(.+)$/.exec(branch)?.[1]
	};
}
/** Address of `origin`; a relative path is resolved, so that it can be used from a scratch repository. */
async function readRemoteUrl({ git, repositoryRoot }) {
	const { code, stdout } = await git.exec([
		"remote",
		"get-url",
		"origin"
	]);
	const url = stdout.toString().trim();
	if (code !== 0 || url === "") return void 0;
	return remoteAddress(url, repositoryRoot);
}

// src/action/authorization.ts
/** The token as a header for the forge's own host only: never in argv, never in a URL, never sent elsewhere. */
function authorization(token) {
	if (token === "") return {};
	const server = process.env["GITHUB_SERVER_URL"] ?? "https://github.com";
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	setSecret(token);
	setSecret(basic);
	return {
		[`http.${server}/.extraheader`]: `AUTHORIZATION: basic ${basic}`,
		"credential.helper": "",
		"core.askPass": ""
	};
}

export { readGitSettings as a, readStepContext as c, WorkflowRunPayload as d, forkIn as f, readEvent as i, actionLog as l, plannedContext as n, readPayload as o, pullRequestIn as p, readCompositeInputs as r, readRemoteUrl as s, authorization as t, setOutputs as u };