// The publishing step: the only one that holds a token. Runs whatever happened to the training.
import * as core from '@actions/core';
import { loadSettings } from '../../config/load-config.ts';
import { reportKey } from '../../config/report-key.ts';
import { readCompositeInputs, readEvent, readStepContext } from '../context.ts';
import { reportFailures } from '../fail.ts';
import { MlopsError } from '../../error.ts';
import { collect } from './collect.ts';
import { publishLeft } from './fork.ts';
import { register } from './register.ts';
import { skip } from './skip.ts';
import { slashCommand } from './slash-command.ts';
import { sync } from './sync.ts';
import type { Task } from './task.ts';
import { publish } from './train.ts';

await reportFailures(async () => {
  const { 'github-token': token = '', ...inputs } = readCompositeInputs();
  // Plan has read the inputs already, and gives a digest to what it planned.
  if (core.getInput('digest') !== '') return publish(token);
  const context = await readStepContext(inputs);
  const event = await readEvent(context.git);
  const settings = await loadSettings(context.inputs, {
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
    promote: later,
    rollback: later,
    deploy: later,
    train: () => publish(token),
  };
  return tasks[settings.task]({ context, event, settings, token });
});

// A refused artifact client sleeps on in the background; nothing is left to wait for.
process.stdout.write('', () => process.exit());

function later({ settings }: Task): never {
  throw new MlopsError('usage', `the task ${settings.task} is not there yet`, 'Use the command `mlops` for now.');
}
