import { a as uploadAsset, c as isLost, i as publishedAsset, n as isSameAsset, o as gitHubRepository, r as isUploaded, s as failedRequestOf, t as MAX_ASSET_SIZE, u as UnreadableAnswer } from "./github-asset.js";
import { t as MlopsError } from "./error.js";
import { i as isSameRepository, r as isForkOf } from "./fork.js";
import { t as httpAddress } from "./http-address.js";
import { i as permissionHint } from "./permissions.js";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

// src/forge/github-artifacts.ts
const PER_PAGE = 100;
/** Gives artifacts that have not expired, page by page; a page is asked for when the one before it is used up. */
async function* listArtifacts(github, run) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: `listing the artifacts of ${run === void 0 ? "the repository" : `workflow run ${run}`}`,
		permission: "actions",
		access: "read"
	};
	let seen = 0;
	for (let page = 1;; page += 1) {
		const { data } = await github.call(doing, () => run === void 0 ? octokit.rest.actions.listArtifactsForRepo({
			owner,
			repo,
			per_page: PER_PAGE,
			page
		}) : octokit.rest.actions.listWorkflowRunArtifacts({
			owner,
			repo,
			run_id: Number(run),
			per_page: PER_PAGE,
			page
		}));
		const served = data;
		const [artifacts, total] = [served.artifacts ?? [], served.total_count ?? 0];
		for (const artifact of artifacts) if (artifact.expired !== true) yield artifactFrom(artifact);
		seen += artifacts.length;
		if (artifacts.length === 0 || seen >= total) return;
	}
}
function artifactFrom({ id, name, size_in_bytes: size, digest, workflow_run: run }) {
	const head = run?.head_repository_id;
	return {
		id: String(id),
		name,
		size: size ?? 0,
		digest: digest ?? void 0,
		workflowRun: run?.id === void 0 ? void 0 : String(run.id),
		isForeign: head === void 0 || head !== run?.repository_id,
		ref: run?.head_branch ?? void 0,
		head: run?.head_sha
	};
}

