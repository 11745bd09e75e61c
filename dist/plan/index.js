import { i as withDispatched, n as reportFailures, r as findReasonToSkip, t as findLastTrained } from "../chunks/last-trained.js";
import { t as loadSettings } from "../chunks/load-config.js";
import { a as readGitSettings, c as readStepContext, d as WorkflowRunPayload, f as forkIn, i as readEvent, l as actionLog, o as readPayload, p as pullRequestIn, r as readCompositeInputs, s as readRemoteUrl, t as authorization, u as setOutputs } from "../chunks/authorization.js";
import { t as planTraining } from "../chunks/plan-training.js";
import { t as openHistory, z as fullRef } from "../chunks/open-history.js";
import { t as apiUrlOf } from "../chunks/api-url.js";
import { t as MlopsError } from "../chunks/error.js";
import { r as parseState, u as commentMarker } from "../chunks/earlier-results.js";
import { c as link$1, i as commitUrl, l as linksOf, n as shortCommit, u as ownUrl } from "../chunks/report-view.js";
import { u as code } from "../chunks/number-format.js";
import { n as mayWrite } from "../chunks/may-write.js";
import { c as looseObject } from "../chunks/zod.js";
import { r as isForkOf, t as DELETED_FORK } from "../chunks/fork.js";
import { join, posix, win32 } from "node:path";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { access, constants as constants$1, mkdir } from "node:fs/promises";

// src/action/plan/code-and-history.ts
/** Only reads; nothing is asked before `paths` needs an answer. */
function codeAndHistory(from) {
	const { remoteUrl, settings, event, scratch } = from;
	if (remoteUrl === void 0) return {
		remote: void 0,
		findTrained: () => Promise.resolve(void 0)
	};
	const remote = {
		url: remoteUrl,
		config: authorization(from.token)
	};
	return {
		remote,
		async findTrained() {
			await mkdir(scratch, { recursive: true });
			const history = openHistory({
				remote,
				ref: fullRef(settings.trackingBranch),
				scratchParent: scratch,
				clock: () => /* @__PURE__ */ new Date(),
				random: Math.random,
				log: actionLog
			});
			return findLastTrained({
				settings,
				event
			}, {
				history,
				log: actionLog
			});
		}
	};
}

// src/report/running-note.ts
/**
* The comment with a note above its headline, in the place of an earlier note.
* @returns undefined for a comment that cannot be read, or that tells of a later workflow run
*/
function withRunningNote(body, running) {
	const { head, workflowRun, repositoryUrl, runUrl } = running;
	const text = body.replaceAll("\r\n", "\n");
	const [shown] = parseState(text);
	if (shown === void 0) return void 0;
	if (workflowRun !== void 0 && /^\d{1,18}$/.test(workflowRun) && shown.from !== void 0 && BigInt(workflowRun) < BigInt(shown.from.run)) return void 0;
	const [marker = "", state = "", ...rest] = text.split("\n");
	const below = rest.join("\n").replace(/^> \[!NOTE\]\n> .*\n\n/, "");
	const links = linksOf(repositoryUrl);
	const commit = (id) => link$1(code(shortCommit(id)), commitUrl(links, id));
	const training = link$1("Training", ownUrl(links, runUrl));
	return `${marker}\n${state}\n> [!NOTE]\n> ${shown.head === head ? `${training} of ${commit(head)} is running again; the numbers below are of the run before.` : `${training} of ${commit(head)} is running; the numbers below are for ${commit(shown.head)}.`}\n\n${below}`;
}

// src/pipeline/recording/announce-training.ts
/** Whether there is a comment that this job itself will bring up to date. */
function isAnnounced({ settings, event }) {
	return event.pullRequest !== void 0 && settings.comment !== false && !settings.collect && mayWrite(event) !== "no";
}
/** Puts a note above the numbers of an earlier run. Makes no comment; that it cannot be done is no reason not to train. */
async function announceTraining(plan, { forge, log }) {
	const { settings, event } = plan;
	const { pullRequest, run, repositoryUrl, runUrl } = event;
	if (pullRequest === void 0 || !isAnnounced(plan)) return;
	const running = {
		head: pullRequest.head,
		workflowRun: run,
		repositoryUrl,
		runUrl
	};
	try {
		const { outcome } = await forge.upsertComment(pullRequest, {
			marker: commentMarker(settings.commentKey, pullRequest.number),
			render: (body) => body === void 0 ? void 0 : withRunningNote(body, running)
		});
		log.debug(`the comment of an earlier run: ${outcome}`);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.info(`the comment of an earlier run does not say that this one is training: ${error.message}`);
	}
}

