// One training at a time in one worktree: two would read each other's metrics files. The lock is a file with the process
// that holds it; it binds only those that ask. A process that died leaves a lock that the next one takes over.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';

export const LOCK_FILE = 'training.lock';

const Holder = z.object({
  pid: z.number().int().positive(),
  /** Tells apart two holders of one pid. */
  token: z.string(),
  started: z.string(),
  run: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});
type Holder = Readonly<z.infer<typeof Holder>>;

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
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const own: Holder = { pid: process.pid, token: randomUUID(), started: new Date().toISOString() };
  await acquire(path, own, log);
  try {
    return await work({ nameRun: (run) => replace(path, { ...own, run }) });
  } finally {
    if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
  }
}

async function acquire(path: string, own: Holder, log: Log): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (await create(path, own)) return;
    const holder = await readHolder(path);
    if (holder !== undefined && isRunning(holder)) throw taken(path, holder);
    // Others that start now find the same dead holder: whoever loses the race for it looks again.
    if (attempt > 20) throw taken(path, holder);
    if (await removeStale(path, holder)) log.warn('a training in this worktree ended without cleaning up; going on');
    else await delay(10 * attempt);
  }
}

async function create(path: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when the file is not there or was never written to its end. */
async function readHolder(path: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const holder = parseHolder(text);
    if (holder !== undefined) return holder;
    // It is being written at this moment.
    await delay(20);
  }
  return undefined;
}

/** What a lock file says; undefined for one that is empty, broken or half written. */
export function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Our own pid in a file that we did not write was another process's, before the machine or the container was restarted. */
export function isRunning({ pid }: Holder): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Moves the lock of a dead process away, and back if it was replaced by a live one in the meantime.
 * @returns whether it was the stale one
 */
async function removeStale(path: string, stale: Holder | undefined): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const moved = parseHolder(await readFile(aside, 'utf8'));
  const isStale = moved?.token === stale?.token;
  if (!isStale && moved !== undefined) await create(path, moved);
  await rm(aside, { force: true });
  return isStale;
}

async function replace(path: string, holder: Holder): Promise<void> {
  const next = `${path}.${holder.token}`;
  await writeFile(next, JSON.stringify(holder));
  await rename(next, path);
}

function taken(path: string, holder: Holder | undefined): MlopsError {
  const run = holder?.run === undefined ? 'a training' : `run ${holder.run}`;
  const who = holder === undefined ? run : `${run} (process ${holder.pid}, since ${holder.started})`;
  return new MlopsError(
    'usage',
    `${who} is still going on in this worktree, and two would read each other's metrics files`,
    'Wait for its end, or train beside it in a worktree of its own: `git worktree add ../FOLDER`. ' +
      `If that process is no training any more, remove ${path}.`,
  );
}
