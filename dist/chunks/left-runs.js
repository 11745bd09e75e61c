import { t as MlopsError } from "./error.js";
import { i as uploadModel, o as storeRecord, r as isTrainingLeft, s as captureRun, t as endTraining } from "./training-processes.js";
import { n as listSpool } from "./spool.js";
import { d as RunId } from "./objects.js";
import { n as readHolder, t as isHolderGone } from "./capture-holder.js";
import { c as CAPTURE_FILES } from "./source.js";
import { n as readPlainFile } from "./plain-file.js";
import { i as readPlan } from "./read-document.js";
import { n as withWorktreeLock } from "./worktree-lock.js";
import { t as localPorts } from "./local-ports.js";
import { dirname, join } from "node:path";
import { lstat, mkdtemp, readdir, realpath, rm } from "node:fs/promises";

// src/training/left-captures.ts
/** Of a process on another machine, or in another container, silence for a day says that it is gone. */
const SILENT_MS = 864e5;
/** The files that the training and train.sh write to as long as they live. */
const SIGNS = [
	"plan",
	"command",
	"metrics",
	"params",
	"tags",
	"artifacts",
	"output",
	"outcome",
	"probed"
];
/**
* Captures that nobody will record, oldest first. One in which nothing was planned yet is removed.
* @param folder of all captures
*/
async function findLeftCaptures(folder, now) {
	const names = (await readdir(folder).catch(() => [])).filter((name) => RunId.safeParse(name).success);
	const captures = [];
	for (const name of names.toSorted()) {
		const capture = await readLeftCapture(join(folder, name), name, now);
		if (capture !== void 0) captures.push(capture);
	}
	return captures;
}
async function readLeftCapture(folder, runId, now) {
	const holder = await readHolder(folder);
	const lastSign = await lastSignOf(folder);
	const isGone = holder === void 0 ? "unknown" : await isHolderGone(holder);
	if (isGone === false || isGone === "unknown" && now.getTime() - lastSign < SILENT_MS) return void 0;
	if (!await isThere(folder, "plan")) {
		await removeCapture(folder);
		return;
	}
	const outcome = (await readPlainFile(join(folder, CAPTURE_FILES.outcome), 1e4))?.content.toString() ?? "";
	const ended = /^ended=(\d{1,15})$/m.exec(outcome)?.[1];
	const group = Number(/^group=(\d{1,10})$/m.exec(outcome)?.[1] ?? 0);
	return {
		runId,
		folder,
		place: holder === void 0 ? void 0 : {
			worktree: holder.worktree,
			lock: holder.lock
		},
		group: group > 1 ? group : void 0,
		until: new Date(ended === void 0 ? lastSign : Number(ended))
	};
}
/** Whether train.sh had begun. */
async function hasTrained(folder) {
	return isThere(folder, "outcome");
}
/** Takes a capture folder away, and what train.sh keeps beside it. */
async function removeCapture(folder) {
	const parent = dirname(folder);
	const beside = (await readdir(parent).catch(() => [])).filter((name) => join(parent, name).startsWith(`${folder}.`));
	for (const path of [...beside.map((name) => join(parent, name)), folder]) await rm(path, {
		recursive: true,
		force: true
	});
}
async function isThere(folder, name) {
	return await lstat(join(folder, CAPTURE_FILES[name])).catch(() => void 0) !== void 0;
}
async function lastSignOf(folder) {
	const times = await Promise.all([folder, ...SIGNS.map((name) => join(folder, CAPTURE_FILES[name]))].map(async (path) => (await lstat(path).catch(() => void 0))?.mtimeMs ?? 0));
	return Math.max(...times);
}