// src/forge/github-check.ts
/** GitHub takes no more annotations in one request; further requests add to them. */
const NOTES_PER_REQUEST = 50;
/** In bytes, whatever the documentation says of characters. */
const MOST_SUMMARY_BYTES = 65535;
const MOST_DESCRIPTION$1 = 140;
/** Tells our check runs from those that are jobs. */
const OURS = "mlops:";
/** Tries the one after the other; what is forbidden or unknown to the server (Gitea has no checks) is only logged. */
async function reportCheck(github, check) {
	for (const report of [writeCheckRun, writeStatus]) try {
		return await report(github, check);
	} catch (error) {
		if (!(error instanceof MlopsError) || !["forge-denied", "not-found"].includes(error.code)) throw error;
		github.log.debug(`${error.message}. ${error.hint}`);
	}
	return {
		url: void 0,
		outcome: "refused"
	};
}
async function writeCheckRun(github, check) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: `reporting a check on ${check.commit}`,
		permission: "checks"
	};
	const [first = [], ...rest] = inParts(check.notes);
	const base = {
		owner,
		repo,
		name: nameOf(check),
		external_id: OURS + check.id,
		status: "completed",
		conclusion: check.conclusion,
		...check.detailsUrl === void 0 ? {} : { details_url: check.detailsUrl }
	};
	const output = {
		title: check.title,
		summary: fitting$1(check.summary)
	};
	let isNew = false;
	const stored = await github.findOrCreate(doing, () => findUsable(github, check), async () => {
		isNew = true;
		const annotations = first.map(annotationFrom);
		const asked = {
			...base,
			head_sha: check.commit,
			output: {
				...output,
				annotations
			}
		};
		return (await octokit.rest.checks.create(asked)).data;
	});
	const isSame = stored.external_id === OURS + check.id && (stored.output?.annotations_count ?? 0) > 0;
	for (const notes of isNew || isSame ? rest : [first, ...rest]) {
		const annotations = notes.map(annotationFrom);
		const asked = {
			...base,
			check_run_id: stored.id,
			output: {
				...output,
				annotations
			}
		};
		const request = { repeatable: annotations.length === 0 };
		await github.call(doing, () => octokit.rest.checks.update({
			...asked,
			request
		}));
	}
	return {
		url: stored.html_url ?? void 0,
		outcome: isNew ? "created" : "updated"
	};
}
/**
* The check run that this report may be written into: the same report, of which an answer was lost, or an earlier one of
* the name without annotations. Annotations cannot be taken back, so that beside one with some a new one is made; GitHub
* shows and counts the newest of a name.
*/
async function findUsable(github, check) {
	const { octokit, owner, repo } = github;
	const { data } = await octokit.rest.checks.listForRef({
		owner,
		repo,
		ref: check.commit,
		check_name: nameOf(check),
		filter: "latest",
		per_page: 100
	});
	const [latest] = data.check_runs.filter(({ external_id: id }) => id?.startsWith(OURS) === true).toSorted((a, b) => b.id - a.id);
	if (latest === void 0 || latest.external_id === OURS + check.id) return latest;
	return (latest.output?.annotations_count ?? 0) === 0 ? latest : void 0;
}
/** A status may be set twice: the last one of a context holds. */
async function writeStatus(github, check) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: `reporting a status on ${check.commit}`,
		permission: "statuses"
	};
	return {
		url: (await github.call(doing, () => octokit.rest.repos.createCommitStatus({
			owner,
			repo,
			sha: check.commit,
			state: check.conclusion === "failure" ? "failure" : "success",
			context: `mlops/${withoutAstral(check.key).slice(0, 200)}`,
			description: shortened$1(withoutAstral(check.title), MOST_DESCRIPTION$1),
			...check.detailsUrl === void 0 ? {} : { target_url: check.detailsUrl },
			request: { repeatable: true }
		}))).data.target_url ?? void 0,
		outcome: "status"
	};
}
function nameOf({ key }) {
	return `mlops: ${key.slice(0, 200)}`;
}
function inParts(notes) {
	const count = Math.max(1, Math.ceil(notes.length / NOTES_PER_REQUEST));
	return Array.from({ length: count }, (_, part) => notes.slice(part * NOTES_PER_REQUEST, (part + 1) * NOTES_PER_REQUEST));
}
function annotationFrom({ path, line, level, title, message }) {
	return {
		path,
		start_line: line,
		end_line: line,
		annotation_level: level,
		title: title.slice(0, 255),
		message
	};
}
/** The report fits by itself; this is for one that is all verdict and table. Cut between lines. */
function fitting$1(summary) {
	if (Buffer.byteLength(summary) <= MOST_SUMMARY_BYTES) return summary;
	const more = "\n\nMore does not fit here; the job summary has all of it.\n";
	const cut = Buffer.from(summary).subarray(0, MOST_SUMMARY_BYTES - Buffer.byteLength(more)).toString();
	return cut.slice(0, cut.lastIndexOf("\n")) + more;
}
/** GitHub's statuses take no character outside of the basic plane. */
function withoutAstral(text) {
	return text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, "").replaceAll(/\s+/g, " ").trim();
}
function shortened$1(text, most) {
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

// src/forge/github-comment.ts
/** Who writes with the token of a job, where the server does not tell. */
const JOB_AUTHORS = [
	"github-actions[bot]",
	"gitea-actions",
	"forgejo-actions"
];
/** Creates, edits or leaves the comment that carries the marker and was written by this token's owner. */
async function upsertComment(github, pullRequest, comment) {
	const { octokit, owner, repo } = github;
	const { number } = pullRequest;
	if (number === void 0) throw new MlopsError("forge-failed", "there is no pull request number to comment on", "Comments are written in runs of the pull_request event.");
	const doing = {
		what: `commenting on pull request ${number}`,
		permission: "pull-requests"
	};
	const first = comment.render(void 0);
	let created = false;
	const find = () => findOwn(github, number, comment.marker);
	const stored = first === void 0 ? await github.call(doing, find) : await github.findOrCreate(doing, find, async () => {
		created = true;
		return (await octokit.rest.issues.createComment({
			owner,
			repo,
			issue_number: number,
			body: first
		})).data;
	});
	if (stored === void 0) return {
		url: void 0,
		outcome: "absent"
	};
	const body = created ? first : comment.render(stored.body);
	if (body === void 0) return {
		url: stored.html_url,
		outcome: "unchanged"
	};
	if (isSameText$1(stored.body ?? "", body)) return {
		url: stored.html_url,
		outcome: created ? "created" : "unchanged"
	};
	return {
		url: (await github.call(doing, () => octokit.rest.issues.updateComment({
			owner,
			repo,
			comment_id: stored.id,
			body
		}))).data.html_url,
		outcome: created ? "created" : "updated"
	};
}
/** The oldest comment of ours with the marker. Anybody can write the marker, so the author is looked at as well. */
async function findOwn(github, number, marker) {
	const { octokit, owner, repo } = github;
	const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
		owner,
		repo,
		issue_number: number,
		per_page: 100
	});
	let self = null;
	for await (const { data } of pages) for (const comment of data) {
		if (firstLine(comment.body ?? "") !== marker) continue;
		if (self === null) self = await readOwnLogin(github);
		if (isWrittenBy(comment.user, self)) return comment;
		github.log.debug(`a comment by ${comment.user?.login ?? "nobody"} carries our marker and is left alone`);
	}
}
function isWrittenBy(author, self) {
	if (author === null) return false;
	if (self === void 0) return JOB_AUTHORS.includes(author.login);
	return author.login === self || author.type === "Bot" && author.login === `${self}[bot]`;
}
/** A query only reads, though it is a POST. */
const READS = { request: { repeatable: true } };
/**
* Login of the token's owner. GET /user is forbidden to the tokens of jobs and apps; the GraphQL viewer is not, but
* Gitea has no GraphQL. Undefined where neither tells.
*/
async function readOwnLogin({ octokit, log }) {
	const asks = [async () => (await octokit.graphql("query { viewer { login } }", READS)).viewer.login, async () => (await octokit.rest.users.getAuthenticated()).data.login];
	for (const ask of asks) try {
		return await ask();
	} catch (error) {
		const failed = failedRequestOf(error);
		if (failed !== void 0 && isLost(failed)) throw error;
		log.debug("the server does not tell whose token this is");
	}
}
function firstLine(body) {
	return body.split("\n", 1)[0]?.trimEnd() ?? "";
}
/** GitHub gives line ends back as CRLF where a person edited in the browser. */
function isSameText$1(stored, wanted) {
	return stored.replaceAll("\r\n", "\n").trimEnd() === wanted.trimEnd();
}

