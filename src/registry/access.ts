// How the registry of a repository is reached: its tags are looked at and pushed from a scratch repository, so that the
// user's own repository gets a tag only when the remote has it, and is never deepened or filled.
import { MlopsError, type ErrorCode } from '../error.ts';
import { PUSH_HINT } from '../forge/permissions.ts';
import { judgeFailure, type GitFailure, type GitFailureKind } from '../git/failure.ts';
import { withArguments, type Git } from '../git/git.ts';
import type { Location } from '../git/location.ts';
import type { Log } from '../log.ts';

export interface RegistryAccess {
  /** The repository whose tags are the registry: a forge, or a local repository by its path. */
  readonly remote: Location;
  /** Path of the user's own repository where that is another one; it gets the tags that the remote has. */
  readonly clone?: string | undefined;
  /** Folder for scratch repositories. */
  readonly scratchParent: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1), for the waits after lost races. */
  readonly random: () => number;
  readonly log: Log;
}

/** Name of the remote in scratch repositories. */
export const REMOTE = 'mlops-remote';

/**
 * Fetches tags with the commits that they stand on, without files and without history, in one request.
 * @param patterns globs of tag names
 * @param commit a commit that is wanted too
 */
export async function fetchTags(
  git: Git,
  patterns: readonly string[],
  commit?: string,
): Promise<GitFailure | undefined> {
  const tags = patterns.map((pattern) => `+refs/tags/${pattern}:refs/tags/${pattern}`);
  const commits = commit === undefined ? [] : [`+${commit}:refs/mlops/commit`];
  const fetch = async (filter: string): Promise<GitFailure | undefined> => {
    const options = ['--no-tags', '--no-write-fetch-head', '--depth=1', `--filter=${filter}`];
    const { code, stderr } = await git.exec(['fetch', ...options, REMOTE, ...tags, ...commits]);
    // Of a shallow fetch that has nothing to fetch, git makes a failure without a word.
    return code === 0 || (code === 1 && stderr.trim() === '') ? undefined : judgeFailure(stderr);
  };
  const failure = await fetch('tree:0');
  // A tag that is the name of a tree, of which the filter has just said that it is not wanted.
  return failure?.kind === 'absent-object' ? fetch('tree:1') : failure;
}

/**
 * Git that asks the remote what it has before it pushes. Otherwise a tag of a commit that is no longer the tip of any
 * branch takes all its files along, since the scratch repository knows of nothing that both sides have.
 */
export function negotiating(git: Git): Git {
  return withArguments(git, ['-c', 'push.negotiate=true']);
}

interface Advice {
  readonly code: ErrorCode;
  readonly what: string;
  readonly hint: string;
}

const UNCLEAR: Advice = {
  code: 'git-failed',
  what: 'git could not exchange tags with the remote',
  hint: 'Try again; if it stays, run `git ls-remote --tags` against the same remote to see what git says.',
};

const ADVICE: Readonly<Partial<Record<GitFailureKind, Advice>>> = {
  refused: {
    code: 'forge-denied',
    what: 'the remote refuses the tag by a rule or hook, or another tag stands in its way',
    hint: 'Allow this token to create tags in the repository’s tag rulesets, or choose another name for the model.',
  },
  forbidden: {
    code: 'forge-denied',
    what: 'the credentials do not suffice for tags',
    hint: PUSH_HINT,
  },
  offline: {
    code: 'offline',
    what: 'the remote cannot be reached',
    hint: 'Check the network and the address of the remote, then do it again: nothing is done twice.',
  },
  'not-a-repository': {
    code: 'not-a-repository',
    what: 'there is no repository where the registry should be',
    hint: 'Check the path or URL of the remote and that the credentials may see it.',
  },
  'absent-object': {
    code: 'not-found',
    what: 'the remote does not have the commit that was trained',
    hint: 'Push the commit first, then do it again.',
  },
  locked: {
    code: 'git-failed',
    what: 'a lock file of another git process is in the way',
    hint: 'If no git runs there, remove the file that is named, then do it again.',
  },
  'lost-race': {
    code: 'git-failed',
    what: 'others wrote tags each time just before this push',
    hint: 'Do it again when fewer jobs do: nothing is done twice.',
  },
};

/** The error for a failed exchange of tags. */
export function registryError({ kind, said }: GitFailure): MlopsError {
  const { code, what, hint } = ADVICE[kind] ?? UNCLEAR;
  return new MlopsError(code, `${what}: ${said}`, hint);
}
