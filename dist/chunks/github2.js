import { n as failedRequestOf, r as isLost, t as gitHubRepository } from "./github-client.js";
import { t as MlopsError } from "./error.js";
import { i as isSameRepository, r as isForkOf } from "./fork.js";
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { createReadStream } from "node:fs";

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
const MOST_DESCRIPTION = 140;
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
		summary: fitting(check.summary)
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
			description: shortened(withoutAstral(check.title), MOST_DESCRIPTION),
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
function fitting(summary) {
	if (Buffer.byteLength(summary) <= MOST_SUMMARY_BYTES) return summary;
	const more = "\n\nMore does not fit here; the job summary has all of it.\n";
	const cut = Buffer.from(summary).subarray(0, MOST_SUMMARY_BYTES - Buffer.byteLength(more)).toString();
	return cut.slice(0, cut.lastIndexOf("\n")) + more;
}
/** GitHub's statuses take no character outside of the basic plane. */
function withoutAstral(text) {
	return text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, "").replaceAll(/\s+/g, " ").trim();
}
function shortened(text, most) {
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
	if (isSameText(stored.body ?? "", body)) return {
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
function isSameText(stored, wanted) {
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

// src/forge/github-asset.ts
/** A request body that is read from the file anew each time that the request is made. */
var FileBody = class {
	#path;
	constructor(path) {
		this.#path = path;
	}
	[Symbol.asyncIterator]() {
		return createReadStream(this.#path)[Symbol.asyncIterator]();
	}
};
/**
* Octokit's own fetch, which knows the proxy. Where a request may be redirected, fetch keeps a copy of its body in
* memory, by the standard; with these two members it does not.
*/
function withoutRedirects(octokit) {
	const own = octokit.request.endpoint.DEFAULTS.request?.["fetch"];
	return (address, init) => own(address, {
		...init,
		redirect: "error",
		window: null
	});
}
/** Sends a file without reading it into memory. */
async function uploadAsset({ octokit }, release, asset) {
	const found = await stat(asset.path).catch(() => void 0);
	if (found?.size !== asset.size) throw new MlopsError("artifact-mismatch", `${asset.name} has ${found?.size ?? "no"} bytes on disk, not the recorded ${asset.size}`, "Something changed the file after it was recorded; download it again, or train again.");
	const name = encodeURIComponent(asset.name);
	const label = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(asset.name) ? "" : `&label=${name}`;
	const url = `${release.upload_url.replace(/\{.*$/, "")}?name=${name}${label}`;
	try {
		return (await octokit.request({
			method: "POST",
			url,
			headers: {
				"content-type": "application/octet-stream",
				"content-length": asset.size
			},
			data: new FileBody(asset.path),
			request: { fetch: withoutRedirects(octokit) }
		})).data;
	} catch (error) {
		if (!/immutable release/i.test(failedRequestOf(error)?.message ?? "")) throw error;
		throw new MlopsError("release-refused", `the release ${release.tag_name} is published without ${asset.name} and cannot be changed`, "What is published stays as it is: register the next version.");
	}
}
/** True when the stored asset is complete and has the size and digest of the file. */
async function isSameAsset(github, stored, asset) {
	if (stored.state !== void 0 && stored.state !== "uploaded") return false;
	if (stored.size !== asset.size) return false;
	const digest = stored.digest ?? await readDigest(github, stored.id);
	if (digest === void 0) {
		github.log.info(`the server tells no digest of ${asset.name}; only its size is verified`);
		return true;
	}
	return digest === `sha256:${asset.sha256}`;
}
/** The digest of a server that computes none: the asset is read back. Undefined where it cannot be. */
async function readDigest({ octokit, owner, repo }, id) {
	try {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/releases/assets/{asset_id}", {
			owner,
			repo,
			asset_id: id,
			headers: { accept: "application/octet-stream" },
			request: { parseSuccessResponseBody: false }
		});
		const hash = createHash("sha256");
		for await (const chunk of data) hash.update(chunk);
		return `sha256:${hash.digest("hex")}`;
	} catch (error) {
		if (failedRequestOf(error)?.status === 404) return void 0;
		throw error;
	}
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
		const kept = present.find((candidate) => isNamed(candidate, asset));
		if (kept !== void 0 && await github.call(doing, () => isSameAsset(github, kept, asset))) continue;
		if (!stored.draft) requireCompletable(stored, asset, kept);
		if (kept !== void 0) await github.call(doing, () => deleteAsset(github, kept.id));
		github.log.info(`uploading ${asset.name} (${asset.size} bytes) to the release ${release.tag}`);
		await upload(github, stored, asset);
	}
	if (!stored.draft) return { url: stored.html_url };
	return { url: (await github.call(doing, () => github.octokit.rest.repos.updateRelease({
		owner: github.owner,
		repo: github.repo,
		release_id: stored.id,
		tag_name: release.tag,
		name: release.title,
		body: release.body,
		prerelease: release.prerelease,
		draft: false,
		make_latest: "false"
	}))).data.html_url };
}
/** Drafts have no tag of their own yet: they are found only in the whole list. */
async function findRelease(github, tag) {
	const { octokit, owner, repo } = github;
	try {
		return (await octokit.rest.repos.getReleaseByTag({
			owner,
			repo,
			tag
		})).data;
	} catch (error) {
		if (failedRequestOf(error)?.status !== 404) throw error;
	}
	for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
		owner,
		repo,
		per_page: 100
	})) {
		const draft = data.find((candidate) => candidate.tag_name === tag);
		if (draft !== void 0) return draft;
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
async function deleteAsset({ octokit, owner, repo }, asset) {
	await octokit.rest.repos.deleteReleaseAsset({
		owner,
		repo,
		asset_id: asset
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
		await deleteAsset(github, left.id);
	}, () => uploadAsset(github, release, asset));
	if (await github.call(doing, () => isSameAsset(github, stored, asset))) return;
	throw new MlopsError("artifact-mismatch", `${asset.name} arrived at the release ${release.tag_name} damaged: expected ${asset.size} bytes with SHA-256 ${asset.sha256}, found ${stored.size} bytes with ${stored.digest ?? "another digest"}`, "The release stays a draft; run the job again to upload it anew.");
}
/** A published release is only ever completed, and only where that is possible. */
function requireCompletable(release, asset, kept) {
	if (kept === void 0 && release.immutable !== true) return;
	throw new MlopsError("release-refused", kept === void 0 ? `the release ${release.tag_name} is published without ${asset.name} and cannot be changed` : `the release ${release.tag_name} is published with another ${asset.name}`, "What is published stays as it is: register the next version.");
}
function tooLarge({ name, size }, limit) {
	return new MlopsError("release-refused", `${name} has ${size} bytes; a release asset on GitHub has at most ${limit}`, "Keep the model as a workflow artifact, split or compress it, or store it elsewhere and register a file that names it.");
}
/** GitHub changes unusual characters in names; then the label holds the name as it was given. */
function isNamed(stored, asset) {
	return stored.name === asset.name || stored.label === asset.name;
}

// src/forge/github.ts
/** GitHub takes release assets of less than 2 GiB. */
const MAX_ASSET_SIZE = 2 ** 31 - 1;
function githubForge(options) {
	const github = gitHubRepository(options);
	const { octokit, owner, repo } = github;
	return {
		kind: "github",
		maxAssetSize: MAX_ASSET_SIZE,
		findMergeBase: (base, head, pullRequest) => findMergeBase(github, {
			base,
			head,
			pullRequest
		}),
		findChangedFiles: (from, to) => findChangedFiles(github, from, to),
		upsertComment: (pullRequest, comment) => upsertComment(github, pullRequest, comment),
		reportCheck: (check) => reportCheck(github, check),
		publishRelease: (release) => publishRelease(github, release, MAX_ASSET_SIZE),
		listArtifacts: (workflowRun) => listArtifacts(github, workflowRun),
		findParents: (commit) => findParents(github, commit),
		findPullRequests: (headRepository, headBranch) => findPullRequests(github, headRepository, headBranch),
		conversation: gitHubConversation(github),
		/** Not repeated after a fault of the server, which may have started it: a workflow must not run twice. */
		async dispatchWorkflow(workflow, ref, inputs) {
			const doing = {
				what: `starting the workflow ${workflow} at ${ref}`,
				permission: "actions",
				absent: `There is no workflow file ${workflow} on the default branch, or the token may not start it and needs \`actions: write\`.`,
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
	};
}

export { githubForge as t };