// The repository that a command works in, and the local adapters around it.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MlopsError } from '../error.ts';
import { gitIn, type Git } from '../git/git.ts';

/** A repository on disk, as a command found it. */
export interface Workspace {
  /** Top of the worktree; of a bare repository, its folder. */
  readonly root: string;
  readonly bare: boolean;
  readonly git: Git;
  /** The git folder of this worktree alone: of a linked one, its own. */
  readonly gitFolder: string;
  /** `<git common dir>/mlops`: spool, artifacts, comments and captures of local runs. Never in the worktree. */
  readonly stateFolder: string;
  /** Address of `origin`, absolute where it is a path; undefined without one. */
  readonly remoteUrl: string | undefined;
}

/**
 * Finds the repository that holds `path`.
 * @throws MlopsError `not-a-repository`
 */
export async function openWorkspace(path: string): Promise<Workspace> {
  const start = resolve(path);
  const git = gitIn(start);
  const { code, stdout, stderr } = await git
    .exec(['rev-parse', '--is-bare-repository', '--path-format=absolute', ...FOLDERS])
    .catch((cause: unknown) => {
      throw new MlopsError(
        'not-a-repository',
        `${start} cannot be opened: ${(cause as Error).message}`,
        'Give an existing folder with --repo.',
        { cause },
      );
    });
  // In a bare repository git answers everything but the last question, and fails.
  const [bareText, commonDir = '', gitFolder = '', top = ''] = stdout.toString().trim().split('\n');
  const bare = bareText === 'true';
  if (code !== 0 && !(bare && gitFolder !== '')) {
    const owned = ownedByOthers(stderr);
    if (owned !== undefined) throw owned;
    throw new MlopsError(
      'not-a-repository',
      `${start} is in no Git repository (${stderr.trim()})`,
      'Run `git init` and make a first commit, or name a repository with --repo.',
    );
  }
  const root = bare ? commonDir : top;
  const stateFolder = join(commonDir, 'mlops');
  await mkdir(stateFolder, { recursive: true });
  const remoteUrl = await readRemoteUrl(gitIn(root), root);
  return { root, bare, git: gitIn(root), gitFolder, stateFolder, remoteUrl };
}

/** Git works in nobody else's repository unless it is told to; undefined when that is not what it says. */
export function ownedByOthers(stderr: string): MlopsError | undefined {
  const [, folder] = /detected dubious ownership in repository at '(.*)'/.exec(stderr) ?? [];
  if (folder === undefined) return undefined;
  return new MlopsError(
    'not-a-repository',
    `Git does not open ${folder}, since it belongs to another user`,
    `If you trust what stands there: git config --global --add safe.directory '${folder}'`,
  );
}

const FOLDERS = ['--git-common-dir', '--absolute-git-dir', '--show-toplevel'];

/** Where the tracking branch and the tags of this repository itself are written: its own folder. */
export function localLocation(workspace: Workspace): {
  readonly url: string;
  readonly config: Readonly<Record<string, string>>;
} {
  return { url: workspace.root, config: {} };
}

async function readRemoteUrl(git: Git, root: string): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['remote', 'get-url', 'origin']);
  if (code !== 0) return undefined;
  const url = stdout.toString().trim();
  const isPath = !/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !/^[^/\\]+@?[^/\\]*:/.test(url);
  return isPath ? resolve(root, url) : url;
}
