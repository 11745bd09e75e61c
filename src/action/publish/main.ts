// The publishing step: the only one that holds a token. Runs whatever happened to the training.
import * as core from '@actions/core';
import { loadSettings } from '../../config/load-config.ts';
import { publishRun } from '../../pipeline/publish-run.ts';
import { registerRun } from '../../pipeline/register-run.ts';
import { exitStatusFor } from '../../pipeline/settle.ts';
import { readPlan } from '../../training/prepare.ts';
import { actionPorts } from '../action-ports.ts';
import { setOutputs } from '../console.ts';
import { readCompositeInputs, readEvent, readRemoteUrl, readStepContext, type StepContext } from '../context.ts';
import { reportFailures } from '../fail.ts';
import { announce, outputsOf } from './announce.ts';

await reportFailures(async () => {
  const { 'github-token': token = '', ...inputs } = readCompositeInputs();
  const context = await readStepContext(inputs);
  // Plan has read the inputs already, and gives a digest to what it planned.
  if (core.getInput('digest') !== '') await publish(context, token);
  else await register(context, token);
});

// A refused artifact client sleeps on in the background; nothing is left to wait for.
process.stdout.write('', () => process.exit());

async function publish(context: StepContext, token: string): Promise<void> {
  const folder = core.getInput('folder', { required: true });
  const plan = await readPlan(folder, core.getInput('digest'));
  const { settings, remoteUrl } = plan;
  const ports = await actionPorts({ context, remoteUrl, trackingBranch: settings.trackingBranch, token });
  const published = await publishRun(plan, folder, ports);
  setOutputs(outputsOf(published));
  await announce(published, settings.failOn);
  if (published.failure !== undefined) throw published.failure;
  if (exitStatusFor({ status: published.record.status, verdict: published.verdict }, settings.failOn) !== 0)
    process.exitCode = 1;
}

async function register(context: StepContext, token: string): Promise<void> {
  const event = await readEvent();
  const settings = await loadSettings(context.inputs, {
    root: context.repositoryRoot,
    repository: event.repository ?? 'model',
  });
  const remoteUrl = await readRemoteUrl(context);
  const ports = await actionPorts({ context, remoteUrl, trackingBranch: settings.trackingBranch, token });
  const registered = await registerRun({ settings, run: settings.runId, commit: event.commit }, ports);
  setOutputs({
    'run-id': registered.run,
    'model-version': registered.version,
    'release-url': registered.releaseUrl,
  });
  if (registered.releaseFailure !== undefined) throw registered.releaseFailure;
}