// src/forge/github-changed-files.ts
/** GitHub names no more files in a comparison. */
const MOST_FILES = 300;
/**
* GitHub compares `to` with the merge base of both, so its list is that of the two commits only where `from` is an
* ancestor of `to`. Undefined elsewhere, and where the server does not say.
*/
async function findChangedFiles(github, from, to) {
	const { octokit, owner, repo, log } = github;
	const doing = {
		what: `comparing ${from} with ${to}`,
		permission: "contents",
		access: "read"
	};
	try {
		const { data } = await github.call(doing, () => octokit.rest.repos.compareCommitsWithBasehead({
			owner,
			repo,
			basehead: `${from}...${to}`,
			per_page: 1
		}));
		const { files, merge_base_commit: base } = data;
		if (files === void 0 || base?.sha !== from) return void 0;
		return {
			files: files.flatMap(({ filename, previous_filename: before, additions: added, deletions: removed }) => [{
				path: filename,
				added,
				removed
			}, ...before === void 0 ? [] : [{
				path: before,
				added: 0,
				removed: 0
			}]]),
			isCut: files.length >= MOST_FILES
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.debug(`${error.message}; which files changed is not known`);
		return;
	}
}

// src/forge/github-contents.ts
/** @throws MlopsError `forge-failed` for what is no text file of less than 1 MB */
async function readTextFile(github, path, ref) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: `reading ${path} at ${ref}`,
		permission: "contents",
		access: "read"
	};
	return github.call(doing, async () => {
		try {
			const { data } = await octokit.rest.repos.getContent({
				owner,
				repo,
				path,
				ref
			});
			if (!Array.isArray(data) && data.type === "file" && "content" in data && data.encoding === "base64") return Buffer.from(data.content, "base64").toString();
		} catch (error) {
			if (failedRequestOf(error)?.status === 404) return void 0;
			throw error;
		}
		throw new MlopsError("forge-failed", `${path} at ${ref} is no file of less than 1 MB`, "Keep a text file there.");
	});
}

// src/forge/github-pulls.ts
/**
* Finds them by the branch that they come from. The newest hundred of a branch are enough: what is looked for was open
* when a workflow run began.
* @param headRepository `owner/name`
*/
async function findPullRequests(github, headRepository, headBranch) {
	const { octokit, owner, repo } = github;
	const [headOwner = ""] = headRepository.split("/");
	const doing = {
		what: `looking for the pull request of ${headOwner}:${headBranch}`,
		permission: "pull-requests",
		access: "read"
	};
	const { data } = await github.call(doing, () => octokit.rest.pulls.list({
		owner,
		repo,
		head: `${headOwner}:${headBranch}`,
		state: "all",
		per_page: 100
	}));
	return data.map(foundPullRequest).filter(({ headBranch: branch, headRepository: from }) => {
		return branch === headBranch && (from === void 0 || isSameRepository(from, headRepository));
	});
}
/** A pull request as GitHub gives it, in our words. */
function foundPullRequest({ number, state, head, base }) {
	const from = head.repo?.full_name;
	return {
		number,
		head: head.sha,
		headBranch: head.ref,
		headRepository: from,
		base: base.sha,
		baseBranch: base.ref,
		isFork: isForkOf(base.repo.full_name, from),
		isOpen: state === "open"
	};
}

// src/forge/github-conversation.ts
function gitHubConversation(github) {
	const { octokit, owner, repo } = github;
	return {
		/** `author_association` would not do: members of an organisation need not be able to write. */
		async permissionOf(login) {
			const doing = {
				what: `asking what ${login} may do here`,
				permission: "contents",
				access: "read"
			};
			const level = await github.call(doing, async () => {
				try {
					const asked = {
						owner,
						repo,
						username: login
					};
					return (await octokit.rest.repos.getCollaboratorPermissionLevel(asked)).data.permission;
				} catch (error) {
					if (failedRequestOf(error)?.status === 404) return "none";
					throw error;
				}
			});
			if (level === "admin" || level === "write" || level === "maintain") return "write";
			return level === "read" || level === "triage" ? "read" : "none";
		},
		async findPullRequest(number) {
			const doing = {
				what: `reading pull request ${number}`,
				permission: "pull-requests",
				access: "read"
			};
			const { data } = await github.call(doing, () => octokit.rest.pulls.get({
				owner,
				repo,
				pull_number: number
			}));
			return foundPullRequest(data);
		},
		async react(comment, reaction) {
			const doing = {
				what: `reacting to comment ${comment}`,
				permission: "pull-requests"
			};
			try {
				await github.call(doing, () => octokit.rest.reactions.createForIssueComment({
					owner,
					repo,
					comment_id: comment,
					content: reaction,
					request: { repeatable: true }
				}));
				return true;
			} catch (error) {
				if (!(error instanceof MlopsError)) throw error;
				github.log.warn(`${error.message}. ${error.hint}`);
				return false;
			}
		}
	};
}

