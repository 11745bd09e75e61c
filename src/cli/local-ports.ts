// The ports of a command: everything local, in `.git/mlops` and on the local tracking branch.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderArtifacts } from '../artifacts/folder.ts';
import { localForge } from '../forge/local.ts';
import type { Log } from '../log.ts';
import type { Ports } from '../pipeline/ports.ts';
import { readRegistry } from '../registry/read-registry.ts';
import { DEPLOYMENT, watchInterrupts } from './interrupts.ts';
import { localHistory } from './local-history.ts';
import { localLocation, type Workspace } from './workspace.ts';

const clock = (): Date => new Date();

export interface LocalPortsOptions {
  readonly trackingBranch: string;
  /** Push registry tags to `origin` when there is one. */
  readonly pushTags: boolean;
  readonly log: Log;
}

export async function localPorts(workspace: Workspace, options: LocalPortsOptions): Promise<Ports> {
  const { stateFolder, remoteUrl } = workspace;
  const scratch = join(stateFolder, 'scratch');
  await mkdir(scratch, { recursive: true });
  const own = localLocation(workspace);
  const isPushed = options.pushTags && remoteUrl !== undefined;
  return {
    git: workspace.git,
    repositoryRoot: workspace.root,
    history: localHistory(workspace, options.trackingBranch, options.log),
    forge: localForge({ folder: stateFolder, git: workspace.git, clock }),
    artifacts: folderArtifacts({ folder: join(stateFolder, 'artifacts'), clock }),
    registry: {
      remote: isPushed ? { url: remoteUrl, config: {} } : own,
      clone: isPushed ? workspace.root : undefined,
      read: () => readRegistry({ remote: own, scratchParent: scratch }),
    },
    scratch,
    spool: join(stateFolder, 'spool'),
    deploying: {
      folder: join(stateFolder, 'live'),
      onOutput: (chunk) => void process.stderr.write(chunk),
      watchInterrupts: () => watchInterrupts(options.log, DEPLOYMENT),
    },
    environment: process.env,
    clock,
    random: Math.random,
    log: options.log,
  };
}
