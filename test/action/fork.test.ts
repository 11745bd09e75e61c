// A pull request from a fork: its job has a token that reads, and a job of the default branch publishes what it left.
import { rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createConsumer, pullRequestEvent, REPOSITORY, type Consumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';
import { git } from '../support/git-fixtures.ts';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.ts';
import type { ListedPull } from '../support/github-emulator.ts';

const FORK = 'mallory/consumer';
const GATES = 'gates: {rmse: {better: lower, max: 10}}\n';
const CONFIG = 'model: cars\ncommand: sh train.sh\n';
const TRAIN = 'echo "rmse=$(cat rmse)" >> "$MLOPS_METRICS"\nmkdir -p model && echo x > model/m.bin\n';

let action: MlopsAction;
let consumer: Consumer;
let pulls: readonly ListedPull[] = [];
beforeEach(async () => {
  action = await startMlopsAction(['better'], (head) => (head === 'mallory:better' ? pulls : []));
  consumer = createConsumer(undefined, { 'mlops.yaml': `${CONFIG}${GATES}`, 'train.sh': TRAIN, rmse: '6\n' });
  return async () => {
    consumer[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

/** Files of the fork's branch, merged into main as for its pull request. */
function propose(files: Readonly<Record<string, string>>): ReturnType<typeof pullRequestEvent> {
  consumer.branch('better');
  consumer.commit('From a fork', files);
  const commits = consumer.checkoutMerge('better');
  const head = { sha: commits.head, ref: 'better', repo: { full_name: FORK } };
  const base = { sha: commits.base, ref: 'main', repo: { full_name: REPOSITORY } };
  pulls = [{ number: 1, state: 'open', head, base }];
  return pullRequestEvent(1, 'better', commits, true);
}

/** Serves the remote as to a token that reads: its pushes are refused, as is all that writes through the API. */
async function readOnly(): Promise<GitHttpServer> {
  const body = 'Permission to acme/consumer.git denied to github-actions[bot].';
  const server = await startGitHttpServer({
    root: dirname(consumer.remote),
    fault: ({ service }) => (service === 'git-receive-pack' ? { status: 403, body } : undefined),
  });
  consumer.git('remote', 'set-url', 'origin', `${server.url}/${basename(consumer.remote)}`);
  action.github.deny('pull-requests', 'contents');
  return server;
}

function publishEvent(head: string): { name: string; payload: Readonly<Record<string, unknown>> } {
  const workflow_run = {
    id: 4711,
    run_attempt: 1,
    name: 'train',
    event: 'pull_request',
    head_sha: head,
    head_branch: 'better',
    head_repository: { full_name: FORK },
    actor: { login: 'mallory' },
    created_at: new Date().toISOString(),
  };
  return {
    name: 'workflow_run',
    payload: { workflow_run, repository: { full_name: REPOSITORY, default_branch: 'main' } },
  };
}

function publish(head: string, sha?: string): Promise<CompositeRun> {
  const event = { ...publishEvent(head), ...(sha === undefined ? {} : { ref: 'refs/heads/main', sha }) };
  const artifacts = action.artifacts.envFor('the-publishing-run');
  return action.run(consumer, { event, artifacts, runId: '4712', job: 'publish', inputs: { task: 'publish' } });
}

test('the job of a fork is green and writes nothing; what it left is judged by our gates, recorded as a fork’s and commented on', async () => {
  await using own = await action.run(consumer);
  expect(own.conclusion).toBe('success');
  // The fork loosens the gates that it is judged by.
  const event = propose({ rmse: '12\n', 'mlops.yaml': CONFIG });
  await using server = await readOnly();
  const refs = git(consumer.remote, ['for-each-ref']);
  const before = action.github.requests.length;
  await using run = await action.run(consumer, { event });
  expect(run.conclusion).toBe('success');
  expect(run.annotations).toMatchObject([
    { level: 'notice', message: expect.stringContaining('`task: publish`') as string },
  ]);
  expect(run.summary).toContain('rmse');
  expect(run.summary).toContain('the workflow with `task: publish` records it and comments');
  expect(run.outputs).toMatchObject({ status: 'finished', 'tracking-commit': '', 'comment-url': '' });
  expect(git(consumer.remote, ['for-each-ref'])).toBe(refs);
  // Nothing is tried with a token that is known to read.
  expect(server.requests.filter(({ service }) => service === 'git-receive-pack')).toEqual([]);
  expect(action.github.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  const id = run.outputs['run-id'] ?? '';
  expect(action.artifacts.artifacts().map(({ name }) => name)).toContain(`mlops-record-${id}`);

  // Beside the fork's code no token is used.
  await using beside = await publish(event.payload.pull_request.head.sha, consumer.git('rev-parse', 'main'));
  expect(beside.conclusion).toBe('failure');
  expect(beside.annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('must not stand beside a token') as string },
  ]);
});

test('a job of workflow_run publishes what the job of a fork left', async () => {
  await using own = await action.run(consumer);
  const event = propose({ rmse: '12\n', 'mlops.yaml': CONFIG });
  await using run = await action.run(consumer, { event });
  const id = run.outputs['run-id'] ?? '';
  expect(consumer.records()).toHaveLength(1);

  consumer.git('checkout', '--quiet', 'main');
  rmSync(`${consumer.workspace}/model`, { recursive: true, force: true });
  await using published = await publish(event.payload.pull_request.head.sha);
  expect(published.conclusion).toBe('success');
  expect(published.step('train').outcome).toBe('skipped');
  expect(published.outputs).toMatchObject({
    'run-id': id,
    status: 'finished',
    verdict: 'fail',
    metrics: '{"rmse":12}',
  });
  expect(published.outputs['tracking-commit']).toMatch(/^[0-9a-f]{40}$/);
  const kept = consumer.records().find((record) => record.id === id);
  expect(kept).toMatchObject({
    source: { fork: FORK, branch: 'mallory:better', commit: event.payload.pull_request.head.sha },
    trigger: { event: 'pull_request', actor: 'mallory', run: '4711' },
    comparison: { baseline: { run: own.outputs['run-id'] }, verdict: { status: 'fail' } },
    model: { files: [{ path: 'model/m.bin' }] },
  });
  expect(kept?.model.artifact).toBeUndefined();
  const [comment, ...more] = await action.github.comments(REPOSITORY, 1);
  expect(more).toEqual([]);
  expect(comment?.body).toContain('unverified, from a fork');
  expect(published.outputs['comment-url']).not.toBe('');
  expect(published.summary).toContain('**Not verified**');
  expect(published.workspaceStatus).toBe('');
});

test('a token that turns out to read leaves a pull request’s job green, and the push of a branch red', async () => {
  consumer.branch('better');
  consumer.commit('Bump a package', { rmse: '7\n' });
  const event = pullRequestEvent(1, 'better', consumer.checkoutMerge('better'));
  await using _ = await readOnly();
  await using run = await action.run(consumer, { event });
  expect(run.conclusion).toBe('success');
  expect(run.annotations.map(({ level }) => level)).toEqual(['notice']);
  consumer.git('checkout', '--quiet', 'main');
  await using pushed = await action.run(consumer);
  expect(pushed.conclusion).toBe('failure');
  expect(pushed.log).toContain('contents: write');
});

test('on pull_request_target the code of a fork is not trained, unless that is allowed', async () => {
  const event = { ...propose({ 'mlops.yaml': `${CONFIG}${GATES}` }), name: 'pull_request_target' as const };
  await using refused = await action.run(consumer, { event });
  expect(refused.conclusion).toBe('failure');
  expect(refused.step('train').outcome).toBe('skipped');
  expect(refused.annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('of the fork mallory/consumer') as string },
  ]);
  await using allowed = await action.run(consumer, {
    event,
    inputs: { 'allow-untrusted': 'true', register: 'always' },
  });
  expect(allowed.conclusion).toBe('success');
  expect(allowed.outputs['model-version']).toBe('');
  expect(consumer.records()).toMatchObject([{ source: { fork: FORK, branch: 'mallory:better' } }]);
});
