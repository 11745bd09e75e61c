// Git's side of the facts: the repository, its worktree, its remotes and what origin has.
import { inputPatterns, outputPatterns } from '../../training/source.ts';
import { readOtherModels, type ModelOutputs } from '../../training/other-models.ts';
import { isUsualModel, untrackedCode } from '../../training/untracked-code.ts';
import type { Git } from '../../git/git.ts';
import { judgeFailure } from '../../git/failure.ts';
import type { RepositoryPlace } from '../place.ts';
import type { ModelFolder, OriginFacts, Remote, RepositoryFacts, TrackedFile, WorktreeFacts } from '../facts.ts';

export async function readRepository(git: Git, bare: boolean): Promise<RepositoryFacts> {
  const [head, branch, shallow, worktrees, mainBranch] = await Promise.all([
    git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']),
    git.exec(['symbolic-ref', '--quiet', '--short', 'HEAD']),
    git.exec(['rev-parse', '--is-shallow-repository']),
    git.exec(['worktree', 'list', '--porcelain']),
    findMainBranch(git),
  ]);
  return {
    bare,
    head: head.stdout.toString().trim() || undefined,
    branch: branch.stdout.toString().trim() || undefined,
    mainBranch,
    isShallow: shallow.stdout.toString().trim() === 'true',
    worktrees: worktrees.stdout
      .toString()
      .split('\n\n')
      .flatMap((text) => {
        const path = /^worktree (.*)$/m.exec(text)?.[1];
        return path === undefined ? [] : [{ path, ref: /^branch (.*)$/m.exec(text)?.[1] }];
      }),
  };
}

async function findMainBranch(git: Git): Promise<string | undefined> {
  const there = 'refs/remotes/origin/';
  const { stdout } = await git.exec([
    'for-each-ref',
    '--format=%(refname) %(symref)',
    `${there}HEAD`,
    `${there}main`,
    `${there}master`,
    'refs/heads/main',
    'refs/heads/master',
  ]);
  const refs = stdout.toString().split('\n');
  const named = refs.find((line) => line.startsWith(`${there}HEAD ${there}`))?.slice(`${there}HEAD ${there}`.length);
  return named ?? ['main', 'master'].find((name) => refs.some((line) => line.trim().endsWith(`/${name}`)));
}

/** What makes a run one of uncommitted code, as the training itself judges it, for all models together. */
export async function readWorktree(
  { git, root, modelFolder }: Pick<RepositoryPlace, 'git' | 'root' | 'modelFolder'>,
  models: readonly ModelFolder[],
): Promise<WorktreeFacts> {
  const meant = models.map(({ settings }) => settings);
  // Where one folder is meant, what the runs of others wrote is none of its code either.
  const others = modelFolder === undefined ? [] : await readOtherModels(git, root, modelFolder);
  const all = [...meant, ...others];
  const outputs = [...new Set([...outputPatterns(undefined), ...all.flatMap(outputPatterns)])];
  const inputs = [...new Set(meant.flatMap(inputPatterns))];
  const [changed, untracked] = await Promise.all([
    git.exec(['diff', 'HEAD', '--name-only', '-z', '--no-ext-diff', '--', '.', ...outputs]),
    git.exec(['ls-files', '--others', '--exclude-standard', '-z', '--', '.', ...outputs, ...inputs]),
  ]);
  const code = untrackedCode(namesIn(untracked.stdout));
  // As for the training, what looks like a model is none of the code.
  return { changed: namesIn(changed.stdout), untracked: code.filter((path) => !isModelOf(path, all)) };
}

function isModelOf(path: string, settings: readonly ModelOutputs[]): boolean {
  const folders = settings.length === 0 ? ['.'] : settings.map(({ workingDirectory }) => workingDirectory);
  return folders.some((folder) => isUsualModel(path, folder));
}

export async function readRemotes(git: Git): Promise<readonly Remote[]> {
  const { stdout } = await git.exec(['config', '--null', '--get-regexp', String.raw`^remote\..*\.(url|pushurl)$`]);
  const remotes = new Map<string, string[]>();
  for (const entry of namesIn(stdout)) {
    const [, name, url] = /^remote\.(.*)\.(?:url|pushurl)\n(.*)$/is.exec(entry) ?? [];
    if (name !== undefined && url !== undefined) remotes.set(name, [...(remotes.get(name) ?? []), url]);
  }
  return [...remotes].map(([name, urls]) => ({ name, urls }));
}

/** All refs of origin that matter, in one request; what git said when there is no answer. */
export async function readOrigin(git: Git): Promise<OriginFacts | { readonly failure: string }> {
  const { code, stdout, stderr } = await git.exec([
    '-c',
    'http.lowSpeedLimit=1',
    '-c',
    'http.lowSpeedTime=30',
    'ls-remote',
    '--symref',
    'origin',
    'HEAD',
    'refs/heads/*',
    'refs/tags/*',
    'refs/mlops/*',
  ]);
  if (code !== 0) return { failure: judgeFailure(stderr).said };
  const refs = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of stdout.toString().split('\n')) {
    const [id = '', ref = ''] = line.split('\t');
    if (id.startsWith('ref: refs/heads/')) defaultBranch = id.slice('ref: refs/heads/'.length);
    else if (ref.startsWith('refs/') && !ref.endsWith('^{}')) refs.set(ref, id);
  }
  return { refs, defaultBranch };
}

/** The files of HEAD with their sizes; without them in a partial clone, where git would fetch each file to tell. */
export async function readTrackedFiles(git: Git): Promise<readonly TrackedFile[]> {
  const partial = await git.exec(['config', '--get-regexp', String.raw`^remote\..*\.promisor$`]);
  const isPartial = partial.stdout.length > 0;
  const { stdout } = await git.exec(['ls-tree', '-r', '-z', '--full-tree', ...(isPartial ? [] : ['-l']), 'HEAD']);
  return namesIn(stdout).flatMap((entry) => {
    const [, kind, size, path] = /^\d+ (\w+) [0-9a-f]+(?: +(\d+|-))?\t(.*)$/s.exec(entry) ?? [];
    if (kind !== 'blob' || path === undefined) return [];
    return [{ path, size: size === undefined ? undefined : Number(size) }];
  });
}

/** The workflow files of origin's default branch as this clone knows it; undefined where it knows none. */
export async function readDefaultBranchWorkflows(
  git: Git,
): Promise<{ readonly branch: string; readonly files: readonly string[] } | undefined> {
  const prefix = 'refs/remotes/origin/';
  const named = (await git.exec(['symbolic-ref', '--quiet', `${prefix}HEAD`])).stdout.toString().trim();
  for (const ref of [named, `${prefix}main`, `${prefix}master`].filter((each) => each.startsWith(prefix))) {
    const { code, stdout } = await git.exec(['ls-tree', '--name-only', '-z', '--full-tree', ref, ...WORKFLOW_FOLDERS]);
    if (code === 0) return { branch: ref.slice(prefix.length), files: namesIn(stdout) };
  }
  return undefined;
}

const WORKFLOW_FOLDERS = ['.github/workflows/', '.gitea/workflows/', '.forgejo/workflows/'];

export function namesIn(nulSeparated: Buffer): readonly string[] {
  return nulSeparated
    .toString()
    .split('\0')
    .filter((name) => name !== '');
}
