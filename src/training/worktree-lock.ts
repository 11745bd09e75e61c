// One training at a time in one worktree: two would read each other's metrics files.
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import { withFileLock, type LockHolder } from '../file-lock.ts';
import type { Log } from '../log.ts';

export const LOCK_FILE = 'training.lock';

/** What the work is given while it holds the lock. */
export interface WorktreeLock {
  /** Writes down which run is trained, for whoever finds the worktree taken. */
  readonly nameRun: (runId: string) => Promise<void>;
}

/**
 * Does the work while no other process trains in the same worktree.
 * @param folder of this worktree alone and outside of it, such as `<git dir>/mlops`; made when it is not there
 * @param work from before the worktree is looked at until its files are captured
 * @throws MlopsError `usage`, at once, while another process holds the lock
 */
export async function withWorktreeLock<Result>(
  folder: string,
  work: (lock: WorktreeLock) => Promise<Result>,
  log: Log,
): Promise<Result> {
  const path = join(folder, LOCK_FILE);
  const stale = 'a training in this worktree ended without cleaning up; going on';
  const words = { taken: (holder: LockHolder | undefined) => taken(path, holder), stale };
  return withFileLock(path, words, (nameRun) => work({ nameRun }), log);
}

function taken(path: string, holder: LockHolder | undefined): MlopsError {
  const run = holder?.run === undefined ? 'a training' : `run ${holder.run}`;
  const who = holder === undefined ? run : `${run} (process ${holder.pid}, since ${holder.started})`;
  return new MlopsError(
    'usage',
    `${who} is still going on in this worktree, and two would read each other's metrics files`,
    'Wait for its end, or train beside it in a worktree of its own: `git worktree add ../FOLDER`. ' +
      `If that process is no training any more, remove ${path}.`,
  );
}
