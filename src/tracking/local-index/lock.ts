// One process at a time works with a cache. The lock is SQLite's own lock of an empty database: the system releases it
// when the process ends, however it ends.
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { MlopsError } from '../../error.ts';
import type { Log } from '../../log.ts';
import { openSqlite, saysBusy, saysNoDatabase } from './sqlite.ts';

/** File of the lock in the folder of the cache. */
const LOCK_FILE = 'lock.sqlite';

const MOST_WAITED_MS = 10 * 60_000;
const SAID_AFTER_MS = 2000;

/**
 * Does the work while no other process works with the folder.
 * @param folder exists
 * @throws MlopsError `index-failed` when another process holds it for ten minutes
 */
export async function withCacheLock<T>(folder: string, log: Log, work: () => Promise<T>): Promise<T> {
  using _lock = await acquire(join(folder, LOCK_FILE), log);
  return await work();
}

async function acquire(path: string, log: Log): Promise<Disposable> {
  let waited = 0;
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    const database = openSqlite(path);
    if (await begin(database, path)) return { [Symbol.dispose]: () => database.close() };
    if (waited > MOST_WAITED_MS) throw held(path);
    if (waited < SAID_AFTER_MS && waited + pause >= SAID_AFTER_MS) {
      log.info('another mlops brings the index up to date; waiting for it');
    }
    await wait(pause);
    waited += pause;
  }
}

async function begin(database: DatabaseSync, path: string): Promise<boolean> {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    database.close();
    // Emptied and not removed, so that everybody goes on to lock the same file.
    if (saysNoDatabase(error)) await truncate(path);
    else if (!saysBusy(error)) throw error;
    return false;
  }
}

function held(path: string): MlopsError {
  return new MlopsError(
    'index-failed',
    `another process has worked with ${path} for ten minutes`,
    'Look for an mlops that hangs and end it, or name another folder with --cache.',
  );
}
