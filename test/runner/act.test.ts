// The action in a real runner, as `org/mlops-action@v1` of a consumer's workflow.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { freePort } from '../support/a-deployment.ts';
import { runAct, type ActRun } from '../support/act.ts';
import {
  createConsumer,
  dispatchEvent,
  pullRequestEvent,
  REPOSITORY,
  type Consumer,
} from '../support/composite/consumer.ts';
import { git, temporaryFolder } from '../support/git-fixtures.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import { findLinter } from '../support/linters.ts';
import { mlops } from '../support/mlops.ts';

const ACT = await findLinter('act');

const TRAIN_JOB = `
on: [push, pull_request, workflow_dispatch]
permissions: {contents: write, pull-requests: write}
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: mlops
        uses: org/mlops-action@v1
        with:
          command: sh train.sh
          gates: 'rmse: {better: lower, max: 10}'
      - if: always()
        env: {VERDICT: "\${{ steps.mlops.outputs.verdict }}", STATUS: "\${{ steps.mlops.outputs.status }}"}
        run: |
          echo "the training $STATUS, verdict $VERDICT"
          test -z "$(git status --porcelain)"
`;
const MATRIX_JOBS = `
on: push
permissions: {contents: write, pull-requests: write}
jobs:
  train:
    runs-on: ubuntu-latest
    strategy: {matrix: {depth: [4, 6]}}
    steps:
      - uses: actions/checkout@v4
      - uses: org/mlops-action@v1
        env: {SHIFT: "\${{ matrix.depth }}"}
        with: {command: sh train.sh, collect: true}
  collect:
    needs: train
    if: always()
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: org/mlops-action@v1
        with: {task: collect}
`;
const TRAIN = `echo "rmse=\${MLOPS_PARAM_SHIFT:-\${SHIFT:-3}}" >> "$MLOPS_METRICS"
mkdir -p "$MLOPS_ARTIFACTS/model" && echo weights > "$MLOPS_ARTIFACTS/model/model.bin"
env -0 | tr '\\0' '\\n' > "$MLOPS_ARTIFACTS/environment.txt"
[ ! -e broken ] || { echo "RuntimeError: no memory" >&2; exit 7; }
`;

function consumerOf(workflow: string): Consumer {
  return createConsumer(undefined, { '.github/workflows/train.yml': workflow, 'train.sh': TRAIN });
}

