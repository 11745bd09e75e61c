import { t as MlopsError } from "./error.js";
import { t as getOctokit } from "./github.js";
import { i as permissionHint, r as lackingGrants } from "./permissions.js";
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
* @param sent is changed in place: octokit's inner hooks are bound to it and take no other
*/
async function withoutSilence(sent, silenceMs, request) {
	const { data } = sent;
	const controller = new AbortController();
	const seconds = Math.ceil(silenceMs / 1e3);
	const timer = setTimeout(() => controller.abort(/* @__PURE__ */ new Error(`nothing came for ${seconds} s`)), silenceMs);
	sent.request = {
		...sent.request,
		signal: controller.signal
	};
	if (isAsyncIterable(data)) sent.data = new WatchedBody(data, () => timer.refresh());
	try {
		return await request();
	} finally {
		clearTimeout(timer);
		if (data !== void 0) sent.data = data;
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
	const advice = doing.advise?.(failed.status, said);
	if (advice !== void 0) return failure(codeOf(failed.status), advice);
	switch (failed.status) {
		case 0: return failure("offline", "The server cannot be reached: see whether there is network and a proxy is needed.");
		case 401: return failure("forge-denied", "The token is wrong or has expired: pass a valid one as `github-token`.");
		case 403: return failure("forge-denied", deniedHint(doing, failed));
		case 404: return failure("not-found", doing.absent ?? `It is not there, or the token may not see it. ${deniedHint(doing, failed)}`);
		case 422: return failure("forge-failed", hintForInvalid(said));
		default: return failure("forge-failed", isLost(failed) ? "It is a fault of the server; run the job again." : "See what the server says above.");
	}
}
function codeOf(status) {
	if (status === 404) return "not-found";
	return status === 401 || status === 403 ? "forge-denied" : "forge-failed";
}
const UNREADABLE = "See whether a proxy answers in the place of the server, and whether GITHUB_API_URL is the address of its API; else it is a passing fault: run the job again.";
/** GitHub tells in a header what it would have accepted. */
function deniedHint({ permission, access = "write" }, { headers }) {
	const forks = permission === "pull-requests" ? "Runs for pull requests of forks never have it, and those that Dependabot starts only where the workflow gives it." : "";
	const lacking = lackingGrants({
		permission,
		access
	}, headers["x-accepted-github-permissions"]);
	return `${permissionHint(lacking)}${forks}`.trimEnd();
}
function hintForInvalid(said) {
	if (/too long/i.test(said)) return "GitHub takes at most 65,536 characters in a comment and 125,000 in a release.";
	if (/no ref found/i.test(said)) return "Push the branch or the tag first.";
	return "GitHub does not accept this; see what it says above.";
}

// src/forge/github-client.ts
function gitHubRepository(options) {
	const { token, apiUrl, log, retryDelayMs = 1e3, silenceMs = 6e4, patienceS = 300 } = options;
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
				const answer = await withoutSilence(parameters, silenceMs, async () => request(parameters));
				const fault = parameters.request?.["parseSuccessResponseBody"] === false ? void 0 : unreadable(answer);
				if (fault === void 0) return answer;
				throw new UnreadableAnswer(fault, parameters);
			} catch (error) {
				const failed = failedRequestOf(error);
				if (failed !== void 0) waitedS += (performance.now() - started) / retryDelayMs;
				const waitS = failed === void 0 ? void 0 : decideRetry(failed, attempt, unixTime(), patienceS - waitedS);
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
					if (!(failed !== void 0 && (isLost(failed) || /already[_ ]exists/.test(failed.message))) || attempt + 1 >= 4 || waitedS >= patienceS) throw error;
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
		silenceMs,
		redact,
		call,
		findOrCreate
	};
}
/** In seconds. */
function unixTime() {
	return Date.now() / 1e3;
}

// src/forge/github-asset.ts
/** GitHub takes release assets of less than 2 GiB. */
const MAX_ASSET_SIZE = 2 ** 31 - 1;
/** A request body that is read from the file anew each time that the request is made. */
var FileBody = class {
	#asset;
	constructor(asset) {
		this.#asset = asset;
	}
	[Symbol.asyncIterator]() {
		const { path, offset, size } = this.#asset;
		const range = offset === void 0 ? {} : {
			start: offset,
			end: offset + size - 1
		};
		return createReadStream(path, range)[Symbol.asyncIterator]();
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
	const bytes = found === void 0 ? "no" : found.size - (asset.offset ?? 0);
	if (found === void 0 || (asset.offset === void 0 ? bytes !== asset.size : Number(bytes) < asset.size)) throw new MlopsError("artifact-mismatch", `${asset.name} has ${bytes} bytes on disk, not the recorded ${asset.size}`, "Something changed the file after it was recorded; download it again, or train again.");
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
			data: new FileBody(asset),
			request: { fetch: withoutRedirects(octokit) }
		})).data;
	} catch (error) {
		if (!/immutable release/i.test(failedRequestOf(error)?.message ?? "")) throw error;
		throw new MlopsError("release-refused", `the release ${release.tag_name} is published without ${asset.name} and cannot be changed`, "What is published stays as it is: register the next version.");
	}
}
/** An asset in the words of the port. */
function publishedAsset({ id, name, label, size, digest }) {
	const sha256 = digest?.startsWith("sha256:") === true ? digest.slice(7) : void 0;
	return {
		id: String(id),
		name: label || name,
		size,
		sha256
	};
}
/** False for what a broken upload left, or one that is still under way. */
function isUploaded({ state }) {
	return state === void 0 || state === "uploaded";
}
/** True when the stored asset is complete and has the size and digest of the file. */
async function isSameAsset(github, stored, asset) {
	if (!isUploaded(stored)) return false;
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

export { uploadAsset as a, isLost as c, publishedAsset as i, limitWait as l, isSameAsset as n, gitHubRepository as o, isUploaded as r, failedRequestOf as s, MAX_ASSET_SIZE as t, UnreadableAnswer as u };