// src/forge/github-deployments.ts
/** GitHub takes no longer description of a status. */
const MOST_DESCRIPTION = 140;
const PAGE = 30;
function gitHubDeployments(github) {
	const { log } = github;
	return {
		async open(request) {
			return orWarn(log, `the deployment to ${request.environment} is not shown on GitHub`, async () => {
				const { opened, older } = await openDeployment(github, request);
				await closeUnfinished(github, opened, older);
				return { id: String(opened.id) };
			});
		},
		async report(id, status) {
			await orWarn(log, `the state ${status.state} of deployment ${id} is not shown on GitHub`, () => report(github, numberOf(id), status));
		},
		list: (environment) => listDeployments(github, environment)
	};
}
async function openDeployment(github, { environment, ref, description, payload }) {
	const { octokit, owner, repo } = github;
	const doing = {
		...WRITING,
		what: `opening the deployment of ${ref} to ${environment}`
	};
	let older = [];
	return {
		opened: await github.findOrCreate(doing, async () => {
			const { data } = await octokit.rest.repos.listDeployments({
				owner,
				repo,
				environment,
				ref,
				per_page: 30
			});
			const [newest, ...rest] = data.filter((each) => each.environment === environment && each.ref === ref);
			older = rest;
			return newest;
		}, async () => {
			const { data } = await octokit.rest.repos.createDeployment({
				owner,
				repo,
				ref,
				environment,
				description: fitting(description),
				payload: { ...payload },
				auto_merge: false,
				required_contexts: [],
				transient_environment: false,
				production_environment: false
			});
			if ("id" in data) return data;
			throw new MlopsError("forge-failed", `${doing.what} failed: ${data.message ?? "no deployment was made"}`, AGAIN);
		}),
		older
	};
}
/** What was queued for the same tag before a job brought a deployment of its own would wait for ever. */
async function closeUnfinished(github, opened, older) {
	for (const { id } of older) {
		const state = (await newestStatus(github, id))?.state;
		if (state !== "queued" && state !== "in_progress") continue;
		await report(github, id, {
			state: "inactive",
			description: `Goes on as deployment ${opened.id}`
		});
	}
}
/** A status says the same when it is set twice, but both would be shown: what stands there is not told again. */
async function report(github, id, status) {
	const { octokit, owner, repo } = github;
	const { state } = status;
	const description = fitting(status.description);
	const [environmentUrl, logUrl] = [httpAddress(status.environmentUrl), httpAddress(status.logUrl)];
	const doing = {
		...WRITING,
		what: `reporting the state ${state} of deployment ${id}`
	};
	await github.findOrCreate(doing, async () => {
		const newest = await newestStatus(github, id);
		return newest?.state === state && newest.description === description ? newest : void 0;
	}, async () => (await octokit.rest.repos.createDeploymentStatus({
		owner,
		repo,
		deployment_id: id,
		state,
		description,
		...environmentUrl === void 0 ? {} : { environment_url: environmentUrl },
		...logUrl === void 0 ? {} : { log_url: logUrl }
	})).data);
}
async function* listDeployments(github, environment) {
	const { octokit, owner, repo, log } = github;
	const doing = {
		...READING,
		what: `reading the deployments to ${environment}`
	};
	for (let page = 1;; page += 1) {
		const found = await orWarn(log, `the deployments to ${environment} are not known`, () => github.call(doing, async () => {
			return (await octokit.rest.repos.listDeployments({
				owner,
				repo,
				environment,
				per_page: PAGE,
				page
			})).data;
		}));
		for (const each of found ?? []) {
			if (each.environment !== environment) continue;
			yield deploymentFrom(each, await github.call(doing, () => newestStatus(github, each.id)));
		}
		if (found === void 0 || found.length < PAGE) return;
	}
}
async function newestStatus({ octokit, owner, repo }, deployment) {
	const asked = {
		owner,
		repo,
		deployment_id: deployment,
		per_page: 1
	};
	const { data } = await octokit.rest.repos.listDeploymentStatuses(asked);
	return data[0];
}
function deploymentFrom(stored, status) {
	const { id, ref, environment, description, payload, created_at: created } = stored;
	return {
		id: String(id),
		ref,
		environment,
		description: description ?? "",
		payload: payloadFrom(payload),
		created,
		status: status && {
			state: stateFrom(status.state),
			description: status.description,
			environmentUrl: status.environment_url === "" ? void 0 : status.environment_url,
			logUrl: status.log_url === "" ? void 0 : status.log_url,
			time: status.created_at
		}
	};
}
/** GitHub gives back what it was given: an object, or its text, or the empty text of a job's own deployment. */
function payloadFrom(payload) {
	let value = payload;
	if (typeof value === "string") try {
		value = JSON.parse(value);
	} catch {
		return {};
	}
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
const STATES = [
	"queued",
	"in_progress",
	"success",
	"failure",
	"error",
	"inactive"
];
/** `pending` and `waiting` are those of a job that waits for its reviewers. */
function stateFrom(state) {
	return STATES.find((each) => each === state) ?? "queued";
}
const WRITING = { permission: "deployments" };
const READING = {
	permission: "deployments",
	access: "read"
};
const AGAIN = "Run the job again.";
/** What the token may not do, and what the server does not have, stops no deployment. */
async function orWarn(log, otherwise, work) {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof MlopsError) || !["forge-denied", "not-found"].includes(error.code)) throw error;
		log.warn(`${otherwise}: ${error.message}. ${error.hint}`);
		return;
	}
}
function numberOf(id) {
	if (/^[1-9]\d{0,15}$/.test(id)) return Number(id);
	throw new MlopsError("usage", `${JSON.stringify(id.slice(0, 100))} is no id of a deployment on GitHub`, "Give the number that the deployment was opened with.");
}
function fitting(description) {
	const line = description.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
	return line.length > MOST_DESCRIPTION ? `${line.slice(0, 139)}…` : line;
}

