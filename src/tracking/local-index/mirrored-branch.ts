// A remote's tracking branch, mirrored into a bare repository of the cache: the newest commit and its records. Files that
// are large, as the series beside the records are, stay with the remote until somebody asks for them.
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MlopsError } from '../../error.ts';
import type { GitFailure } from '../../git/failure.ts';
import type { Location } from '../../git/location.ts';
import type { ObjectFormat } from '../../git/object-id.ts';
import { openBareRepository, withScratch, writeBareConfig, type Scratch } from '../../git/scratch.ts';
import { fetchObjects, fetchRef, readTip } from '../../git/transfer.ts';
import type { Log } from '../../log.ts';
import { REMOTE } from '../access.ts';
import { trackingError } from '../tracking-error.ts';
import type { BranchSource } from './branch-source.ts';
import { readEventMessages } from './event-log.ts';

const TIP = 'refs/mlops/tip';

/** Larger files are fetched one by one. A record with fourteen metrics has four kilobytes. */
const FILTER = '--filter=blob:limit=64k';

/** Each fetch leaves a pack; with so many, small ones are made one. */
const MOST_PACKS = 50;

const EVERYTHING = '--depth=2147483647';
const REMOVAL = { recursive: true, force: true, maxRetries: 3 } as const;

export interface MirrorOptions {
  /** Folder of the bare repository; made when it is not there. */
  readonly directory: string;
  readonly remote: Location;
  readonly ref: string;
  readonly scratchParent: string;
  readonly log: Log;
}

export async function mirroredBranch(options: MirrorOptions): Promise<BranchSource> {
  const { directory, remote, ref, log } = options;
  const remotes = { [REMOTE]: remote };
  const open = (at: string, format: ObjectFormat): Promise<Scratch> => openBareRepository(at, { format, remotes });
  let mirror = await open(directory, await formatIn(directory));
  let hasRemoteFailed = false;

  function failed(failure: GitFailure): MlopsError {
    hasRemoteFailed = true;
    return trackingError(failure, ref);
  }

  async function renew(format: ObjectFormat): Promise<void> {
    await rm(directory, REMOVAL);
    mirror = await open(directory, format);
  }

  /** Whether the mirror is broken or the network, a second mirror tells; the first is kept until it is better. */
  async function fetchAnew(): Promise<GitFailure | undefined> {
    const beside = `${directory}.new`;
    await rm(beside, REMOVAL);
    const failure = await fetchTip(await open(beside, mirror.format), ref);
    if (failure === undefined) {
      await rm(directory, REMOVAL);
      await rename(beside, directory);
      mirror = await open(directory, mirror.format);
    }
    await rm(beside, REMOVAL);
    return failure;
  }

  return {
    get git() {
      return mirror.git;
    },
    async refresh() {
      let failure = await fetchTip(mirror, ref);
      if (failure !== undefined && mayBeOurs(failure)) {
        log.debug(`${ref} is fetched once more: ${failure.said}`);
        await removeLocks(directory);
        failure = await fetchTip(mirror, ref);
      }
      if (failure?.kind === 'object-format') {
        await renew(mirror.format === 'sha1' ? 'sha256' : 'sha1');
        failure = await fetchTip(mirror, ref);
      }
      if (failure !== undefined && mayBeOurs(failure)) failure = await fetchAnew();
      if (failure?.kind === 'absent-ref') return undefined;
      if (failure !== undefined) throw failed(failure);
      await unitePacks(mirror, log);
      return (await readTip(mirror.git, TIP)).commit;
    },
    async fetchBlobs(ids) {
      const failure = await fetchObjects(mirror.git, REMOTE, ids);
      await forgetPromises(mirror);
      if (failure !== undefined && failure.kind !== 'absent-object') throw failed(failure);
    },
    eventMessages(_since, isEnough) {
      // Commits alone, in a repository of their own: the mirror has only the newest.
      const place = { parent: options.scratchParent, format: mirror.format, remotes };
      return withScratch(place, async ({ git }) => {
        for (const depth of ['--depth=64', EVERYTHING]) {
          const failure = await fetchRef(git, REMOTE, ref, TIP, [depth, '--filter=tree:0']);
          if (failure !== undefined) throw failed(failure);
          const messages = await readEventMessages(git, [TIP]);
          if (depth === EVERYTHING || isEnough(messages)) return messages;
        }
        return [];
      });
    },
    async discard() {
      // What the remote does not give today, a new mirror would not get either.
      if (hasRemoteFailed) return false;
      await renew(mirror.format);
      return true;
    },
  };
}

async function fetchTip(mirror: Scratch, ref: string): Promise<GitFailure | undefined> {
  const failure = await fetchRef(mirror.git, REMOTE, ref, TIP, ['--depth=1', FILTER]);
  await forgetPromises(mirror);
  return failure;
}

/**
 * Takes away the marks of a partial clone, with which git would fetch each file that it lacks when it is asked for: here
 * what is missing is missing, and is brought on purpose, all of it at once.
 */
async function forgetPromises({ directory, format }: Scratch): Promise<void> {
  await writeBareConfig(directory, format);
  const packs = join(directory, 'objects', 'pack');
  const marks = (await readdir(packs).catch(() => [])).filter((name) => name.endsWith('.promisor'));
  await Promise.all(marks.map((name) => rm(join(packs, name), { force: true })));
}

async function unitePacks({ directory, git }: Scratch, log: Log): Promise<void> {
  const packs = await readdir(join(directory, 'objects', 'pack')).catch(() => []);
  if (packs.filter((name) => name.endsWith('.pack')).length < MOST_PACKS) return;
  const { code, stderr } = await git.exec(['-c', 'repack.writeBitmaps=false', 'repack', '--geometric=2', '-d']);
  if (code !== 0) log.debug(`the packs of ${directory} stay as they are: ${stderr.trim()}`);
}

/** Failures that a broken mirror can be the reason of. */
function mayBeOurs({ kind }: GitFailure): boolean {
  return ['unclear', 'lost-race', 'locked', 'absent-object', 'not-a-repository'].includes(kind);
}

/** Files that a git which was killed leaves, and on which the next one would fail. */
async function removeLocks(directory: string): Promise<void> {
  const locks = ['shallow.lock', 'config.lock', 'packed-refs.lock', `${TIP}.lock`];
  await Promise.all(locks.map((name) => rm(join(directory, name), { force: true })));
}

/** The format of the mirror that is there; another one is made when the remote turns out to have the other format. */
async function formatIn(directory: string): Promise<ObjectFormat> {
  const config = await readFile(join(directory, 'config'), 'utf8').catch(() => '');
  return config.includes('objectFormat = sha256') ? 'sha256' : 'sha1';
}
