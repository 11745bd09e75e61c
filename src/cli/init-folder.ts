// Which folder `mlops init` is about: the one that is named, that the user stands in, or that a person chooses.
import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MlopsError } from '../error.ts';
import { isModelFolder } from '../init/model-folders.ts';
import { isPlainName, type RepositoryFacts } from '../init/repository-facts.ts';
import { pathFromRoot } from '../workspace-path.ts';
import { readRepositoryFacts } from './repository-facts.ts';
import type { Workspace } from './workspace.ts';

interface Given {
  readonly repo: string;
  readonly workingDirectory: string | undefined;
  readonly force: boolean;
}

/**
 * The facts of the folder that is meant.
 * @throws MlopsError `usage` for a folder that is none of the repository
 */
export async function factsOfFolder(given: Given, workspace: Workspace): Promise<RepositoryFacts> {
  if (workspace.bare)
    throw new MlopsError('usage', 'this is a bare repository', 'Run the command in a worktree of it.');
  const read = (folder: string): Promise<RepositoryFacts> => readRepositoryFacts(workspace, folder, !given.force);
  if (given.workingDirectory !== undefined) return read(await namedFolder(given.workingDirectory, workspace));
  const here = pathFromRoot(await realpath(workspace.root), await realpath(resolve(given.repo)));
  if (here === '.' || !isPlainName(here)) return read('.');
  const facts = await read(here);
  return isModelFolder(facts) ? facts : read('.');
}

async function namedFolder(given: string, { root }: Workspace): Promise<string> {
  const typed = given.replaceAll('\\', '/');
  const parts = typed.split('/').filter((part) => part !== '' && part !== '.');
  const folder = parts.join('/') || '.';
  const isThere = await stat(join(root, folder)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere && !parts.includes('..') && (folder === '.' || isPlainName(folder))) return folder;
  throw new MlopsError(
    'usage',
    `working-directory: "${typed}" is no folder of the repository that a workflow can name`,
    `Give a folder relative to the repository's root, ${root}, in plain letters.`,
  );
}