// src/forge/github-dispatch.ts
/** Not repeated after a fault of the server, which may have started it: a workflow must not run twice. */
async function dispatchWorkflow(github, workflow, ref, inputs) {
	const { octokit, owner, repo } = github;
	if (Object.keys(inputs).length > MOST_INPUTS) throw new MlopsError("usage", `${workflow} cannot be started with ${Object.keys(inputs).length} inputs; GitHub takes ${MOST_INPUTS}`, "Leave some out.");
	const doing = {
		what: `starting the workflow ${workflow} at ${ref}`,
		permission: "actions",
		advise: (status, said) => adviceFor$1(workflow, ref, status, said),
		unclear: "See under Actions whether it was started, before you start it again."
	};
	await github.call(doing, () => octokit.rest.actions.createWorkflowDispatch({
		owner,
		repo,
		workflow_id: workflow,
		ref,
		inputs: { ...inputs }
	}));
}
const MOST_INPUTS = 25;
function adviceFor$1(workflow, ref, status, said) {
	if (status === 404) return `There is no workflow file ${workflow} on the default branch: GitHub starts at ${ref} only what is there too, under .github/workflows. If it is there, the token may not see it: ${permissionHint([ACTIONS])}`;
	if (status !== 422) return void 0;
	if (/disabled/i.test(said)) return `Enable it: gh workflow enable ${workflow}, or under Actions.`;
	if (/workflow_dispatch/i.test(said)) return `Add \`on: workflow_dispatch\` to ${workflow} as it is at ${ref}; another branch does not count.`;
	if (/unexpected inputs/i.test(said)) return `Declare these inputs under \`on: workflow_dispatch: inputs:\` of ${workflow}, as it is at ${ref}.`;
	if (/required input/i.test(said)) return `Give this input a default in ${workflow}, or do not require it, as it is at ${ref}.`;
	if (/no ref found/i.test(said)) return `Push ${ref} first: the branch or the tag is not there.`;
}
const ACTIONS = {
	permission: "actions",
	access: "write"
};

// src/forge/github-merge-base.ts
/** Undefined when there is none, or when the server does not say. */
async function findMergeBase(github, ends) {
	const { octokit, owner, repo, log } = github;
	const { base, head, pullRequest } = ends;
	const doing = {
		what: `comparing ${base} with ${head}`,
		permission: "contents",
		access: "read"
	};
	try {
		return await github.call(doing, async () => {
			const basehead = `${base}...${head}`;
			const found = (await octokit.rest.repos.compareCommitsWithBasehead({
				owner,
				repo,
				basehead,
				per_page: 1
			})).data.merge_base_commit?.sha;
			if (found !== void 0 || pullRequest === void 0) return found;
			const { head: now, merge_base: mergeBase } = (await octokit.rest.pulls.get({
				owner,
				repo,
				pull_number: pullRequest
			})).data;
			return now.sha === head ? mergeBase : void 0;
		});
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.debug(`${error.message}; the merge base is not known from the server`);
		return;
	}
}

