import { t as loadSettings } from "./load-config.js";
import { n as localPorts, r as localEvent } from "./local-ports.js";
import { t as planTraining } from "./plan-training.js";
import { n as publishRun, t as exitStatusFor } from "./settle.js";
import { t as MlopsError } from "./error.js";
import { n as reportFailure } from "./fail.js";
import { i as terminalLog, n as printJson, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";
import { t as withWorkingDirectory } from "./working-directory.js";
import { basename, join, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { spawn } from "node:child_process";

// src/cli/assignments.ts
/** @throws MlopsError `usage` for a text without "=", or a name that is given twice */
function parseAssignments(texts) {
	const pairs = texts.map((text) => {
		const at = text.indexOf("=");
		if (at < 1) throw new MlopsError("usage", `--set ${JSON.stringify(text)} is no assignment`, "Write it as --set learning_rate=0.1");
		return [text.slice(0, at).trim(), text.slice(at + 1)];
	});
	const names = pairs.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== void 0) throw new MlopsError("usage", `--set gives "${twice}" twice`, "Give each param once.");
	return Object.fromEntries(pairs);
}

// src/training/execute.ts
/** train.sh needs five seconds to kill a training that will not end, and a few more to write that down. */
const KILL_AFTER_MS = 15e3;
/**
* Runs the training to its end; how it ended stands in the capture folder (see outcome.ts).
* @throws MlopsError `training-failed` when bash cannot be started or could not write the outcome
*/
async function executeTraining(options) {
	const { folder, workingDirectory, script, environment, abort, onOutput } = options;
	const child = spawn("bash", [resolve(script)], {
		env: {
			...environment,
			MLOPS_CAPTURE: resolve(folder),
			MLOPS_WORKING_DIRECTORY: resolve(workingDirectory)
		},
		detached: true,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const exited = new Promise((settle, reject) => {
		child.once("close", settle);
		child.once("error", (cause) => reject(bashMissing(cause)));
	});
	let killTimer;
	const cancel = () => {
		child.kill("SIGINT");
		killTimer ??= setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
	};
	abort.addEventListener("abort", cancel, { once: true });
	if (abort.aborted) cancel();
	try {
		const [code] = await Promise.all([
			exited,
			forward(child.stdout, onOutput),
			forward(child.stderr, onOutput)
		]);
		if (code === 0) return;
		throw new MlopsError("training-failed", `the runner of the training ended with status ${code ?? "none"}`, `Look at the output above, and whether ${folder} can be written.`);
	} finally {
		clearTimeout(killTimer);
		abort.removeEventListener("abort", cancel);
	}
}
async function forward(stream, onOutput) {
	for await (const chunk of stream) await onOutput(chunk);
}
function bashMissing(cause) {
	return new MlopsError("training-failed", `bash cannot be started: ${cause.message}`, "Install bash (on Windows: Git for Windows) and put it on the PATH.", { cause });
}

// src/cli/commands/train.ts
async function train(options, assets) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.quiet);
	const settings = await loadSettings(await withWorkingDirectory(options, workspace), {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	const event = await localEvent(workspace.git);
	const ports = await localPorts(workspace, {
		trackingBranch: settings.trackingBranch,
		pushTags: options.push,
		log
	});
	const { plan, folder } = await planTraining({
		settings,
		event: options.trigger === void 0 ? event : {
			...event,
			name: options.trigger
		},
		overrides: parseAssignments(options.set),
		git: workspace.git,
		repositoryRoot: workspace.root,
		remoteUrl: workspace.remoteUrl,
		capturesFolder: join(workspace.stateFolder, "captures"),
		clock: ports.clock,
		randomBytes,
		log
	});
	await executeTraining({
		folder,
		workingDirectory: join(workspace.root, settings.workingDirectory),
		script: assets.trainScript,
		environment: process.env,
		abort: abortOnSignal(),
		onOutput: (chunk) => void process.stderr.write(chunk)
	});
	const published = await publishRun(plan, folder, ports);
	if (options.json) printJson(summaryOf(published));
	else print(published.reports.comment);
	if (published.failure !== void 0) return reportFailure(published.failure, false);
	await rm(folder, {
		recursive: true,
		force: true
	});
	return exitStatusFor({
		status: published.record.status,
		verdict: published.verdict
	}, settings.failOn);
}
/** The stable JSON of a run that was just made. */
function summaryOf(published) {
	const { record, comparison, trackingCommit, registered, comment } = published;
	return {
		run: record.id,
		status: record.status,
		verdict: published.verdict,
		tracking_commit: trackingCommit,
		version: registered?.version,
		comment: comment?.url,
		record,
		comparison
	};
}
function abortOnSignal() {
	const controller = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort(signal));
	return controller.signal;
}

export { parseAssignments as n, train as t };