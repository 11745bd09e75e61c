// `task: register`: a run of the history becomes a model version.
import * as core from '@actions/core';
import { registerRun } from '../../pipeline/versions/register-run.ts';
import { stageRegistered } from '../../pipeline/versions/stage-registered.ts';
import { setOutputs } from '../console.ts';
import { assignedStage } from './announce.ts';
import { writeProvenance } from './provenance.ts';
import { portsOf, type Task } from './task.ts';

export async function register(task: Task): Promise<void> {
  const { settings, event } = task;
  const wanted = { settings, run: settings.runId, commit: event.commit };
  const ports = await portsOf(task);
  const registered = await registerRun(wanted, ports);
  const stage = await stageRegistered(registered, task, ports);
  setOutputs({
    'run-id': registered.run,
    'model-version': registered.version,
    'release-url': registered.releaseUrl,
    ...(await writeProvenance(registered, core.getInput('folder', { required: true }))),
    stage: assignedStage(stage),
  });
  if (registered.releaseFailure !== undefined) throw registered.releaseFailure;
}
