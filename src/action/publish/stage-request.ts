// What a promotion and a rollback in a job have in common: the stage, who asked, and what follows the tag.
import { followingFor, type Following } from '../../pipeline/promotion/stage-follower.ts';
import type { Ports } from '../../pipeline/ports.ts';
import type { Settings } from '../../config/settings.ts';
import { parseReason } from '../../run/annotation.ts';
import { redactorFrom } from '../../run/redact.ts';
import { requireStageInput } from '../stage-input.ts';
import { portsOf, type Task } from './task.ts';

export interface StageRequest {
  readonly request: {
    readonly settings: Settings;
    readonly model: string;
    readonly stage: string;
    readonly reason: string | undefined;
    readonly force: boolean;
    readonly isAutomatic: false;
    readonly actor: string | undefined;
    readonly url: string | undefined;
  };
  readonly following: Following;
  readonly ports: Ports;
}

/** @throws MlopsError `usage` without a stage, or for a reason that is too long */
export async function stageRequest(task: Task): Promise<StageRequest> {
  const { settings, event } = task;
  const { model, force } = settings;
  const stage = requireStageInput(settings);
  const ports = await portsOf(task);
  const redact = redactorFrom(ports.environment);
  const reason = parseReason(settings.reason && redact(settings.reason));
  const { actor, runUrl: url } = event;
  return {
    request: { settings, model, stage, reason, force, isAutomatic: false, actor, url },
    following: followingFor({ settings, model, stage, isDeployed: true, event }, ports),
    ports,
  };
}
