import { l as number, m as string, u as object } from "./zod.js";
import { dirname } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/file-lock.ts
const Holder = object({
	pid: number().int().positive(),
	/** Tells apart two holders of one pid. */
	token: string(),
	started: string(),
	run: string().regex(/^[0-9a-f]{32}$/).optional()
});
/**
* Does the work while no other process holds the lock.
* @param path of the lock's file; its folder is made when it is not there
* @param work is given a way to write down which run it is about
* @throws MlopsError `words.taken`, at once, while another process holds it
*/
async function withFileLock(path, words, work, log) {
	await mkdir(dirname(path), { recursive: true });
	const own = {
		pid: process.pid,
		token: randomUUID(),
		started: (/* @__PURE__ */ new Date()).toISOString()
	};
	await acquire(path, own, words, log);
	try {
		return await work((run) => replace(path, {
			...own,
			run
		}));
	} finally {
		if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
	}
}
async function acquire(path, own, words, log) {
	for (let attempt = 1;; attempt += 1) {
		if (await create(path, own)) return;
		const holder = await readHolder(path);
		if (holder !== void 0 && isRunning(holder)) throw words.taken(holder);
		if (attempt > 20) throw words.taken(holder);
		if (await removeStale(path, holder)) log.warn(words.stale);
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

export { parseHolder as n, withFileLock as r, isRunning as t };