// Capture folders whose process was killed before it could record the run: found by whoever comes next.
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RunId } from '../run/id.ts';
import { isHolderGone, readHolder } from './capture-holder.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';

export interface LeftCapture {
  readonly runId: string;
  readonly folder: string;
  /** Top of the worktree that was trained in, and the folder of its lock; undefined where that is not known. */
  readonly place: { readonly worktree: string; readonly lock: string } | undefined;
  /** Process group of the training. */
  readonly group: number | undefined;
  /** End of the training, or the last sign of life: what changed in the worktree later is not the run's. */
  readonly until: Date;
}

/** Of a process on another machine, or in another container, silence for a day says that it is gone. */
const SILENT_MS = 24 * 3600_000;

/** The files that the training and train.sh write to as long as they live. */
const SIGNS = ['plan', 'command', 'metrics', 'params', 'tags', 'artifacts', 'output', 'outcome', 'probed'] as const;

/**
 * Captures that nobody will record, oldest first. One in which nothing was planned yet is removed.
 * @param folder of all captures
 */
export async function findLeftCaptures(folder: string, now: Date): Promise<readonly LeftCapture[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => RunId.safeParse(name).success);
  const captures: LeftCapture[] = [];
  for (const name of names.toSorted()) {
    const capture = await readLeftCapture(join(folder, name), name, now);
    if (capture !== undefined) captures.push(capture);
  }
  return captures;
}

async function readLeftCapture(folder: string, runId: string, now: Date): Promise<LeftCapture | undefined> {
  const holder = await readHolder(folder);
  const lastSign = await lastSignOf(folder);
  const isGone = holder === undefined ? 'unknown' : await isHolderGone(holder);
  if (isGone === false || (isGone === 'unknown' && now.getTime() - lastSign < SILENT_MS)) return undefined;
  if (!(await isThere(folder, 'plan'))) {
    await removeCapture(folder);
    return undefined;
  }
  const outcome = (await readPlainFile(join(folder, CAPTURE_FILES.outcome), 10_000))?.content.toString() ?? '';
  const ended = /^ended=(\d{1,15})$/m.exec(outcome)?.[1];
  const group = Number(/^group=(\d{1,10})$/m.exec(outcome)?.[1] ?? 0);
  return {
    runId,
    folder,
    place: holder === undefined ? undefined : { worktree: holder.worktree, lock: holder.lock },
    group: group > 1 ? group : undefined,
    until: new Date(ended === undefined ? lastSign : Number(ended)),
  };
}

/** Whether train.sh had begun. */
export async function hasTrained(folder: string): Promise<boolean> {
  return isThere(folder, 'outcome');
}

/** Takes a capture folder away, and what train.sh keeps beside it. */
export async function removeCapture(folder: string): Promise<void> {
  const parent = dirname(folder);
  const beside = (await readdir(parent).catch(() => [])).filter((name) => join(parent, name).startsWith(`${folder}.`));
  for (const path of [...beside.map((name) => join(parent, name)), folder])
    await rm(path, { recursive: true, force: true });
}

async function isThere(folder: string, name: keyof typeof CAPTURE_FILES): Promise<boolean> {
  return (await lstat(join(folder, CAPTURE_FILES[name])).catch(() => undefined)) !== undefined;
}

async function lastSignOf(folder: string): Promise<number> {
  const times = await Promise.all(
    [folder, ...SIGNS.map((name) => join(folder, CAPTURE_FILES[name]))].map(
      async (path) => (await lstat(path).catch(() => undefined))?.mtimeMs ?? 0,
    ),
  );
  return Math.max(...times);
}
