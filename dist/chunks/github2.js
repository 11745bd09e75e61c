import { t as getOctokit } from "./github.js";
import { t as MlopsError } from "./error.js";
import { m as permissionHint, p as lackingGrants } from "./read-registry.js";
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/forge/github-answer.ts
/** A request whose answer cannot be used. */
var UnreadableAnswer = class extends Error {
	status = 0;
	request;
	isUnreadable = true;
	constructor(message, request) {
		super(message);
		this.name = "UnreadableAnswer";
		this.request = request;
	}
};
/**
* Octokit gives a body that it cannot parse as text: the page of a proxy, or JSON that broke off. GitHub says nothing in
* other forms when it was asked for JSON and did what was asked.
* @returns what is wrong, in words; undefined for an answer of data, or one that has none
*/
function unreadable({ status, data }) {
	if (typeof data !== "string" && !(data instanceof ArrayBuffer)) return void 0;
	if (status !== 200 && status !== 201) return void 0;
	const text = typeof data === "string" ? data : "";
	if (isHtml(text)) return `the answer is ${htmlWords(text)} in place of JSON`;
	return "the answer broke off or is no JSON";
}
/** What a failed request says, on one line: a page of HTML by its title, and never the link to the documentation. */
function shortWords(message, status) {
	const text = message.replace(/ - https:\/\/docs\.github\.com\/\S*$/, "").replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
	if (isHtml(text)) return `status ${status} with ${htmlWords(text)}`;
	if (text === "" || text === "Unknown error") return `status ${status}, and no reason`;
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
function isHtml(text) {
	return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text);
}
function htmlWords(text) {
	const title = /<title[^>]*>\s*([^<]{1,80}?)\s*</i.exec(text)?.[1];
	return title === void 0 ? "a page of HTML" : `a page of HTML called "${title}"`;
}
/** A body that tells when a part of it is taken. A class, since octokit turns plain objects into JSON. */
var WatchedBody = class {
	#body;
	#onPart;
	constructor(body, onPart) {
		this.#body = body;
		this.#onPart = onPart;
	}
	async *[Symbol.asyncIterator]() {
		for await (const part of this.#body) {
			this.#onPart();
			yield part;
		}
	}
};
/**
* Makes a request and gives up when nothing has moved for `silenceMs`: no answer came, and of a body that is sent in parts
* no part was taken.
*/
async function withoutSilence(sent, silenceMs, request) {
	const controller = new AbortController();
	const seconds = Math.round(silenceMs / 1e3);
	const giveUp = () => controller.abort(/* @__PURE__ */ new Error(`nothing came for ${seconds === 0 ? "long" : `${seconds} s`}`));
	const timer = setTimeout(giveUp, silenceMs);
	const { data } = sent;
	const watched = isAsyncIterable(data) ? { data: new WatchedBody(data, () => timer.refresh()) } : {};
	try {
		return await request({
			...sent,
			...watched,
			request: {
				...sent.request,
				signal: controller.signal
			}
		});
	} finally {
		clearTimeout(timer);
	}
}
function isAsyncIterable(value) {
	return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

// src/forge/github-retry.ts
/** Tries in all, the first among them. */
const ATTEMPTS = 4;
const LONGEST_WAIT_S = 90;
/** What all waits of one client may come to, so that a server that stays down does not hold up the job for each request. */
const WAITING_BUDGET_S = 300;
/** GitHub's advice where it names no time: "wait at least one minute". */
const SECONDARY_LIMIT_WAIT_S = 60;
/**
* Seconds to wait before the same request is made again, or undefined when it shall not be. A refusal for making too
* many requests was not carried out, so any request may be repeated; after a fault of the server only one that does
* the same when it is done twice. Waits follow
* https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
* @param attempt how many tries came before this failed one
* @param now Unix time in seconds
* @param leftS seconds that may still be waited
*/
function decideRetry(failed, attempt, now, leftS = 300) {
	if (attempt + 1 >= 4) return void 0;
	const waitS = limitWait(failed, now) ?? faultWait(failed, attempt, now);
	return waitS !== void 0 && waitS <= Math.min(LONGEST_WAIT_S, leftS) ? waitS : void 0;
}
function faultWait(failed, attempt, now) {
	if (!isLost(failed) || !failed.isRepeatable) return void 0;
	return Math.max(backOff(attempt), retryAfter(failed, now) ?? 0);
}
/** Seconds before the next try after a fault that may pass: 1, 2, 4. */
function backOff(attempt) {
	return 2 ** attempt;
}
/** The server failed or no answer came: it is not known whether the request was carried out. */
function isLost({ status }) {
	return status === 0 || status >= 500;
}
/** Seconds that a refusal for too many requests asks for; undefined when the failure is another one. */
function limitWait(failed, now) {
	const { status, message, headers } = failed;
	if (status !== 403 && status !== 429) return void 0;
	const named = retryAfter(failed, now);
	if (named !== void 0) return named;
	const reset = Number.parseInt(headers["x-ratelimit-reset"] ?? "", 10);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return Math.max(0, Math.ceil(reset - now)) + 1;
	return status === 429 || /secondary rate|abuse detection/i.test(message) ? SECONDARY_LIMIT_WAIT_S : void 0;
}
/** What `retry-after` names: seconds, or a date. */
function retryAfter({ headers }, now) {
	const text = headers["retry-after"]?.trim() ?? "";
	const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil(Date.parse(text) / 1e3 - now);
	return Number.isFinite(seconds) ? Math.max(0, seconds) : void 0;
}

// src/forge/github-failure.ts
/** The request behind an error of octokit; undefined for any other error. */
function failedRequestOf(error) {
	if (!(error instanceof Error) || !("request" in error) || !("status" in error)) return void 0;
	const { request, response, status, isUnreadable } = error;
	const method = request.method ?? "GET";
	const headers = Object.entries(response?.headers ?? {}).map(([name, value]) => [name, String(value)]);
	return {
		method,
		isRepeatable: request.request?.repeatable ?? method !== "POST",
		...isUnreadable === true ? { isUnreadable } : {},
		status: response === void 0 ? 0 : status,
		message: error.message,
		headers: Object.fromEntries(headers)
	};
}
/**
* An error of octokit as ours.
* @param redact takes secrets out of what the server said
* @param now Unix time in seconds
*/
function forgeFailure(error, doing, redact, now) {
	const failed = failedRequestOf(error);
	if (failed === void 0) return error;
	const said = shortWords(redact(failed.message), failed.status);
	const failure = (code, hint) => new MlopsError(code, `${doing.what} failed: ${said}`, hint);
	const waitS = limitWait(failed, now);
	if (waitS !== void 0) return failure("forge-failed", `The token has made too many requests. Run the job again after ${(/* @__PURE__ */ new Date((now + waitS) * 1e3)).toISOString()}.`);
	if (isLost(failed) && doing.unclear !== void 0) return failure("forge-failed", doing.unclear);
	if (failed.isUnreadable === true) return failure("forge-failed", UNREADABLE);
	switch (failed.status) {
		case 0: return failure("offline", "The server cannot be reached: see whether there is network and a proxy is needed.");
		case 401: return failure("forge-denied", "The token is wrong or has expired: pass a valid one as `github-token`.");
		case 403: return failure("forge-denied", deniedHint(doing, failed));
		case 404: return failure("not-found", doing.absent ?? `It is not there, or the token may not see it. ${deniedHint(doing, failed)}`);
		case 422: return failure("forge-failed", hintForInvalid(said));
		default: return failure("forge-failed", isLost(failed) ? "It is a fault of the server; run the job again." : "See what the server says above.");
	}
}
const UNREADABLE = "See whether a proxy answers in the place of the server, and whether GITHUB_API_URL is the address of its API; else it is a passing fault: run the job again.";
/** GitHub tells in a header what it would have accepted. */
function deniedHint({ permission, access = "write" }, { headers }) {
	const forks = permission === "pull-requests" ? "Runs for pull requests of forks and of Dependabot never have it." : "";
	const lacking = lackingGrants({
		permission,
		access
	}, headers["x-accepted-github-permissions"]);
	return `${permissionHint(lacking)}${forks}`.trimEnd();
}
function hintForInvalid(said) {
	if (/too long/i.test(said)) return "GitHub takes at most 65,536 characters in a comment and 125,000 in a release.";
	if (/workflow_dispatch/i.test(said)) return "Add `on: workflow_dispatch` to the workflow, at the ref that is started.";
	if (/unexpected inputs/i.test(said)) return "Declare these inputs under `on: workflow_dispatch: inputs:` at that ref.";
	if (/no ref found/i.test(said)) return "Push the branch or the tag first.";
	return "GitHub does not accept this; see what it says above.";
}

// src/forge/github-client.ts
function gitHubRepository(options) {
	const { token, apiUrl, log, retryDelayMs = 1e3, silenceMs = 6e4 } = options;
	const [owner = "", repo = "", ...rest] = options.repository.split("/");
	if (owner === "" || repo === "" || rest.length > 0) throw new MlopsError("usage", `${JSON.stringify(options.repository)} is no repository`, "Name it as owner/name, as GITHUB_REPOSITORY does.");
	if (token === "") throw new MlopsError("usage", "there is no token for GitHub", "Pass one as `github-token`, or set GITHUB_TOKEN.");
	const redact = (text) => text.replaceAll(token, "***");
	const quiet = (message) => log.debug(redact(message));
	const octokit = getOctokit(token, {
		baseUrl: apiUrl.replace(/\/+$/, ""),
		userAgent: "mlops-action",
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		}
	});
	let waitedS = 0;
	octokit.hook.wrap("request", async (request, parameters) => {
		for (let attempt = 0;; attempt += 1) {
			const started = performance.now();
			try {
				const answer = await withoutSilence(parameters, silenceMs, async (sent) => request(sent));
				const fault = parameters.request?.["parseSuccessResponseBody"] === false ? void 0 : unreadable(answer);
				if (fault === void 0) return answer;
				throw new UnreadableAnswer(fault, parameters);
			} catch (error) {
				const failed = failedRequestOf(error);
				if (failed !== void 0) waitedS += (performance.now() - started) / retryDelayMs;
				const waitS = failed === void 0 ? void 0 : decideRetry(failed, attempt, unixTime(), 300 - waitedS);
				if (failed === void 0 || waitS === void 0) throw error;
				await pause(failed, attempt, waitS);
			}
		}
	});
	async function pause({ status, isUnreadable }, attempt, waitS) {
		const what = isUnreadable === true ? "gave no readable answer" : status === 0 ? "does not answer" : `answered ${status}`;
		log.info(`GitHub ${what}; next try (${attempt + 2} of ${4}) in ${waitS} s`);
		waitedS += waitS;
		await setTimeout$1(waitS * retryDelayMs);
	}
	async function call(doing, requests) {
		try {
			return await requests();
		} catch (error) {
			throw forgeFailure(error, doing, redact, unixTime());
		}
	}
	async function findOrCreate(doing, find, create) {
		return call(doing, async () => {
			for (let attempt = 0;; attempt += 1) {
				const found = await find();
				if (found !== void 0) return found;
				try {
					return await create();
				} catch (error) {
					const failed = failedRequestOf(error);
					if (!(failed !== void 0 && (isLost(failed) || failed.message.includes("already_exists"))) || attempt + 1 >= 4 || waitedS >= 300) throw error;
					await pause(failed, attempt, backOff(attempt));
				}
			}
		});
	}
	return {
		octokit,
		owner,
		repo,
		log,
		redact,
		call,
		findOrCreate
	};
}
/** In seconds. */
function unixTime() {
	return Date.now() / 1e3;
}

// src/forge/github-artifacts.ts
const PER_PAGE = 100;
/** Gives artifacts that have not expired, page by page; a page is asked for when the one before it is used up. */
async function* listArtifacts(github) {
	const { octokit, owner, repo } = github;
	const doing = {
		what: "listing the artifacts of the repository",
		permission: "actions",
		access: "read"
	};
	let seen = 0;
	for (let page = 1;; page += 1) {
		const { data } = await github.call(doing, () => octokit.rest.actions.listArtifactsForRepo({
			owner,
			repo,
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
		isForeign: head === void 0 || head !== run?.repository_id
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
		upsertComment: (pullRequest, comment) => upsertComment(github, pullRequest, comment),
		reportCheck: (check) => reportCheck(github, check),
		publishRelease: (release) => publishRelease(github, release, MAX_ASSET_SIZE),
		listArtifacts: () => listArtifacts(github),
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

export { limitWait as a, isLost as i, gitHubRepository as n, failedRequestOf as r, githubForge as t };