import { l as number, p as string, u as object } from "./zod.js";
import { t as MlopsError } from "./error.js";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/training/worktree-lock.ts
const LOCK_FILE = "training.lock";
const Holder = object({
	pid: number().int().positive(),
	/** Tells apart two holders of one pid. */
	token: string(),
	started: string(),
	run: string().regex(/^[0-9a-f]{32}$/).optional()
});
/**
* Does the work while no other process trains in the same worktree.
* @param folder of this worktree alone and outside of it, such as `<git dir>/mlops`; made when it is not there
* @param work from before the worktree is looked at until its files are captured
* @throws MlopsError `usage`, at once, while another process holds the lock
*/
async function withWorktreeLock(folder, work, log) {
	await mkdir(folder, { recursive: true });
	const path = join(folder, LOCK_FILE);
	const own = {
		pid: process.pid,
		token: randomUUID(),
		started: (/* @__PURE__ */ new Date()).toISOString()
	};
	await acquire(path, own, log);
	try {
		return await work({ nameRun: (run) => replace(path, {
			...own,
			run
		}) });
	} finally {
		if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
	}
}
async function acquire(path, own, log) {
	for (let attempt = 1;; attempt += 1) {
		if (await create(path, own)) return;
		const holder = await readHolder(path);
		if (holder !== void 0 && isRunning(holder)) throw taken(path, holder);
		if (attempt > 20) throw taken(path, holder);
		if (await removeStale(path, holder)) log.warn("a training in this worktree ended without cleaning up; going on");
		else await setTimeout(10 * attempt);
	}
}
async function create(path, own) {
	try {
		await writeFile(path, JSON.stringify(own), { flag: "wx" });
		return true;
	} catch (error) {
		if (error.code === "EEXIST") return false;
		throw error;
	}
}
/** Undefined when the file is not there or was never written to its end. */
async function readHolder(path) {
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const text = await readFile(path, "utf8").catch(() => void 0);
		if (text === void 0) return void 0;
		const holder = parseHolder(text);
		if (holder !== void 0) return holder;
		await setTimeout(20);
	}
}
/** What a lock file says; undefined for one that is empty, broken or half written. */
function parseHolder(text) {
	try {
		return Holder.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}
/** Our own pid in a file that we did not write was another process's, before the machine or the container was restarted. */
function isRunning({ pid }) {
	if (pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
/**
* Moves the lock of a dead process away, and back if it was replaced by a live one in the meantime.
* @returns whether it was the stale one
*/
async function removeStale(path, stale) {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch (error) {
		if (error.code === "ENOENT") return false;
		throw error;
	}
	const moved = parseHolder(await readFile(aside, "utf8"));
	const isStale = moved?.token === stale?.token;
	if (!isStale && moved !== void 0) await create(path, moved);
	await rm(aside, { force: true });
	return isStale;
}
async function replace(path, holder) {
	const next = `${path}.${holder.token}`;
	await writeFile(next, JSON.stringify(holder));
	await rename(next, path);
}
function taken(path, holder) {
	const run = holder?.run === void 0 ? "a training" : `run ${holder.run}`;
	const who = holder === void 0 ? run : `${run} (process ${holder.pid}, since ${holder.started})`;
	return new MlopsError("usage", `${who} is still going on in this worktree, and two would read each other's metrics files`, `Wait for its end, or train beside it in a worktree of its own: \`git worktree add ../FOLDER\`. If that process is no training any more, remove ${path}.`);
}

export { withWorktreeLock as i, isRunning as n, parseHolder as r, LOCK_FILE as t };