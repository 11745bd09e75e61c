import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { n as localEvent } from "./local-event.js";
import { t as planTraining } from "./plan-training.js";
import { t as publishRun } from "./publish-run.js";
import { p as exitStatusFor } from "./stage-follower.js";
import { r as thisHolder } from "./capture-holder.js";
import { a as removeCapture, i as hasTrained, r as recordRunsLeftHere, t as capturesFolder } from "./left-runs.js";
import { n as withWorktreeLock } from "./worktree-lock.js";
import { t as parseAssignments } from "./assignments.js";
import { t as reportFailure } from "./fail.js";
import { z as fullRef } from "./open-history.js";
import { r as watchInterrupts, t as localPorts } from "./local-ports.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { o as budgetsFor } from "./changes-line.js";
import { a as renderHeadline } from "./headline.js";
import { o as renderLead, t as plainMarkdown } from "./plain-markdown.js";
import { r as viewOf } from "./report-view.js";
import { n as renderChanges, r as renderMetrics, t as codeWords } from "./comparison-tables.js";
import { r as printableLine } from "./printable.js";
import { n as openWorkspace } from "./workspace.js";
import { a as withWorkingDirectory } from "./local-history.js";
import { t as _usingCtx } from "./usingCtx.js";
import { basename, join, resolve } from "node:path";
import { styleText } from "node:util";
import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";

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
			MLOPS_WORKING_DIRECTORY: resolve(workingDirectory),
			MLOPS_WATCHED: "stdin"
		},
		detached: true,
		stdio: [
			"pipe",
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

// src/cli/history-hint.ts
/**
* Without those runs a training finds no baseline among them.
* @returns what a report says of it that has no baseline; undefined where nothing is missing
*/
async function hintAtSync(git, trackingBranch, log) {
	const ref = fullRef(trackingBranch);
	if (!ref.startsWith("refs/heads/")) return void 0;
	const there = ref.replace("refs/heads/", "refs/remotes/origin/");
	const has = async (name) => (await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		`${name}^{commit}`
	])).code === 0;
	if (!await has(there)) return void 0;
	if (await has(ref) && (await git.exec([
		"merge-base",
		"--is-ancestor",
		there,
		ref
	])).code === 0) return void 0;
	log.info(`origin has runs on ${trackingBranch} that are not here; \`mlops sync\` brings them, and baselines with them`);
	return "origin has runs that are not here (`mlops sync` brings them)";
}

// src/cli/run-summary.ts
const MOST_ROWS = 12;
/** The digits of an id that hold its time. */
const SHORT_ID = 12;
/** The report as text without markup: headline, lead, reasons, metrics, what changed, where to read on. */
function renderRunSummary(input, { comment, tag }) {
	const { run, comparison, baseRecord } = input;
	const [budget] = budgetsFor("comment");
	if (budget === void 0) throw new Error("there is no budget for a comment");
	const view = viewOf(input, budget, "comment");
	const headings = [baselineHeading(input), "THIS RUN"];
	const reasons = (comparison.verdict?.reasons ?? []).filter(({ status }) => status !== "pass" && status !== "skipped");
	const rows = comparison.rows.slice(0, MOST_ROWS);
	const more = comparison.rows.length - rows.length;
	const changed = comparison.changes === void 0 || baseRecord === void 0 ? void 0 : renderChanges(comparison.changes, headings, [codeWords(baseRecord.source), codeWords(run.source)]) ?? "Nothing else changed.";
	const id = run.id.slice(0, SHORT_ID);
	return [
		styleText("bold", sentence(renderHeadline(view))),
		sentence(renderLead(view)),
		reasons.map(({ metric, status, reason }) => printableLine(`- ${status} ${metric}: ${reason}`)).join("\n"),
		rows.length === 0 ? "" : renderMetrics(rows, headings, view),
		more > 0 ? `${more} more metrics: mlops runs show ${id}` : "",
		changed ?? "",
		[
			`run      ${run.id}`,
			...tag === void 0 ? [] : [`version  ${tag}`],
			...comment === void 0 ? [] : [`comment  ${printableLine(comment)}`],
			`report   mlops report ${id}`
		].join("\n")
	].filter((section) => section !== "").join("\n\n");
}
function sentence(markdown) {
	return printableLine(plainMarkdown(markdown));
}
function baselineHeading({ comparison: { baseline } }) {
	if (baseline === void 0) return "BASELINE";
	const commit = baseline.commit.slice(0, 7);
	return baseline.branch === void 0 ? commit : `${baseline.branch.slice(0, 40)}@${commit}`;
}

// src/cli/commands/train.ts
async function train(options, assets) {
	try {
		var _usingCtx$1 = _usingCtx();
		const workspace = await openWorkspace(options.repo);
		const log = terminalLog(options.quiet);
		const settings = await loadSettings(await withWorkingDirectory(options, workspace), {
			root: workspace.root,
			repository: basename(workspace.root)
		});
		const event = await localEvent(workspace.git);
		const { trackingBranch } = settings;
		const missingHistory = await hintAtSync(workspace.git, trackingBranch, log);
		const ports = {
			...await localPorts(workspace, {
				trackingBranch,
				pushTags: options.push,
				log
			}),
			...missingHistory === void 0 ? {} : { missingHistory }
		};
		const interrupts = _usingCtx$1.u(watchInterrupts(log));
		const lock = join(workspace.gitFolder, "mlops");
		const { published, folder } = await withWorktreeLock(lock, async ({ nameRun }) => {
			await recordRunsLeftHere(workspace, log);
			const planned = await planTraining({
				settings,
				event: options.trigger === void 0 ? event : {
					...event,
					name: options.trigger
				},
				overrides: parseAssignments(options.set),
				git: workspace.git,
				repositoryRoot: workspace.root,
				remoteUrl: workspace.remoteUrl,
				capturesFolder: capturesFolder(workspace),
				holder: await thisHolder({
					worktree: workspace.root,
					lock
				}),
				clock: ports.clock,
				randomBytes,
				log
			});
			await nameRun(planned.plan.runId);
			await executeTraining({
				folder: planned.folder,
				workingDirectory: join(workspace.root, settings.workingDirectory),
				script: assets.trainScript,
				environment: process.env,
				abort: interrupts.abort,
				onOutput: (chunk) => void process.stderr.write(chunk)
			}).catch(async (error) => {
				if (error instanceof MlopsError && interrupts.abort.aborted) return;
				if (!await hasTrained(planned.folder)) await removeCapture(planned.folder);
				throw error;
			});
			return {
				published: await publishRun(planned.plan, planned.folder, ports),
				folder: planned.folder
			};
		}, log);
		if (options.json) printJson(summaryOf(published));
		else print(process.stdout.isTTY ? renderForTerminal(published) : published.reports.comment);
		if (published.failure !== void 0) return reportFailure(published.failure, false);
		await removeCapture(folder);
		const { record, verdict } = published;
		return (record.status === "killed" ? interrupts.exitStatus() : void 0) ?? exitStatusFor({
			status: record.status,
			verdict
		}, settings.failOn);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
function renderForTerminal({ reports, comment, registered }) {
	return renderRunSummary(reports.input, {
		comment: comment?.url,
		tag: registered?.tag
	});
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

export { train as t };