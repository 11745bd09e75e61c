// The index that a command asks: of the tracking branch of this repository, in the cache folder of this user.
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { fullRef } from '../tracking/layout.ts';
import { defaultCacheRoot } from '../tracking/local-index/cache-folder.ts';
import { withRunIndex, type RunIndex } from '../tracking/local-index/run-index.ts';
import { readableTrackingBranch, type HistoryOptions } from './local-history.ts';
import { localLocation, openWorkspace, type Workspace } from './workspace.ts';

export interface IndexOptions extends HistoryOptions {
  /** Folder of the caches of all repositories; MLOPS_CACHE or that of the system when undefined. */
  readonly cache?: string | undefined;
}

/** Works with the index as the branch is now. Where nobody chose a folder and the system has none, it is made for once. */
export async function withLocalIndex<T>(
  options: IndexOptions,
  log: Log,
  work: (index: RunIndex, workspace: Workspace) => Promise<T>,
): Promise<T> {
  const workspace = await openWorkspace(options.repo);
  const ref = fullRef(await readableTrackingBranch(options, workspace, log));
  const ask = (cache: string): Promise<T> =>
    withRunIndex({ remote: localLocation(workspace), ref, cache, scratchParent: tmpdir(), log }, (index) =>
      work(index, workspace),
    );
  const environment = process.env;
  // What a script leaves empty is nothing; as a path it would be a folder in the middle of the project.
  const cache = options.cache === '' ? undefined : options.cache;
  const isChosen = cache !== undefined || (environment['MLOPS_CACHE'] ?? '') !== '';
  const root = cache ?? defaultCacheRoot({ platform: process.platform, home: homedir(), environment });
  try {
    return await ask(root);
  } catch (error) {
    if (isChosen || !(error instanceof MlopsError) || error.code !== 'index-failed') throw error;
    log.debug(`${error.message}; a folder for this time is made`);
    const folder = await mkdtemp(join(tmpdir(), 'mlops-cache-'));
    try {
      return await ask(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
