// `task: rollback`: a stage goes back to the version before, or it is tried whether it could.
import * as core from '@actions/core';
import { drillRollback, type Drilled } from '../../pipeline/promotion/drill-rollback.ts';
import { giveBack } from '../../pipeline/promotion/give-back.ts';
import { followingFor } from '../../pipeline/promotion/stage-follower.ts';
import { renderDrill } from '../../report/stage-summary.ts';
import { parseReason } from '../../run/annotation.ts';
import { redactorFrom } from '../../run/redact.ts';
import { setOutputs } from '../console.ts';
import { requireStageInput } from '../stage-input.ts';
import { announceStage } from './announce-stage.ts';
import { portsOf, type Task } from './task.ts';

export async function rollback(task: Task): Promise<void> {
  const { settings, event } = task;
  const { model, version, force, drill } = settings;
  const stage = requireStageInput(settings);
  const ports = await portsOf(task);
  const redact = redactorFrom(ports.environment);
  const request = {
    settings,
    model,
    stage,
    to: version,
    reason: parseReason(settings.reason && redact(settings.reason)),
    force,
    isAutomatic: false,
    actor: event.actor,
    url: event.runUrl,
  };
  const following = followingFor({ settings, model, stage, isDeployed: true, event }, ports);
  if (drill) return announceDrill(await drillRollback(request, ports, following.follower.preflight));
  const given = await giveBack(request, following, ports);
  const { proposed } = given;
  if (proposed !== undefined) {
    core.notice(
      `deploy/${stage}.yaml still wishes the version that was left: merge ${proposed.url ?? proposed.branch}`,
      {
        title: 'mlops: rolled back',
      },
    );
  }
  await announceStage(given, event);
}

async function announceDrill(drilled: Drilled): Promise<void> {
  const { stage, version, outcome, reason, hint } = drilled;
  setOutputs({ 'model-version': version });
  await core.summary.addRaw(renderDrill(drilled), true).write();
  if (outcome === 'passed') return;
  core.error(`${stage} could not go back to ${version}: ${reason ?? ''}\n${hint ?? ''}`, {
    title: 'mlops: rollback drill failed',
  });
  process.exitCode = 1;
}
