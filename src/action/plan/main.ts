// The planning step: inputs, mlops.yaml and the event → a run id and a capture folder, or the reason why there is nothing to
// train. Asks the server only where it alone knows: for `paths`, whether anything changed; in a pull request, whether there
// is a comment of an earlier run. Nothing of the checkout has run by then, so that the token stands beside no other code.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDispatched } from '../../config/dispatched-inputs.ts';
import { loadSettings } from '../../config/load-config.ts';
import { forkIn } from '../../forge/event-payload.ts';
import { planTraining } from '../../pipeline/recording/plan-training.ts';
import { findReasonToSkip } from '../../pipeline/recording/reason-to-skip.ts';
import { actionLog, setOutputs } from '../console.ts';
import {
  readCompositeInputs,
  readEvent,
  readGitSettings,
  readPayload,
  readRemoteUrl,
  readStepContext,
} from '../context.ts';
import { reportFailures } from '../fail.ts';
import { codeAndHistory } from './code-and-history.ts';
import { noteRunning } from './running.ts';
import { requireBash } from './require-bash.ts';
import { requireTrustedCode } from './trusted-code.ts';
import { warnOfKeptToken } from './kept-token.ts';

await reportFailures(async () => {
  const inputs = readCompositeInputs();
  const context = await readStepContext(inputs);
  const event = await readEvent(context.git);
  const repository = event.repository ?? 'model';
  const given = withDispatched(context.inputs, event.inputs);
  const settings = await loadSettings(given, { root: context.repositoryRoot, repository });
  const capturesFolder = join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'mlops');
  if (settings.task === 'deploy') {
    await requireTrustedCode({ settings, event, payload: await readPayload() });
    await warnOfKeptToken(context.git, 'the deploy command');
    await requireBash({ platform: process.platform, environment: process.env });
    // What a training needs is loaded without it.
    const { planDeployment } = await import('./deploy.ts');
    setOutputs(await planDeployment({ context, settings, event, token: inputs['github-token'] ?? '' }));
    return;
  }
  if (settings.task === 'promote' || settings.task === 'rollback') {
    await requireTrustedCode({ settings, event, payload: await readPayload() });
  }
  if (settings.task !== 'train') {
    setOutputs({ folder: capturesFolder, digest: '', train: 'false', 'working-directory': context.repositoryRoot });
    return;
  }
  const payload = await readPayload();
  await requireTrustedCode({ settings, event, payload });
  const remoteUrl = await readRemoteUrl(context);
  const skipped = await findReasonToSkip({
    settings,
    event,
    ...codeAndHistory({ remoteUrl, token: inputs['github-token'] ?? '', settings, event, scratch: capturesFolder }),
    scratch: capturesFolder,
    log: actionLog,
  });
  if (skipped !== undefined) {
    setOutputs({ folder: capturesFolder, digest: '', train: 'false', skipped });
    return;
  }
  await warnOfKeptToken(context.git, 'the training');
  await requireBash({ platform: process.platform, environment: process.env });
  const { plan, folder, digest } = await planTraining({
    settings,
    event,
    fork: forkIn(payload),
    overrides: event.inputs,
    git: context.git,
    repositoryRoot: context.repositoryRoot,
    remoteUrl,
    checkout: { root: context.repositoryRoot, gitSettings: await readGitSettings() },
    capturesFolder,
    clock: () => new Date(),
    randomBytes,
    log: actionLog,
  });
  await noteRunning(plan, inputs['github-token'] ?? '');
  setOutputs({
    folder,
    digest,
    train: 'true',
    'working-directory': join(context.repositoryRoot, settings.workingDirectory),
  });
});