// src/forge/github-parents.ts
/** None where the server has no such commit or does not say. */
async function findParents(github, commit) {
	const { octokit, owner, repo, log } = github;
	if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return [];
	const doing = {
		what: `reading the commit ${commit}`,
		permission: "contents",
		access: "read"
	};
	try {
		const { data } = await github.call(doing, () => octokit.rest.git.getCommit({
			owner,
			repo,
			commit_sha: commit
		}));
		return data.parents?.map(({ sha }) => sha) ?? [];
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.debug(`${error.message}; what it merges is not known`);
		return [];
	}
}

// src/forge/github-pull-request.ts
/** GitHub takes at most 65,536 characters, and 256 of a title. */
const MOST_BODY = 65e3;
const MOST_TITLE = 250;
async function openPullRequest(github, { branch, base, ...proposed }) {
	const { octokit, owner, repo } = github;
	const [title, body] = [shortened(proposed.title, MOST_TITLE), shortened(proposed.body, MOST_BODY)];
	const doing = {
		what: `opening a pull request of ${branch} for ${base}`,
		permission: "pull-requests",
		advise: (_status, said) => adviceFor(said, branch, base)
	};
	let isNew = false;
	const stored = await github.findOrCreate(doing, async () => {
		const asked = {
			owner,
			repo,
			head: `${owner}:${branch}`,
			base,
			state: "open",
			per_page: 100
		};
		const { data } = await octokit.rest.pulls.list(asked);
		return data.find((pull) => pull.state === "open" && pull.head.ref === branch && pull.base.ref === base && isSameRepository(pull.head.repo?.full_name ?? "", `${owner}/${repo}`));
	}, async () => {
		const { data } = await octokit.rest.pulls.create({
			owner,
			repo,
			head: branch,
			base,
			title,
			body
		});
		isNew = true;
		return data;
	});
	const { number, html_url: url } = stored;
	if (stored.title === title && isSameText(stored.body ?? "", body)) return {
		number,
		url,
		outcome: isNew ? "created" : "unchanged"
	};
	await github.call({
		...doing,
		what: `updating pull request ${number}`
	}, () => octokit.rest.pulls.update({
		owner,
		repo,
		pull_number: number,
		title,
		body
	}));
	return {
		number,
		url,
		outcome: isNew ? "created" : "updated"
	};
}
/** GitHub has a setting of its own for this, which no permission of a job makes up for. */
function adviceFor(said, branch, base) {
	if (/not permitted to create/i.test(said)) return `Turn on "Allow GitHub Actions to create and approve pull requests" under Settings → Actions → General, in the organization first where it decides; or pass the token of a GitHub App as \`github-token\`. The branch ${branch} is pushed: a person can open the pull request from it as well.`;
	if (/no commits between/i.test(said)) return `${branch} holds nothing that ${base} lacks: there is nothing to merge.`;
	if (/"field":"base"/.test(said)) return `There is no branch ${base} to merge into.`;
	if (/"field":"head"/.test(said)) return `There is no branch ${branch}: push it first.`;
}
function shortened(text, most) {
	if (text.length <= most) return text;
	return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
/** GitHub gives line ends back as CRLF where a person edited in the browser. */
function isSameText(stored, wanted) {
	return stored.replaceAll("\r\n", "\n").trimEnd() === wanted.trimEnd();
}

// src/forge/github-release.ts
/** Publishes a release, resumes the draft of an earlier attempt, or finds it published already. */
async function publishRelease(github, release, maxAssetSize) {
	const large = release.assets.find(({ size }) => size > maxAssetSize);
	if (large !== void 0) throw tooLarge(large, maxAssetSize);
	const doing = {
		what: `releasing ${release.tag}`,
		permission: "contents"
	};
	const stored = await github.findOrCreate(doing, () => findRelease(github, release.tag), () => createDraft(github, release));
	const present = await github.call(doing, () => listAssets(github, stored.id));
	for (const asset of release.assets) {
		if (!stored.draft && asset.isRemade === true) continue;
		const kept = present.find((candidate) => isNamed(candidate, asset));
		if (kept !== void 0 && await github.call(doing, () => isSameAsset(github, kept, asset))) continue;
		if (!stored.draft) requireCompletable(stored, asset, kept);
		if (kept !== void 0 && await github.call(doing, () => removeBroken(github, kept, asset)) !== void 0) continue;
		github.log.info(`uploading ${asset.name} (${asset.size} bytes) to the release ${release.tag}`);
		await upload(github, stored, asset);
	}
	return { url: stored.draft ? await publish(github, stored, release) : stored.html_url };
}
/** The published release of a tag with what was uploaded whole. */
async function findPublishedRelease(github, tag) {
	const doing = {
		what: `looking at the release ${tag}`,
		permission: "contents",
		access: "read"
	};
	return github.call(doing, async () => {
		const release = await findByTag(github, tag);
		if (release === void 0 || release.draft) return void 0;
		const stored = await listAssets(github, release.id);
		return {
			url: release.html_url,
			assets: stored.filter(isUploaded).map(publishedAsset)
		};
	});
}
/**
* Publishes a draft in which every asset was seen whole. Another job may have looked at an upload of this one, taken it for
* a broken one and removed it, so all of them are looked at once more. It may also have published a draft of its own: the
* tag is then taken, and that release has to be the same.
*/
async function publish(github, draft, release) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: `publishing the release ${release.tag}`,
		permission: "contents"
	};
	const present = await github.call(doing, () => listAssets(github, draft.id));
	const lost = release.assets.find((asset) => !present.some((each) => isNamed(each, asset) && isUploaded(each)));
	if (lost !== void 0) throw new MlopsError("release-refused", `${lost.name} was removed from the draft of the release ${release.tag} while this job worked on it`, "Another job releases the same version. See what it made of it, and run this one again if that failed.");
	return github.call(doing, async () => {
		try {
			return (await octokit.rest.repos.updateRelease({
				owner,
				repo,
				release_id: draft.id,
				tag_name: release.tag,
				name: release.title,
				body: release.body,
				prerelease: release.prerelease,
				draft: false,
				make_latest: "false"
			})).data.html_url;
		} catch (error) {
			if (failedRequestOf(error)?.message.includes("already_exists") !== true) throw error;
			const other = await findByTag(github, release.tag);
			if (other === void 0 || other.id === draft.id) throw error;
			const theirs = await listAssets(github, other.id);
			for (const asset of release.assets.filter(({ isRemade }) => isRemade !== true)) {
				const kept = theirs.find((candidate) => isNamed(candidate, asset));
				if (kept === void 0 || !await isSameAsset(github, kept, asset)) throw isOther(release.tag, asset, kept);
			}
			github.log.info(`another job has published the release ${release.tag}, with the same files`);
			await octokit.rest.repos.deleteRelease({
				owner,
				repo,
				release_id: draft.id
			});
			return other.html_url;
		}
	});
}
/** Drafts have no tag of their own yet: they are found only in the whole list. */
async function findRelease(github, tag) {
	const { octokit, owner, repo } = github;
	const published = await findByTag(github, tag);
	if (published !== void 0) return published;
	for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
		owner,
		repo,
		per_page: 100
	})) {
		const draft = data.find((candidate) => candidate.tag_name === tag);
		if (draft !== void 0) return draft;
	}
}
async function findByTag({ octokit, owner, repo }, tag) {
	try {
		return (await octokit.rest.repos.getReleaseByTag({
			owner,
			repo,
			tag
		})).data;
	} catch (error) {
		if (failedRequestOf(error)?.status !== 404) throw error;
		return;
	}
}
async function createDraft(github, release) {
	const { octokit, owner, repo } = github;
	const { tag, title, body, prerelease } = release;
	const draft = {
		owner,
		repo,
		tag_name: tag,
		name: title,
		body,
		prerelease,
		draft: true
	};
	try {
		return (await octokit.rest.repos.createRelease(draft)).data;
	} catch (error) {
		const failed = failedRequestOf(error);
		if (failed === void 0 || !/immutable release/i.test(failed.message)) throw error;
		throw new MlopsError("release-refused", `the tag ${tag} belonged to an immutable release that was deleted; GitHub never takes it again`, "Register the next version.");
	}
}
async function listAssets({ octokit, owner, repo }, release) {
	return octokit.paginate(octokit.rest.repos.listReleaseAssets, {
		owner,
		repo,
		release_id: release,
		per_page: 100
	});
}
/** Removes what is not the asset, unless it is the upload of another job and has become the asset meanwhile. */
async function removeBroken(github, kept, asset) {
	const { octokit, owner, repo } = github;
	if (!isUploaded(kept)) {
		const again = (await octokit.rest.repos.getReleaseAsset({
			owner,
			repo,
			asset_id: kept.id
		})).data;
		if (await isSameAsset(github, again, asset)) return again;
	}
	await octokit.rest.repos.deleteReleaseAsset({
		owner,
		repo,
		asset_id: kept.id
	});
}
/** Uploads one asset and verifies it. An upload whose answer is lost may have left a broken asset of the same name. */
async function upload(github, release, asset) {
	const doing = {
		what: `uploading ${asset.name} to the release ${release.tag_name}`,
		permission: "contents"
	};
	let first = true;
	const stored = await github.findOrCreate(doing, async () => {
		if (first) {
			first = false;
			return;
		}
		const left = (await listAssets(github, release.id)).find((candidate) => isNamed(candidate, asset));
		if (left === void 0 || await isSameAsset(github, left, asset)) return left;
		return removeBroken(github, left, asset);
	}, async () => {
		try {
			return await uploadAsset(github, release, asset);
		} catch (error) {
			const kept = (error instanceof MlopsError || failedRequestOf(error)?.status === 409 ? await listAssets(github, release.id) : []).find((candidate) => isNamed(candidate, asset));
			if (kept === void 0 || !await isSameAsset(github, kept, asset)) throw error;
			return kept;
		}
	});
	if (await github.call(doing, () => isSameAsset(github, stored, asset))) return;
	throw new MlopsError("artifact-mismatch", `${asset.name} arrived at the release ${release.tag_name} damaged: expected ${asset.size} bytes with SHA-256 ${asset.sha256}, found ${stored.size} bytes with ${stored.digest ?? "another digest"}`, "The release stays a draft; run the job again to upload it anew.");
}
/** A published release is only ever completed, and only where that is possible. */
function requireCompletable(release, asset, kept) {
	if (kept === void 0 && release.immutable !== true) return;
	throw isOther(release.tag_name, asset, kept);
}
function isOther(tag, asset, kept) {
	return new MlopsError("release-refused", kept === void 0 ? `the release ${tag} is published without ${asset.name} and cannot be changed` : `the release ${tag} is published with another ${asset.name}`, "What is published stays as it is: register the next version.");
}
function tooLarge({ name, size }, limit) {
	return new MlopsError("release-refused", `${name} has ${size} bytes; a release asset on GitHub has at most ${limit}`, "Keep the model as a workflow artifact, split or compress it, or store it elsewhere and register a file that names it.");
}
/** GitHub changes unusual characters in names; then the label holds the name as it was given. */
function isNamed(stored, asset) {
	return stored.name === asset.name || stored.label === asset.name;
}

