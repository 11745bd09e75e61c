// The local index of a tracking branch: brought up to date whenever it is opened, so that whatever is asked of it is
// answered from the branch as it is now. It only ever repeats what the branch says, and can be thrown away at any time.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { MlopsError } from '../../error.ts';
import { pathOf, type Location } from '../../git/location.ts';
import type { Log } from '../../log.ts';
import type { TrackedRun } from '../history.ts';
import type { BranchSource } from './branch-source.ts';
import { cacheFolderOf } from './cache-folder.ts';
import { removeIndexFile } from './database-file.ts';
import { findRuns, type FoundRuns, type RunQuery } from './find-runs.ts';
import { localBranch } from './local-branch.ts';
import { withCacheLock } from './lock.ts';
import { mirroredBranch } from './mirrored-branch.ts';
import { readFileBeside, readFound } from './read-found.ts';
import { inOurWords, saysCorrupt } from './sqlite.ts';
import { openUpdated } from './update.ts';

/** A file of the branch that counts for nothing. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface RunIndex {
  /** Ids of the runs that a query finds. */
  find(query: RunQuery): FoundRuns;
  /** The same with the runs themselves, read from this machine. */
  page(query: RunQuery): Promise<Omit<FoundRuns, 'ids'> & { readonly runs: readonly TrackedRun[] }>;
  /** Names of all metrics, params or tags that any run has, sorted. */
  names(entity: 'metric' | 'param' | 'tag'): readonly string[];
  /** Records and events that cannot be read, by path. */
  unreadable(): readonly Unreadable[];
  /** A file beside a record, such as the full series; fetched when it is not here. Undefined when there is none. */
  readFile(run: string, name: string): Promise<Buffer | undefined>;
}

export interface RunIndexOptions {
  /** The repository that has the branch: one of this machine is read where it is, another is mirrored in the cache. */
  readonly remote: Location;
  /** Full ref of the tracking branch. */
  readonly ref: string;
  /** Folder of the caches of all repositories; made when it is not there. */
  readonly cache: string;
  readonly scratchParent: string;
  readonly log: Log;
}

/**
 * Brings the index up to date and works with it, while no other process does.
 * @throws MlopsError `index-failed` when the folder cannot be used, and as reading the branch does
 */
export async function withRunIndex<T>(options: RunIndexOptions, work: (index: RunIndex) => Promise<T>): Promise<T> {
  const { remote, ref, log, scratchParent } = options;
  const path = pathOf(remote);
  const folder = cacheFolderOf(options.cache, path ?? remote.url, ref);
  await makeFolder(folder);
  const ask = async (): Promise<T> => {
    const source =
      path === undefined
        ? await mirroredBranch({ directory: join(folder, 'mirror.git'), remote, ref, scratchParent, log })
        : localBranch(path, ref);
    for (let isLast = false; ; isLast = true) {
      try {
        using database = disposed(await openUpdated({ folder, source, ref, log }));
        return await work(indexOf(database.value, source));
      } catch (error) {
        if (isLast || !(await mend(error, folder, source))) throw error;
        log.debug(`the index in ${folder} is made anew: ${(error as Error).message}`);
      }
    }
  };
  try {
    return await withCacheLock(folder, log, ask);
  } catch (error) {
    throw inOurWords(error, folder);
  }
}

/** Throws away what an error says is broken; false when it is nothing that can be made again. */
async function mend(error: unknown, folder: string, source: BranchSource): Promise<boolean> {
  const isGit = error instanceof MlopsError && error.code === 'git-failed';
  if (isGit && !(await source.discard())) return false;
  if (!isGit && !saysCorrupt(error)) return false;
  await removeIndexFile(folder);
  return true;
}

function indexOf(database: DatabaseSync, source: BranchSource): RunIndex {
  return {
    find: (query) => findRuns(database, query),
    async page(query) {
      for (;;) {
        const { ids, cursor, total } = findRuns(database, query);
        const runs = await readFound(database, source, ids);
        // A record that proved to be unreadable is no run any more, and the page has room for another.
        if (runs !== undefined) return { runs, cursor, total };
      }
    },
    names(entity) {
      // The name of what no run has any longer may still be there.
      const rows = database
        .prepare(
          'SELECT name.name AS name FROM name WHERE entity = ? AND (EXISTS (SELECT 1 FROM number x WHERE x.name = name.n) ' +
            'OR EXISTS (SELECT 1 FROM text x WHERE x.name = name.n)) ORDER BY name.name',
        )
        .all(entity);
      return rows.map(({ name }) => String(name));
    },
    unreadable() {
      const rows = database.prepare('SELECT path, problem FROM file WHERE problem IS NOT NULL ORDER BY path').all();
      return rows.map(({ path, problem }) => ({ path: String(path), reason: String(problem) }));
    },
    readFile: (run, name) => readFileBeside(database, source, run, name),
  };
}

function disposed(database: DatabaseSync): Disposable & { readonly value: DatabaseSync } {
  return { value: database, [Symbol.dispose]: () => database.close() };
}

/** One folder after the other: Node's own recursion has no end where a file system says that what it makes is not there. */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.push(path);
  try {
    for (const path of missing.toReversed()) await mkdir(path).catch(refuseButExisting);
    // What is there has to be a folder.
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new MlopsError(
      'index-failed',
      `the folder ${folder} for the index cannot be made: ${(cause as Error).message}`,
      'Name a folder that can be written with --cache or MLOPS_CACHE.',
      { cause },
    );
  }
}

/** Another process may have been faster. */
function refuseButExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
