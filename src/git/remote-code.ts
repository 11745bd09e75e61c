// Commits of a remote, looked at without a clone: where two of them parted, and in which files two of them differ. What
// the user checked out is not asked, and may be of depth 1.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitFailure } from './failure.ts';
import type { Scratch } from './scratch.ts';
import { fetchRefs } from './transfer.ts';

/** A value, or why git could not get it. */
type Outcome<T> = { readonly value: T } | { readonly failure: GitFailure };

export interface RemoteCommit {
  readonly commit: string;
  /** Full ref that leads to it, for a remote that gives no commit by its id. */
  readonly ref: string | undefined;
}

/** How many commits back are fetched, without files: about 250 bytes each. */
const DEPTHS = [64, 1024, 16_384];

/**
 * The best common ancestor of two commits of a remote.
 * @returns undefined when they have none, or when it lies further back than is looked
 */
export async function findRemoteMergeBase(
  scratch: Scratch,
  remote: string,
  base: RemoteCommit,
  head: RemoteCommit,
): Promise<Outcome<string | undefined>> {
  for (const depth of DEPTHS) {
    const failure = await fetchCommits(scratch, remote, [base, head], [`--depth=${depth}`, '--filter=tree:0']);
    if (failure !== undefined) return { failure };
    const ends = await readShallow(scratch);
    const { code, stdout } = await scratch.git.exec(['merge-base', base.commit, head.commit]);
    const found = code === 0 ? stdout.toString().trim() : undefined;
    if (ends.size === 0) return { value: found };
    if (found !== undefined && (await isBest(scratch, found, [base.commit, head.commit], ends)))
      return { value: found };
  }
  return { value: undefined };
}

/** A better one could only be hidden behind a place where the history was cut off before it came to this one. */
async function isBest(
  { git }: Scratch,
  found: string,
  tips: readonly string[],
  ends: ReadonlySet<string>,
): Promise<boolean> {
  const between = await git.text(['rev-list', ...tips, '--not', found]);
  return !between.split('\n').some((commit) => ends.has(commit));
}

/** Paths of the files in which two commits of a remote differ; one that was moved counts under both of its names. */
export async function findChangedPaths(
  scratch: Scratch,
  remote: string,
  from: string,
  to: string,
): Promise<Outcome<readonly string[]>> {
  const commits = [from, to].map((commit) => ({ commit, ref: undefined }));
  const failure = await fetchCommits(scratch, remote, commits, ['--depth=1', '--filter=blob:none']);
  if (failure !== undefined) return { failure };
  const paths = await scratch.git.text(['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, to]);
  return { value: paths.split('\0').filter((path) => path !== '') };
}

async function fetchCommits(
  scratch: Scratch,
  remote: string,
  commits: readonly RemoteCommit[],
  options: readonly string[],
): Promise<GitFailure | undefined> {
  const byId = await fetchAll(
    scratch,
    remote,
    commits.map(({ commit }) => commit),
    options,
  );
  const refs = commits.flatMap(({ ref }) => ref ?? []);
  if (byId?.kind !== 'absent-object' || refs.length < commits.length) return byId;
  const byRef = await fetchAll(scratch, remote, refs, options);
  if (byRef !== undefined) return byId;
  const objects = commits.map(({ commit }) => `${commit}\n`).join('');
  const { stdout } = await scratch.git.exec(['cat-file', '--batch-check'], objects);
  // A branch that was pushed over leads there no more.
  return / missing$/m.test(stdout.toString()) ? byId : undefined;
}

function fetchAll(
  { git }: Scratch,
  remote: string,
  sources: readonly string[],
  options: readonly string[],
): Promise<GitFailure | undefined> {
  const refspecs = sources.map((source, index) => `+${source}:refs/mlops/${index}`);
  return fetchRefs(git, remote, refspecs, options);
}

/** The commits at which the history is cut off; none when all of it is here. */
async function readShallow({ directory }: Scratch): Promise<ReadonlySet<string>> {
  const text = await readFile(join(directory, 'shallow'), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter((line) => line !== ''));
}
