// Training fails, is cancelled, or talks to the runner: the run is recorded all the same, and nothing that it says is obeyed.
import { beforeAll, expect, test } from 'vitest';
import { createConsumer, isStagingGone, pullRequestEvent, REPOSITORY } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction(['save-breaks', 'stopped']);
  return () => action[Symbol.asyncDispose]();
});

/** Messages of error annotations, with their titles. */
function errorsOf(run: CompositeRun): readonly string[] {
  const errors = run.annotations.filter(({ level }) => level === 'error');
  return errors.map(({ message, properties }) => `${properties['title'] ?? ''}: ${message}`);
}

test('a training that fails after a good fit is recorded with its metrics and commented on, and the job is red', async () => {
  using consumer = createConsumer('shell-only');
  await using first = await action.run(consumer);
  expect(first.conclusion).toBe('success');
  consumer.branch('save-breaks');
  consumer.commit('Save the model elsewhere', {
    'mlops.yaml': `${consumer.git('show', 'HEAD:mlops.yaml').replace('bash train.sh', 'bash train.sh; echo "cannot save: no such folder" >&2; exit 7')}\n`,
  });
  const event = pullRequestEvent(1, 'save-breaks', consumer.checkoutMerge('save-breaks'));
  await using run = await action.run(consumer, { event });

  expect(run.steps.map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
    'stage: success',
    'plan: success',
    'train: success',
    'deploy: skipped',
    'stage-again: success',
    'publish: failure',
    'restore: skipped',
    'stage-restored: skipped',
    'restored: skipped',
    'clean-up: success',
  ]);
  expect(run.conclusion).toBe('failure');
  expect(errorsOf(run).join('\n')).toMatch(/training failed/);
  const record = consumer.records().at(-1);
  expect(record).toMatchObject({ status: 'failed', error: { exit_code: 7 }, id: run.outputs['run-id'] });
  expect(record?.metrics['rmse']?.value).toBe(15.068856);
  expect(record?.source.pull_request).toMatchObject({ number: 1, head: event.payload.pull_request.head.sha });
  expect(run.outputs).toMatchObject({ status: 'failed' });
  const [comment, ...more] = await action.github.comments(REPOSITORY, 1);
  expect(more).toEqual([]);
  expect(comment?.body).toContain('cannot save: no such folder');
  expect(run.outputs['comment-url']).not.toBe('');
  expect(run.workspaceStatus).toBe('');
  expect(isStagingGone(consumer.workspace)).toBe(true);
});

test('commands and files of the runner that training writes to are without effect', async () => {
  const script = [
    'echo rmse=1 >> "$MLOPS_METRICS"',
    'echo "::set-output name=folder::/tmp/evil"',
    'echo "::add-mask::rmse"',
    'echo "::error file=a.py::not an error of the job"',
    'echo "::save-state name=x::y"',
    'echo "##[error]nor this" >&2',
    'echo "::stop-commands::mine"; echo "::mine::"',
    'echo "::set-env name=EVIL::1"',
    'echo "folder=/tmp/evil" >> "$GITHUB_OUTPUT"',
    'echo "EVIL=1" >> "$GITHUB_ENV"',
    'echo "/tmp/evil" >> "$GITHUB_PATH"',
    'echo "# evil" >> "$GITHUB_STEP_SUMMARY"',
    'printf "no newline at the end"',
  ];
  using consumer = createConsumer(undefined, { 'train.sh': `${script.join('\n')}\n` });
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  const train = run.step('train');
  expect(run.conclusion).toBe('success');
  expect(train.commands).toEqual([]);
  expect(train.outputs).toEqual({});
  expect(train.lines).toContain('::error file=a.py::not an error of the job');
  expect(errorsOf(run)).toEqual([]);
  expect(run.exported).toEqual({});
  expect(run.summary).not.toContain('evil');
  expect(run.log).toContain('rmse');
  expect(consumer.records()).toHaveLength(1);
  // Commands of the later steps are obeyed again.
  expect(run.step('publish').outcome).toBe('success');
});

test('a cancelled job leaves a run that was killed, with what it had measured, says so and registers nothing', async () => {
  const script = 'echo rmse=3 >> "$MLOPS_METRICS"\nmkdir model; echo half > model/w.bin\necho "epoch 1"\nsleep 60\n';
  using consumer = createConsumer(undefined, { 'train.sh': script });
  consumer.branch('stopped');
  consumer.commit('Change', { 'NOTES.md': 'x\n' });
  await using run = await action.run(consumer, {
    event: pullRequestEvent(2, 'stopped', consumer.checkoutMerge('stopped')),
    inputs: { command: 'sh train.sh', register: 'always' },
    cancelDuring: { step: 'train', onOutput: 'epoch 1' },
  });
  expect(run.step('train').outcome).toBe('cancelled');
  expect(run.step('publish').outcome).not.toBe('skipped');
  expect(consumer.records()).toMatchObject([{ status: 'killed', metrics: { rmse: { value: 3 } } }]);
  expect(run.outputs['status']).toBe('killed');
  const [comment] = await action.github.comments(REPOSITORY, 2);
  expect(comment?.body).toContain('because it was cancelled');
  expect(run.outputs['model-version']).toBe('');
  expect(consumer.git('ls-remote', '--tags', 'origin')).toBe('');
  expect(isStagingGone(consumer.workspace)).toBe(true);
});

test.each([
  ['no command anywhere', {}, {}, 'command'],
  ['an unknown key in mlops.yaml', { 'mlops.yaml': 'comand: sh train.sh\n' }, {}, 'command'],
  ['an unknown task', {}, { task: 'trian', command: 'true' }, 'train'],
])('%s fails the job with one error that is no bug, records nothing and cleans up', async (_, files, inputs, word) => {
  using consumer = createConsumer(undefined, { 'train.sh': 'true\n', ...files });
  await using run = await action.run(consumer, { inputs });
  expect(run.step('plan').outcome).toBe('failure');
  expect(run.step('train').outcome).toBe('skipped');
  expect(run.conclusion).toBe('failure');
  const [error = '', ...more] = errorsOf(run);
  expect(more).toEqual([]);
  expect(error).toContain(word);
  expect(error).not.toContain('bug');
  expect(consumer.records()).toEqual([]);
  expect(isStagingGone(consumer.workspace)).toBe(true);
});

test('a server without artifacts costs one warning, which names the input that silences it, and no record', async () => {
  using consumer = createConsumer('shell-only');
  const github = { apiUrl: action.github.apiUrl, token: action.github.token, serverUrl: 'https://git.example.org' };
  await using run = await action.run(consumer, { github });
  await using silenced = await action.run(consumer, { github, inputs: { 'upload-model': 'false' } });
  expect([run.conclusion, silenced.conclusion]).toEqual(['success', 'success']);
  expect(consumer.records()).toHaveLength(2);
  const warningsOf = (each: CompositeRun): readonly string[] =>
    each.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
  expect(warningsOf(run)).toEqual([expect.stringMatching(/^the model was not kept: .*`upload-model: false`/)]);
  expect(warningsOf(silenced)).toEqual([]);
});
