// One text file of a remote's branch is changed in a commit of its own, from a scratch repository: no clone, no index, and
// what the user has checked out is never touched.
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { GitFailure } from './failure.ts';
import { COMMITTER, renderImport } from './fast-import.ts';
import { withArguments } from './git.ts';
import type { Location } from './location.ts';
import { readBlobs } from './objects.ts';
import type { ObjectFormat } from './object-id.ts';
import { shouldRetry, waitMsAfter } from './retry.ts';
import { withScratch, type Scratch } from './scratch.ts';
import { fetchObjects, fetchRefs, listRefs, pushWithLease } from './transfer.ts';
import { findTextFile, requirePlainPath } from './text-file.ts';

export interface ChangeAccess {
  readonly remote: Location;
  /** Folder for scratch repositories. */
  readonly scratchParent: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1), for the waits after lost races. */
  readonly random: () => number;
  readonly log: Log;
}

export interface FileChange {
  /** Full name of the branch that the commit stands on. */
  readonly base: string;
  /**
   * Full name of the branch that gets the commit: the base itself, or another one that is this program's, which then
   * holds the newest of the base and this one commit, whatever it held before.
   */
  readonly ref: string;
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly message: string;
  /** The new text of the file, from the one that the base has; asked again after a lost race. */
  readonly edit: (text: string | undefined) => string;
}

export type Changed =
  /** `unchanged`: the branch says so already, and was left as it is. */
  | { readonly outcome: 'written' | 'unchanged'; readonly commit: string }
  /** The base itself says so already: the other branch has nothing to add, and was neither made nor changed. */
  | { readonly outcome: 'settled' }
  /** The other branch holds a commit that is not this program's. */
  | { readonly outcome: 'foreign'; readonly commit: string; readonly committer: string }
  | { readonly outcome: 'failed'; readonly failure: GitFailure };

const REMOTE = 'mlops-remote';
const [BASE, OWN, NEW] = ['refs/mlops/base', 'refs/mlops/own', 'refs/mlops/new'];

/**
 * Changes the file. Nothing is left behind when the remote says no.
 * @throws MlopsError `usage` for a path that leads out, `config-invalid` for one that is no file or lies behind a link, and
 *   whatever `edit` throws
 */
export async function changeFile(access: ChangeAccess, change: FileChange): Promise<Changed> {
  requirePlainPath(change.path);
  const inFormat = async (format: ObjectFormat): Promise<Changed> =>
    withScratch({ parent: access.scratchParent, format, remotes: { [REMOTE]: access.remote } }, (scratch) =>
      changeIn(scratch, access, change),
    );
  const first = await inFormat('sha1');
  // A remote with the other hash function says so; it is asked once more in its own.
  const isOther = first.outcome === 'failed' && first.failure.kind === 'object-format';
  return isOther ? inFormat('sha256') : first;
}

async function changeIn(scratch: Scratch, access: ChangeAccess, change: FileChange): Promise<Changed> {
  const { git } = scratch;
  const negotiating = withArguments(git, ['-c', 'push.negotiate=true']);
  const failures: GitFailure[] = [];
  const pushed: string[] = [];
  for (;;) {
    // Also after a push that failed: what the remote says of a push is no proof that it did not happen.
    const tips = await fetchTips(scratch, change);
    let failure: GitFailure | undefined;
    if ('failure' in tips) ({ failure } = tips);
    else {
      if (tips.own !== undefined && pushed.includes(tips.own)) return { outcome: 'written', commit: tips.own };
      const decided = await decide(scratch, change, tips);
      if ('outcome' in decided) return decided;
      const last = failures.at(-1);
      if (last !== undefined && !shouldRetry(failures.map(({ kind }) => kind))) return failed(last);
      const commit = await writeCommit(scratch, tips.base, change, decided.text, access.clock());
      pushed.push(commit);
      failure = await pushWithLease(negotiating, REMOTE, change.ref, commit, tips.own);
      if (failure === undefined) return { outcome: 'written', commit };
    }
    failures.push(failure);
    if ('failure' in tips && !shouldRetry(failures.map(({ kind }) => kind))) return failed(failure);
    access.log.debug(`changing ${change.path} on ${change.ref} failed (${failure.kind}): ${failure.said}`);
    await wait(waitMsAfter(failures.length, access.random()));
  }
}

interface Tips {
  readonly base: string;
  /** Tip of the branch that gets the commit; undefined: there is none yet. */
  readonly own: string | undefined;
}

async function fetchTips(
  { git }: Scratch,
  { base, ref }: FileChange,
): Promise<Tips | { readonly failure: GitFailure }> {
  const listed = await listRefs(git, REMOTE, [base, ref]);
  if ('failure' in listed) return listed;
  const tips = { base: listed.refs.get(base), own: listed.refs.get(ref) };
  if (tips.base === undefined) {
    return { failure: { kind: 'absent-ref', said: `there is no branch ${base.replace(/^refs\/heads\//, '')}` } };
  }
  const refspecs = [`+${base}:${BASE}`, ...(ref === base || tips.own === undefined ? [] : [`+${ref}:${OWN}`])];
  const failure = await fetchRefs(git, REMOTE, refspecs, ['--depth=1', '--filter=blob:none']);
  if (failure !== undefined) return { failure };
  // What was fetched may be newer than what was listed.
  const fetched = await git.text(['rev-parse', BASE]);
  const own = refspecs.length > 1 ? await git.text(['rev-parse', OWN]) : ref === base ? fetched : undefined;
  return { base: fetched, own };
}

/** What to write, or why nothing. */
async function decide(
  scratch: Scratch,
  { base, ref, path, edit }: FileChange,
  tips: Tips,
): Promise<{ readonly text: string } | Changed> {
  const present = await readFile(scratch, tips.base, path);
  if (typeof present === 'object') return failed(present.failure);
  const text = edit(present);
  if (ref === base) return present === text ? { outcome: 'unchanged', commit: tips.base } : { text };
  if (present === text) return { outcome: 'settled' };
  if (tips.own === undefined) return { text };
  const proposed = await readFile(scratch, tips.own, path);
  if (typeof proposed === 'object') return failed(proposed.failure);
  if (proposed === text) return { outcome: 'unchanged', commit: tips.own };
  const committer = /^committer (.*) \d+ [+-]\d+$/m.exec(await scratch.git.text(['cat-file', 'commit', tips.own]))?.[1];
  return committer === COMMITTER ? { text } : { outcome: 'foreign', commit: tips.own, committer: committer ?? '' };
}

/** The text of the file at a commit that was fetched without the contents of its files. */
async function readFile(
  { git }: Scratch,
  commit: string,
  path: string,
): Promise<string | undefined | { readonly failure: GitFailure }> {
  const blob = await findTextFile(git, commit, path);
  if (blob === undefined) return undefined;
  const failure = await fetchObjects(git, REMOTE, [blob]);
  if (failure !== undefined) return { failure };
  const [content] = await readBlobs(git, [blob]);
  return content?.toString();
}

async function writeCommit(
  { git }: Scratch,
  parent: string,
  { message, path }: FileChange,
  text: string,
  now: Date,
): Promise<string> {
  const commit = { message, seconds: Math.floor(now.getTime() / 1000), files: [{ path, content: text }] };
  return git.text(['fast-import', '--quiet', '--force'], renderImport(NEW, parent, [commit]));
}

function failed(failure: GitFailure): Changed {
  return { outcome: 'failed', failure };
}
