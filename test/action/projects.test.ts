// Whole miniature projects, each as a consumer of the action: a record on the tracking branch that says what was trained.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createConsumer, pullRequestEvent, REPOSITORY } from '../support/composite/consumer.ts';
import { pathWith, startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { pythonVenv } from '../support/python.ts';

const venv = await pythonVenv();

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction(['less-shrinkage', 'both-models']);
  return () => action[Symbol.asyncDispose]();
});

test.skipIf(venv === undefined)(
  'a scikit-learn project: nested metrics, YAML params, packages, the model, a comparison on a pull request',
  async () => {
    using consumer = createConsumer('sklearn-diabetes');
    const path = pathWith(venv?.bin ?? '');
    await using first = await action.run(consumer, { path });
    consumer.branch('less-shrinkage');
    const params = consumer.git('show', 'HEAD:params.yaml').replace('alpha: 0.5', 'alpha: 0.05');
    consumer.commit('Shrink less', { 'params.yaml': `${params}\n` });
    const event = pullRequestEvent(1, 'less-shrinkage', consumer.checkoutMerge('less-shrinkage'));
    await using run = await action.run(consumer, { path, event });

    expect([first.conclusion, run.conclusion]).toEqual(['success', 'success']);
    const [base, record] = consumer.records();
    expect(Object.keys(record?.metrics ?? {})).toEqual(
      expect.arrayContaining(['test.rmse', 'test.r2', 'test.n', 'train.mae', 'nonzero_weights']),
    );
    expect(record?.metrics['test.rmse']?.value).toBeGreaterThan(45);
    expect(record?.metrics['test.rmse']?.value).toBeLessThan(65);
    expect(base?.params).toMatchObject({ seed: 7, 'split.test_size': 0.25, 'model.alpha': 0.5 });
    expect(record?.params).toMatchObject({ 'model.alpha': 0.05 });
    expect(record?.environment.runtimes['python']).toMatch(/^3\./);
    expect(record?.environment.packages?.list?.join('\n')).toMatch(/scikit-learn.?=*.?1\.7\.2/);
    const bytes = readFileSync(join(consumer.workspace, 'models/diabetes.joblib'));
    expect(record?.model.files).toMatchObject([
      { path: 'models/diabetes.joblib', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    ]);
    const [comment] = await action.github.comments(REPOSITORY, 1);
    expect(comment?.body).toContain('test.rmse');
    expect(comment?.body).toContain('model.alpha');
  },
);

test('a project of nothing but shell: metrics from its output, no Node on the PATH', async () => {
  using consumer = createConsumer('shell-only');
  using tools = pathWithoutNode();
  await using run = await action.run(consumer, { path: tools.path });
  expect(run.conclusion).toBe('success');
  const [record] = consumer.records();
  expect(record?.metrics).toMatchObject({ rmse: { value: 15.068856 }, r2: { value: 0.651079 }, n: { value: 50 } });
  expect(record?.data).toMatchObject([{ path: 'data/cars.csv', rows: 50, columns: 2 }]);
  expect(record?.model.files.map(({ path }) => path)).toEqual(['model/line.txt']);
  const artifact = action.artifacts.artifacts().find(({ id }) => id === record?.model.artifact?.id);
  const contents = [...(artifact?.files() ?? new Map<string, Buffer>()).values()].map(String);
  expect(contents.join('')).toContain('slope 3.932409');
  expect(record?.model.artifact?.digest).toContain(artifact?.digest?.replace('sha256:', ''));
});

test("a project with DVCLive's files and no configuration: everything is found by itself", async () => {
  using consumer = createConsumer('dvclive');
  await using run = await action.run(consumer, { inputs: { command: 'sh train.sh' } });
  expect(run.conclusion).toBe('success');
  const [record] = consumer.records();
  expect(record?.model.name).toBe('consumer');
  expect(record?.metrics['train.loss']?.value).toBe(0.522146);
  expect(record?.metrics['eval.accuracy']?.value).toBe(0.75);
  expect(record?.params).toMatchObject({ learning_rate: 0.5, epochs: 20, optimizer: 'sgd' });
  const kept = [...(record?.artifacts ?? []), ...(record?.model.files ?? [])].map(({ path }) => path);
  expect(kept).toContain('dvclive/artifacts/model.txt');
  expect(record?.capture.found.join('\n')).toContain('dvclive/metrics.json');
  expect(record?.capture.warnings).toEqual([]);
});

test('a monorepo: two models in two folders, two histories and two comments on one pull request', async () => {
  using consumer = createConsumer('monorepo');
  consumer.branch('both-models');
  consumer.commit('Touch both', { 'NOTES.md': 'both\n' });
  const event = pullRequestEvent(2, 'both-models', consumer.checkoutMerge('both-models'));
  for (const folder of ['models/fraud', 'models/churn']) {
    await using run = await action.run(consumer, { event, inputs: { 'working-directory': folder } });
    expect(run.conclusion).toBe('success');
    expect(run.workspaceStatus).toBe('');
  }
  const [fraud, churn] = consumer.records();
  expect(fraud).toMatchObject({ experiment: 'fraud', model: { name: 'fraud' }, metrics: { auc: { value: 0.975 } } });
  expect(churn).toMatchObject({ experiment: 'churn', model: { name: 'churn' }, params: { threshold: 5 } });
  expect(churn?.metrics['accuracy']?.value).toBeCloseTo(10 / 12, 5);
  expect(churn?.metrics['accuracy_at']).toMatchObject({ count: 12, step: 12 });
  expect(churn?.series?.points).toBe(12);
  expect(consumer.trackedFiles().filter((path) => path.endsWith('.series.jsonl'))).toHaveLength(1);
  const comments = await action.github.comments(REPOSITORY, 2);
  expect(comments.map(({ body }) => /fraud|churn/.exec(body)?.[0])).toEqual(['fraud', 'churn']);
});

/** Links to the system's commands but for Node and its companions. */
function pathWithoutNode(): TemporaryFolder {
  const folder = temporaryFolder('mlops-path-');
  const taken = new Set(['node', 'nodejs', 'npm', 'npx']);
  for (const directory of ['/usr/bin', '/bin', '/usr/local/bin']) {
    for (const name of readdirSync(directory)) {
      if (taken.has(name)) continue;
      taken.add(name);
      symlinkSync(join(directory, name), join(folder.path, name));
    }
  }
  return folder;
}
