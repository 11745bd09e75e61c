// Runs of commands that were killed: recorded by the next training in the same worktree, or by `mlops sync`.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { recordLeftRun } from '../pipeline/recording/record-left-run.ts';
import { findLeftCaptures, hasTrained, removeCapture, type LeftCapture } from '../training/left-captures.ts';
import { readPlan } from '../training/prepare.ts';
import { endTraining, isTrainingLeft } from '../training/training-processes.ts';
import { withWorktreeLock } from '../training/worktree-lock.ts';
import { localPorts } from './local-ports.ts';
import type { Workspace } from './workspace.ts';

/** The folder of all captures, below `.git/mlops`. */
export function capturesFolder({ stateFolder }: Workspace): string {
  return join(stateFolder, 'captures');
}

/**
 * Records the runs that were left in this worktree, whose lock this process holds.
 * @throws MlopsError `usage` while a training that nobody watches over goes on here: it would write where the next one does
 */
export async function recordRunsLeftHere(workspace: Workspace, log: Log): Promise<void> {
  for (const capture of await findLeftCaptures(capturesFolder(workspace), new Date())) {
    if ((await worktreeOf(capture)) !== (await realpath(workspace.root))) continue;
    if (await isTrainingLeft(capture)) {
      log.warn(`ending the training of run ${capture.runId}: the process that watched it was killed`);
      if (!(await endTraining(capture))) throw stillThere(capture);
    }
    await record(capture, workspace, log);
  }
}

/** Records all runs that were left, in whatever worktree of this repository; gives how many. */
export async function recordLeftRuns(workspace: Workspace, log: Log): Promise<number> {
  let recorded = 0;
  for (const capture of await findLeftCaptures(capturesFolder(workspace), new Date())) {
    const { runId, place } = capture;
    if (await isTrainingLeft(capture)) {
      log.warn(`run ${runId} is not recorded yet: its training goes on, though the process that watched it was killed`);
      continue;
    }
    const work = async (): Promise<void> => void (recorded += (await record(capture, workspace, log)) ? 1 : 0);
    const isThere = (await worktreeOf(capture)) !== undefined;
    if (place === undefined || !isThere) await work();
    else
      await withWorktreeLock(place.lock, work, log).catch((error: unknown) => {
        if (!(error instanceof MlopsError) || error.code !== 'usage') throw error;
        log.warn(`run ${runId} is left for later: ${error.message}`);
      });
  }
  return recorded;
}

/** What cannot be recorded stays, and is told of. */
async function record(capture: LeftCapture, workspace: Workspace, log: Log): Promise<boolean> {
  const { runId, folder } = capture;
  try {
    const plan = await readPlan(folder);
    const { trackingBranch } = plan.settings;
    const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log });
    const left = await recordLeftRun({ plan, capture, worktree: await worktreeOf(capture) }, ports);
    if (left.kind === 'waiting') return false;
    await removeCapture(folder);
    if (left.kind === 'known') return false;
    log.warn(`run ${runId} of a killed command is recorded as ${left.record.status}`);
    return true;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    // Killed while it was planned: there never was a run.
    if (error.code === 'capture-failed' && !(await hasTrained(folder))) await removeCapture(folder);
    else log.warn(`run ${runId} of a killed command stays in ${folder}: ${error.message}. ${error.hint}`);
    return false;
  }
}

/** Undefined where it is gone, or was never known. */
async function worktreeOf({ place }: LeftCapture): Promise<string | undefined> {
  return place === undefined ? undefined : realpath(place.worktree).catch(() => undefined);
}

function stillThere({ runId, folder, group }: LeftCapture): MlopsError {
  const who = group === undefined ? '' : ` (process group ${group})`;
  return new MlopsError(
    'usage',
    `the training of run ${runId}${who} goes on in this worktree, though the process that watched it was killed`,
    `End it${group === undefined ? '' : `, for example with \`kill -- -${group}\``}, and train again. If that is no training, remove ${folder}.`,
  );
}
