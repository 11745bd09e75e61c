// `task: promote`: a version gets a stage, if the evidence allows; on a push without a stage, the stages become what
// deploy/*.yaml wishes.
import { assignStage } from '../../pipeline/promotion/assign-stage.ts';
import { announceStage } from './announce-stage.ts';
import { followStageFiles } from './stage-files.ts';
import { stageRequest } from './stage-request.ts';
import type { Task } from './task.ts';

export async function promote(task: Task): Promise<void> {
  const { settings, event } = task;
  if (settings.stage === undefined && event.name === 'push') return followStageFiles(task);
  const { request, following, ports } = await stageRequest(task);
  const wanted = { ...request, version: settings.version, isApproved: false };
  await announceStage(await assignStage(wanted, following, ports), event);
}
