// One at a time, by a file with the process that holds it; it binds only those that ask. A process that died leaves a lock
// that the next one takes over.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from './zod.ts';
import type { MlopsError } from './error.ts';
import type { Log } from './log.ts';

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
export type LockHolder = Readonly<z.infer<typeof Holder>>;

/** What is locked, in the words of whoever uses it. */
export interface LockWords {
  /** The error while another process holds the lock; undefined where its file cannot be read. */
  readonly taken: (holder: LockHolder | undefined) => MlopsError;
  /** Said when a dead process is found to have left it. */
  readonly stale: string;
}

/**
 * Does the work while no other process holds the lock.
 * @param path of the lock's file; its folder is made when it is not there
 * @param work is given a way to write down which run it is about
 * @throws MlopsError `words.taken`, at once, while another process holds it
 */
export async function withFileLock<Result>(
  path: string,
  words: LockWords,
  work: (nameRun: (runId: string) => Promise<void>) => Promise<Result>,
  log: Log,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  const own: LockHolder = { pid: process.pid, token: randomUUID(), started: new Date().toISOString() };
  await acquire(path, own, words, log);
  try {
    return await work((run) => replace(path, { ...own, run }));
  } finally {
    if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
  }
}

async function acquire(path: string, own: LockHolder, words: LockWords, log: Log): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (await create(path, own)) return;
    const holder = await readHolder(path);
    if (holder !== undefined && isRunning(holder)) throw words.taken(holder);
    // Others that start now find the same dead holder: whoever loses the race for it looks again.
    if (attempt > 20) throw words.taken(holder);
    if (await removeStale(path, holder)) log.warn(words.stale);
    else await delay(10 * attempt);
  }
}

async function create(path: string, own: LockHolder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when the file is not there or was never written to its end. */
async function readHolder(path: string): Promise<LockHolder | undefined> {
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
export function parseHolder(text: string): LockHolder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Our own pid in a file that we did not write was another process's, before the machine or the container was restarted. */
export function isRunning({ pid }: LockHolder): boolean {
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
async function removeStale(path: string, stale: LockHolder | undefined): Promise<boolean> {
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

async function replace(path: string, holder: LockHolder): Promise<void> {
  const next = `${path}.${holder.token}`;
  await writeFile(next, JSON.stringify(holder));
  await rename(next, path);
}
