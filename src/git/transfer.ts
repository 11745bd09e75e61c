// Fetch and push of one ref, and fetch of single objects, between a scratch repository and its remotes.
import { judgeFailure, type GitFailure } from './failure.ts';
import type { Git } from './git.ts';
import { formatOfObjectId, type ObjectFormat } from './object-id.ts';

/** The newest commit of a branch. */
export interface Tip {
  readonly commit: string;
  /** Committer date, in seconds since 1970. */
  readonly seconds: number;
}

/**
 * Fetches `ref` of a remote into the scratch ref `into`.
 * @param options `--depth=…`, `--shallow-since=…`, `--filter=…`
 */
export async function fetchRef(
  git: Git,
  remote: string,
  ref: string,
  into: string,
  options: readonly string[] = [],
): Promise<GitFailure | undefined> {
  const { code, stderr } = await git.exec([
    'fetch',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    ...options,
    remote,
    `+${ref}:${into}`,
  ]);
  return code === 0 ? undefined : judgeFailure(stderr);
}

/** The newest commit of a ref that was fetched. */
export async function readTip(git: Git, ref: string): Promise<Tip> {
  const [seconds, commit = ''] = (await git.text(['rev-list', '--timestamp', '--max-count=1', ref])).split(' ');
  return { commit, seconds: Number(seconds) };
}

/**
 * Fetches objects by their ids in one request; one that is here already costs nothing.
 * Nothing is negotiated: told of commits that it could leave out, a server leaves out the objects that were asked for.
 */
export async function fetchObjects(git: Git, remote: string, ids: readonly string[]): Promise<GitFailure | undefined> {
  const { code, stderr } = await git.exec(
    [
      '-c',
      'fetch.negotiationAlgorithm=noop',
      'fetch',
      '--verbose',
      '--no-tags',
      '--no-write-fetch-head',
      '--filter=tree:0',
      '--stdin',
      remote,
    ],
    `${ids.join('\n')}\n`,
  );
  return code === 0 ? undefined : judgeFailure(stderr);
}

/**
 * Moves `ref` of a remote to a commit if it still points to `expected` (undefined: if it does not exist).
 * @returns undefined when the remote said yes. A failure does not mean that nothing was written: when a connection
 *   breaks after the remote took the push, git sends it again and is told that the ref is locked.
 */
export async function pushWithLease(
  git: Git,
  remote: string,
  ref: string,
  commit: string,
  expected: string | undefined,
): Promise<GitFailure | undefined> {
  const { code, stdout, stderr } = await git.exec([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-signed',
    '--no-follow-tags',
    '--recurse-submodules=no',
    `--force-with-lease=${ref}:${expected ?? ''}`,
    remote,
    `${commit}:${ref}`,
  ]);
  return code === 0 ? undefined : judgeFailure(`${stdout.toString()}\n${stderr}`);
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
