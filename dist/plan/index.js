import { f as loadSettings } from "../chunks/object-id.js";
import { a as readGitSettings, c as readStepContext, d as authorization, f as findReasonToSkip, g as isSameRepository, h as forkOf, i as readEvent, l as actionLog, o as readPayload, p as DELETED_FORK, r as readCompositeInputs, s as readRemoteUrl, t as reportFailures, u as setOutputs } from "../chunks/fail2.js";
import { t as planTraining } from "../chunks/plan-training.js";
import { t as MlopsError } from "../chunks/error.js";
import { c as looseObject, p as string } from "../chunks/zod.js";
import { join, posix, win32 } from "node:path";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { access, constants as constants$1 } from "node:fs/promises";

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
const Repository = looseObject({ full_name: string().min(1) });
const PullRequestPayload = looseObject({ pull_request: looseObject({}) });
const WorkflowRunPayload = looseObject({
	workflow_run: looseObject({ head_repository: Repository.nullish() }),
	repository: Repository
});
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
		if (!PullRequestPayload.safeParse(payload).success) return "its event names no pull request";
		const fork = forkOf(payload);
		return fork === void 0 ? void 0 : `it is about a pull request of the fork ${fork}`;
	}
	if (event === "workflow_run") {
		const run = WorkflowRunPayload.safeParse(payload).data;
		const head = run?.workflow_run.head_repository?.full_name;
		if (run !== void 0 && head !== void 0 && isSameRepository(head, run.repository.full_name)) return void 0;
		return `it is about a workflow run of the fork ${head ?? "unknown"}`;
	}
	if (event === "issue_comment" && IssueCommentPayload.safeParse(payload).success && checkedOut !== commit) return `the commit ${checkedOut.slice(0, 7)} that is checked out is not the default branch's, and anyone's pull request may hold it`;
}

// src/action/plan/trusted-code.ts
/** @throws MlopsError `usage` where the code may be a stranger's and the token writes, unless that is allowed */
async function requireTrustedCode(job) {
	const { settings, event, payload } = job;
	const commits = {
		commit: process.env["GITHUB_SHA"] ?? "",
		checkedOut: event.commit
	};
	const reason = untrustedReason(event.name, payload, commits);
	if (reason === void 0) return;
	const what = `a job of ${event.name} holds secrets and a token that writes, and ${reason}`;
	if (settings.allowUntrusted) {
		actionLog.warn(`${what}; it trains all the same, because \`allow-untrusted\` is true`);
		return;
	}
	throw new MlopsError("usage", `the training is refused: ${what}`, "Train on `pull_request`, and publish on `workflow_run` with `task: publish`: README.md, \"Pull requests from forks\". If the code is known to be good, the input `allow-untrusted: true` trains it.");
}

// src/action/plan/main.ts
await reportFailures(async () => {
	const inputs = readCompositeInputs();
	const context = await readStepContext(inputs);
	const event = await readEvent(context.git);
	const repository = event.repository ?? "model";
	const settings = await loadSettings(context.inputs, {
		root: context.repositoryRoot,
		repository
	});
	const capturesFolder = join(process.env["RUNNER_TEMP"] ?? tmpdir(), "mlops");
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
		remote: remoteUrl === void 0 ? void 0 : {
			url: remoteUrl,
			config: authorization(inputs["github-token"] ?? "")
		},
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
	await requireBash({
		platform: process.platform,
		environment: process.env
	});
	const { folder, digest } = await planTraining({
		settings,
		event,
		fork: forkOf(payload),
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
	setOutputs({
		folder,
		digest,
		train: "true",
		"working-directory": join(context.repositoryRoot, settings.workingDirectory)
	});
});

export {  };