// src/action/plan/running.ts
/** How long a server may be silent before the training begins without a note. */
const SILENCE_MS = 1e4;
async function noteRunning(plan, token) {
	const repository = process.env["GITHUB_REPOSITORY"] ?? "";
	if (!isAnnounced(plan) || token === "" || repository === "") return;
	const { githubForge } = await import("../chunks/github3.js");
	const patience = {
		silenceMs: SILENCE_MS,
		patienceS: 0
	};
	const forge = githubForge({
		token,
		apiUrl: apiUrlOf(process.env),
		repository,
		log: actionLog,
		...patience
	});
	await announceTraining(plan, {
		forge,
		log: actionLog
	});
}

// src/action/plan/require-bash.ts
/** @throws MlopsError `program-missing` when the first bash on the PATH is none that can run a training, or there is none */
async function requireBash({ platform, environment }) {
	const isWindows = platform === "win32";
	for (const place of placesOf("bash", {
		platform,
		environment
	})) {
		if (!await access(place, isWindows ? constants$1.F_OK : constants$1.X_OK).then(() => true, () => false)) continue;
		if (!isOfWsl(place)) return;
		throw new MlopsError("program-missing", `${place} is the bash of WSL, which cannot run a step of Windows`, ON_WINDOWS);
	}
	throw new MlopsError("program-missing", "there is no bash on the PATH, and the training command is run by it", isWindows ? ON_WINDOWS : ON_LINUX);
}
const ON_WINDOWS = "Install Git for Windows and put its folder `bin` on the PATH of the runner, before System32.";
const ON_LINUX = "Install it in a step before: `apk add bash git` in Alpine, `apt-get update && apt-get install -y bash git` in Debian.";
/** Where the system looks for a program, in its order. */
function placesOf(name, { platform, environment }) {
	const path = platform === "win32" ? win32 : posix;
	return (environment["PATH"] ?? environment["Path"] ?? "").split(path.delimiter).map((folder) => folder.replaceAll("\"", "")).filter((folder) => folder !== "").map((folder) => path.join(folder, platform === "win32" ? `${name}.exe` : name));
}
/** The launcher of the Windows Subsystem for Linux knows neither the paths nor the variables of a step. */
function isOfWsl(program) {
	return /[\\/](?:system32|sysnative|windowsapps)[\\/]bash\.exe$/i.test(program);
}

// src/forge/untrusted-code.ts
const IssueCommentPayload = looseObject({ issue: looseObject({ pull_request: looseObject({}) }) });
/**
* Why the job must not train, in words; undefined where the code is the repository's own, or nothing is there to steal: on
* `pull_request` GitHub gives a fork neither secrets nor a token that writes.
* @param event GITHUB_EVENT_NAME
* @param commit GITHUB_SHA
* @param checkedOut the commit in the workspace
*/
function untrustedReason(event, payload, { commit, checkedOut }) {
	if (event === "pull_request_target") {
		if (pullRequestIn(payload) === void 0) return "its event names no pull request";
		const fork = forkIn(payload);
		return fork === void 0 ? void 0 : `it is about a pull request of the fork ${fork}`;
	}
	if (event === "workflow_run") {
		const run = WorkflowRunPayload.safeParse(payload).data;
		const head = run?.workflow_run.head_repository?.full_name;
		if (!isForkOf(run?.repository.full_name, head)) return void 0;
		return `it is about a workflow run of the fork ${head ?? "unknown"}`;
	}
	if (event === "issue_comment" && IssueCommentPayload.safeParse(payload).success && checkedOut !== commit) return `the commit ${checkedOut.slice(0, 7)} that is checked out is not the default branch's, and anyone's pull request may hold it`;
}
/**
* Why the job must give no stage and deploy nothing, in words: of what a stranger proposes neither the code nor the
* `mlops.yaml`, which says what a version needs, may count, whatever the job is allowed.
*/
function strangersReason(...[event, payload, commits]) {
	const fork = forkIn(payload);
	return (fork === void 0 ? void 0 : `the event is about a pull request of the fork ${fork}`) ?? untrustedReason(event, payload, commits);
}

