// The file of golden requests: as it stands in the worktree, or as it stood when a version was made.
import { join } from 'node:path';
import type { Deploy } from '../../config/deployment-schema.ts';
import { parseGoldenRequests, type GoldenRequest } from '../../deployment/golden-requests.ts';
import { MlopsError } from '../../error.ts';
import { readPlainFile } from '../../training/plain-file.ts';
import { isInside, pathFromRoot } from '../../workspace-path.ts';
import type { DeployPorts } from './deploy-ports.ts';

const MAX_GOLDEN_BYTES = 1_000_000;

/**
 * Golden requests as they stand in the worktree.
 * @throws MlopsError `config-invalid` for a file that is not there or is wrong, with its line
 */
export async function readGolden({ health }: Deploy, ports: DeployPorts): Promise<readonly GoldenRequest[]> {
  const file = health?.requests;
  if (file === undefined) return [];
  const path = join(ports.workingDirectory, file);
  const read = isInside(ports.repositoryRoot, path) ? await readPlainFile(path, MAX_GOLDEN_BYTES) : undefined;
  if (read === undefined || read.size > MAX_GOLDEN_BYTES) {
    throw new MlopsError(
      'config-invalid',
      `the golden requests ${file} ${read === undefined ? 'are no file of the repository' : 'have more than 1 MB'}`,
      'Name a small file of the repository with `health.requests` in mlops.yaml: a JSON object a line.',
    );
  }
  return parseGoldenRequests(read.content.toString(), file);
}

/**
 * Golden requests as they stood at a commit; none where it had none that can be read. The checkout of a job has one commit,
 * so that the forge is asked for others.
 */
export async function readGoldenAt(
  commit: string,
  { health }: Deploy,
  ports: Pick<DeployPorts, 'git' | 'forge' | 'log' | 'repositoryRoot' | 'workingDirectory'>,
): Promise<readonly GoldenRequest[]> {
  const file = health?.requests;
  if (file === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return [];
  const path = pathFromRoot(ports.repositoryRoot, join(ports.workingDirectory, file));
  try {
    const { code, stdout } = await ports.git.exec(['cat-file', 'blob', `${commit}:${path}`]);
    const text = code === 0 ? stdout.toString() : await ports.forge.readTextFile(path, commit);
    return text === undefined || text.length > MAX_GOLDEN_BYTES ? [] : parseGoldenRequests(text, file);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    ports.log.warn(
      `no golden requests are asked, as ${file} of ${commit.slice(0, 7)} cannot be read: ${error.message}`,
    );
    return [];
  }
}
