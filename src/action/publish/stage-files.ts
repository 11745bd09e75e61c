// A push to the default branch → the stages as deploy/*.yaml wishes them: a merged promotion is assigned, a reverted one is
// rolled back.
import * as core from '@actions/core';
import { MlopsError } from '../../error.ts';
import { reconcileStages } from '../../pipeline/promotion/reconcile-stages.ts';
import { renderUnfollowed } from '../../report/stage-summary.ts';
import { announceStage } from './announce-stage.ts';
import { portsOf, type Task } from './task.ts';

/** @throws MlopsError `usage` on another branch, whose files nobody has approved yet */
export async function followStageFiles(task: Task): Promise<void> {
  const { settings, event } = task;
  const { branch, defaultBranch, commit, actor, runUrl: url } = event;
  if (branch === undefined || branch !== defaultBranch) {
    throw new MlopsError(
      'usage',
      `task promote follows deploy/*.yaml of ${defaultBranch ?? 'the default branch'}, and this is ${branch ?? 'no branch'}`,
      'Start the workflow on pushes to the default branch only, or give the input `stage`.',
    );
  }
  const request = { settings, commit, actor, url, isDeployed: true, event };
  const { outcomes, refused, wishes } = await reconcileStages(request, await portsOf(task));
  for (const outcome of outcomes) await announceStage(outcome, event);
  for (const { wish, because } of refused) {
    const file = `deploy/${wish.stage}.yaml`;
    core.error(`${file} is not followed: ${because}`, { title: `mlops: ${wish.stage} refused`, file });
    process.exitCode = process.exitCode || 1;
  }
  await core.summary.addRaw(renderUnfollowed({ done: outcomes.length, refused, wishes }), true).write();
}
