// A job on a runner whose steps are killed at any moment: what a training had measured is recorded once, by the job itself
// or by the next sync. Linux only: the killer finds its victim through /proc.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  copyConsumer,
  createConsumer,
  REPOSITORY,
  pullRequestEvent,
  type Consumer,
} from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { installHook } from '../support/git-fixtures.ts';
import { isAlive } from '../support/processes.ts';

let action: MlopsAction;
/** With a tracking branch that holds one run. */
let tracked: Consumer;
beforeAll(async () => {
  action = await startMlopsAction(['topic']);
  tracked = createConsumer(undefined, { 'README.md': 'x\n' });
  await using _ = await action.run(tracked, { inputs: { command: 'true' } });
  return async () => {
    tracked[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

/** Shell words that send a signal to the nearest process above them whose command line holds `name`. */
function signalAncestor(signal: string, name: string): string {
  return `p=$$
while [ "$p" -gt 1 ]; do
  p=$(sed 's/.*) . \\([0-9]*\\) .*/\\1/' "/proc/$p/stat")
  if tr '\\0' ' ' <"/proc/$p/cmdline" | grep -q '${name}'; then kill -s ${signal} "$p"; break; fi
done
`;
}

const TRAIN = { command: 'echo rmse=5 >> "$MLOPS_METRICS"; mkdir -p model; echo w > model/w.bin' };

async function syncAgain(consumer: Consumer): Promise<void> {
  for (const hook of ['pre-receive', 'post-receive']) rmSync(join(consumer.remote, 'hooks', hook), { force: true });
  await using run = await action.run(consumer, { inputs: { task: 'sync' }, runId: '5000' });
  expect(run.conclusion).toBe('success');
}

describe.runIf(process.platform === 'linux')('a job', () => {
  test.each([
    ['before the branch has the record', 'pre-receive', 1, 0],
    ['before the inbox has the record', 'pre-receive', 2, 0],
    ['after the branch has the record', 'post-receive', 1, 1],
    ['after the inbox has the record', 'post-receive', 2, 0],
  ])('whose publishing step is killed %s has its run once after the next sync', async (_, hook, jobTotal, recorded) => {
    using consumer = copyConsumer(tracked);
    const refuse = hook === 'pre-receive' ? 'exit 1' : '';
    installHook(consumer.remote, hook, `#!/bin/sh\n${signalAncestor('KILL', 'publish/index.js')}${refuse}\n`);
    const runId = `${jobTotal}${hook.length}`;
    await using run = await action.run(consumer, { inputs: TRAIN, matrix: { seed: 1 }, jobTotal, runId });
    expect(run.step('publish').outcome).toBe('failure');
    expect(consumer.records()).toHaveLength(1 + recorded);
    await syncAgain(consumer);
    await syncAgain(consumer);
    // The emulator keeps the artifacts of the other tests too.
    const own = consumer.records().filter(({ trigger }) => trigger.run === runId);
    expect(own).toMatchObject([{ status: 'finished', metrics: { rmse: { value: 5 } } }]);
    expect(consumer.git('ls-remote', 'origin', 'refs/mlops/*')).toBe('');
  });

  test('that is told to stop while it publishes records the run, and registers nothing', async () => {
    using consumer = createConsumer(undefined, { 'README.md': 'x\n' });
    installHook(consumer.remote, 'pre-receive', `#!/bin/sh\n${signalAncestor('INT', 'publish/index.js')}`);
    await using run = await action.run(consumer, { inputs: { ...TRAIN, register: 'always' }, runId: '6000' });
    expect(run.log).toContain('the job was cancelled: the run is recorded');
    expect(consumer.records()).toMatchObject([{ status: 'finished', id: run.outputs['run-id'] }]);
    expect(consumer.git('ls-remote', '--tags', 'origin')).toBe('');
    expect(run.outputs['model-version']).toBe('');
  });

  test('whose training loses its runner ends what goes on, and says on the pull request that it was killed', async () => {
    using consumer = createConsumer(undefined, {
      'train.sh': `echo rmse=5 >> "$MLOPS_METRICS"; echo "epoch 1"; sleep 300 & echo $! > "$MLOPS_ARTIFACTS/pid"
${signalAncestor('KILL', 'train.sh scrubbed')}wait
`,
    });
    consumer.branch('topic');
    consumer.commit('Change', { 'NOTES.md': 'x\n' });
    const event = pullRequestEvent(1, 'topic', consumer.checkoutMerge('topic'));
    const inputs = { command: 'exec bash train.sh', register: 'always' };
    await using run = await action.run(consumer, { inputs, event, runId: '7000' });
    expect(run.step('train').outcome).toBe('failure');
    expect(run.log).toContain('ending the training: it went on when its runner was killed');
    const [record, ...others] = consumer.records();
    expect(others).toEqual([]);
    expect(record).toMatchObject({ status: 'killed', metrics: { rmse: { value: 5 } }, error: { tail: ['epoch 1'] } });
    const pid = join(run.temp, 'mlops', record?.id ?? '', 'artifacts/pid');
    expect(isAlive(Number(readFileSync(pid, 'utf8')))).toBe(false);
    expect((await action.github.comments(REPOSITORY, 1)).at(-1)?.body).toContain('was killed');
    expect(consumer.git('ls-remote', '--tags', 'origin')).toBe('');
  });
});
