// The repository that a command works in, and the local adapters around it.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MlopsError } from '../error.ts';
import { gitIn, type Git } from '../git/git.ts';
import { remoteAddress } from '../git/remote-address.ts';
import { isOwnedByAnother, ownedByAnother } from '../git/ownership.ts';

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
      if (cause instanceof MlopsError) throw cause;
      throw new MlopsError(
        'not-a-repository',
        `${start} cannot be opened: ${(cause as Error).message}`,
        'Give an existing folder with --repo.',
        { cause },
      );
    });
  if (isOwnedByAnother(stderr)) throw ownedByAnother(start);
  // In a bare repository git answers everything but the last question, and fails.
  const [bareText, commonDir = '', gitFolder = '', top = ''] = stdout.toString().trim().split('\n');
  const bare = bareText === 'true';
  if (code !== 0 && !(bare && gitFolder !== '')) {
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
  return remoteAddress(url, root);
}
