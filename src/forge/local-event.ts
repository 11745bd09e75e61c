// The event of a run on one's own machine, made of what git knows. A branch other than the default one is its own
// pull request into the default branch.
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import type { ForgeEvent, PullRequestEvent } from './forge.ts';

/**
 * @param git in any folder of the worktree, linked worktrees too
 * @throws MlopsError `not-a-repository`, or `repository-empty` before the first commit
 */
export async function localEvent(git: Git): Promise<ForgeEvent> {
  const commit = await readHead(git);
  const [settings, branch] = await Promise.all([readSettings(git), readBranch(git)]);
  const defaultBranch = await findDefaultBranch(git, settings.get('init.defaultbranch'), branch);
  return {
    name: 'local',
    repository: repositoryOf(settings.get('remote.origin.url')),
    repositoryUrl: undefined,
    defaultBranch,
    branch,
    commit,
    actor: settings.get('user.name'),
    pullRequest: await pullRequestOf(git, commit, branch, defaultBranch),
    inputs: {},
    workflow: undefined,
    run: undefined,
    attempt: undefined,
    job: undefined,
    matrix: undefined,
    runUrl: undefined,
  };
}

/** What a repository is called on its forge, and its default branch; both may be asked before the first commit. */
export async function readLocalNames(
  git: Git,
): Promise<{ readonly repository: string | undefined; readonly defaultBranch: string | undefined }> {
  const [settings, branch] = await Promise.all([readSettings(git), readBranch(git)]);
  return {
    repository: repositoryOf(settings.get('remote.origin.url')),
    defaultBranch: await findDefaultBranch(git, settings.get('init.defaultbranch'), branch),
  };
}

/** The best common ancestor of two commits; undefined when they have none or the history is cut off. */
export async function findLocalMergeBase(git: Git, base: string, head: string): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['merge-base', '--', base, head]);
  return code === 0 ? stdout.toString().trim().split('\n')[0] : undefined;
}

async function readHead(git: Git): Promise<string> {
  const head = await git.exec(['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head.code === 0) return head.stdout.toString().trim();
  if ((await git.exec(['rev-parse', '--git-dir'])).code !== 0) {
    throw new MlopsError(
      'not-a-repository',
      'this folder is not in a git repository',
      'Run the command in a repository, or name one with `--repo PATH`; `git init` makes a new one.',
    );
  }
  const known = await findDefaultBranch(git, undefined, undefined);
  if (known !== undefined) {
    throw new MlopsError(
      'repository-empty',
      'HEAD names a branch that has no commit',
      `Go to the branch with your code: git switch ${known}`,
    );
  }
  throw new MlopsError(
    'repository-empty',
    'the repository has no commit yet',
    'Commit your work first: a run says of which commit it is.',
  );
}

/** Undefined when HEAD is detached. */
async function readBranch(git: Git): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['symbolic-ref', 'HEAD']);
  return code === 0 ? /^refs\/heads\/(.+)$/s.exec(stdout.toString().trim())?.[1] : undefined;
}

/** The settings that an event is made of, by lower-case key; the last value of each wins, as in git. */
async function readSettings(git: Git): Promise<ReadonlyMap<string, string>> {
  const wanted = '^(init\\.defaultbranch|user\\.name|remote\\.origin\\.url)$';
  const { stdout } = await git.exec(['config', '--null', '--get-regexp', wanted]);
  const entries = stdout.toString().split('\0').filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const [key = '', ...value] = entry.split('\n');
      return [key.toLowerCase(), value.join('\n')] as const;
    }),
  );
}

/** What the remote calls its default, else the first usual name that exists, else the branch we are on. */
async function findDefaultBranch(
  git: Git,
  configured: string | undefined,
  current: string | undefined,
): Promise<string | undefined> {
  const names = [configured, 'main', 'master'].filter((name) => name !== undefined && name !== '') as string[];
  const refs = await readRefs(git, [ORIGIN_HEAD, ...names.flatMap(refsOf)]);
  const named = /^refs\/remotes\/origin\/(.+)$/s.exec(refs.get(ORIGIN_HEAD)?.target ?? '')?.[1];
  return named ?? names.find((name) => refsOf(name).some((ref) => refs.has(ref))) ?? current;
}

const ORIGIN_HEAD = 'refs/remotes/origin/HEAD';

/** Where a branch is: here, and on the remote as it was last fetched. */
function refsOf(branch: string): readonly [string, string] {
  return [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
}

interface Ref {
  readonly commit: string;
  /** The ref that a symbolic one stands for; empty for the others. */
  readonly target: string;
}

/** Those of the refs that exist, by name: one process for all of them. */
async function readRefs(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, Ref>> {
  const { stdout } = await git.exec(['for-each-ref', '--format=%(refname) %(objectname) %(symref)', ...names]);
  const lines = stdout.toString().split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [name = '', commit = '', target = ''] = line.split(' ');
      return [name, { commit, target }] as const;
    }),
  );
}

async function pullRequestOf(
  git: Git,
  head: string,
  branch: string | undefined,
  baseBranch: string | undefined,
): Promise<PullRequestEvent | undefined> {
  if (branch === undefined || baseBranch === undefined || branch === baseBranch) return undefined;
  const refs = await readRefs(git, refsOf(baseBranch));
  const [here, fetched = here] = refsOf(baseBranch).flatMap((ref) => refs.get(ref)?.commit ?? []);
  if (here === undefined || fetched === undefined) return undefined;
  // A local default branch that only lags behind the fetched one is stale; one with commits of its own is ahead.
  const isStale = here !== fetched && (await git.exec(['merge-base', '--is-ancestor', here, fetched])).code === 0;
  return { number: undefined, head, headBranch: branch, base: isStale ? fetched : here, baseBranch, isFork: false };
}

/** `owner/name` of an address on a forge; a path on disk is none. Names with which one logs in are left out. */
function repositoryOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const path =
    /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/i.exec(address)?.[1] ??
    /^(?:[^@/\s]+@)?[^/:\s\\]{2,}:(?!\/)(.+)$/.exec(address)?.[1];
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '');
  return name !== undefined && /^[^/\s]+(?:\/[^/\s]+)+$/.test(name) ? name : undefined;
}
