import { t as MlopsError } from "./error.js";
import { A as parseMessages, C as shouldRetry, D as eventLineOf, E as trackingAccess, K as fetchRef, M as renderMessage, N as renderRunLine, T as REMOTE, X as pushWithLease, Z as readTip, _ as parseEvent, c as renderImport, d as chooseAddition, f as countBeyond, h as parseRun, j as renderEventLine, k as lineOf, m as selectLines, o as foldHistory, p as countRuns, v as refuseFirstBranch, w as waitMsAfter, x as trackingError, y as checkFormat, z as fullRef } from "./open-history.js";
import { t as gitIn } from "./git.js";
import { c as pathOf, i as readBlobs, o as withScratch, r as listTree } from "./objects.js";
import { i as trackingBranchOf, t as localHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson, t as counted } from "./print.js";
import { t as fetchRegistryTags } from "./registry-tags.js";
import { n as recordLeftRuns } from "./left-runs.js";
import { t as appendBundles } from "./append-bundles.js";
import { n as listSpool, r as readSpool, t as dropSpool } from "./spool.js";
import { n as openWorkspace, t as localLocation } from "./workspace.js";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { copyFile, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

// src/git/borrow.ts
/**
* Looks at a repository by its path, bare or not, a linked worktree or a submodule.
* @throws MlopsError `not-a-repository`
*/
async function readLender(path) {
	const nested = join(path, ".git");
	const place = `--git-dir=${existsSync(nested) ? nested : path}`;
	const { code, stdout, stderr } = await gitIn(path).exec([
		place,
		"rev-parse",
		"--path-format=absolute",
		"--git-path",
		"objects",
		"--git-path",
		"shallow",
		"--show-object-format"
	]);
	const [objects, shallow, format] = stdout.toString().split("\n");
	if (code !== 0 || objects === void 0 || shallow === void 0) throw new MlopsError("not-a-repository", `${path} is no repository: ${stderr.trim()}`, "Give the path of a repository.");
	return {
		objects,
		shallow,
		format: format === "sha256" ? "sha256" : "sha1"
	};
}
/** Lets a scratch repository of the same format read the lender's objects (gitrepository-layout, alternates). */
async function borrowObjects(scratch, lender) {
	await writeFile(join(scratch.directory, "objects", "info", "alternates"), `${lender.objects}\n`);
	if (existsSync(lender.shallow)) await copyFile(lender.shallow, join(scratch.directory, "shallow"));
}

// src/tracking/unite-tips.ts
/**
* The tip that is ahead when one is; else the remote's, with a new commit on top that carries over what only the local
* side has, and its index lines. Undefined when neither side has the branch.
* @throws MlopsError `tracking-conflict` for a path with different contents
*/
async function uniteTips(git, local, remote, now) {
	if (local.tip === void 0 || remote.tip === void 0) return (local.tip ?? remote.tip)?.commit;
	if (await isAncestor(git, local.tip.commit, remote.tip.commit)) return remote.tip.commit;
	if (await isAncestor(git, remote.tip.commit, local.tip.commit)) return local.tip.commit;
	const addition = chooseAddition(local.tree, remote.tree);
	if (addition.files.length === 0) return remote.tip.commit;
	const lines = await readLines(git, local.tip.commit, remote.tip.commit, addition);
	const records = addition.indexed.filter(({ kind }) => kind === "record");
	const message = renderMessage(lines, countRuns(remote.tree) + records.length);
	const seconds = Math.max(Math.floor(now.getTime() / 1e3), remote.tip.seconds, local.tip.seconds);
	const stream = renderImport("refs/mlops/united", remote.tip.commit, [{
		message,
		seconds,
		files: addition.files
	}]);
	return git.text([
		"fast-import",
		"--quiet",
		"--force"
	], stream);
}
async function isAncestor(git, older, newer) {
	return (await git.exec([
		"merge-base",
		"--is-ancestor",
		older,
		newer
	])).code === 0;
}
/** Index lines of the files that are carried over: those that were written for them, else made from the record. */
async function readLines(git, local, remote, addition) {
	const log = await git.text([
		"rev-list",
		"--format=%B",
		local,
		`^${remote}`
	]);
	const lines = selectLines(log, (id) => addition.ids.has(id));
	const { runs, events } = parseMessages(lines.join("\n"));
	const known = new Set([...runs, ...events].map(({ blob }) => blob));
	const bare = addition.indexed.filter(({ blob }) => !known.has(blob));
	if (bare.length === 0) return lines;
	const texts = await readBlobs(git, bare.map(({ blob }) => blob));
	const made = bare.map(({ path, blob, kind }, index) => {
		const text = texts[index]?.toString() ?? "";
		return kind === "record" ? renderRunLine(lineOf(parseRun(text, path), blob)) : eventLine(text, path, blob);
	});
	return [...lines, ...made.filter((line) => line !== void 0)];
}
/** Undefined for an event that only a later version knows. */
function eventLine(text, path, blob) {
	const event = parseEvent(text, path);
	return event === void 0 ? void 0 : renderEventLine(eventLineOf(event, blob));
}

// src/tracking/sync.ts
const LOCAL = "mlops-local";
/**
* Folds the inboxes of both sides and makes both branches point to one commit that holds the files of both. A side that is behind is moved forward; of two
* that grew apart, what only the local one has is committed on top of the remote's.
* @throws MlopsError `tracking-conflict` when a path has different contents on the two sides, and as `append` does
*/
async function syncHistories(options) {
	const { local, remote, ref, scratchParent } = options;
	const path = pathOf(local);
	if (path === void 0) throw new MlopsError("not-a-repository", `${local.url} does not exist`, "Give the path of a repository.");
	const folded = await foldIfAllowed(options) + await foldIfAllowed({
		...options,
		remote: local
	});
	const lender = await readLender(path);
	const place = {
		parent: scratchParent,
		format: lender.format,
		remotes: {
			[LOCAL]: local,
			[REMOTE]: remote
		},
		config: { "core.alternateRefsPrefixes": ref }
	};
	const outcome = await withScratch(place, async (scratch) => {
		await borrowObjects(scratch, lender);
		return syncUntilUnited(scratch, options);
	});
	if ("failure" in outcome) throw trackingError(outcome.failure, ref);
	return {
		...outcome.value,
		folded
	};
}
/**
* Folds the inbox of one side and gives how many writes waited there. Who may only read, or loses each race, leaves them
* to others: they stay where they are, and both histories can be united all the same.
*/
async function foldIfAllowed(options) {
	try {
		return (await foldHistory(trackingAccess(options))).folded;
	} catch (error) {
		if (!(error instanceof MlopsError && [
			"tracking-denied",
			"tracking-forbidden",
			"tracking-busy"
		].includes(error.code))) throw error;
		options.log.warn(`what waits in the inbox of ${options.ref} stays there: ${error.message}`);
		return 0;
	}
}
async function syncUntilUnited(scratch, options) {
	const failures = [];
	const done = {
		pulled: 0,
		pushed: 0
	};
	for (;;) {
		const outcome = await syncOnce(scratch, options, done);
		if ("value" in outcome) return { value: {
			...done,
			commit: outcome.value
		} };
		failures.push(outcome.failure);
		if (!shouldRetry(failures.map(({ kind }) => kind))) return outcome;
		options.log.debug(`uniting ${options.ref} failed (${outcome.failure.kind}): ${outcome.failure.said}`);
		await setTimeout(waitMsAfter(failures.length, options.random()));
	}
}
/** Reads both sides, unites them, moves those that are not there yet. Does nothing that a second try could do twice. */
async function syncOnce(scratch, options, done) {
	const { ref, clock } = options;
	const local = await readSide(scratch, LOCAL, ref);
	if ("failure" in local) return local;
	const remote = await readSide(scratch, REMOTE, ref);
	if ("failure" in remote) return remote;
	if (remote.value.tip === void 0 && local.value.tip !== void 0) {
		const failure = await refuseFirstBranch(scratch, REMOTE, ref);
		if (failure !== void 0) return { failure };
	}
	let refusal;
	const united = await uniteTips(scratch.git, local.value, remote.value, clock());
	for (const [name, side, other] of [[
		REMOTE,
		remote.value,
		local.value
	], [
		LOCAL,
		local.value,
		remote.value
	]]) {
		if (united === void 0 || side.tip?.commit === united) continue;
		const failure = await pushWithLease(scratch.git, name, ref, united, side.tip?.commit);
		const isReadOnly = name === "mlops-remote" && (failure?.kind === "refused" || failure?.kind === "forbidden");
		if (failure !== void 0 && !isReadOnly) return { failure };
		if (failure !== void 0) refusal = failure;
		else done[name === "mlops-remote" ? "pushed" : "pulled"] += countBeyond(other.tree, side.tree);
	}
	return refusal === void 0 ? { value: united } : { failure: refusal };
}
async function readSide(scratch, name, ref) {
	const into = `refs/mlops/${name}`;
	const failure = await fetchRef(scratch.git, name, ref, into);
	if (failure?.kind === "absent-ref") return { value: {
		tip: void 0,
		tree: []
	} };
	if (failure !== void 0) return { failure };
	const tip = await readTip(scratch.git, into);
	const tree = await listTree(scratch.git, tip.commit, ["-r"]);
	await checkFormat(scratch, name, ref, tree);
	return { value: {
		tip,
		tree
	} };
}

// src/cli/spool.ts
/** The folder of waiting records, below `.git/mlops`. */
function spoolFolder(stateFolder) {
	return join(stateFolder, "spool");
}
/**
* Appends what waits in a folder, in one commit; every file that stays is named in a warning.
* @param options.drop takes away what was appended; a folder of somebody's own, such as downloaded artifacts, is left alone
*/
async function replaySpool(folder, history, log, { drop }) {
	const { runs, strange } = await listSpool(folder);
	for (const path of strange) log.warn(`${path} stays: its name is not that of a run's record`);
	const bundles = [];
	const waiting = /* @__PURE__ */ new Map();
	for (const run of runs) try {
		const { bundle, leftOut } = await readSpool(run);
		for (const words of leftOut) log.warn(`run ${run.id} in ${run.folder}: left out ${words}`);
		bundles.push(bundle);
		waiting.set(run.id, run);
	} catch (error) {
		if (!(error instanceof MlopsError) && error.code === void 0) throw error;
		log.warn(`${fileOf(run)} stays: ${error.message}`);
	}
	const waitingCount = runs.length + strange.length;
	const appended = await appendBundles(bundles, history).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`what waits in ${folder} stays: ${error.message}. ${error.hint}`);
	});
	if (appended === void 0) return {
		replayed: 0,
		waiting: waitingCount
	};
	for (const id of appended.runs) {
		const run = waiting.get(id);
		if (drop && run !== void 0) await dropSpool(run);
	}
	for (const { run, error } of appended.refused) {
		const there = waiting.get(run);
		log.warn(`${there === void 0 ? run : fileOf(there)} stays: ${error.message}. ${error.hint}`);
	}
	return {
		replayed: appended.runs.length,
		waiting: waitingCount - appended.runs.length
	};
}
function fileOf({ id, folder }) {
	return join(folder, `${id}.json`);
}

