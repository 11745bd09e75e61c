// What runs that ended before their time have left, here and at origin.
import { constants } from 'node:fs';
import { access, open, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning, parseHolder } from '../../file-lock.ts';
import { RunId } from '../../run/id.ts';
import { listRefs } from '../../git/transfer.ts';
import { inboxFolder, refusedFolder } from '../../tracking/inbox/waiting.ts';
import { fullRef } from '../../tracking/layout.ts';
import { cacheFolderOf } from '../../tracking/local-index/cache-folder.ts';
import { APPLICATION, SCHEMA } from '../../tracking/local-index/schema.ts';
import { listSpool } from '../../tracking/spool.ts';
import { isHolderGone, readHolder } from '../../training/capture-holder.ts';
import { CAPTURE_FILES } from '../../training/plan.ts';
import { LOCK_FILE } from '../../training/worktree-lock.ts';
import type { CacheFacts, FactValues, LockFacts, OriginFacts } from '../facts.ts';
import type { RepositoryPlace } from '../place.ts';

/** Refs of the inbox and those that were refused, here and at origin, each once. */
export async function readInbox(place: RepositoryPlace, origin: OriginFacts | undefined): Promise<FactValues['inbox']> {
  const ref = fullRef(place.trackingBranch);
  const [waiting, refused] = [inboxFolder(ref), refusedFolder(ref)];
  const here = await listRefs(place.git, '.', [`${waiting}*`, `${refused}*`]);
  const refs = [...new Set([...('refs' in here ? here.refs.keys() : []), ...(origin?.refs.keys() ?? [])])];
  return {
    waiting: refs.filter((each) => each.startsWith(waiting)),
    refused: refs.filter((each) => each.startsWith(refused)),
  };
}

export async function readSpoolFacts({ stateFolder }: RepositoryPlace): Promise<FactValues['spool']> {
  const folder = join(stateFolder, 'spool');
  const { runs, strange } = await listSpool(folder);
  return { folder, waiting: runs.length + strange.length };
}

/** Silence for so long says of a process that cannot be asked that it is gone. */
const SILENT_MS = 24 * 3_600_000;

/** Captures whose process is gone: it would have taken the folder away when the run was recorded. */
export async function readCaptures({ stateFolder }: RepositoryPlace, now: Date): Promise<FactValues['captures']> {
  const folder = join(stateFolder, 'captures');
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const left: string[] = [];
  for (const name of names.filter((each) => RunId.safeParse(each).success).toSorted()) {
    const plan = await stat(join(folder, name, CAPTURE_FILES.plan)).catch(() => undefined);
    // Killed while it was planned: there never was a run.
    if (plan === undefined) continue;
    const holder = await readHolder(join(folder, name));
    const isGone = holder === undefined ? 'unknown' : await isHolderGone(holder);
    if (isGone === true || (isGone === 'unknown' && now.getTime() - plan.mtimeMs > SILENT_MS)) left.push(name);
  }
  return { folder, left };
}

/** Younger locks may be of a git that works at this moment. */
const STALE_LOCK_S = 600;

export async function readLocks(place: RepositoryPlace, now: Date): Promise<LockFacts> {
  const { gitFolder, commonFolder } = place;
  const path = join(gitFolder, 'mlops', LOCK_FILE);
  const holder = parseHolder(await readFile(path, 'utf8').catch(() => ''));
  const candidates = [
    ...['index.lock', 'HEAD.lock'].map((name) => join(gitFolder, name)),
    ...['packed-refs.lock', 'config.lock', 'shallow.lock', `${fullRef(place.trackingBranch)}.lock`].map((name) =>
      join(commonFolder, name),
    ),
  ];
  const ages = await Promise.all(
    candidates.map(async (each) => {
      const modified = (await stat(each).catch(() => undefined))?.mtimeMs;
      return modified === undefined ? [] : [{ path: each, seconds: Math.floor((now.getTime() - modified) / 1000) }];
    }),
  );
  return {
    training:
      holder === undefined
        ? undefined
        : { path, pid: holder.pid, started: holder.started, run: holder.run, isRunning: isRunning(holder) },
    git: ages.flat().filter(({ seconds }) => seconds > STALE_LOCK_S),
  };
}

export async function readCache({ root, trackingBranch, cache }: RepositoryPlace): Promise<CacheFacts> {
  const folder = cacheFolderOf(cache.root, root, fullRef(trackingBranch));
  return {
    folder,
    isChosen: cache.isChosen,
    isWritable: await canBeMade(folder),
    index: await judgeIndexFile(join(folder, 'index.sqlite')),
  };
}

/** Whether the folder is there and can be written, or the first one above it that is there can. */
async function canBeMade(folder: string): Promise<boolean> {
  const facts = await stat(folder).catch((error: NodeJS.ErrnoException) => error.code);
  if (facts === 'ENOENT' && dirname(folder) !== folder) return canBeMade(dirname(folder));
  if (facts === undefined || typeof facts === 'string' || !facts.isDirectory()) return false;
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Reads the header alone, which tells what made the file and how long it is: https://sqlite.org/fileformat.html */
async function judgeIndexFile(path: string): Promise<CacheFacts['index']> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return 'absent';
  try {
    const { size } = await handle.stat();
    const { buffer: header, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    if (bytesRead < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'damaged';
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    // A log beside it may hold further pages, never fewer.
    if (size < pageSize * header.readUInt32BE(28)) return 'damaged';
    const isOurs = header.readUInt32BE(68) === APPLICATION && header.readUInt32BE(60) === SCHEMA;
    return isOurs ? 'sound' : 'other-version';
  } finally {
    await handle.close();
  }
}
