// The history that a command reads: on the tracking branch of this repository, as the flag, mlops.yaml or the default
// names it. Every command finds it here, so that all of them look at the same one.
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { loadSettings } from '../config/load-config.ts';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import type { TrackingHistory } from '../tracking/history.ts';
import { fullRef } from '../tracking/layout.ts';
import { openHistory } from '../tracking/open-history.ts';
import { withWorkingDirectory } from './working-directory.ts';
import { localLocation, openWorkspace, type Workspace } from './workspace.ts';

/** The flags that every command with a history has. */
export interface HistoryOptions {
  readonly repo: string;
  readonly json: boolean;
  /** As the flag gave it; undefined: what mlops.yaml says. */
  readonly trackingBranch?: string | undefined;
}

export interface OpenedHistory {
  readonly workspace: Workspace;
  /** Branch name or full ref. */
  readonly trackingBranch: string;
  readonly history: TrackingHistory;
}

const DEFAULT_BRANCH = 'mlops-tracking';

/** Opens the repository and its history to be read; a broken mlops.yaml is a warning, since the runs are there all the same. */
export async function openLocalHistory(options: HistoryOptions, log: Log): Promise<OpenedHistory> {
  const workspace = await openWorkspace(options.repo);
  const trackingBranch = await readableTrackingBranch(options, workspace, log);
  return { workspace, trackingBranch, history: localHistory(workspace, trackingBranch, log) };
}

/**
 * Where the history lies: the flag, else mlops.yaml, else `mlops-tracking`.
 * @throws MlopsError `config-invalid` for a broken mlops.yaml, unless the flag says it
 */
export async function trackingBranchOf(options: HistoryOptions, workspace: Workspace): Promise<string> {
  if (options.trackingBranch !== undefined) return options.trackingBranch;
  const inputs = await withWorkingDirectory({ repo: options.repo, inputs: {} }, workspace);
  const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
  return settings.trackingBranch;
}

/** The same for commands that only read: with a broken mlops.yaml they warn and look at the default branch. */
export async function readableTrackingBranch(options: HistoryOptions, workspace: Workspace, log: Log): Promise<string> {
  try {
    return await trackingBranchOf(options, workspace);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the configuration cannot be read, so ${DEFAULT_BRANCH} is looked at: ${error.message}`);
    return DEFAULT_BRANCH;
  }
}

/** The history on a tracking branch of this repository. */
export function localHistory(workspace: Workspace, trackingBranch: string, log: Log): TrackingHistory {
  return openHistory({
    remote: localLocation(workspace),
    ref: fullRef(trackingBranch),
    scratchParent: tmpdir(),
    clock: () => new Date(),
    random: Math.random,
    log,
  });
}
