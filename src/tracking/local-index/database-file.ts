// The file of the index. It is made under another name and gets its own when all of it is there; whatever is found that is
// not whole, or of another version, is no index. Used by one process at a time, which holds the lock of the folder.
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { APPLICATION, INDEXES, SCHEMA, TABLES } from './schema.ts';
import { openSqlite, saysCorrupt } from './sqlite.ts';

/** Name of the file in the folder of the cache. */
const DATABASE_FILE = 'index.sqlite';

/** The page cache, in kibibytes, of whoever asks, and of whoever only adds rows and sorts them. */
const CACHE_KIB = { asking: 64 * 1024, building: 8 * 1024 } as const;

/** The index of a folder; undefined when there is none that this version made to its end. */
export function openIndexFile(folder: string): DatabaseSync | undefined {
  const path = join(folder, DATABASE_FILE);
  if (!existsSync(path)) return undefined;
  const database = openSqlite(path);
  try {
    // Nobody else has it open: no shared memory is needed.
    database.exec(
      `PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -${CACHE_KIB.asking}; PRAGMA temp_store = MEMORY`,
    );
    if (numberOf(database, 'application_id') === APPLICATION && numberOf(database, 'user_version') === SCHEMA) {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      return database;
    }
  } catch (error) {
    if (!saysCorrupt(error)) throw error;
  }
  database.close();
  return undefined;
}

/** Makes the index of a folder anew, in the place of any that is there. */
export async function buildIndexFile(
  folder: string,
  fill: (database: DatabaseSync) => Promise<void>,
): Promise<DatabaseSync> {
  const path = join(folder, DATABASE_FILE);
  const beside = `${path}.building`;
  await removeFile(beside);
  const database = openSqlite(beside);
  try {
    // A process that dies leaves the file under a name that nobody opens, so it need not be able to go back.
    database.exec(
      `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB.building}; ${TABLES}`,
    );
    database.exec('BEGIN');
    await fill(database);
    database.exec(INDEXES);
    database.exec(`COMMIT; PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${SCHEMA}`);
  } finally {
    database.close();
  }
  await flush(beside);
  await removeIndexFile(folder);
  await rename(beside, path);
  const built = openIndexFile(folder);
  if (built === undefined) throw new Error(`${path} was just built and cannot be read`);
  return built;
}

export async function removeIndexFile(folder: string): Promise<void> {
  await removeFile(join(folder, DATABASE_FILE));
}

/** The database goes first: its log alone is nothing, and without its log it is what it was. */
async function removeFile(path: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${path}${end}`, { recursive: true, force: true });
}

/** Sees to it that the bytes are on the disk before the name says that they are there. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): unknown {
  return Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
}
