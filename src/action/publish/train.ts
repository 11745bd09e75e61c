// `task: train`, after the training: record, artifact, comparison, comment, version.
import * as core from '@actions/core';
import { publishRun } from '../../pipeline/recording/publish-run.ts';
import { exitStatusFor } from '../../pipeline/settle.ts';
import { readPlan } from '../../training/prepare.ts';
import { endUnwatchedTraining } from '../../training/training-processes.ts';
import { actionPorts } from '../action-ports.ts';
import { actionLog, setOutputs } from '../console.ts';
import { plannedContext } from '../context.ts';
import { announce, outputsOf } from './announce.ts';
import { watchCancellation } from './cancellation.ts';
import { leaveChangedSettings } from './changed-settings.ts';
import { writeProvenance } from './provenance.ts';

export async function publish(token: string): Promise<void> {
  const folder = core.getInput('folder', { required: true });
  const plan = await readPlan(folder, core.getInput('digest'));
  const context = plannedContext(plan.checkout?.root ?? process.cwd());
  await leaveChangedSettings(plan.checkout?.gitSettings, 'the training');
  const { settings, remoteUrl, event } = plan;
  const { trackingBranch } = settings;
  const contended = (event.jobTotal ?? 1) > 1;
  const cancelled = watchCancellation(
    actionLog,
    'the run is recorded, files that are not kept yet are left, nothing is registered',
  );
  await endUnwatchedTraining(folder, plan.runId, actionLog);
  const ports = { ...(await actionPorts({ context, remoteUrl, trackingBranch, token, contended })), cancelled };
  const published = await publishRun(plan, folder, ports);
  setOutputs(outputsOf(published, await writeProvenance(published.registered, folder)));
  await announce(published, settings);
  if (published.failure !== undefined) throw published.failure;
  if (exitStatusFor({ status: published.record.status, verdict: published.verdict }, settings.failOn) !== 0)
    process.exitCode = 1;
}
