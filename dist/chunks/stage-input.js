import { t as MlopsError } from "./error.js";
import { h as HOOK_VARIABLES, u as Deploy } from "./schema.js";
import { d as partialRecord, f as record, m as string, n as _enum, p as strictObject, r as array, s as literal } from "./zod.js";
import { t as openHistory, z as fullRef } from "./open-history.js";
import { l as actionLog, t as authorization } from "./authorization.js";
import { d as RunId, m as canonicalJson } from "./objects.js";
import { n as readPlainFile } from "./plain-file.js";
import { t as apiUrlOf } from "./api-url.js";
import { t as workflowArtifacts } from "./workflow.js";
import { c as isLost, l as limitWait, o as gitHubRepository, s as failedRequestOf } from "./github-asset.js";
import { t as githubForge } from "./github2.js";
import { t as readRegistry } from "./read-registry.js";
import { A as GoldenRequest, D as failureOf, E as TOO_MUCH_OUTPUT, T as HOOK_FILES, k as successOf, p as manifestCommitter } from "./promote-version.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { mkdir, rm, writeFile } from "node:fs/promises";

// src/forge/github-commit-failure.ts
const RULE = /rule violations found|protected branch|through a pull request|verified signatures|required status check/i;
const RULE_MORE = /approving review|being restricted|branch is locked|pre[-_]receive|reference update failed|too large/i;
const MOVED = /not a fast[ -]forward|reference already exists|reference does not exist|expected branch to point to/i;
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|connect timeout/i;
/**
* Judges an error that octokit threw.
* @param redact takes secrets out of what the server said
* @returns undefined for an error that is no answer of the server
*/
function judgeCommitFailure(error, redact, now) {
	const failed = failedRequestOf(error);
	if (failed !== void 0) return judgeAnswer(failed, tidy(redact(failed.message)), now);
	const [first] = graphqlErrorsOf(error);
	if (first === void 0) return void 0;
	return judgeGraphqlError(first.type, tidy(redact(first.message)));
}
function judgeAnswer(failed, said, now) {
	const { status } = failed;
	if (status === 0) return {
		kind: UNREACHABLE.test(said) ? "offline" : "unclear",
		said
	};
	if (isLost(failed) || limitWait(failed, now) !== void 0) return {
		kind: "unclear",
		said
	};
	if (isRule(said) || status === 413) return {
		kind: "refused",
		said,
		rule: said
	};
	if (MOVED.test(said)) return {
		kind: "lost-race",
		said
	};
	return {
		kind: [
			401,
			403,
			404
		].includes(status) ? "forbidden" : "unclear",
		said
	};
}
const GRAPHQL_KINDS = {
	STALE_DATA: "lost-race",
	BRANCH_PROTECTION_RULE_VIOLATION: "refused",
	UNPROCESSABLE: "refused",
	FORBIDDEN: "forbidden",
	INSUFFICIENT_SCOPES: "forbidden"
};
function judgeGraphqlError(type, said) {
	if (type === "NOT_FOUND") return {
		kind: /repository/i.test(said) ? "forbidden" : "lost-race",
		said
	};
	const kind = isRule(said) ? "refused" : GRAPHQL_KINDS[type ?? ""] ?? (MOVED.test(said) ? "lost-race" : "unclear");
	return kind === "refused" ? {
		kind,
		said,
		rule: said
	} : {
		kind,
		said
	};
}
function isRule(said) {
	return RULE.test(said) || RULE_MORE.test(said);
}
function graphqlErrorsOf(error) {
	if (!(error instanceof Error) || error.name !== "GraphqlResponseError") return [];
	return error.errors ?? [];
}
/** On one line, without the link to the documentation that octokit puts at the end. */
function tidy(message) {
	return message.replace(/ - https:\/\/docs\.github\.com\/\S*$/, "").trim().replaceAll(/(?<![.:;,])\s*\n\s*/g, ": ").replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").slice(0, 400);
}