describe.skipIf(ACT === undefined)('in a real runner', () => {
  let action: MlopsAction;
  let served: Consumer | undefined;
  beforeEach(async () => {
    served = undefined;
    const fileAt = (path: string, ref: string): string | undefined =>
      served && git(served.remote, ['show', `${ref}:${path}`]);
    action = await startMlopsAction(['better'], undefined, { workflows: ['deploy.yml'], fileAt });
    return () => action[Symbol.asyncDispose]();
  });

  async function run(
    consumer: Consumer,
    event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> },
    job?: string,
  ): Promise<ActRun> {
    const ran = await runAct({
      act: ACT ?? '',
      actionFolder: action.folder,
      workspace: consumer.workspace,
      event,
      repository: REPOSITORY,
      apiUrl: action.github.apiUrl,
      token: action.github.token,
      runtime: action.artifacts.env,
      ...(job === undefined ? {} : { job }),
    });
    onTestFailed(() => console.log(ran.log));
    return ran;
  }

  test('a push is trained, recorded and uploaded, and the training sees no token', async () => {
    using consumer = consumerOf(TRAIN_JOB);
    const pushed = await run(consumer, consumer.pushEvent());
    expect(pushed).toMatchObject({
      succeeded: true,
      log: expect.stringContaining('the training finished, verdict pass'),
    });
    const [record, ...others] = consumer.records();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      status: 'finished',
      source: { dirty: false },
      trigger: { event: 'push', job: 'train' },
    });
    const model = action.artifacts
      .artifacts()
      .find(({ id }) => id === record?.model.artifact?.id)
      ?.files();
    // The client streams files at once: their order in the archive is nobody's promise.
    expect([...(model?.keys() ?? [])].toSorted()).toEqual(['environment.txt', 'model/model.bin']);
    const environment = model?.get('environment.txt')?.toString() ?? '';
    expect(environment).toContain('MLOPS_METRICS=');
    const secrets = [action.github.token, action.artifacts.env.ACTIONS_RUNTIME_TOKEN];
    expect(secrets.filter((secret) => environment.includes(secret) || pushed.log.includes(secret))).toEqual([]);
  });

  test('a pull request is compared with its merge base and commented on, and a training that fails makes the job red', async () => {
    using consumer = consumerOf(TRAIN_JOB);
    expect((await run(consumer, consumer.pushEvent())).succeeded).toBe(true);
    consumer.branch('better');
    consumer.commit('Shift less', { 'train.sh': TRAIN.replace(':-3', ':-2') });
    const event = pullRequestEvent(1, 'better', consumer.checkoutMerge('better'));
    const compared = await run(consumer, event);
    expect(compared.succeeded).toBe(true);
    const record = consumer.records().at(-1);
    expect(record?.source.pull_request).toMatchObject({ number: 1, head: event.payload.pull_request.head.sha });
    expect(record?.comparison).toMatchObject({ baseline: { run: consumer.records()[0]?.id } });
    const [comment, ...more] = await action.github.comments(REPOSITORY, 1);
    expect(more).toEqual([]);
    expect(comment?.body).toContain('rmse');

    consumer.git('checkout', '--quiet', 'better');
    consumer.commit('Break it', { broken: '' });
    consumer.git('checkout', '--quiet', 'main');
    const broken = await run(consumer, pullRequestEvent(1, 'better', consumer.checkoutMerge('better')));
    expect(broken).toMatchObject({ succeeded: false, log: expect.stringContaining('the training failed, verdict') });
    expect(consumer.records().at(-1)).toMatchObject({ status: 'failed', error: { exit_code: 7 } });
    const [updated, ...others] = await action.github.comments(REPOSITORY, 1);
    expect(others).toEqual([]);
    expect(updated?.body).toContain('RuntimeError: no memory');
  });

  test('inputs of a dispatch become parameters of the training', async () => {
    using consumer = consumerOf(TRAIN_JOB);
    expect((await run(consumer, dispatchEvent({ shift: '1.5' }))).succeeded).toBe(true);
    expect(consumer.records()).toMatchObject([
      { metrics: { rmse: { value: 1.5 } }, trigger: { event: 'workflow_dispatch', overrides: { shift: '1.5' } } },
    ]);
  });

  test('the workflows that init writes give a version a stage, deploy it at its tag and take it back', async () => {
    const port = await freePort();
    using folder = temporaryFolder();
    const pid = join(folder.path, 'pid');
    using consumer = createConsumer(undefined, {
      'mlops.yaml': JSON.stringify({
        model: 'cars',
        command: 'sh train.sh',
        'model-files': 'model.txt',
        gates: { rmse: { better: 'lower', max: 10 } },
        register: { when: 'always' },
        stages: ['production'],
        'deploy-workflow': 'deploy.yml',
        deploy: { command: `sh deploy.sh ${pid}`, health: { url: `http://127.0.0.1:${port}/`, timeout: 20 } },
      }),
      'train.sh': 'echo "rmse=$(cat rmse)" >>"$MLOPS_METRICS"\ncat rmse >model.txt\n',
      // The one before has to be gone, or the port is still taken.
      'deploy.sh': `if [ -f "$1" ]; then old=$(cat "$1"); kill "$old"; while kill -0 "$old" 2>/dev/null; do sleep 0.05; done; fi\nsetsid node serve.cjs ${port} >/dev/null 2>&1 &\necho $! >"$1"\n`,
      'serve.cjs': `require('http').createServer((_, r) => r.end(process.env.MODEL_VERSION)).listen(process.argv[2]);\n`,
      rmse: '6\n',
      '.gitignore': 'model.txt\n',
    });
    served = consumer;
    await mlops(consumer.workspace, ['init', '--yes', '--workflows', 'promote,rollback,deploy']);
    consumer.commit('Add the workflows', {});
    const by = (job: string, inputs: Readonly<Record<string, string>>): Promise<ActRun> =>
      run(consumer, dispatchEvent(inputs), job);
    expect(await run(consumer, consumer.pushEvent(), 'train')).toMatchObject({ succeeded: true });
    consumer.commit('Better', { rmse: '5\n' });
    expect(await run(consumer, consumer.pushEvent(), 'train')).toMatchObject({ succeeded: true });
    const tags = (): string => git(consumer.remote, ['tag', '--list', 'cars*']);
    expect(tags()).toBe('cars@v0.0.1\ncars@v0.0.2');
    for (const version of ['v0.0.1', 'v0.0.2']) {
      expect(await by('promote', { stage: 'production', version })).toMatchObject({ succeeded: true });
      const started = action.github.dispatches.at(-1);
      expect(started).toMatchObject({ workflow: 'deploy.yml', inputs: { version } });
      expect(await by('deploy', started?.inputs ?? {})).toMatchObject({ succeeded: true });
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(version);
    }
    expect(await by('rollback', { stage: 'production', reason: 'too slow' })).toMatchObject({ succeeded: true });
    expect(action.github.dispatches.at(-1)?.inputs).toMatchObject({ version: 'v0.0.1' });
    expect(await by('deploy', action.github.dispatches.at(-1)?.inputs ?? {})).toMatchObject({ succeeded: true });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('v0.0.1');
    process.kill(Number(readFileSync(pid, 'utf8')));
  });

  test('the legs of a matrix become one commit', async () => {
    using consumer = consumerOf(MATRIX_JOBS);
    expect((await run(consumer, consumer.pushEvent())).succeeded).toBe(true);
    // act tells a composite action nothing of the matrix, so the legs are known by their metrics alone.
    const metrics = consumer.records().map((record) => record.metrics['rmse']?.value);
    expect(metrics).toEqual(expect.arrayContaining([4, 6]));
    const commits = git(consumer.remote, ['log', '--format=%H', 'refs/heads/mlops-tracking', '--', 'runs']);
    expect(commits.split('\n')).toHaveLength(1);
  });
});
