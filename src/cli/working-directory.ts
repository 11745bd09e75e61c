// Which model is meant: whoever stands in a folder that has its own mlops.yaml means that one.
import { access, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathFromRoot } from '../workspace-path.ts';
import type { Workspace } from './workspace.ts';

interface Given {
  readonly repo: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The inputs, with the working directory filled in where the user stands in the folder of a model and named none. */
export async function withWorkingDirectory(
  { repo, inputs }: Given,
  { root }: Workspace,
): Promise<Readonly<Record<string, string>>> {
  if (inputs['working-directory'] !== undefined || inputs['config'] !== undefined) return inputs;
  const [top, here] = await Promise.all([realpath(root), realpath(resolve(repo))]);
  const folder = pathFromRoot(top, here);
  const isModel = await access(join(here, 'mlops.yaml')).then(
    () => true,
    () => false,
  );
  return folder === '.' || !isModel ? inputs : { ...inputs, 'working-directory': folder };
}
