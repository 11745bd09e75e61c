// `task: promote`: a version gets a stage, if the evidence allows; on a push without a stage, the stages become what
// deploy/*.yaml wishes.
import { assignStage } from '../../pipeline/promotion/assign-stage.ts';
import { followingFor } from '../../pipeline/promotion/stage-follower.ts';
import { parseReason } from '../../run/annotation.ts';
import { redactorFrom } from '../../run/redact.ts';
import { requireStageInput } from '../stage-input.ts';
import { announceStage } from './announce-stage.ts';
import { followStageFiles } from './stage-files.ts';
import { portsOf, type Task } from './task.ts';

export async function promote(task: Task): Promise<void> {
  const { settings, event } = task;
  if (settings.stage === undefined && event.name === 'push') return followStageFiles(task);
  const { model, version, force } = settings;
  const stage = requireStageInput(settings);
  const ports = await portsOf(task);
  const redact = redactorFrom(ports.environment);
  const request = {
    settings,
    model,
    version,
    stage,
    reason: parseReason(settings.reason && redact(settings.reason)),
    force,
    isAutomatic: false,
    isApproved: false,
    actor: event.actor,
    url: event.runUrl,
  };
  const following = followingFor({ settings, model, stage, isDeployed: true, event }, ports);
  await announceStage(await assignStage(request, following, ports), event);
}