// src/forge/github-commit.ts
const BRANCH = "refs/heads/";
const CREATE_COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
/** The port on GitHub. The client repeats no POST whose answer was lost, so nothing is committed twice. */
function commitOnGitHub(github) {
	return async (wanted) => {
		try {
			const { ref, parent } = wanted;
			return { commit: ref.startsWith(BRANCH) && parent !== void 0 ? await commitOnBranch(github, wanted, parent) : await commitObjects(github, wanted) };
		} catch (error) {
			const failure = judgeCommitFailure(error, github.redact, Date.now() / 1e3);
			if (failure === void 0) throw error;
			github.log.debug(`GitHub made no commit on ${wanted.ref} (${failure.kind}): ${failure.said}`);
			return { failure };
		}
	};
}
async function commitOnBranch({ octokit, owner, repo }, { ref, message, files }, parent) {
	const [headline = "", ...rest] = message.split("\n");
	return (await octokit.graphql(CREATE_COMMIT, { input: {
		branch: {
			repositoryNameWithOwner: `${owner}/${repo}`,
			branchName: ref.slice(11)
		},
		expectedHeadOid: parent,
		message: {
			headline,
			body: rest.join("\n").replace(/^\n/, "")
		},
		fileChanges: { additions: files.map(({ path, content }) => ({
			path,
			contents: content.toString("base64")
		})) }
	} })).createCommitOnBranch.commit.oid;
}
/** Blobs, trees and the commit, which nobody sees before the last request: that moves the ref, or makes it. */
async function commitObjects(github, wanted) {
	const { octokit, owner, repo } = github;
	const { ref, parent, message } = wanted;
	const base = parent === void 0 ? void 0 : await readTreeOf(github, parent);
	const tree = await createTree(github, wanted.files, base);
	const parents = parent === void 0 ? [] : [parent];
	const { data: commit } = await octokit.rest.git.createCommit({
		owner,
		repo,
		message,
		tree,
		parents
	});
	if (parent === void 0) await octokit.rest.git.createRef({
		owner,
		repo,
		ref,
		sha: commit.sha
	});
	else await octokit.rest.git.updateRef({
		owner,
		repo,
		ref: ref.slice(5),
		sha: commit.sha,
		force: false
	});
	return commit.sha;
}
async function readTreeOf({ octokit, owner, repo }, commit) {
	const { data } = await octokit.rest.git.getCommit({
		owner,
		repo,
		commit_sha: commit
	});
	return data.tree.sha;
}
async function createTree({ octokit, owner, repo }, files, base) {
	const entries = [];
	for (const { path, content } of files) {
		const text = content.toString();
		const entry = {
			path,
			mode: "100644",
			type: "blob"
		};
		if (text !== "" && Buffer.from(text).equals(content)) entries.push({
			...entry,
			content: text
		});
		else {
			const encoded = {
				content: content.toString("base64"),
				encoding: "base64"
			};
			entries.push({
				...entry,
				sha: (await octokit.rest.git.createBlob({
					owner,
					repo,
					...encoded
				})).data.sha
			});
		}
	}
	const more = base === void 0 ? {} : { base_tree: base };
	const { data } = await octokit.rest.git.createTree({
		owner,
		repo,
		tree: entries,
		...more
	});
	return data.sha;
}

// src/action/github-remote.ts
/**
* @param remoteUrl address of the remote, over HTTP or SSH
* @param environment of the job
*/
function isGitHubRemote(remoteUrl, environment) {
	if (environment["GITEA_ACTIONS"] === "true" || environment["FORGEJO_ACTIONS"] === "true") return false;
	const repository = environment["GITHUB_REPOSITORY"] ?? "";
	const server = environment["GITHUB_SERVER_URL"] ?? "https://github.com";
	if (repository === "" || !URL.canParse(server)) return false;
	return placeOf(remoteUrl)?.toLowerCase() === `${new URL(server).host}/${repository}`.toLowerCase();
}
/** `host/owner/name` of an address; undefined for a path. */
function placeOf(address) {
	if (/^(?:https?|ssh):\/\//.test(address) && URL.canParse(address)) {
		const { protocol, host, hostname, pathname } = new URL(address);
		return `${protocol === "ssh:" ? hostname : host}/${trimPath(pathname)}`;
	}
	const [, host, path] = /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(address) ?? [];
	return host === void 0 || path === void 0 ? void 0 : `${host}/${trimPath(path)}`;
}
function trimPath(path) {
	return path.replace(/^\/+/, "").replace(/\/+$/, "").replace(/\.git$/, "");
}