// src/forge/github-asset-download.ts
/** Writes an asset into a file from an offset on; a download that breaks off is begun again. */
async function downloadAsset(github, tag, asset, to, offset = 0) {
	const { octokit, owner, repo, silenceMs } = github;
	const doing = {
		what: `downloading ${asset.name} of the release ${tag}`,
		permission: "contents",
		access: "read"
	};
	github.log.info(`downloading ${asset.name} (${asset.size} bytes) of the release ${tag}`);
	await github.findOrCreate(doing, async () => void 0, async () => {
		await writeBody((await octokit.request("GET /repos/{owner}/{repo}/releases/assets/{asset_id}", {
			owner,
			repo,
			asset_id: Number(asset.id),
			headers: { accept: "application/octet-stream" },
			request: {
				parseSuccessResponseBody: false,
				repeatable: false
			}
		})).data, asset, {
			to,
			offset,
			silenceMs
		});
		return true;
	});
}
async function writeBody(body, { name, size }, { to, offset, silenceMs }) {
	const silence = new AbortController();
	const timer = setTimeout(() => silence.abort(), silenceMs);
	let received = 0;
	const counted = async function* (parts) {
		for await (const part of parts) {
			timer.refresh();
			received += part.length;
			if (received > size) throw wrongSize(name, `more than ${size}`, size);
			yield part;
		}
	};
	try {
		const file = createWriteStream(to, offset === 0 ? {} : {
			flags: "r+",
			start: offset
		});
		await pipeline(Readable.fromWeb(body), counted, file, { signal: silence.signal });
	} catch (error) {
		if (error instanceof MlopsError || isOfTheDisk(error)) throw error;
		throw new UnreadableAnswer(`it broke off after ${received} of ${size} bytes`, { method: "GET" });
	} finally {
		clearTimeout(timer);
	}
	if (received !== size) throw new UnreadableAnswer(`it ended after ${received} of ${size} bytes`, { method: "GET" });
}
function isOfTheDisk(error) {
	const { code, syscall } = error;
	return syscall !== void 0 && [
		"open",
		"write",
		"close"
	].includes(syscall) && code !== void 0;
}
function wrongSize(name, found, size) {
	return new MlopsError("artifact-mismatch", `${name} has ${found} bytes, and the release says ${size}`, "Do not use it: what answers is not what was released.");
}

