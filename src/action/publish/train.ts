// `task: train`, after the training: record, artifact, comparison, comment, version.
import * as core from '@actions/core';
import { publishRun } from '../../pipeline/publish-run.ts';
import { exitStatusFor } from '../../pipeline/settle.ts';
import { readPlan } from '../../training/prepare.ts';
import { endUnwatchedTraining } from '../../training/training-processes.ts';
import { actionPorts } from '../action-ports.ts';
import { actionLog, setOutputs } from '../console.ts';
import { plannedContext, readGitSettings } from '../context.ts';
import { announce, outputsOf } from './announce.ts';
import { watchCancellation } from './cancellation.ts';
import { writeProvenance } from './provenance.ts';

export async function publish(token: string): Promise<void> {
  const folder = core.getInput('folder', { required: true });
  const plan = await readPlan(folder, core.getInput('digest'));
  const context = plannedContext(plan.checkout?.root ?? process.cwd());
  await leaveChangedSettings(plan.checkout?.gitSettings);
  const { settings, remoteUrl, event } = plan;
  const { trackingBranch } = settings;
  const contended = (event.jobTotal ?? 1) > 1;
  const cancelled = watchCancellation(actionLog);
  await endUnwatchedTraining(folder, plan.runId, actionLog);
  const ports = { ...(await actionPorts({ context, remoteUrl, trackingBranch, token, contended })), cancelled };
  const published = await publishRun(plan, folder, ports);
  setOutputs(outputsOf(published, await writeProvenance(published.registered, folder)));
  await announce(published, settings);
  if (published.failure !== undefined) throw published.failure;
  if (exitStatusFor({ status: published.record.status, verdict: published.verdict }, settings.failOn) !== 0)
    process.exitCode = 1;
}

/** Settings of git that the training changed could send the token elsewhere: none of the user's are followed then. */
async function leaveChangedSettings(planned: string | undefined): Promise<void> {
  if (planned === undefined || (await readGitSettings()) === planned) return;
  process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
  process.env['GIT_CONFIG_NOSYSTEM'] = '1';
  actionLog.warn('the training changed the settings of git of this user; they are not followed any more');
}
