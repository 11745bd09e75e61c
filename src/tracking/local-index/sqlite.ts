// Node's own SQLite. Older versions of Node warn that the module is experimental; that says nothing to a user of ours.
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { MlopsError } from '../../error.ts';

/** Opens a database file, which is made when it is not there; with `mlops_lower`, lower case as Unicode has it. */
export function openSqlite(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  const lower = (text: unknown): string | null => (typeof text === 'string' ? text.toLowerCase() : null);
  database.function('mlops_lower', { deterministic: true }, lower);
  return database;
}

function loadSqlite(): typeof Sqlite {
  const emitWarning: unknown = Reflect.get(process, 'emitWarning');
  const warn = process.emitWarning.bind(process) as (...words: readonly unknown[]) => void;
  process.emitWarning = (...words: readonly unknown[]) => {
    const isAboutSqlite = words[1] === 'ExperimentalWarning' && String(words[0]).includes('SQLite');
    if (!isAboutSqlite) warn(...words);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    Reflect.set(process, 'emitWarning', emitWarning);
  }
}

// https://www.sqlite.org/rescode.html
const ERROR = 1;
const BUSY = 5;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** Whether an error says that the file is no sound database of ours; its tables may be others, too. */
export function saysCorrupt(error: unknown): boolean {
  return [ERROR, CORRUPT, CANNOT_OPEN, NOT_A_DATABASE].includes(sqliteCodeOf(error) ?? 0);
}

/** Whether an error says that another process holds the database. */
export function saysBusy(error: unknown): boolean {
  return sqliteCodeOf(error) === BUSY;
}

/** Whether an error says that the file is there and is no database. */
export function saysNoDatabase(error: unknown): boolean {
  return sqliteCodeOf(error) === NOT_A_DATABASE;
}

/** An error of the database, or of the disk that holds the folder, in our words; any other as it is. */
export function inOurWords(error: unknown, folder: string): unknown {
  const code = sqliteCodeOf(error);
  const { path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined && path?.startsWith(folder) !== true) return error;
  return new MlopsError(
    'index-failed',
    `the index in ${folder} cannot be ${code === FULL ? 'written: the disk is full' : `used: ${(error as Error).message}`}`,
    'Remove that folder, or name another one with --cache or MLOPS_CACHE; everything in it can be made again.',
    { cause: error },
  );
}

/** The primary result code of SQLite; undefined for an error of another origin. */
function sqliteCodeOf(error: unknown): number | undefined {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode & 0xff : undefined;
}
