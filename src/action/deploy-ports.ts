// What bringing a version live needs of the world, in a job.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestCommitter } from '../pipeline/deployment/commit-manifest.ts';
import type { DeployPorts } from '../pipeline/deployment/deploy-ports.ts';
import type { Ports } from '../pipeline/ports.ts';

/** The model files lie in the runner's temporary folder, and go with the job. */
export function deployPorts(
  ports: Ports,
  place: {
    /** Absolute. */
    readonly workingDirectory: string;
    readonly repositoryUrl: string | undefined;
    readonly defaultBranch: string | undefined;
    /** Web address of the workflow run. */
    readonly runUrl: string | undefined;
    readonly abort?: AbortSignal;
  },
): DeployPorts {
  const { workingDirectory, repositoryUrl, defaultBranch, runUrl, abort } = place;
  const folder = join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'mlops', 'deployments');
  // The deploy command is run by a step of its own, whose output is the log already.
  const onOutput = (): void => {};
  const commitFile = manifestCommitter(ports, defaultBranch);
  return { ...ports, workingDirectory, folder, repositoryUrl, logUrl: runUrl, abort, onOutput, commitFile };
}
