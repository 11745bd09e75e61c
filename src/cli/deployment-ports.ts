// What it takes to deploy from this machine.
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { DeployPorts } from '../pipeline/deploy-ports.ts';
import type { Ports } from '../pipeline/ports.ts';
import type { Workspace } from './workspace.ts';

/** @param abort ends the hook; then nothing is put back */
export function localDeployPorts(
  ports: Ports,
  { root, stateFolder }: Workspace,
  { workingDirectory }: Pick<Settings, 'workingDirectory'>,
  abort?: AbortSignal,
): DeployPorts {
  return {
    ...ports,
    workingDirectory: join(root, workingDirectory),
    folder: join(stateFolder, 'live'),
    onOutput: (chunk) => void process.stderr.write(chunk),
    abort,
  };
}
