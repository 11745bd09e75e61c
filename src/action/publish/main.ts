// The publishing step: the only one that holds a token. Runs whatever happened to the training.
import * as core from '@actions/core';
import { withDispatched } from '../../config/dispatched-inputs.ts';
import { loadSettings } from '../../config/load-config.ts';
import { reportKey } from '../../config/report-key.ts';
import { readCompositeInputs, readEvent, readStepContext } from '../context.ts';
import { reportFailures } from '../fail.ts';
import { collect } from './collect.ts';
import { deploy } from './deploy.ts';
import { publishLeft } from './fork.ts';
import { promote } from './promote.ts';
import { register } from './register.ts';
import { rollback } from './rollback.ts';
import { skip } from './skip.ts';
import { slashCommand } from './slash-command.ts';
import { sync } from './sync.ts';
import { publish } from './train.ts';

await reportFailures(async () => {
  const { 'github-token': token = '', ...inputs } = readCompositeInputs();
  // Plan has read the inputs already, and gives a digest to what it planned.
  if (core.getInput('digest') !== '') return inputs['task']?.trim() === 'deploy' ? deploy(token) : publish(token);
  const context = await readStepContext(inputs);
  const event = await readEvent(context.git);
  const settings = await loadSettings(withDispatched(context.inputs, event.inputs), {
    root: context.repositoryRoot,
    repository: event.repository ?? 'model',
  });
  const skipped = core.getInput('skipped');
  if (skipped !== '') {
    const key = reportKey(settings, event.matrix);
    return skip(skipped, { context, event, settings: { ...settings, commentKey: key }, token });
  }
  const tasks = {
    collect,
    publish: publishLeft,
    register,
    'slash-command': slashCommand,
    sync,
    promote,
    rollback,
    deploy: () => deploy(token),
    train: () => publish(token),
  };
  return tasks[settings.task]({ context, event, settings, token });
});

// A refused artifact client sleeps on in the background; nothing is left to wait for.
process.stdout.write('', () => process.exit());