// src/pipeline/recording/record-left-run.ts
/**
* Records it, unless that was done before the process was killed.
* @param worktree where it was trained; undefined where that is gone
* @throws MlopsError of the tracking branch; the record is in the spool then
*/
async function recordLeftRun({ plan, capture, worktree }, ports) {
	const { runId, folder, until } = capture;
	if ((await listSpool(ports.spool)).runs.some(({ id }) => id === runId)) return { kind: "waiting" };
	if ((await ports.history.lines({
		matches: ({ id }) => id === runId,
		enough: 1,
		withDeleted: true
	})).length > 0) return { kind: "known" };
	const captured = await captureRun({
		plan,
		folder,
		repositoryRoot: worktree ?? await mkdtemp(join(folder, "nothing-")),
		environment: ports.environment,
		until,
		log: {
			...ports.log,
			info: (message) => ports.log.debug(message)
		}
	});
	const kept = plan.settings.uploadModel ? [...captured.modelFiles, ...captured.artifactFiles] : [];
	const { retentionDays } = plan.settings;
	const { record } = await uploadModel(noted(captured.record, worktree), kept, ports, { retentionDays });
	await storeRecord({
		record,
		files: captured.files
	}, ports);
	return {
		kind: "recorded",
		record
	};
}
function noted(record, worktree) {
	const message = `recorded by a later command: the process that made the run was killed before it could${worktree === void 0 ? ", and its worktree is gone" : ""}`;
	const { found, warnings, ...rest } = record.capture;
	return {
		...record,
		capture: {
			...rest,
			found,
			warnings: [...warnings, { message }]
		}
	};
}

// src/cli/left-runs.ts
/** The folder of all captures, below `.git/mlops`. */
function capturesFolder({ stateFolder }) {
	return join(stateFolder, "captures");
}
/**
* Records the runs that were left in this worktree, whose lock this process holds.
* @throws MlopsError `usage` while a training that nobody watches over goes on here: it would write where the next one does
*/
async function recordRunsLeftHere(workspace, log) {
	for (const capture of await findLeftCaptures(capturesFolder(workspace), /* @__PURE__ */ new Date())) {
		if (await worktreeOf(capture) !== await realpath(workspace.root)) continue;
		if (await isTrainingLeft(capture)) {
			log.warn(`ending the training of run ${capture.runId}: the process that watched it was killed`);
			if (!await endTraining(capture)) throw stillThere(capture);
		}
		await record(capture, workspace, log);
	}
}
/** Records all runs that were left, in whatever worktree of this repository; gives how many. */
async function recordLeftRuns(workspace, log) {
	let recorded = 0;
	for (const capture of await findLeftCaptures(capturesFolder(workspace), /* @__PURE__ */ new Date())) {
		const { runId, place } = capture;
		if (await isTrainingLeft(capture)) {
			log.warn(`run ${runId} is not recorded yet: its training goes on, though the process that watched it was killed`);
			continue;
		}
		const work = async () => void (recorded += await record(capture, workspace, log) ? 1 : 0);
		const isThere = await worktreeOf(capture) !== void 0;
		if (place === void 0 || !isThere) await work();
		else await withWorktreeLock(place.lock, work, log).catch((error) => {
			if (!(error instanceof MlopsError) || error.code !== "usage") throw error;
			log.warn(`run ${runId} is left for later: ${error.message}`);
		});
	}
	return recorded;
}
/** What cannot be recorded stays, and is told of. */
async function record(capture, workspace, log) {
	const { runId, folder } = capture;
	try {
		const plan = await readPlan(folder);
		const { trackingBranch } = plan.settings;
		const ports = await localPorts(workspace, {
			trackingBranch,
			pushTags: false,
			log
		});
		const left = await recordLeftRun({
			plan,
			capture,
			worktree: await worktreeOf(capture)
		}, ports);
		if (left.kind === "waiting") return false;
		await removeCapture(folder);
		if (left.kind === "known") return false;
		log.warn(`run ${runId} of a killed command is recorded as ${left.record.status}`);
		return true;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		if (error.code === "capture-failed" && !await hasTrained(folder)) await removeCapture(folder);
		else log.warn(`run ${runId} of a killed command stays in ${folder}: ${error.message}. ${error.hint}`);
		return false;
	}
}
/** Undefined where it is gone, or was never known. */
async function worktreeOf({ place }) {
	return place === void 0 ? void 0 : realpath(place.worktree).catch(() => void 0);
}
function stillThere({ runId, folder, group }) {
	const who = group === void 0 ? "" : ` (process group ${group})`;
	return new MlopsError("usage", `the training of run ${runId}${who} goes on in this worktree, though the process that watched it was killed`, `End it${group === void 0 ? "" : `, for example with \`kill -- -${group}\``}, and train again. If that is no training, remove ${folder}.`);
}

export { removeCapture as a, hasTrained as i, recordLeftRuns as n, recordRunsLeftHere as r, capturesFolder as t };