// src/action/action-ports.ts
async function actionPorts(options) {
	const { context, remoteUrl, trackingBranch, token, contended } = options;
	if (remoteUrl === void 0) throw new MlopsError("not-a-repository", "the checkout has no remote called origin", "Check the repository out with actions/checkout.");
	const repository = process.env["GITHUB_REPOSITORY"] ?? "";
	const location = {
		url: remoteUrl,
		config: authorization(token)
	};
	const temporary = process.env["RUNNER_TEMP"] ?? tmpdir();
	const scratch = join(temporary, "mlops-scratch");
	await mkdir(scratch, { recursive: true });
	const clock = () => /* @__PURE__ */ new Date();
	const apiUrl = apiUrlOf(process.env);
	const isGitHub = token !== "" && isGitHubRemote(remoteUrl, process.env);
	return {
		git: context.git,
		repositoryRoot: context.repositoryRoot,
		history: openHistory({
			remote: location,
			ref: fullRef(trackingBranch),
			scratchParent: scratch,
			clock,
			random: Math.random,
			log: actionLog,
			commitThroughForge: isGitHub ? commitOnGitHub(gitHubRepository({
				token,
				apiUrl,
				repository,
				log: actionLog
			})) : void 0,
			contended
		}),
		forge: githubForge({
			token,
			apiUrl,
			repository,
			log: actionLog
		}),
		artifacts: workflowArtifacts({
			log: actionLog,
			remote: {
				token,
				repository
			}
		}),
		registry: {
			remote: location,
			clone: void 0,
			read: () => readRegistry({
				remote: location,
				scratchParent: scratch
			})
		},
		scratch,
		spool: join(temporary, "mlops-spool"),
		environment: process.env,
		clock,
		random: Math.random,
		log: actionLog
	};
}

// src/deployment/prepared.ts
/** Longer texts are no deployment. */
const MAX_PREPARED = 8e6;
const Name = string().min(1).max(500).regex(/^[^\p{Cc}]+$/u);
const Value = string().max(1e4).regex(/^[^\0]*$/);
const PreparedDeployment = strictObject({
	schema: literal(1),
	model: Name,
	version: Name,
	stage: Name,
	/** Tag of the assignment; absent when a version before comes back. */
	tag: Name.exactOptional(),
	run: RunId,
	actor: Name.exactOptional(),
	reason: string().min(1).max(5e3).exactOptional(),
	deploy: Deploy,
	/** Absolute path of the deployment's own folder: script, output, image. */
	folder: Name,
	/** Run by bash; absent where nothing has to run. */
	script: string().max(2e5).exactOptional(),
	variables: partialRecord(_enum(HOOK_VARIABLES), Value),
	/** For the generated part of the script. */
	settings: record(string().regex(/^MLOPS_[A-Z_]+$/), Value),
	requests: array(GoldenRequest).max(1e3),
	/** Where a manifest says that the model lies. */
	storage_uri: string().min(1).max(12e3).exactOptional(),
	/** What was live before, and comes back when this one fails. */
	previous: strictObject({
		version: Name,
		run: RunId,
		image: Name.exactOptional()
	}).exactOptional(),
	/** The version that failed, for which this one comes back. */
	restores: Name.exactOptional(),
	/** Id of the last event of this environment: the next one sorts after it. */
	after: RunId.exactOptional(),
	/** Id of the deployment on the forge. */
	deployment: string().min(1).max(2e3).exactOptional()
});

// src/deployment/deploy-plan.ts
const Text = string().min(1).max(4e3);
const DeployPlan = strictObject({
	schema: literal(1),
	of: strictObject({
		model: Text,
		version: Text,
		stage: Text,
		run: RunId
	}),
	/** Absent where the version is live and well already. */
	prepared: PreparedDeployment.exactOptional(),
	live: strictObject({
		since: Text,
		url: Text.exactOptional()
	}).exactOptional(),
	/** Absolute path in which the deploy command runs. */
	working_directory: Text,
	tracking_branch: Text,
	/** Address of `origin`, before the deploy command could change it. */
	remote_url: Text,
	/** The checkout, before the deploy command could change where it is found, and the settings of git beside it. */
	checkout: strictObject({
		root: Text,
		git_settings: Text
	}),
	/** Web address of the repository. */
	repository_url: Text.exactOptional(),
	default_branch: Text.exactOptional(),
	/** Web address of the workflow run. */
	run_url: Text.exactOptional(),
	/** Where the version comes back: why the one after it failed. */
	failure: Text.exactOptional()
});

