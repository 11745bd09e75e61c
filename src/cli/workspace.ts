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
    .exec(['rev-parse', '--is-bare-repository', '--path-format=absolute', '--git-common-dir'])
    .catch((cause: unknown) => {
      throw new MlopsError(
        'not-a-repository',
        `${start} cannot be opened: ${(cause as Error).message}`,
        'Give an existing folder with --repo.',
        { cause },
      );
    });
  if (code !== 0) {
    throw new MlopsError(
      'not-a-repository',
      `${start} is in no Git repository (${stderr.trim()})`,
      'Run `git init` and make a first commit, or name a repository with --repo.',
    );
  }
  const [bareText, commonDir = ''] = stdout.toString().trim().split('\n');
  const bare = bareText === 'true';
  const root = bare ? commonDir : await git.text(['rev-parse', '--path-format=absolute', '--show-toplevel']);
  const stateFolder = join(commonDir, 'mlops');
  await mkdir(stateFolder, { recursive: true });
  return { root, bare, git: gitIn(root), stateFolder, remoteUrl: await readRemoteUrl(gitIn(root), root) };
}

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
