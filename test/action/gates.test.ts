// The sample project of the demo as a repository on GitHub: verdicts, what they mean for the job, and overrides.
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { editParams, SCENARIO_COMMITS, SCENARIO_GITIGNORE, SCENARIO_PARAMS_FILE } from '../../src/demo/scenario.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import {
  copyConsumer,
  createConsumer,
  dispatchEvent,
  pullRequestEvent,
  REPOSITORY,
  textOf,
  type Consumer,
} from '../support/composite/consumer.ts';
import { git } from '../support/git-fixtures.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { GitHubEmulator } from '../support/github-emulator.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';

const SAMPLE = resolve(import.meta.dirname, '../../src/demo/project');
const BRANCHES = SCENARIO_COMMITS.map(({ branch }) => branch).filter((branch) => branch !== 'main');

let action: MlopsAction;
/** The sample after its first run on main, which registers a version; each test goes on from a copy. */
let main: Consumer;
let first: CompositeRun;
let consumer: Consumer;

beforeAll(async () => {
  action = await startMlopsAction(BRANCHES);
  main = createConsumer(undefined, { '.gitignore': SCENARIO_GITIGNORE });
  cpSync(SAMPLE, main.workspace, { recursive: true });
  main.commit('Predict body mass', {});
  first = await action.run(main);
  return async () => {
    await first[Symbol.asyncDispose]();
    main[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

beforeEach(() => {
  consumer = copyConsumer(main);
  return () => consumer[Symbol.dispose]();
});

/** Checks out the pull request of a branch of the scenario. */
function openPull(branch: string): ReturnType<typeof pullRequestEvent> {
  const commit = SCENARIO_COMMITS.find((each) => each.branch === branch);
  if (commit === undefined) throw new Error(`the scenario has no branch ${branch}`);
  consumer.branch(branch);
  const params = editParams(textOf(consumer.workspace, SCENARIO_PARAMS_FILE), commit.params);
  consumer.commit(commit.message, { [SCENARIO_PARAMS_FILE]: params });
  return pullRequestEvent(BRANCHES.indexOf(branch) + 1, branch, consumer.checkoutMerge(branch));
}

const checksOn = (commit: string): GitHubEmulator['checks']['runs'] =>
  action.github.checks.runs.filter(({ head_sha }) => head_sha === commit);

test('a pull request that improves passes, is commented once, compared with the run of its merge base and never registered', async () => {
  const pull = openPull('add-species-and-sex');
  const event = {
    ...pull,
    payload: { ...pull.payload, repository: { ...(pull.payload['repository'] as object), private: false } },
  };
  await using run = await action.run(consumer, { event });
  await using again = await action.run(consumer, { event, attempt: 2, inputs: { plots: 'images' } });

  expect([first.conclusion, run.conclusion, again.conclusion]).toEqual(['success', 'success', 'success']);
  const [base, candidate, ...rest] = consumer.records();
  expect(rest).toHaveLength(1);
  expect(run.outputs).toMatchObject({ verdict: 'pass', 'model-version': '' });
  expect(candidate?.comparison).toMatchObject({ run: candidate?.id, baseline: { run: base?.id } });
  expect(candidate?.params).toMatchObject({ 'features.species': true, 'features.sex': true });
  expect(candidate!.metrics['rmse']!.value).toBeLessThan(Number(base!.metrics['rmse']!.value) * 0.8);
  expect(candidate?.data).toMatchObject([{ path: 'data/penguins.csv', rows: 344, columns: 8 }]);

  const comments = await action.github.comments(REPOSITORY, 1);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.user.login).toBe('github-actions[bot]');
  expect(comments[0]?.body).toMatch(/^<!-- mlops/);
  expect(comments[0]?.body).toContain('rmse');
  expect(comments[0]?.body).toContain('features.species');
  // The second attempt asked for pictures, which lie beside its run, written by the commit that wrote it.
  const address = /<img src="https:\/\/github\.com\/[\w-]+\/[\w-]+\/blob\/([0-9a-f]{40})\/(\S+)\?raw=true"/;
  const [, commit = '', path = ''] = address.exec(comments[0]?.body ?? '') ?? [];
  expect(git(consumer.remote, ['show', `${commit}:${path}`])).toMatch(/^<\?xml [^>]+>\n<svg .*rmse over the last/s);
  const added = git(consumer.remote, ['diff-tree', '-r', '--no-commit-id', '--name-only', commit]).split('\n');
  expect(added).toEqual(expect.arrayContaining([path, recordPath(rest[0]?.id ?? '')]));
  expect(consumer.trackedFiles().filter((file) => file.endsWith('.svg') && !added.includes(file))).toEqual([]);
  expect(again.outputs['comment-url']).toBe(run.outputs['comment-url']);
  // While the second attempt trained, the comment said so.
  const edits = action.github.requests.filter(({ method, path }) => method === 'PATCH' && path.includes('/comments/'));
  const notes = edits.map(({ body }) => (JSON.parse(body.toString()) as { body: string }).body.includes('> [!NOTE]'));
  expect(notes).toEqual([true, false]);
  expect(comments[0]?.body).not.toContain('[!NOTE]');

  const check = { name: 'mlops: penguin-mass', conclusion: 'success', annotations: [] };
  expect(checksOn(event.payload.pull_request.head.sha)).toMatchObject([check]);
});

test('a pull request that regresses fails its gates, the comment and the annotations say why, and fail-on decides about the job', async () => {
  const event = openPull('drop-flipper');
  await using run = await action.run(consumer, { event });
  await using lenient = await action.run(consumer, { event, inputs: { 'fail-on': 'never' } });

  expect([first.conclusion, run.conclusion, lenient.conclusion]).toEqual(['success', 'failure', 'success']);
  expect([run.outputs['verdict'], lenient.outputs['verdict']]).toEqual(['fail', 'fail']);
  expect(run.outputs['status']).toBe('finished');
  expect(consumer.records()).toHaveLength(3);
  const gateErrors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect(gateErrors.join('\n')).toMatch(/rmse/);
  expect(gateErrors.join('\n')).toMatch(/r2/);
  expect(lenient.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  const places = run.annotations.map(({ properties: { file, line } }) => `${file}:${line}`);
  expect(new Set(places)).toEqual(new Set(['mlops.yaml:7', 'mlops.yaml:8']));
  const [strict, neutral] = checksOn(event.payload.pull_request.head.sha);
  expect([strict?.conclusion, neutral?.conclusion]).toEqual(['failure', 'neutral']);
  expect(strict?.title).toMatch(/^Fail: rmse of penguin-mass is /);
  expect(strict?.summary).toContain('| **rmse** ↓ |');
  expect(new Set(strict?.annotations.map(({ path, start_line }) => `${path}:${start_line}`))).toEqual(new Set(places));
  const comments = await action.github.comments(REPOSITORY, 2);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/fail/i);
});

test('inputs of a dispatched workflow reach the training as overrides by themselves, an empty one means none', async () => {
  const event = dispatchEvent({ ridge: '100', seed: '', 'features.sex': 'true' });
  await using run = await action.run(consumer, { event, inputs: { 'fail-on': 'never', register: 'never' } });
  expect(run.conclusion).toBe('success');
  const [plain, record] = consumer.records();
  expect(record?.trigger).toMatchObject({
    event: 'workflow_dispatch',
    overrides: { ridge: '100', 'features.sex': 'true' },
  });
  expect(record?.trigger.overrides).not.toHaveProperty('seed');
  expect(textOf(consumer.workspace, 'params.json')).toContain('"ridge": 10,');
  expect(record?.metrics['rmse']?.value).not.toBe(plain?.metrics['rmse']?.value);
  expect(plain?.trigger.overrides).toBeUndefined();
});

test('the default branch registers a version when the configuration says so', async () => {
  expect(first.outputs['model-version']).toBe('v0.0.1');
  expect(consumer.git('ls-remote', '--tags', 'origin')).toContain('refs/tags/penguin-mass@v0.0.1');
  const releases = await action.github.releases(REPOSITORY);
  const published = releases.filter(({ draft }) => !draft);
  expect(published.map(({ tag_name: tag }) => tag)).toEqual(['penguin-mass@v0.0.1']);
});
