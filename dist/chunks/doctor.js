import { t as MlopsError } from "./error.js";
import { r as requireCommand } from "./inputs.js";
import { f as loadSettings } from "./object-id.js";
import { D as listRefs, a as inboxFolder, o as refusedFolder, q as fullRef } from "./open-history.js";
import { d as FEATURES, h as renderGrant, n as readTags, o as registryState } from "./read-registry.js";
import { r as latestRuns } from "./find.js";
import { r as readableTrackingBranch, t as localHistory } from "./local-history.js";
import { n as print, r as printJson, t as counted } from "./print.js";
import { r as spoolFolder, t as countWaiting } from "./spool2.js";
import { o as require_dist } from "./parse-config.js";
import { t as withWorkingDirectory } from "./working-directory.js";
import { r as printableLine } from "./printable.js";
import { n as openWorkspace } from "./workspace.js";
import { basename, join } from "node:path";
import { styleText } from "node:util";
import { readFile, readdir } from "node:fs/promises";

// src/log.ts
/** Says nothing. */
const silentLog = {
	info() {},
	warn() {},
	debug() {}
};

// src/cli/workflow-permissions.ts
var import_dist = require_dist();
const RECORDS = [...FEATURES.tracking.needs, ...FEATURES.comment.needs];
/** What tasks need that do not record and comment. */
const OTHERS = /* @__PURE__ */ new Map([["register", FEATURES.registry.needs], ["sync", FEATURES.sync.needs]]);
/**
* The jobs of a workflow that use the action. A job's own permissions replace those of the workflow.
* @throws SyntaxError and YAMLParseError for a text that is no YAML
*/
function jobsUsingAction(text) {
	const workflow = (0, import_dist.parse)(text);
	return Object.entries(workflow?.jobs ?? {}).flatMap(([job, value]) => {
		const steps = actionSteps(value?.steps);
		if (steps.length === 0) return [];
		const granted = value?.permissions ?? workflow?.permissions;
		const lacking = steps.flatMap(neededBy).filter((grant) => !isGranted(granted, grant));
		return [{
			job,
			lacking: [...new Set(lacking.map(renderGrant))]
		}];
	});
}
function actionSteps(steps) {
	if (!Array.isArray(steps)) return [];
	return steps.filter((step) => {
		const uses = step === null || typeof step !== "object" ? void 0 : step.uses;
		return typeof uses === "string" && /(?:^|\/)mlops-action(?:@|$)/.test(uses);
	});
}
/** A job that leaves its record to another one writes nothing. */
function neededBy({ with: inputs }) {
	return String(inputs?.["collect"]).toLowerCase() === "true" ? [] : OTHERS.get(inputs?.["task"]) ?? RECORDS;
}
function isGranted(permissions, { permission: name, access }) {
	if (permissions === "write-all") return true;
	if (permissions === "read-all") return access === "read";
	if (permissions === null || typeof permissions !== "object" || !Object.hasOwn(permissions, name)) return false;
	const granted = permissions[name];
	return granted === "write" || granted === access;
}