// src/deployment/hook-capture.ts
const OUTCOME = {
	most: 1e4,
	file: "outcome"
};
const PLAN = "plan.json";
/**
* @param folder is made
* @returns SHA-256 of the plan, for `readDeployPlan`
*/
async function writeHookCapture(plan, folder) {
	const text = canonicalJson(DeployPlan.parse(plan));
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, PLAN), text);
	if (plan.prepared !== void 0) await writeHook(plan.prepared, folder);
	return createHash("sha256").update(text).digest("hex");
}
async function writeHook(prepared, folder) {
	const { script = "", variables, settings, deploy } = prepared;
	const entries = Object.entries({
		...variables,
		...settings
	});
	await mkdir(prepared.folder, { recursive: true });
	await rm(join(prepared.folder, HOOK_FILES.image), { force: true });
	await Promise.all([
		writeFile(join(folder, HOOK_FILES.script), script),
		writeFile(join(folder, "environment"), entries.map(([name, value]) => `${name}=${value}\0`).join("")),
		writeFile(join(folder, "timeout"), `${Math.ceil(deploy.timeout)}\n`)
	]);
}
/**
* @param sha256 what `writeHookCapture` gave, from a place that the command could not write to
* @throws MlopsError `capture-failed` for a plan that is gone or was changed
*/
async function readDeployPlan(folder, sha256) {
	const path = join(folder, PLAN);
	const bytes = (await readPlainFile(path, MAX_PREPARED + 1e5))?.content;
	if (bytes === void 0) throw new MlopsError("capture-failed", `${path} cannot be read`, HINT);
	if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new MlopsError("capture-failed", `${path} was changed after it was written`, HINT);
	return DeployPlan.parse(JSON.parse(bytes.toString()));
}
/** How the command of a step ended; one that was never started, because there is none, went well. */
async function readHookOutcome(prepared, folder, redact) {
	if (prepared.script === void 0) return { isInterrupted: false };
	const text = (await readPlainFile(join(folder, OUTCOME.file), OUTCOME.most))?.content.toString() ?? "";
	const facts = new Map(text.split("\n").map((line) => [line.split("=", 1)[0], line.slice(line.indexOf("=") + 1)]));
	const stopped = facts.get("stopped");
	const status = Number(facts.get("status") || NaN);
	const isInterrupted = stopped === "cancelled";
	if (isInterrupted) return {
		failure: "the deploy command was interrupted",
		isInterrupted
	};
	if (stopped === "timeout") return {
		failure: `the deploy command did not end within ${prepared.deploy.timeout} s`,
		isInterrupted
	};
	if (stopped === "output") return {
		failure: TOO_MUCH_OUTPUT,
		isInterrupted
	};
	if (!Number.isInteger(status)) return {
		failure: "it is not known how the deploy command ended",
		isInterrupted
	};
	if (status === 0) return {
		...await successOf(prepared),
		isInterrupted
	};
	return {
		failure: await failureOf(`ended with status ${status}`, join(folder, HOOK_FILES.output), redact),
		isInterrupted
	};
}
const HINT = "The deploy command must leave the folder of its own script alone; deploy again.";

// src/action/deploy-ports.ts
/** The model files lie in the runner's temporary folder, and go with the job. */
function deployPorts(ports, place) {
	const { workingDirectory, repositoryUrl, defaultBranch, runUrl, abort } = place;
	const folder = join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops", "deployments");
	const onOutput = () => {};
	const commitFile = manifestCommitter(ports, defaultBranch);
	return {
		...ports,
		workingDirectory,
		folder,
		repositoryUrl,
		logUrl: runUrl,
		abort,
		onOutput,
		commitFile
	};
}

// src/action/stage-input.ts
/** @throws MlopsError `usage` where none is given */
function requireStageInput({ stage, task }) {
	if (stage !== void 0) return stage;
	throw new MlopsError("usage", `task ${task} needs a stage`, "Give the input `stage`, or start the workflow by hand with an input of that name: it is taken from there.");
}

export { writeHookCapture as a, readHookOutcome as i, deployPorts as n, actionPorts as o, readDeployPlan as r, requireStageInput as t };