// Records that could not be written when they were made: each goes to the local branch by itself, so that a bad one
// stands in nobody's way.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { parseRun } from '../run/parse.ts';
import type { TrackingHistory } from '../tracking/history.ts';

export interface Replayed {
  /** Records that stand on the branch now. */
  readonly replayed: number;
  /** Files that stay, because they are no records or the branch refuses them. */
  readonly waiting: number;
}

/** The folder of waiting records, below `.git/mlops`. */
export function spoolFolder(stateFolder: string): string {
  return join(stateFolder, 'spool');
}

/** The files that wait there, by their full paths, oldest run first; an absent folder has none. */
export async function waitingRecords(stateFolder: string): Promise<readonly string[]> {
  const folder = spoolFolder(stateFolder);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Appends what waits and removes what was appended; every file that stays is named in a warning. */
export async function replaySpool(stateFolder: string, history: TrackingHistory, log: Log): Promise<Replayed> {
  const files = await waitingRecords(stateFolder);
  let replayed = 0;
  for (const file of files) {
    try {
      await history.append([{ record: parseRun(await readFile(file, 'utf8'), file), files: {} }]);
      await rm(file);
      replayed += 1;
    } catch (error) {
      if (!(error instanceof MlopsError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      log.warn(`${file} stays: ${(error as Error).message}${error instanceof MlopsError ? `. ${error.hint}` : ''}`);
    }
  }
  return { replayed, waiting: files.length - replayed };
}
