// Commands in comments on a pull request: a job of the default branch does them, and the next run of the training knows.
import { beforeEach, expect, test } from 'vitest';
import { createConsumer, pullRequestEvent, REPOSITORY, type Consumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';
import type { ListedPull } from '../support/github-emulator.ts';

const CONFIG = 'model: cars\ncommand: sh train.sh\ngates: {rmse: {better: lower, max: 10}}\n';

let action: MlopsAction;
let consumer: Consumer;
let pull: ListedPull | undefined;
beforeEach(async () => {
  action = await startMlopsAction(['better'], undefined, { pullOf: () => pull, permissions: { ada: 'write' } });
  const files = { 'mlops.yaml': CONFIG, 'train.sh': 'echo "rmse=$(cat rmse)" >> "$MLOPS_METRICS"\n', rmse: '6\n' };
  consumer = createConsumer(undefined, files);
  return async () => {
    consumer[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

/** Checks out the merge of a branch with worse results. */
function propose(): ReturnType<typeof pullRequestEvent> {
  consumer.branch('better');
  consumer.commit('Try something', { rmse: '12\n' });
  const commits = consumer.checkoutMerge('better');
  const repo = { full_name: REPOSITORY };
  const head = { sha: commits.head, ref: 'better', repo };
  pull = { number: 1, state: 'open', head, base: { sha: commits.base, ref: 'main', repo } };
  return pullRequestEvent(1, 'better', commits);
}

/** Somebody comments, and a job of the default branch runs beside the commit that is checked out. */
function comment(body: string, login: string, checkedOut = 'main'): Promise<CompositeRun> {
  consumer.git('checkout', '--quiet', checkedOut);
  const payload = {
    action: 'created',
    issue: { number: 1, pull_request: {} },
    comment: {
      id: 99,
      body,
      html_url: `https://github.com/${REPOSITORY}/pull/1#issuecomment-99`,
      created_at: new Date(Date.now() + 1000).toISOString(),
      user: { login, type: 'User' },
    },
    repository: { full_name: REPOSITORY, default_branch: 'main' },
  };
  const event = { name: 'issue_comment', payload, ref: 'refs/heads/main', sha: consumer.git('rev-parse', 'main') };
  return action.run(consumer, { event, runId: '4712', job: 'answer', inputs: { task: 'slash-command' } });
}

const bodies = async (): Promise<readonly string[]> =>
  (await action.github.comments(REPOSITORY, 1)).map(({ body }) => body);

test('a failed gate that is accepted passes when the commit is trained again, and not the next commit', async () => {
  const event = propose();
  await using failed = await action.run(consumer, { event });
  expect([failed.conclusion, failed.outputs['verdict']]).toEqual(['failure', 'fail']);

  await using accepted = await comment('/mlops accept rmse known, see the issue', 'ada');
  expect(accepted.conclusion).toBe('success');
  expect(accepted.step('train').outcome).toBe('skipped');
  expect(accepted.outputs['run-id']).toBe(failed.outputs['run-id']);
  expect((await bodies())[0]).toContain('accepted by `@ada`');
  expect(action.github.people.reactions).toEqual([{ comment: 99, content: '+1' }]);
  expect(accepted.workspaceStatus).toBe('');

  consumer.git('checkout', '--quiet', '--detach', event.payload.pull_request.head.sha);
  await using again = await action.run(consumer, { event, attempt: 2 });
  expect([again.conclusion, again.outputs['verdict']]).toEqual(['success', 'pass']);
  expect((await bodies())[0]).toContain('accepted by `@ada`');
  expect((await bodies())[0]).not.toContain('stays red');

  consumer.git('checkout', '--quiet', 'better');
  const next = consumer.commit('Try more', { rmse: '13\n' });
  const base = consumer.git('rev-parse', 'main');
  await using other = await action.run(consumer, {
    event: pullRequestEvent(1, 'better', { head: next, base }),
    runId: '4800',
  });
  expect([other.conclusion, other.outputs['verdict']]).toEqual(['failure', 'fail']);
});

test('a stranger is refused, a code block is no command, and the code of the pull request is no place for one', async () => {
  propose();
  await using refused = await comment('/mlops accept rmse mine', 'mallory');
  expect(refused.conclusion).toBe('success');
  expect(await bodies()).toEqual([expect.stringContaining('nobody else')]);
  expect(action.github.people.reactions).toEqual([{ comment: 99, content: '-1' }]);

  const before = action.github.requests.length;
  await using quoted = await comment('```\n/mlops accept rmse why\n```', 'ada');
  expect([quoted.conclusion, quoted.annotations, quoted.summary]).toEqual(['success', [], '']);
  await using beside = await comment('/mlops accept rmse why', 'ada', 'better');
  expect(beside.conclusion).toBe('failure');
  expect(beside.annotations[0]?.message).toContain('must not stand beside a token');
  expect(action.github.requests).toHaveLength(before);
});
