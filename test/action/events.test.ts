// What a job is about, as the server tells it: which code, which branch, which attempt, and whether there is anything to do.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  copyConsumer,
  createConsumer,
  pullRequestEvent,
  REPOSITORY,
  type Consumer,
} from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { createEmptyRepository, git } from '../support/git-fixtures.ts';

const FILES = {
  'mlops.yaml':
    'model: cars\ncommand: sh train.sh\npaths: [train.sh, "*.txt", "!notes.txt"]\ngates: {rmse: {better: lower}}\n',
  'train.sh': 'cat rmse.txt >> "$MLOPS_METRICS"\n',
  'rmse.txt': 'rmse=6\n',
};
const NAMES = ['run-id', 'status', 'verdict', 'metrics', 'report', 'comment-url', 'tracking-commit', 'model-version'];

let action: MlopsAction;
/** After two attempts at the first commit; each test goes on from a copy. */
let main: Consumer;
let consumer: Consumer;

beforeAll(async () => {
  action = await startMlopsAction(['faster']);
  main = createConsumer(undefined, FILES);
  await using _first = await action.run(main);
  await using _again = await action.run(main, { attempt: 2 });
});

beforeEach(() => {
  consumer = copyConsumer(main);
  return () => consumer[Symbol.dispose]();
});

afterAll(async () => {
  main[Symbol.dispose]();
  await action[Symbol.asyncDispose]();
});

