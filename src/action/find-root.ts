// The top of the checkout that a step works in. Its folders are the pull request's, and git obeys what it finds in them.
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MlopsError } from '../error.ts';
import { gitIn, type Git, type GitConfig } from '../git/git.ts';
import { isOwnedByAnother, ownedByAnother, trusting } from '../git/ownership.ts';

/**
 * An earlier step may have planted programs in the checkout that git would start, and a folder of it may be a repository
 * without a worktree, with settings of its own: who pushes can commit one, and git takes it for the nearest.
 */
export const PLANTED: GitConfig = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'safe.bareRepository': 'explicit',
};

/** In the container of a job the workspace belongs to another user than the one of the steps. */
export async function findRoot(
  directory: string,
  workspace: string,
): Promise<{ readonly root: string; readonly git: Git }> {
  const found = await gitIn(workspace, { ...PLANTED, ...trusting('*') }).exec([
    '-C',
    directory,
    'rev-parse',
    '--show-toplevel',
  ]);
  if (found.code === 0) {
    const top = found.stdout.toString().trim();
    const root = resolve(top);
    return { root, git: gitIn(root, { ...PLANTED, ...trusting(top) }) };
  }
  if (isOwnedByAnother(found.stderr)) throw ownedByAnother(directory);
  if (isBareFound(found.stderr)) throw bareFound(directory);
  const names = await filesIn(directory);
  if (names === undefined && ((await filesIn(workspace)) ?? []).length > 0) {
    throw new MlopsError(
      'usage',
      `there is no folder ${directory}`,
      'The input `working-directory` is a folder of the checkout, by its path from the workspace.',
    );
  }
  if (names !== undefined && names.length > 0) {
    throw new MlopsError(
      'not-a-repository',
      `${directory} has files and is in no Git repository (${found.stderr.trim()})`,
      'Where git is not installed, actions/checkout downloads the files without the repository: in the container of a job ' +
        'install git before actions/checkout. Otherwise check the input working-directory.',
    );
  }
  throw new MlopsError(
    'not-a-repository',
    `${directory} is in no Git repository (${found.stderr.trim()})`,
    'Put `- uses: actions/checkout@v4` before mlops-action, and check the input working-directory.',
  );
}

/** What lies in a folder, without what this action put there; undefined where there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  return names?.filter((name) => name !== '.mlops-action');
}

function isBareFound(stderr: string): boolean {
  return stderr.includes('safe.bareRepository');
}

function bareFound(directory: string): MlopsError {
  return new MlopsError(
    'not-a-repository',
    `${directory} lies in a bare repository, whose settings git would follow`,
    'See who has committed its files (HEAD, config, objects, refs) to this folder, and take them out.',
  );
}
