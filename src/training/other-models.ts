// The other models of a monorepo: what their runs leave in their folders is no code of this one.
import { basename } from 'node:path';
import { loadSettings } from '../config/load-config.ts';
import type { Settings } from '../config/settings.ts';
import type { Git } from '../git/git.ts';

/** Where a model lies, and what its runs write there. */
export type ModelOutputs = Pick<Settings, 'workingDirectory' | 'metrics' | 'modelFiles' | 'artifacts'>;

/** More folders than this are examples rather than models. */
const MOST_FOLDERS = 50;

/**
 * The models beside one, by the configurations that git tracks; of one that cannot be read the folder alone is known.
 * @param git at the top of the worktree, before the training
 * @param own working directory of the one
 */
export async function readOtherModels(git: Git, root: string, own: string): Promise<readonly ModelOutputs[]> {
  const { stdout } = await git.exec(['ls-files', '-z', '--', ':(top,glob)**/mlops.yaml']);
  const paths = stdout.toString().split('\0').filter(Boolean);
  const folders = new Set(paths.map((path) => path.slice(0, -'/mlops.yaml'.length) || '.'));
  folders.delete(own);
  return Promise.all(
    [...folders].slice(0, MOST_FOLDERS).map(async (workingDirectory) => {
      const inputs = workingDirectory === '.' ? {} : { 'working-directory': workingDirectory };
      const settings = await loadSettings(inputs, { root, repository: basename(root) }).catch(() => undefined);
      return settings ?? { workingDirectory, metrics: [], modelFiles: [], artifacts: [] };
    }),
  );
}

/** The folder of the models that a path lies in: the innermost one. Pure. */
export function modelFolderOf(path: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => folder === '.' || path.startsWith(`${folder}/`))
    .toSorted((a, b) => (a === '.' ? 0 : a.length) - (b === '.' ? 0 : b.length))
    .at(-1);
}