// src/cli/commands/sync.ts
/** It writes, here and on origin, so a broken mlops.yaml stops it: the branch could be the wrong one. */
async function sync(options) {
	const workspace = await openWorkspace(options.repo);
	const trackingBranch = await trackingBranchOf(options, workspace);
	const log = terminalLog(options.json);
	const history = localHistory(workspace, trackingBranch, log);
	const own = await replaySpool(spoolFolder(workspace.stateFolder), history, log, { drop: true });
	const given = options.spool === void 0 ? {
		replayed: 0,
		waiting: 0
	} : await replaySpool(await existingFolder(options.spool), history, log, { drop: false });
	const recovered = await recordLeftRuns(workspace, log);
	const spool = {
		replayed: own.replayed + given.replayed,
		waiting: own.waiting + given.waiting,
		recovered
	};
	if (workspace.remoteUrl === void 0) {
		if (options.json) printJson({
			...spool,
			remote: false
		});
		else print(`${waitingWords(spool)}; there is no remote called origin to unite with`);
		return 0;
	}
	const united = await syncHistories({
		local: localLocation(workspace),
		remote: {
			url: workspace.remoteUrl,
			config: {}
		},
		ref: fullRef(trackingBranch),
		scratchParent: tmpdir(),
		clock: () => /* @__PURE__ */ new Date(),
		random: Math.random,
		log
	});
	const tags = await fetchRegistryTags(workspace.git, log);
	if (options.json) printJson({
		...united,
		...spool,
		remote: true,
		tags
	});
	else print(summaryOf(united, spool, tags, trackingBranch));
	return 0;
}
async function existingFolder(path) {
	const folder = resolve(path);
	if ((await stat(folder).catch(() => void 0))?.isDirectory() === true) return folder;
	throw new MlopsError("usage", `there is no folder ${folder}`, "Give the folder that holds the records with --spool.");
}
function summaryOf({ pulled, pushed, folded, commit }, spool, tags, branch) {
	const fetched = tags === 0 ? "" : `, fetched ${counted(tags, "registry tag")}`;
	const inbox = folded === 0 ? "" : `, ${counted(folded, "write")} taken in from the inbox`;
	return `pulled ${pulled} and pushed ${pushed} runs and late events${spool.replayed + spool.recovered === 0 ? "" : `, ${waitingWords(spool)}`}${inbox}${fetched}; ${branch} is at ${commit?.slice(0, 7) ?? "nothing yet"}`;
}
function waitingWords({ replayed, recovered }) {
	const left = recovered === 0 ? "" : `, ${counted(recovered, "run")} of killed commands recorded`;
	return `${replayed === 0 ? "no record waited" : `${counted(replayed, "waiting record")} written`}${left}`;
}

export { sync };