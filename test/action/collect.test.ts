// The jobs of a matrix leave their records, and another job records them all.
import { beforeEach, expect, test } from 'vitest';
import {
  createConsumer,
  isStagingGone,
  pullRequestEvent,
  REPOSITORY,
  type Consumer,
} from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';

const CONFIG = `model: cars
command: sh train.sh
gates: {rmse: {better: lower, max: 10}}
register: {when: auto}
`;
const TRAIN = 'echo "rmse=$SEED" >> "$MLOPS_METRICS"\n[ "$SEED" != 2 ] || { echo "no memory" >&2; exit 7; }\n';

let action: MlopsAction;
let consumer: Consumer;
beforeEach(async () => {
  action = await startMlopsAction(['seeds']);
  consumer = createConsumer(undefined, { 'mlops.yaml': CONFIG, 'train.sh': TRAIN });
  return async () => {
    consumer[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

type Event = ReturnType<typeof pullRequestEvent> | ReturnType<Consumer['pushEvent']>;

/** One job of a matrix of three seeds. */
function runLeg(seed: number, event: Event): Promise<CompositeRun> {
  const matrix = { seed };
  return action.run(consumer, { event, matrix, jobTotal: 3, env: { SEED: `${seed}` }, inputs: { collect: 'true' } });
}

test('three legs, one broken and one that never ran, become one commit and one comment, and the collecting job is red', async () => {
  consumer.branch('seeds');
  consumer.commit('Vary the seed', { 'NOTES.md': 'seeds\n' });
  const event = pullRequestEvent(1, 'seeds', consumer.checkoutMerge('seeds'));
  await using good = await runLeg(1, event);
  await using broken = await runLeg(2, event);
  expect([good.conclusion, broken.conclusion]).toEqual(['success', 'failure']);
  expect(good.outputs).toMatchObject({ status: 'finished', verdict: 'pass', 'tracking-commit': '', 'comment-url': '' });
  expect(good.summary).toContain('rmse');
  expect(consumer.trackedFiles()).toEqual([]);
  expect(await action.github.comments(REPOSITORY, 1)).toEqual([]);

  await using run = await action.run(consumer, { event, job: 'collect', inputs: { task: 'collect' } });
  expect(run.step('train').outcome).toBe('skipped');
  expect(run.conclusion).toBe('failure');
  const [first, second, ...others] = consumer.records();
  expect(others).toEqual([]);
  expect([first?.id, second?.id]).toEqual([good, broken].map(({ outputs }) => outputs['run-id']));
  expect([first, second].map((record) => record?.trigger)).toMatchObject([
    { matrix: { seed: 1 }, job_total: 3 },
    { matrix: { seed: 2 }, job_total: 3 },
  ]);
  expect(consumer.git('ls-remote', 'origin', 'refs/heads/mlops-tracking')).toContain(
    run.outputs['tracking-commit'] ?? '-',
  );
  expect(run.outputs).toMatchObject({
    'run-id': first?.id,
    status: 'failed',
    verdict: 'inconclusive',
    metrics: '{"rmse":1}',
    'model-version': '',
  });
  const [comment, ...more] = await action.github.comments(REPOSITORY, 1);
  expect(more).toEqual([]);
  expect(comment?.body).toContain('`cars` was not trained in 1 of 3 legs, and 1 left no record');
  expect(comment?.body).toContain('no memory');
  expect(run.summary).toContain('| 🆕 | **seed: 1** (best) | pass, no baseline |');
  const errors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect(errors).toEqual(['1 of the 3 legs of train left no record', expect.stringContaining('seed: 2: ')]);
  const [check, ...otherChecks] = action.github.checks.runs;
  expect(otherChecks).toEqual([]);
  expect(check).toMatchObject({ head_sha: event.payload.pull_request.head.sha, conclusion: 'failure' });
  expect(check?.title).toBe('Not trained: cars was not trained in 1 of 3 legs, and 1 left no record');
  expect(check?.annotations).toEqual([]);
  expect(run.workspaceStatus).toBe('');
  expect(isStagingGone(consumer.workspace)).toBe(true);
});

test('a record that nobody collected is written by a later workflow run with `task: sync`', async () => {
  await using left = await runLeg(3, consumer.pushEvent());
  expect(left.conclusion).toBe('success');
  expect(left.outputs['model-version']).toBe('');
  expect(consumer.trackedFiles()).toEqual([]);
  const later = { runId: '4712', artifacts: action.artifacts.envFor('a-later-run') };
  await using run = await action.run(consumer, { ...later, inputs: { task: 'sync' } });
  expect(run.conclusion).toBe('success');
  expect(consumer.records().map(({ id }) => id)).toEqual([left.outputs['run-id']]);
  expect(run.summary).toContain('Of 1 record artifacts 0 stood on the tracking branch, and 1 were written now.');
});
