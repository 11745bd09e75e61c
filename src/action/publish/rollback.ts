// `task: rollback`: a stage goes back to the version before, or it is tried whether it could.
import * as core from '@actions/core';
import { drillRollback, type Drilled } from '../../pipeline/promotion/drill-rollback.ts';
import { giveBack } from '../../pipeline/promotion/give-back.ts';
import { renderDrill } from '../../report/stage-summary.ts';
import { setOutputs } from '../console.ts';
import { announceStage } from './announce-stage.ts';
import { stageRequest } from './stage-request.ts';
import type { Task } from './task.ts';

export async function rollback(task: Task): Promise<void> {
  const { settings, event } = task;
  const { request: common, following, ports } = await stageRequest(task);
  const request = { ...common, to: settings.version };
  if (settings.drill) return announceDrill(await drillRollback(request, ports, following.follower.preflight));
  const given = await giveBack(request, following, ports);
  const { proposed } = given;
  if (proposed !== undefined) {
    core.notice(
      `deploy/${request.stage}.yaml still wishes the version that was left: merge ${proposed.url ?? proposed.branch}`,
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
