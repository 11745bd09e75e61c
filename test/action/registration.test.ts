// A version as another job sees it: named as a baseline from a checkout without tags, and completed after its release
// was refused.
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { copyConsumer, createConsumer, REPOSITORY, type Consumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';

let action: MlopsAction;
/** After a run that registered v0.0.1, on a branch whose name looks like a version. */
let registered: Consumer;
let first: CompositeRun;

beforeAll(async () => {
  action = await startMlopsAction();
  registered = createConsumer('shell-only');
  registered.branch('a@team');
  first = await action.run(registered, { inputs: { register: 'always' } });
  return async () => {
    await first[Symbol.asyncDispose]();
    registered[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

const errorsOf = ({ annotations }: { readonly annotations: readonly { level: string; message: string }[] }): string =>
  annotations.flatMap(({ level, message }) => (level === 'error' ? [message] : [])).join('\n');

const publishedTags = async (model: string): Promise<readonly string[]> => {
  const releases = await action.github.releases(REPOSITORY);
  return releases.flatMap(({ draft, tag_name: tag }) => (draft || !tag.startsWith(`${model}@`) ? [] : [tag]));
};

test('a version leaves what a later step can sign, and its release has a card', async () => {
  const { checksums = '', predicate = '' } = first.outputs;
  const release = (await action.github.releases(REPOSITORY)).find(({ tag_name: tag }) => tag === 'cars@v0.0.1');
  const assets = release?.assets.map(({ name }) => name) ?? [];
  expect(assets).toContain('MODEL_CARD.md');
  const subjects = assets.filter((name) => name !== 'MODEL_CARD.md' && name !== 'SHA256SUMS');
  const lines = (await readFile(checksums, 'utf8')).trim().split('\n');
  expect(lines.map((line) => line.slice(66)).toSorted()).toEqual(subjects.toSorted());
  expect(lines.every((line) => /^[0-9a-f]{64} {2}\S/.test(line))).toBe(true);
  expect(JSON.parse(await readFile(predicate, 'utf8'))).toMatchObject({
    model: { name: 'cars', version: 'v0.0.1', tag: 'cars@v0.0.1', digest: first.outputs['model-digest'] },
    run: { id: first.outputs['run-id'] },
  });
});

test('a version can be the baseline of a job whose checkout has no tags', async () => {
  using consumer = copyConsumer(registered);
  expect(first.outputs['model-version']).toBe('v0.0.1');
  expect(consumer.git('tag', '--list')).toBe('');
  consumer.branch('trial');
  consumer.commit('Say why', { 'NOTES.md': 'trial\n' });
  await using run = await action.run(consumer, { inputs: { baseline: 'cars@v0.0.1' } });
  expect(run.conclusion).toBe('success');
  expect(consumer.records().at(-1)?.comparison).toMatchObject({
    baseline: { run: first.outputs['run-id'], how: 'the run of cars@v0.0.1' },
  });
  expect(consumer.git('tag', '--list')).toBe('');
});

test('a branch whose name looks like a version is a branch, and a version that does not exist is said to be none', async () => {
  using consumer = copyConsumer(registered);
  await using run = await action.run(consumer, { inputs: { baseline: 'a@team' } });
  await using none = await action.run(consumer, { inputs: { baseline: 'cars@v9.0.0' } });
  const [, compared, alone] = consumer.records();
  expect(compared?.comparison).toMatchObject({ baseline: { run: first.outputs['run-id'], branch: 'a@team' } });
  expect(run.conclusion).toBe('success');
  expect(alone?.comparison).toMatchObject({ noBaseline: expect.stringContaining('cars@v9.0.0') as string });
  expect(errorsOf(none)).not.toContain('history could not be read');
});

test('a refused release loses no version: it is given out, the job is red, and registering the run completes it', async () => {
  using consumer = createConsumer('shell-only');
  action.github.fail('POST', /\/releases$/, [{ status: 403, message: 'Resource not accessible by integration' }]);
  await using refused = await action.run(consumer, { inputs: { model: 'trucks', register: 'always' } });
  const run = refused.outputs['run-id'] ?? '';
  expect(refused.conclusion).toBe('failure');
  expect(refused.outputs).toMatchObject({ 'model-version': 'v0.0.1', 'release-url': '' });
  expect(errorsOf(refused)).toContain('trucks@v0.0.1 is registered, but its release is not complete');
  expect(errorsOf(refused)).toContain(`run-id: ${run}`);
  expect(await publishedTags('trucks')).toEqual([]);

  await using completed = await action.run(consumer, { inputs: { task: 'register', 'run-id': run } });
  expect(errorsOf(completed)).toBe('');
  expect(completed.outputs).toMatchObject({ 'model-version': 'v0.0.1', 'run-id': run });
  expect(completed.outputs['release-url']).not.toBe('');
  expect(await publishedTags('trucks')).toEqual(['trucks@v0.0.1']);
  expect(consumer.git('ls-remote', '--tags', '--refs', 'origin').split('\n')).toHaveLength(1);
});

test('a run without model files becomes no version, and it is said why', async () => {
  const files = { 'mlops.yaml': 'model: bare\ncommand: echo rmse=1 >> "$MLOPS_METRICS"\nregister: {when: always}\n' };
  using bare = createConsumer(undefined, files);
  await using run = await action.run(bare);
  expect(run.conclusion).toBe('success');
  expect(run.outputs['model-version']).toBe('');
  expect(run.annotations.map(({ message }) => message)).toContain('not registered: the run has no model files');

  const inputs = { task: 'register', 'run-id': run.outputs['run-id'] ?? '' };
  await using asked = await action.run(bare, { inputs });
  expect(asked.conclusion).toBe('failure');
  expect(errorsOf(asked)).toContain(`run ${inputs['run-id']} cannot become a version`);
  expect(errorsOf(asked)).toContain('model-files');
  expect(bare.git('ls-remote', '--tags', 'origin')).toBe('');
});
