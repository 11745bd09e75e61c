import { c as summary, n as error, o as setSecret, r as getInput, s as warning } from "../chunks/core.js";
import { f as loadSettings, s as canonicalLine } from "../chunks/record.js";
import { n as exitStatusFor, r as publishRun, t as _usingCtx } from "../chunks/usingCtx.js";
import { n as registerRun } from "../chunks/register-run.js";
import { w as readPlan } from "../chunks/source.js";
import { t as MlopsError } from "../chunks/error.js";
import { a as fillFolder, i as verifyFile, r as findSource, t as requireSafePaths } from "../chunks/inner-path.js";
import { t as githubForge } from "../chunks/github2.js";
import { t as readRegistry } from "../chunks/read-registry.js";
import { t as openHistory, w as fullRef } from "../chunks/open-history.js";
import { a as readStepContext, i as readRemoteUrl, n as readCompositeInputs, o as actionLog, r as readEvent, s as setOutputs, t as reportFailures } from "../chunks/fail2.js";
import { dirname, join, relative, sep } from "node:path";
import { tmpdir } from "node:os";
import { copyFile, link, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { AsyncLocalStorage } from "node:async_hooks";

// src/artifacts/workflow-refusal.ts
/** The service refused one call over and over. */
var ServiceRefusal = class extends Error {
	constructor(call, host, times, answer) {
		super(`the artifact service at ${host} refused ${call} ${times === 1 ? "once" : `${times} times`} (${answer})`);
		this.name = "ServiceRefusal";
	}
};
const owners = new AsyncLocalStorage();
/**
* Runs `work` and stops waiting for it when it has made the same HTTP request `attempts` times in vain.
* Only requests that `work` itself makes are counted.
* @throws ServiceRefusal
*/
async function untilRefused(attempts, work) {
	const owner = Symbol("work");
	const mine = /* @__PURE__ */ new WeakSet();
	const made = /* @__PURE__ */ new Map();
	const refused = Promise.withResolvers();
	const refuse = (request, answer) => {
		refused.reject(new ServiceRefusal(callOf(request), request.host, made.get(keyOf(request)) ?? attempts, answer));
	};
	const onStart = (message) => {
		if (owners.getStore() !== owner) return;
		const { request } = message;
		mine.add(request);
		const times = made.get(keyOf(request)) ?? 0;
		if (times >= attempts) refuse(request, "the answer was not readable");
		else made.set(keyOf(request), times + 1);
	};
	const onAnswer = (message) => {
		const { request, response } = message;
		const status = response.statusCode ?? 0;
		if (mine.has(request) && (made.get(keyOf(request)) ?? 0) >= attempts && status >= 400) refuse(request, `status ${status}`);
	};
	subscribe("http.client.request.start", onStart);
	subscribe("http.client.response.finish", onAnswer);
	try {
		const working = owners.run(owner, work);
		working.catch(() => {});
		return await Promise.race([working, refused.promise]);
	} finally {
		unsubscribe("http.client.request.start", onStart);
		unsubscribe("http.client.response.finish", onAnswer);
	}
}
function keyOf(request) {
	return `${request.method} ${request.host} ${request.path}`;
}
/** The last part of the path, without the query, which may hold a signature. */
function callOf(request) {
	return /([^/?]*)(?:\?.*)?$/.exec(request.path)?.[1] ?? "a call";
}

// src/artifacts/workflow-failure.ts
const WITHOUT = "The run is recorded without it; set `upload-model: false` to silence this.";
/** An error of the client as `artifact-failed`; signatures in addresses are left out. */
function artifactFailure(cause, doing) {
	if (cause instanceof MlopsError) return cause;
	const { message } = cause instanceof Error ? cause : new Error(String(cause));
	const said = message.replaceAll(/(https?:\/\/[^\s?]+)\?\S*/g, "$1").replaceAll(/\s+/g, " ").slice(0, 400);
	const failed = (what, hint) => new MlopsError("artifact-failed", `${doing} failed: ${what}`, hint, { cause });
	if (message.includes("storage quota has been hit")) return failed("the artifact storage quota of this account is used up", "Delete old artifacts, lower retention-days, or raise the limit in the billing settings.");
	const network = /Unable to make request: (\w+)/.exec(message);
	if (network !== null) return failed(`the artifact service cannot be reached (${network[1] ?? ""})`, `See whether the runner has network. ${WITHOUT}`);
	if (cause instanceof ServiceRefusal) return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
	if (message.includes("(409)")) return failed("an artifact with this name already exists in this workflow run", "Artifacts are never changed; each run of the training has its own name, so this run was published twice.");
	if (/claims|Invalid token/i.test(message)) return failed("the runtime token of this step gives no access to artifacts", WITHOUT);
	return failed(said, `It may be a passing fault: run the job again. ${WITHOUT}`);
}

// src/artifacts/workflow-staging.ts
/**
* Brings the files below one root.
* @param scratch an existing folder, best on the file system that the files are on
*/
async function stageFiles(files, scratch) {
	const real = await Promise.all(files.map(async (file) => ({
		file,
		source: await findSource(file)
	})));
	const roots = new Set(real.map(({ file, source }) => rootOf(source, file.path)));
	const [common] = roots;
	if (roots.size === 1 && common !== void 0) return {
		root: common,
		files: real.map(({ file, source }) => ({
			...file,
			staged: source
		})),
		async [Symbol.asyncDispose]() {}
	};
	const root = await mkdtemp(join(scratch, "mlops-artifact-"));
	const remove = () => rm(root, {
		recursive: true,
		force: true
	});
	try {
		const staged = [];
		for (const { file, source } of real) {
			const target = join(root, file.path);
			await mkdir(dirname(target), { recursive: true });
			await link(source, target).catch(() => copyFile(source, target, constants$1.COPYFILE_FICLONE));
			staged.push({
				...file,
				staged: target
			});
		}
		return {
			root,
			files: staged,
			[Symbol.asyncDispose]: remove
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
function rootOf(source, path) {
	const suffix = sep + path.replaceAll("/", sep);
	return source.endsWith(suffix) && source.length > suffix.length ? source.slice(0, -suffix.length) : void 0;
}

// src/artifacts/workflow.ts
const DAY_MS = 864e5;
/** The artifact store of the workflow run that this process is a step of. */
function workflowArtifacts(options) {
	const { log, clock = () => /* @__PURE__ */ new Date(), attempts = 3, remote } = options;
	async function withClient(doing, work) {
		try {
			const { DefaultArtifactClient } = await import("../chunks/artifact.js");
			return await untilRefused(attempts, () => work(new DefaultArtifactClient()));
		} catch (error) {
			throw artifactFailure(error, doing);
		}
	}
	async function upload(name, files, { retentionDays }) {
		try {
			var _usingCtx$1 = _usingCtx();
			requireService();
			requireSafePaths(files);
			requireGitHubPaths(files);
			const days = daysToKeep(retentionDays, log);
			const staged = _usingCtx$1.a(await stageFiles(files, process.env["RUNNER_TEMP"] ?? tmpdir()));
			for (const file of staged.files) await verifyFile(file.staged, file);
			const doing = `uploading artifact ${name}`;
			const started = clock();
			const { id, digest } = await withClient(doing, (client) => client.uploadArtifact(name, staged.files.map((file) => file.staged), staged.root, days === void 0 ? {} : { retentionDays: days }));
			if (id === void 0) throw artifactFailure(/* @__PURE__ */ new Error("the service gave it no id"), doing);
			const sent = digest === void 0 ? void 0 : `sha256:${digest}`;
			await verifyStored(name, sent);
			return {
				id: String(id),
				url: webAddress(id),
				digest: sent,
				expires: days === void 0 ? void 0 : new Date(started.getTime() + days * DAY_MS).toISOString()
			};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
	/** Asks the service what it stored. A server that lists no digests leaves the one that was sent unconfirmed. */
	async function verifyStored(name, sent) {
		const kept = (await withClient(`listing artifact ${name}`, (client) => client.getArtifact(name)).catch((error) => log.debug(`the digest of artifact ${name} is not confirmed: ${String(error)}`)))?.artifact.digest;
		if (kept === void 0 || kept === "" || sent === void 0 || kept === sent) return;
		throw new MlopsError("artifact-mismatch", `artifact ${name} was sent with digest ${sent} and stored with ${kept}`, "The upload was damaged on its way; run the job again.");
	}
	async function download(artifact, directory) {
		const id = Number(artifact.id);
		if (!Number.isSafeInteger(id) || id <= 0) throw new MlopsError("artifact-failed", `${JSON.stringify(artifact.id)} is no id of a workflow artifact`, "Ids of workflow artifacts are numbers; this one may be of the local store.");
		if (remote === void 0) requireService();
		const [repositoryOwner = "", repositoryName = ""] = remote?.repository.split("/") ?? [];
		const findBy = {
			token: remote?.token ?? "",
			workflowRunId: 0,
			repositoryOwner,
			repositoryName
		};
		return fillFolder(directory, async (path) => {
			const { digestMismatch } = await withClient(`downloading artifact ${artifact.id}`, (client) => client.downloadArtifact(id, {
				path,
				...artifact.digest === void 0 ? {} : { expectedHash: artifact.digest },
				...remote === void 0 ? {} : { findBy }
			}));
			if (digestMismatch === true) throw new MlopsError("artifact-mismatch", `artifact ${artifact.id} does not have the recorded digest ${artifact.digest ?? ""}`, "Do not use it. A registered version has its files in the release as well.");
			return readUnpacked(path);
		});
	}
	return {
		kind: "workflow",
		upload,
		download
	};
}
function serverUrl() {
	return (process.env["GITHUB_SERVER_URL"] ?? "https://github.com").replace(/\/+$/, "");
}
/** Says which part of the service is missing before the client warns of it in words that mislead. */
function requireService() {
	const missing = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"].find((name) => (process.env[name] ?? "") === "");
	if (missing !== void 0) throw new MlopsError("artifact-failed", `there is no artifact service here: ${missing} is not set`, "Only JavaScript steps of a workflow have it, on a server with artifacts; set `upload-model: false` to silence this.");
	if (/^https?:\/\/(?:github\.com|[^/]+\.(?:ghe\.com|localhost))(?::\d+)?$/i.test(serverUrl())) return;
	throw new MlopsError("artifact-failed", `there is no artifact service for this client here: ${serverUrl()} is neither github.com nor ghe.com`, "Keep the model with an upload-artifact action that this server supports, and set `upload-model: false`.");
}
/** GitHub takes no path with a character that NTFS forbids; one such file would fail the whole upload. */
function requireGitHubPaths(files) {
	const bad = files.find(({ path }) => /[":<>|*?]/.test(path));
	if (bad === void 0) return;
	throw new MlopsError("artifact-failed", `${JSON.stringify(bad.path)} cannot stand in a workflow artifact: GitHub forbids " : < > | * ? in paths`, "Rename the file, or leave it out of model-files and artifacts.");
}
function daysToKeep(wanted, log) {
	const limit = Number.parseInt(process.env["GITHUB_RETENTION_DAYS"] ?? "", 10);
	if (Number.isNaN(limit) || limit <= 0) return wanted;
	if (wanted !== void 0 && wanted > limit) log.warn(`retention-days: ${wanted} is more than this repository allows; the artifact is kept ${limit} days`);
	return Math.min(wanted ?? limit, limit);
}
function webAddress(id) {
	const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
	if (repository === void 0 || run === void 0) return void 0;
	return `${serverUrl()}/${repository}/actions/runs/${run}/artifacts/${id}`;
}
/** Paths of the unpacked files. Anything but a plain file inside the folder is refused. */
async function readUnpacked(root) {
	const paths = [];
	for (const entry of await readdir(root, {
		recursive: true,
		withFileTypes: true
	})) {
		const path = relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/");
		if (entry.isFile()) paths.push(path);
		else if (!entry.isDirectory()) throw new MlopsError("artifact-mismatch", `${path} in the artifact is no plain file`, "Do not use this artifact.");
	}
	return paths.toSorted();
}

// src/action/action-ports.ts
async function actionPorts({ context, remoteUrl, trackingBranch, token }) {
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
	return {
		git: context.git,
		repositoryRoot: context.repositoryRoot,
		history: openHistory({
			remote: location,
			ref: fullRef(trackingBranch),
			scratchParent: scratch,
			clock,
			random: Math.random,
			log: actionLog
		}),
		forge: githubForge({
			token,
			apiUrl: process.env["GITHUB_API_URL"] ?? "https://api.github.com",
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
/** The token as a header for the forge's own host only: never in argv, never in a URL, never sent elsewhere. */
function authorization(token) {
	if (token === "") return {};
	const server = process.env["GITHUB_SERVER_URL"] ?? "https://github.com";
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	setSecret(token);
	setSecret(basic);
	return { [`http.${server}/.extraheader`]: `AUTHORIZATION: basic ${basic}` };
}

// src/action/publish/announce.ts
/** Every output of the action; what does not apply is undefined. */
function outputsOf(published) {
	const { record, artifact, registered } = published;
	const metrics = Object.fromEntries(Object.entries(record.metrics).map(([name, metric]) => [name, metric.value]));
	return {
		"run-id": record.id,
		status: record.status,
		verdict: published.verdict,
		metrics: canonicalLine(metrics),
		comparison: published.reports.comparisonFile,
		report: published.reports.commentFile,
		"comment-url": published.comment?.url,
		"tracking-commit": published.trackingCommit,
		"artifact-id": artifact?.id,
		"artifact-url": artifact?.url,
		"artifact-digest": artifact?.digest,
		"model-digest": record.model.digest,
		"model-version": registered?.version,
		"release-url": registered?.releaseUrl,
		stage: void 0
	};
}
/** Writes the job summary and annotates what failed. */
async function announce(published, failOn) {
	const { record, comparison, reports } = published;
	await summary.addRaw(reports.summary, true).write();
	if (record.status !== "finished") error(record.error?.message ?? `the training was ${record.status}`, { title: `mlops: training ${record.status}` });
	for (const { metric, status, reason } of comparison.verdict?.reasons ?? []) {
		const text = `${metric}: ${reason}`;
		if (status === "fail" && failOn !== "never") error(text, { title: "mlops: gate failed" });
		else if (status !== "pass" && status !== "skipped") warning(text, { title: `mlops: gate ${status}` });
	}
}

// src/action/publish/main.ts
await reportFailures(async () => {
	const { "github-token": token = "", ...inputs } = readCompositeInputs();
	const context = await readStepContext(inputs);
	if (getInput("digest") !== "") await publish(context, token);
	else await register(context, token);
});
process.stdout.write("", () => process.exit());
async function publish(context, token) {
	const folder = getInput("folder", { required: true });
	const plan = await readPlan(folder, getInput("digest"));
	const { settings, remoteUrl } = plan;
	const ports = await actionPorts({
		context,
		remoteUrl,
		trackingBranch: settings.trackingBranch,
		token
	});
	const published = await publishRun(plan, folder, ports);
	setOutputs(outputsOf(published));
	await announce(published, settings.failOn);
	if (published.failure !== void 0) throw published.failure;
	if (exitStatusFor({
		status: published.record.status,
		verdict: published.verdict
	}, settings.failOn) !== 0) process.exitCode = 1;
}
async function register(context, token) {
	const event = await readEvent();
	const settings = await loadSettings(context.inputs, {
		root: context.repositoryRoot,
		repository: event.repository ?? "model"
	});
	const remoteUrl = await readRemoteUrl(context);
	const ports = await actionPorts({
		context,
		remoteUrl,
		trackingBranch: settings.trackingBranch,
		token
	});
	const registered = await registerRun({
		settings,
		run: settings.runId,
		commit: event.commit
	}, ports);
	setOutputs({
		"run-id": registered.run,
		"model-version": registered.version,
		"release-url": registered.releaseUrl
	});
	if (registered.releaseFailure !== void 0) throw registered.releaseFailure;
}

export {  };