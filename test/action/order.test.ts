// One job of a consumer, looked at from outside: what runs when, what is set, what is left behind.
import { beforeAll, expect, test } from 'vitest';
import { createConsumer, isStagingGone } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { contentOf, fingerprintOf, tipOf } from '../support/git-fixtures.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction();
  return () => action[Symbol.asyncDispose]();
});

test('a push runs stage, plan, train, stage again, publish and clean up, sets every output and leaves nothing behind, so that another can follow in the job', async () => {
  // A package.json of the consumer must not decide how the staged code is parsed.
  using consumer = createConsumer('shell-only', { 'package.json': '{"type": "commonjs"}' });
  const before = fingerprintOf(action.folder);
  await using run = await action.run(consumer);

  expect(run.steps.map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
    'stage: success',
    'plan: success',
    'train: success',
    'deploy: skipped',
    'stage-again: success',
    'publish: success',
    'restore: skipped',
    'stage-restored: skipped',
    'restored: skipped',
    'clean-up: success',
  ]);
  expect(run.conclusion).toBe('success');
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);

  const [record, ...others] = consumer.records();
  expect(others).toEqual([]);
  const [artifact, kept] = action.artifacts.artifacts().slice(-2);
  expect(run.outputs).toMatchObject({
    'run-id': record?.id,
    status: 'finished',
    verdict: 'pass',
    'comment-url': '',
    'model-version': '',
    'release-url': '',
    stage: '',
    'deployment-url': '',
    'tracking-commit': tipOf(consumer.remote, 'refs/heads/mlops-tracking'),
    'artifact-id': artifact?.id,
    'model-digest': record?.model.digest,
  });
  // Kept before anything was pushed: the very bytes that the branch holds now.
  const name = `${record?.id ?? ''}.json`;
  const path = consumer.trackedFiles().find((each) => each.endsWith(name)) ?? '';
  expect(kept?.name).toBe(`mlops-record-${record?.id ?? ''}`);
  expect(kept?.files().get(name)?.toString()).toBe(contentOf(consumer.remote, 'refs/heads/mlops-tracking', path));
  expect(Object.values(run.outputs).every((value) => typeof value === 'string')).toBe(true);
  expect(JSON.parse(run.outputs['metrics'] ?? '')).toMatchObject({ rmse: 15.068856, r2: 0.651079, n: 50 });

  expect(run.workspaceStatus).toBe('');
  expect(isStagingGone(consumer.workspace)).toBe(true);
  expect(run.exported).toEqual({});
  expect(fingerprintOf(action.folder)).toEqual(before);
  expect(run.summary).toContain('rmse');
  expect(run.log).toContain('fitted a line through 50 cars');

  // A user of the action twice in one job gets two runs.
  await using second = await action.run(consumer, { inputs: { model: 'other' } });
  expect(second.conclusion).toBe('success');
  expect(consumer.records().map(({ model }) => model.name)).toEqual(['cars', 'other']);
});

test('what training does to the staged copy does not reach the step that holds the token', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': 'echo rmse=1 >> "$MLOPS_METRICS"\n' });
  const sabotage = `find .mlops-action -name '*.js' | while read -r file; do echo 'process.exit(0)' > "$file"; done`;
  const confusion = `echo '[[9, 1], [2, 8]]' > "$MLOPS_ARTIFACTS/confusion_matrix.json"`;
  await using run = await action.run(consumer, { inputs: { command: `sh train.sh\n${sabotage}\n${confusion}` } });
  expect(run.conclusion).toBe('success');
  expect(run.summary).toContain('| **1** | 2 ░ | 8 █ |');
  expect(consumer.records().map(({ metrics }) => metrics['rmse']?.value)).toEqual([1]);
});

test('training that removes or replaces the staging folder leaves nothing of it behind', async () => {
  using consumer = createConsumer(undefined, { 'train.sh': 'echo rmse=1 >> "$MLOPS_METRICS"\n' });
  const command = 'sh train.sh\nrm -rf .mlops-action\nmkdir -p elsewhere\nln -s elsewhere .mlops-action';
  await using run = await action.run(consumer, { inputs: { command } });
  expect(run.conclusion).toBe('success');
  expect(isStagingGone(consumer.workspace)).toBe(true);
  expect(consumer.git('status', '--porcelain', '--ignored')).toBe('');
});
