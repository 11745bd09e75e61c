import { t as MlopsError } from "./error.js";
import { r as withFileLock } from "./file-lock.js";
import { join } from "node:path";

// src/training/worktree-lock.ts
const LOCK_FILE = "training.lock";
/**
* Does the work while no other process trains in the same worktree.
* @param folder of this worktree alone and outside of it, such as `<git dir>/mlops`; made when it is not there
* @param work from before the worktree is looked at until its files are captured
* @throws MlopsError `usage`, at once, while another process holds the lock
*/
async function withWorktreeLock(folder, work, log) {
	const path = join(folder, LOCK_FILE);
	return withFileLock(path, {
		taken: (holder) => taken(path, holder),
		stale: "a training in this worktree ended without cleaning up; going on"
	}, (nameRun) => work({ nameRun }), log);
}
function taken(path, holder) {
	const run = holder?.run === void 0 ? "a training" : `run ${holder.run}`;
	const who = holder === void 0 ? run : `${run} (process ${holder.pid}, since ${holder.started})`;
	return new MlopsError("usage", `${who} is still going on in this worktree, and two would read each other's metrics files`, `Wait for its end, or train beside it in a worktree of its own: \`git worktree add ../FOLDER\`. If that process is no training any more, remove ${path}.`);
}

export { withWorktreeLock as n, LOCK_FILE as t };