import { l as number, m as string, u as object } from "./zod.js";
import { c as CAPTURE_FILES } from "./source.js";
import { n as readPlainFile } from "./plain-file.js";
import { join } from "node:path";
import { hostname } from "node:os";
import { readFile, writeFile } from "node:fs/promises";

// src/training/capture-holder.ts
const Holder = object({
	pid: number().int().positive(),
	/** When the process started, in the system's own terms: tells apart two processes of one pid. */
	born: string().optional(),
	/** A pid says something only on its own machine, or in its own container. */
	host: string(),
	/** Top of the worktree in which it trains. */
	worktree: string(),
	/** Folder of the lock of this worktree. */
	lock: string()
});
/** This process, training in a worktree. */
async function thisHolder(place) {
	const born = await birthOf(process.pid);
	return {
		pid: process.pid,
		...born === void 0 ? {} : { born },
		host: hostname(),
		...place
	};
}
async function writeHolder(folder, holder) {
	await writeFile(join(folder, CAPTURE_FILES.holder), JSON.stringify(holder));
}
/** Undefined where there is none that can be read. */
async function readHolder(folder) {
	const file = await readPlainFile(join(folder, CAPTURE_FILES.holder), 1e4);
	try {
		return Holder.safeParse(JSON.parse(file?.content.toString() ?? "")).data;
	} catch {
		return;
	}
}
/** Of a process of another machine nothing is known. */
async function isHolderGone({ pid, born, host }) {
	if (host !== hostname()) return "unknown";
	if (!isProcess(pid)) return true;
	const now = await birthOf(pid);
	return born !== void 0 && now !== void 0 && born !== now;
}
function isProcess(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
/** Linux tells the ticks of the clock between the start of the machine and that of the process. */
async function birthOf(pid) {
	const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
	return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
}

export { writeHolder as i, readHolder as n, thisHolder as r, isHolderGone as t };