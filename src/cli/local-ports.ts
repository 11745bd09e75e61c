// The ports of a command: everything local, in `.git/mlops` and on the local tracking branch.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderArtifacts } from '../artifacts/folder.ts';
import { localForge } from '../forge/local.ts';
import type { Log } from '../log.ts';
import type { Ports } from '../pipeline/ports.ts';
import { openHistory } from '../tracking/open-history.ts';
import type { TrackingHistory } from '../tracking/history.ts';
import { fullRef } from '../tracking/layout.ts';
import { localLocation, type Workspace } from './workspace.ts';

const clock = (): Date => new Date();

/** The history on the local tracking branch. */
export function localHistory(workspace: Workspace, trackingBranch: string, log: Log): TrackingHistory {
  return openHistory({
    remote: localLocation(workspace),
    ref: fullRef(trackingBranch),
    scratchParent: tmpdir(),
    clock,
    random: Math.random,
    log,
  });
}

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
  return {
    git: workspace.git,
    repositoryRoot: workspace.root,
    history: localHistory(workspace, options.trackingBranch, options.log),
    forge: localForge({ folder: stateFolder, git: workspace.git, clock }),
    artifacts: folderArtifacts({ folder: join(stateFolder, 'artifacts'), clock }),
    registryRemote: options.pushTags && remoteUrl !== undefined ? { url: remoteUrl, config: {} } : undefined,
    scratch,
    spool: join(stateFolder, 'spool'),
    environment: process.env,
    clock,
    random: Math.random,
    log: options.log,
  };
}
