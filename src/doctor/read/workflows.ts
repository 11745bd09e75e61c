// The workflow files of the worktree.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorkflow } from '../../workflow/parse-workflow.ts';
import type { WorkflowFile } from '../../workflow/workflow.ts';

const FOLDERS = ['.github/workflows', '.gitea/workflows', '.forgejo/workflows'];

export async function readWorkflows(root: string): Promise<readonly WorkflowFile[]> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names: readonly string[] = await readdir(join(root, folder)).catch(() => []);
      const paths = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
      return Promise.all(
        paths.map(async (name) => {
          const path = `${folder}/${name}`;
          return parseWorkflow(path, await readFile(join(root, path), 'utf8'));
        }),
      );
    }),
  );
  return files.flat();
}