/** The workspace as actions/checkout makes it by default: one commit, detached. */
function checkOutShallow(ref: string): void {
  const { workspace, remote } = consumer;
  rmSync(workspace, { recursive: true });
  createEmptyRepository(workspace);
  git(workspace, ['remote', 'add', 'origin', remote]);
  git(workspace, ['fetch', '--quiet', '--depth=1', '--no-tags', `file://${remote}`, ref]);
  git(workspace, ['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
}

/** A pull request of a branch whose base has moved on, its merge as the server makes it. */
function openPull(number: number, branch: string, files: Readonly<Record<string, string>>) {
  const start = consumer.git('rev-parse', 'HEAD');
  consumer.branch(branch);
  consumer.commit('Work', files);
  consumer.git('checkout', '--quiet', 'main');
  consumer.commit('Meanwhile', { 'notes.txt': 'others\n' });
  const merged = consumer.checkoutMerge(branch);
  const refs = [`${merged.merge}:refs/pull/${number}/merge`, `${merged.head}:refs/pull/${number}/head`];
  consumer.git('push', '--quiet', 'origin', ...refs, `:refs/heads/${branch}`);
  return { ...merged, start, event: pullRequestEvent(number, branch, merged) };
}

test('a pull request in a checkout of depth 1, its branch deleted and the compare API refusing, is compared with the last attempt at its merge base, and keeps its comment', async () => {
  const { merge, head, base, start, event } = openPull(1, 'faster', { 'rmse.txt': 'rmse=5\n' });
  checkOutShallow(`refs/pull/1/merge`);
  action.github.fail('GET', /\/compare\//, [{ status: 404, message: 'Not Found' }], { forever: true });
  await using run = await action.run(consumer, { event, runId: '4712' });
  expect(run.conclusion).toBe('success');
  const [first, second, record] = consumer.records();
  expect(record?.source).toMatchObject({
    commit: merge,
    branch: 'faster',
    pull_request: { number: 1, head, base, merge_base: start },
  });
  expect([first, second].map((each) => each?.trigger.attempt)).toEqual([1, 2]);
  expect(record?.comparison).toMatchObject({
    baseline: {
      run: second?.id,
      how: `the run of the merge base; main has moved on to ${base.slice(0, 7)}, which was merged for this run`,
    },
    historyRuns: [{ run: second?.id }],
  });

  // An older run, as of a commit that was pushed over since, or of one that is run again, comes too late.
  const [comment] = await action.github.comments(REPOSITORY, 1);
  expect(comment?.body).toContain(head.slice(0, 7));
  await using late = await action.run(consumer, { event, runId: '4711', attempt: 3 });
  expect(late.conclusion).toBe('success');
  expect(consumer.records()).toHaveLength(4);
  expect(await action.github.comments(REPOSITORY, 1)).toEqual([comment]);
  expect(late.log).toContain('the comment tells of a later run than this one, and stays as it is');
});

test('a push after which nothing that feeds the model differs from what was trained last trains nothing, and the job is green with empty outputs', async () => {
  const asked = action.github.requests.length;
  consumer.commit('Write it down', { 'notes.txt': 'x\n', 'README.md': 'x\n' });
  const event = consumer.pushEvent();
  checkOutShallow('refs/heads/main');
  consumer.git('checkout', '--quiet', '-B', 'main');
  await using run = await action.run(consumer, { event });
  expect(run.steps.map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
    'stage: success',
    'plan: success',
    'train: skipped',
    'deploy: skipped',
    'stage-again: success',
    'publish: success',
    'restore: skipped',
    'stage-restored: skipped',
    'restored: skipped',
    'clean-up: success',
  ]);
  expect(run.conclusion).toBe('success');
  expect(run.step('publish').outputs).toMatchObject(Object.fromEntries(NAMES.map((output) => [output, ''])));
  expect(run.summary).toMatch(/^### Not trained\n\nAs nothing that feeds the model changed: 2 files differ/);
  expect(consumer.records()).toHaveLength(2);
  expect(run.workspaceStatus).toBe('');
  expect(action.github.requests).toHaveLength(asked);

  // The job that would collect what others left finds nothing, and knows why.
  await using collected = await action.run(consumer, { event, job: 'collect', inputs: { task: 'collect' } });
  expect(collected.conclusion).toBe('success');
  expect(collected.summary).toContain('### Not trained');
});

test('a push after one whose training failed trains, whatever it changes itself', async () => {
  consumer.commit('Break it', { 'rmse.txt': 'rmse=4\n', 'train.sh': 'exit 3\n' });
  await using broken = await action.run(consumer);
  expect(broken.conclusion).toBe('failure');
  consumer.commit('Write it down', { 'README.md': 'x\n' });
  await using run = await action.run(consumer);
  expect(run.step('train').outcome).toBe('success');
  expect(run.conclusion).toBe('failure');
});

test('a pull request that takes its change back is no longer spoken for by its comment, and a rule that waits for its check is content', async () => {
  consumer.branch('faster');
  consumer.commit('Slower', { 'rmse.txt': 'rmse=60\n' });
  const worse = pullRequestEvent(1, 'faster', consumer.checkoutMerge('faster'));
  await using failed = await action.run(consumer, {
    event: worse,
    runId: '4800',
    inputs: { gates: '{rmse: {max: 10}}' },
  });
  expect(failed.conclusion).toBe('failure');
  consumer.git('checkout', '--quiet', 'faster');
  consumer.commit('Take it back', { 'rmse.txt': 'rmse=6\n' });
  consumer.git('checkout', '--quiet', 'main');
  const event = pullRequestEvent(1, 'faster', consumer.checkoutMerge('faster'));
  await using run = await action.run(consumer, { event, runId: '4801', inputs: { gates: '{rmse: {max: 10}}' } });
  expect([run.conclusion, run.step('train').outcome]).toEqual(['success', 'skipped']);
  const [comment, ...more] = await action.github.comments(REPOSITORY, 1);
  expect(more).toEqual([]);
  expect(comment?.body).toContain('### ℹ️ Nothing to train: no change of this pull request feeds `cars`');
  expect(comment?.body).toContain('<b>Earlier results on this PR</b>: ');
  const head = event.payload.pull_request.head.sha;
  const checks = action.github.checks.runs.filter((each) => each.head_sha === head);
  expect(checks).toMatchObject([{ name: 'mlops: cars', conclusion: 'neutral' }]);
});

test('a tag is recorded as one, and compared with the runs of the default branch', async () => {
  const [, last] = consumer.records();
  consumer.git('checkout', '--quiet', '--detach');
  const payload = { ref: 'refs/tags/v1', before: '0'.repeat(40), repository: { default_branch: 'main' } };
  await using run = await action.run(consumer, {
    event: { name: 'push', ref: 'refs/tags/v1', payload },
    runId: '4713',
  });
  expect(run.conclusion).toBe('success');
  const record = consumer.records().at(-1);
  expect(record?.source).toMatchObject({ tag: 'v1' });
  expect(record?.source).not.toHaveProperty('branch');
  expect(record?.comparison).toMatchObject({ baseline: { run: last?.id, how: 'the newest earlier success on main' } });
});

test('a pull request event whose payload names no pull request stops before anything is trained', async () => {
  await using run = await action.run(consumer, { event: { name: 'pull_request', payload: {} } });
  expect(run.conclusion).toBe('failure');
  expect(run.step('train').outcome).toBe('skipped');
  expect(run.annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('names no pull request that can be read') as string },
  ]);
});

test.each(['plan', 'publish'])(
  'the step %s that is started by hand names what is missing, and the command line',
  async (step) => {
    const said = await startedByHand(join(action.folder, 'dist', step, 'index.js'));
    expect(said).toContain(
      'GITHUB_EVENT_NAME and GITHUB_REPOSITORY and GITHUB_SHA are not set: this is no job of a workflow',
    );
    expect(said).toContain('`mlops train`');
    expect(said.match(/::error/g)).toHaveLength(1);
  },
);

test.each([
  ['is not there', 'push', 'nowhere.json', true],
  ['is no JSON', 'push', 'train.sh', true],
  ['is not there', 'pull_request', 'nowhere.json', false],
])('an event file that %s is a warning where the environment tells enough: %s', async (_, name, file, isPlanned) => {
  const { workspace } = consumer;
  const output = join(action.folder, 'output');
  writeFileSync(output, '');
  const said = await startedByHand(join(action.folder, 'dist/plan/index.js'), {
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SHA: consumer.git('rev-parse', 'HEAD'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: join(workspace, file),
    GITHUB_OUTPUT: output,
    RUNNER_TEMP: action.folder,
    INPUT_INPUTS: '{}',
  });
  expect(said).toMatch(/::warning title=mlops::the event file cannot be read/);
  expect(said.includes('::error')).toBe(!isPlanned);
  expect(readFileSync(output, 'utf8').includes('train')).toBe(isPlanned);
});

function startedByHand(script: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = { PATH: process.env['PATH'], ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env }, (_, stdout) => resolve(stdout));
  });
}