// src/action/plan/trusted-code.ts
/**
* @throws MlopsError `usage` where the code may be a stranger's and the token writes, unless it is a training and that is
*   allowed
*/
async function requireTrustedCode(job) {
	const { settings, event, payload } = job;
	const commits = {
		commit: process.env["GITHUB_SHA"] ?? "",
		checkedOut: event.commit
	};
	if (settings.task !== "train") {
		const reason = strangersReason(event.name, payload, commits);
		if (reason === void 0) return;
		throw new MlopsError("usage", `task ${settings.task} is refused on ${event.name}: ${reason}`, "Use it on `workflow_dispatch`, which a person or a promotion starts, or on a push.");
	}
	const reason = untrustedReason(event.name, payload, commits);
	if (reason === void 0) return;
	const what = `a job of ${event.name} holds secrets and a token that writes, and ${reason}`;
	if (settings.allowUntrusted) {
		actionLog.warn(`${what}; it trains all the same, because \`allow-untrusted\` is true`);
		return;
	}
	throw new MlopsError("usage", `the training is refused: ${what}`, "Train on `pull_request`, and publish on `workflow_run` with `task: publish`: README.md, \"Pull requests from forks\". If the code is known to be good, the input `allow-untrusted: true` trains it.");
}

// src/action/plan/kept-token.ts
/** actions/checkout keeps its token for later steps unless it is told not to; nothing of ours needs it there. */
async function warnOfKeptToken(git, who) {
	const { code } = await git.exec([
		"config",
		"--includes",
		"--name-only",
		"--get-regexp",
		String.raw`^http\..*\.extraheader$`
	]);
	if (code !== 0) return;
	actionLog.warn(`the checkout left its token in the settings of the repository, where ${who} can read it. Give actions/checkout \`with: {persist-credentials: false}\`; this action does not need it there.`);
}

// src/action/plan/main.ts
await reportFailures(async () => {
	const inputs = readCompositeInputs();
	const context = await readStepContext(inputs);
	const event = await readEvent(context.git);
	const repository = event.repository ?? "model";
	const given = withDispatched(context.inputs, event.inputs);
	const settings = await loadSettings(given, {
		root: context.repositoryRoot,
		repository
	});
	const capturesFolder = join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops");
	if (settings.task === "deploy") {
		await requireTrustedCode({
			settings,
			event,
			payload: await readPayload()
		});
		await warnOfKeptToken(context.git, "the deploy command");
		await requireBash({
			platform: process.platform,
			environment: process.env
		});
		const { planDeployment } = await import("../chunks/deploy.js");
		setOutputs(await planDeployment({
			context,
			settings,
			event,
			token: inputs["github-token"] ?? ""
		}));
		return;
	}
	if (settings.task === "promote" || settings.task === "rollback") await requireTrustedCode({
		settings,
		event,
		payload: await readPayload()
	});
	if (settings.task !== "train") {
		setOutputs({
			folder: capturesFolder,
			digest: "",
			train: "false",
			"working-directory": context.repositoryRoot
		});
		return;
	}
	const payload = await readPayload();
	await requireTrustedCode({
		settings,
		event,
		payload
	});
	const remoteUrl = await readRemoteUrl(context);
	const skipped = await findReasonToSkip({
		settings,
		event,
		...codeAndHistory({
			remoteUrl,
			token: inputs["github-token"] ?? "",
			settings,
			event,
			scratch: capturesFolder
		}),
		scratch: capturesFolder,
		log: actionLog
	});
	if (skipped !== void 0) {
		setOutputs({
			folder: capturesFolder,
			digest: "",
			train: "false",
			skipped
		});
		return;
	}
	await warnOfKeptToken(context.git, "the training");
	await requireBash({
		platform: process.platform,
		environment: process.env
	});
	const { plan, folder, digest } = await planTraining({
		settings,
		event,
		fork: forkIn(payload),
		overrides: event.inputs,
		git: context.git,
		repositoryRoot: context.repositoryRoot,
		remoteUrl,
		checkout: {
			root: context.repositoryRoot,
			gitSettings: await readGitSettings()
		},
		capturesFolder,
		clock: () => /* @__PURE__ */ new Date(),
		randomBytes,
		log: actionLog
	});
	await noteRunning(plan, inputs["github-token"] ?? "");
	setOutputs({
		folder,
		digest,
		train: "true",
		"working-directory": join(context.repositoryRoot, settings.workingDirectory)
	});
});

export {  };