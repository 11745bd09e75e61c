// Records that could not be written when they were made → the local branch. A bad one stands in nobody's way.
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { appendBundles } from '../pipeline/recording/append-bundles.ts';
import type { RunBundle, TrackingHistory } from '../tracking/history.ts';
import { dropSpool, listSpool, readSpool, type WaitingRun } from '../tracking/spool.ts';

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

/**
 * Appends what waits in a folder, in one commit; every file that stays is named in a warning.
 * @param options.drop takes away what was appended; a folder of somebody's own, such as downloaded artifacts, is left alone
 */
export async function replaySpool(
  folder: string,
  history: TrackingHistory,
  log: Log,
  { drop }: { readonly drop: boolean },
): Promise<Replayed> {
  const { runs, strange } = await listSpool(folder);
  for (const path of strange) log.warn(`${path} stays: its name is not that of a run's record`);
  const bundles: RunBundle[] = [];
  const waiting = new Map<string, WaitingRun>();
  for (const run of runs) {
    try {
      const { bundle, leftOut } = await readSpool(run);
      for (const words of leftOut) log.warn(`run ${run.id} in ${run.folder}: left out ${words}`);
      bundles.push(bundle);
      waiting.set(run.id, run);
    } catch (error) {
      if (!(error instanceof MlopsError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      log.warn(`${fileOf(run)} stays: ${(error as Error).message}`);
    }
  }
  const waitingCount = runs.length + strange.length;
  const appended = await appendBundles(bundles, history).catch((error: unknown) => {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`what waits in ${folder} stays: ${error.message}. ${error.hint}`);
    return undefined;
  });
  if (appended === undefined) return { replayed: 0, waiting: waitingCount };
  for (const id of appended.runs) {
    const run = waiting.get(id);
    if (drop && run !== undefined) await dropSpool(run);
  }
  for (const { run, error } of appended.refused) {
    const there = waiting.get(run);
    log.warn(`${there === undefined ? run : fileOf(there)} stays: ${error.message}. ${error.hint}`);
  }
  return { replayed: appended.runs.length, waiting: waitingCount - appended.runs.length };
}

function fileOf({ id, folder }: WaitingRun): string {
  return join(folder, `${id}.json`);
}
