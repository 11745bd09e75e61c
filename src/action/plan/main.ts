// The planning step: inputs, mlops.yaml and the event → a run id and a capture folder. Needs no token and makes no request.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import { planTraining } from '../../pipeline/plan-training.ts';
import { actionLog, setOutputs } from '../console.ts';
import { readCompositeInputs, readEvent, readRemoteUrl, readStepContext } from '../context.ts';
import { reportFailures } from '../fail.ts';
import { requireBash } from './require-bash.ts';

await reportFailures(async () => {
  const context = await readStepContext(readCompositeInputs());
  const event = await readEvent();
  const repository = event.repository ?? 'model';
  const settings = await loadSettings(context.inputs, { root: context.repositoryRoot, repository });
  const capturesFolder = join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'mlops');
  if (settings.task !== 'train') {
    setOutputs({ folder: capturesFolder, digest: '', train: 'false', 'working-directory': context.repositoryRoot });
    return;
  }
  await requireBash({ platform: process.platform, environment: process.env });
  const { folder, digest } = await planTraining({
    settings,
    event,
    overrides: event.inputs,
    git: context.git,
    repositoryRoot: context.repositoryRoot,
    remoteUrl: await readRemoteUrl(context),
    capturesFolder,
    clock: () => new Date(),
    randomBytes,
    log: actionLog,
  });
  setOutputs({
    folder,
    digest,
    train: 'true',
    'working-directory': join(context.repositoryRoot, settings.workingDirectory),
  });
});