// src/forge/github.ts
/** @param maxAssetSize in bytes; smaller in tests */
function githubForge(options, maxAssetSize = MAX_ASSET_SIZE) {
	const github = gitHubRepository(options);
	return {
		kind: "github",
		maxAssetSize,
		findMergeBase: (base, head, pullRequest) => findMergeBase(github, {
			base,
			head,
			pullRequest
		}),
		findChangedFiles: (from, to) => findChangedFiles(github, from, to),
		upsertComment: (pullRequest, comment) => upsertComment(github, pullRequest, comment),
		reportCheck: (check) => reportCheck(github, check),
		publishRelease: (release) => publishRelease(github, release, maxAssetSize),
		findRelease: (tag) => findPublishedRelease(github, tag),
		downloadAsset: (tag, asset, to, offset) => downloadAsset(github, tag, asset, to, offset),
		listArtifacts: (workflowRun) => listArtifacts(github, workflowRun),
		findParents: (commit) => findParents(github, commit),
		findPullRequests: (headRepository, headBranch) => findPullRequests(github, headRepository, headBranch),
		conversation: gitHubConversation(github),
		deployments: gitHubDeployments(github),
		readTextFile: (path, ref) => readTextFile(github, path, ref),
		openPullRequest: (request) => openPullRequest(github, request),
		dispatchWorkflow: (workflow, ref, inputs) => dispatchWorkflow(github, workflow, ref, inputs)
	};
}

export { githubForge as t };