// Fetch and push of one ref, and fetch of single objects, between a scratch repository and its remotes.
import { judgeFailure, type GitFailure } from './failure.ts';
import type { Git } from './git.ts';
import { formatOfObjectId, type ObjectFormat } from './object-id.ts';

/** The newest commit of a branch. */
export interface Tip {
  readonly commit: string;
  /** Committer date, in seconds since 1970. */
  readonly seconds: number;
  readonly message: string;
}

/**
 * Fetches `ref` of a remote into the scratch ref `into`.
 * @param options `--depth=…`, `--shallow-since=…`, `--filter=…`
 */
export function fetchRef(
  git: Git,
  remote: string,
  ref: string,
  into: string,
  options: readonly string[] = [],
): Promise<GitFailure | undefined> {
  return fetchRefs(git, remote, [`+${ref}:${into}`], options);
}

/** The same for refs and objects that the refspecs name, and where they go. */
export async function fetchRefs(
  git: Git,
  remote: string,
  refspecs: readonly string[],
  options: readonly string[],
): Promise<GitFailure | undefined> {
  const { code, stderr } = await git.exec([
    'fetch',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    ...options,
    remote,
    ...refspecs,
  ]);
  return code === 0 ? undefined : judgeFailure(stderr);
}

/** The newest commit of a ref that was fetched. */
export async function readTip(git: Git, ref: string): Promise<Tip> {
  const text = await git.text(['rev-list', '--max-count=1', '--format=%ct%n%B', ref]);
  const [, commit = '', seconds, message = ''] = /^commit (\S+)\n(\d+)\n([\s\S]*)$/.exec(text) ?? [];
  return { commit, seconds: Number(seconds), message };
}

/**
 * Fetches objects by their ids in one request; one that is here already costs nothing.
 * Nothing is negotiated: told of commits that it could leave out, a server leaves out the objects that were asked for.
 * @param filter what of them to leave out: `tree:0` fetches the objects alone, `no-filter` commits with all they hold
 */
export async function fetchObjects(
  git: Git,
  remote: string,
  ids: readonly string[],
  filter: 'tree:0' | 'no-filter' = 'tree:0',
): Promise<GitFailure | undefined> {
  const { code, stderr } = await git.exec(
    [
      '-c',
      'fetch.negotiationAlgorithm=noop',
      'fetch',
      '--verbose',
      '--no-tags',
      '--no-write-fetch-head',
      filter === 'no-filter' ? '--no-filter' : `--filter=${filter}`,
      '--stdin',
      remote,
    ],
    `${ids.join('\n')}\n`,
  );
  return code === 0 ? undefined : judgeFailure(stderr);
}

/** A ref that a push moves, if it still points where it is expected to. */
export interface RefChange {
  readonly ref: string;
  /** The commit that it shall point to; undefined deletes it. */
  readonly to: string | undefined;
  /** The commit that it points to now; undefined: it does not exist. */
  readonly from: string | undefined;
}

/**
 * Moves refs of a remote, all of them or none. Where the remote cannot do that, those that are to be deleted are left
 * until all others are where they should be.
 * @returns undefined when the remote said yes. A failure does not mean that nothing was written: when a connection
 *   breaks after the remote took the push, git sends it again and is told that the ref is locked.
 */
export async function pushRefs(
  git: Git,
  remote: string,
  changes: readonly RefChange[],
): Promise<GitFailure | undefined> {
  const failure = await pushOnce(git, remote, changes, changes.length > 1);
  if (failure === undefined || !/does not support --atomic/.test(failure.said)) return failure;
  for (const part of [changes.filter(({ to }) => to !== undefined), changes.filter(({ to }) => to === undefined)]) {
    const partial = part.length === 0 ? undefined : await pushOnce(git, remote, part, false);
    if (partial !== undefined) return partial;
  }
  return undefined;
}

async function pushOnce(
  git: Git,
  remote: string,
  changes: readonly RefChange[],
  isAtomic: boolean,
): Promise<GitFailure | undefined> {
  const { code, stdout, stderr } = await git.exec([
    'push',
    '--porcelain',
    ...(isAtomic ? ['--atomic'] : []),
    '--no-verify',
    '--no-signed',
    '--no-follow-tags',
    '--recurse-submodules=no',
    ...changes.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ''}`),
    remote,
    ...changes.map(({ ref, to }) => `${to ?? ''}:${ref}`),
  ]);
  return code === 0 ? undefined : judgeFailure(`${stdout.toString()}\n${stderr}`);
}

/**
 * Moves `ref` of a remote to a commit if it still points to `expected` (undefined: if it does not exist).
 * @returns as `pushRefs`
 */
export function pushWithLease(
  git: Git,
  remote: string,
  ref: string,
  commit: string,
  expected: string | undefined,
): Promise<GitFailure | undefined> {
  return pushRefs(git, remote, [{ ref, to: commit, from: expected }]);
}

/** The refs of a remote that match patterns (git-ls-remote), with what they point to. */
export async function listRefs(
  git: Git,
  remote: string,
  patterns: readonly string[],
): Promise<{ readonly refs: ReadonlyMap<string, string> } | { readonly failure: GitFailure }> {
  const { code, stdout, stderr } = await git.exec(['ls-remote', '--refs', remote, ...patterns]);
  if (code !== 0) return { failure: judgeFailure(stderr) };
  const lines = stdout.toString().split('\n').filter(Boolean);
  return {
    refs: new Map(
      lines.map((line) => {
        const [id = '', ref = ''] = line.split('\t');
        return [ref, id];
      }),
    ),
  };
}

/** Whether a remote has any branch or a HEAD that points somewhere, and which object format it uses. */
export async function inspectRemote(
  git: Git,
  remote: string,
): Promise<{ readonly isEmpty: boolean; readonly format: ObjectFormat } | { readonly failure: GitFailure }> {
  const { code, stdout, stderr } = await git.exec(['ls-remote', '--quiet', remote, 'HEAD', 'refs/heads/*']);
  if (code !== 0) return { failure: judgeFailure(stderr) };
  const first = /^[0-9a-f]+/.exec(stdout.toString())?.[0];
  return { isEmpty: first === undefined, format: formatOfObjectId(first ?? '') };
}