// src/cli/doctor-checks.ts
/** In the order in which they are shown. A check may throw an MlopsError, which is a problem with its fix. */
const CHECKS = {
	git: checkGit,
	commit: checkCommit,
	configuration: checkConfiguration,
	remote: checkRemote,
	history: checkHistory,
	inbox: checkInbox,
	registry: checkRegistry,
	workflow: checkWorkflows,
	spool: checkSpool
};
/** Whether a version such as `2.39.rc1` or `2.50.1.windows.1` is 2.38 or newer; undefined when it cannot be read. */
function isGitNewEnough(version) {
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
	if (major === void 0 || minor === void 0) return void 0;
	return Number(major) > 2 || Number(major) === 2 && Number(minor) >= 38;
}
async function checkGit({ git }) {
	const version = (await git.text(["--version"])).replace("git version ", "");
	const isNew = isGitNewEnough(version);
	if (isNew === true) return {
		status: "ok",
		message: `Git ${version}`
	};
	const fix = "Install Git 2.38 or newer.";
	if (isNew === void 0) return {
		status: "warning",
		message: `Git calls its version "${version}"`,
		fix
	};
	return {
		status: "problem",
		message: `Git ${version} is too old`,
		fix
	};
}
async function checkCommit({ git, bare }) {
	const { code, stdout } = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"HEAD"
	]);
	if (code !== 0) return {
		status: "problem",
		message: "the repository has no commit",
		fix: "Make a first commit: a run names the code that it ran."
	};
	const commit = stdout.toString().trim().slice(0, 7);
	if (bare) return {
		status: "ok",
		message: `HEAD is ${commit}, without a worktree`
	};
	const { stdout: changes } = await git.exec(["status", "--porcelain"]);
	if (changes.length === 0) return {
		status: "ok",
		message: `HEAD is ${commit}, nothing uncommitted`
	};
	return {
		status: "warning",
		message: `HEAD is ${commit} with uncommitted changes`,
		fix: "Runs of a dirty worktree are recorded with their patch, but never serve as a baseline. Commit first."
	};
}
async function checkConfiguration(workspace, { repo }) {
	const { root } = workspace;
	const inputs = await withWorkingDirectory({
		repo,
		inputs: {}
	}, workspace);
	const settings = await loadSettings(inputs, {
		root,
		repository: basename(root)
	});
	requireCommand(settings);
	const gates = Object.keys(settings.gates).length;
	if (gates > 0) return {
		status: "ok",
		message: `model ${settings.model}, ${counted(gates, "gate")}`
	};
	return {
		status: "warning",
		message: `model ${settings.model}, no gates`,
		fix: "Declare `gates` in mlops.yaml: without them a run is shown, never judged."
	};
}
async function checkRemote({ git, remoteUrl }) {
	if (remoteUrl === void 0) return {
		status: "ok",
		message: "no remote: runs stay in this repository"
	};
	const { code, stderr } = await git.exec([
		"ls-remote",
		"--exit-code",
		"--heads",
		"origin"
	]);
	if (code === 0 || code === 2) return {
		status: "ok",
		message: "origin answers"
	};
	return {
		status: "problem",
		message: `origin does not answer: ${stderr.trim().split("\n")[0] ?? ""}`,
		fix: "Check the address with `git remote -v` and your access with `git fetch`."
	};
}
async function checkHistory(workspace, options) {
	const branch = await readableTrackingBranch(options, workspace, silentLog);
	const history = localHistory(workspace, branch, silentLog);
	const [record] = await history.read(await latestRuns(history, 1));
	if (record === void 0) return {
		status: "ok",
		message: `no runs on ${branch} yet`
	};
	return {
		status: "ok",
		message: `${branch} is readable; its newest run is ${record.id.slice(0, 12)}`
	};
}
async function checkInbox(workspace, options) {
	const { git, remoteUrl } = workspace;
	const ref = fullRef(await readableTrackingBranch(options, workspace, silentLog));
	const folder = inboxFolder(ref);
	const refs = [];
	for (const place of [".", ...remoteUrl === void 0 ? [] : ["origin"]]) {
		const listed = await listRefs(git, place, [`${folder}*`, `${refusedFolder(ref)}*`]);
		if ("refs" in listed) refs.push(...listed.refs.keys());
	}
	const [refused] = refs.filter((ref) => !ref.startsWith(folder));
	const waiting = refs.filter((ref) => ref.startsWith(folder)).length;
	if (refused !== void 0) return {
		status: "warning",
		message: `${refused} holds what could not be taken into the history`,
		fix: `Look at it with \`git fetch origin ${refused} && git show --stat FETCH_HEAD\`; delete the ref when it is of no use.`
	};
	if (waiting === 0) return {
		status: "ok",
		message: "nothing waits in the inbox of the history"
	};
	return {
		status: "warning",
		message: `${counted(waiting, "write")} ${waiting === 1 ? "waits" : "wait"} in the inbox of the history`,
		fix: "The next run takes what waits there into the history; so does `mlops sync`."
	};
}
async function checkRegistry({ git }) {
	const { artifacts } = registryState((await readTags(git)).tags);
	const versions = artifacts.flatMap((artifact) => artifact.versions).length;
	return {
		status: "ok",
		message: `${counted(artifacts.length, "model")}, ${counted(versions, "version")}`
	};
}
async function checkWorkflows({ root, bare }) {
	const folder = join(root, ".github/workflows");
	const files = bare ? [] : await readdir(folder).catch(() => []);
	const found = (await Promise.all(files.filter((file) => /\.ya?ml$/.test(file)).toSorted().map(async (file) => judgeWorkflow(file, await readFile(join(folder, file), "utf8"))))).flat();
	if (found.length > 0) return found;
	return [{
		status: "warning",
		message: "no workflow uses mlops-action",
		fix: "Add `- uses: org/mlops-action@v1` after the checkout in a workflow; the README shows one."
	}];
}
/** One finding for each job that uses the action; none for a workflow that does not. */
function judgeWorkflow(file, text) {
	try {
		return jobsUsingAction(text).map(({ job, lacking }) => lacking.length === 0 ? {
			status: "ok",
			message: `${file}, job ${job}: uses mlops-action`
		} : {
			status: "warning",
			message: `${file}, job ${job}: does not grant ${lacking.join(" and ")}`,
			fix: `Add to the permissions of the job: ${lacking.join(", ")}`
		});
	} catch (error) {
		const [reason = ""] = error.message.split("\n");
		return [{
			status: "warning",
			message: `${file} is no YAML: ${reason}`,
			fix: "Correct the file."
		}];
	}
}
async function checkSpool({ stateFolder }) {
	const length = await countWaiting(stateFolder);
	if (length === 0) return {
		status: "ok",
		message: "no record waits to be written"
	};
	return {
		status: "warning",
		message: `${counted(length, "record")} ${length === 1 ? "waits" : "wait"} in ${spoolFolder(stateFolder)}`,
		fix: "They could not be written when they were made; `mlops sync` writes them."
	};
}

// src/cli/commands/doctor.ts
/** Exit status 1 when there is a problem; warnings are no problems. */
async function doctor(options) {
	const workspace = await openWorkspace(options.repo);
	const findings = (await Promise.all(Object.entries(CHECKS).map(async ([check, look]) => {
		return [await look(workspace, options).catch(problemFrom)].flat().map((finding) => ({
			check,
			...finding
		}));
	}))).flat();
	if (options.json) printJson(findings);
	else for (const finding of findings) print(renderFinding(finding));
	return findings.some(({ status }) => status === "problem") ? 1 : 0;
}
function problemFrom(error) {
	if (!(error instanceof MlopsError)) throw error;
	return {
		status: "problem",
		message: error.message,
		fix: error.hint
	};
}
function renderFinding({ check, status, message, fix }) {
	const mark = {
		ok: styleText("green", "✓"),
		warning: styleText("yellow", "!"),
		problem: styleText("red", "✗")
	}[status];
	const mend = fix === void 0 ? "" : `\n    ${printableLine(fix)}`;
	return `${mark} ${check}: ${printableLine(message)}${mend}`;
}

export { doctor };