// `task: register`: a run of the history becomes a model version.
import { registerRun } from '../../pipeline/register-run.ts';
import { setOutputs } from '../console.ts';
import { portsOf, type Task } from './task.ts';

export async function register(task: Task): Promise<void> {
  const { settings, event } = task;
  const wanted = { settings, run: settings.runId, commit: event.commit };
  const registered = await registerRun(wanted, await portsOf(task));
  setOutputs({
    'run-id': registered.run,
    'model-version': registered.version,
    'release-url': registered.releaseUrl,
  });
  if (registered.releaseFailure !== undefined) throw registered.releaseFailure;
}
