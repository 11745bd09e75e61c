// From a version to what is live, in jobs: promoted by hand, deployed by the workflow that this starts, taken back where it
// does not answer, refused without evidence, and rolled back.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/a-deployment.ts';
import { createConsumer, dispatchEvent, pullRequestEvent, type Consumer } from '../support/composite/consumer.ts';
import { startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeOptions } from '../support/composite/job.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';
import { git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

let action: MlopsAction;
let consumer: Consumer;
let spied: TemporaryFolder;
let url: string;

const SERVER = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const { status } = JSON.parse(readFileSync(process.env.MODEL_FILE, 'utf8'));
createServer((_, response) => response.writeHead(status).end(process.env.MODEL_VERSION)).listen(new URL(process.argv[2]).port);
`;

/** Leaves what it sees, and starts a server in a session of its own, as a service would be. */
const DEPLOY = `env -0 > "$SPY/$MODEL_VERSION"
pid=$$
while [ "\${pid:-0}" -gt 1 ] && [ -r "/proc/$pid/environ" ]; do
  cat "/proc/$pid/environ" >> "$SPY/ancestors" 2>/dev/null
  pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status")
done
grep -rhE 'gh[sp]_[A-Za-z0-9]{20}' "$RUNNER_TEMP" "$GITHUB_WORKSPACE" --exclude-dir=.mlops-action >> "$SPY/files" || true
[ ! -f "$SPY/pid" ] || kill "$(cat "$SPY/pid")" || true
echo 'process.exit(0)' > .mlops-action/publish/index.js
echo 'EVIL=yes' >> "$GITHUB_ENV"
echo '::set-output name=x::y'
[ -z "\${SLOW:-}" ] || { echo begun; sleep 60; }
setsid node serve.mjs "$1" >/dev/null 2>&1 &
echo $! > "$SPY/pid"
`;

beforeAll(async () => {
  spied = temporaryFolder();
  url = `http://127.0.0.1:${await freePort()}/`;
  const dispatched = ['model', 'version', 'stage', 'digest', 'artifact-url', 'tag', 'run-id', 'deployment'];
  const inputs = dispatched.map((name) => `      ${name}: {type: string}\n`).join('');
  const config = [
    'model: cars',
    'command: sh train.sh',
    'model-files: model.json',
    'gates: {rmse: {better: lower, max: 10}}',
    'register: {when: always}',
    'stages: [staging, production]',
    'deploy-workflow: deploy.yml',
    `deploy: {command: 'bash deploy.sh ${url}', health: {url: '${url}', timeout: 2}}`,
  ];
  consumer = createConsumer(undefined, {
    'mlops.yaml': config.join('\n'),
    'train.sh': 'echo "rmse=$(cat rmse)" >> "$MLOPS_METRICS"\necho "{\\"status\\": $(cat status)}" > model.json\n',
    rmse: '6\n',
    status: '200\n',
    'serve.mjs': SERVER,
    'deploy.sh': DEPLOY,
    '.gitignore': 'model.json\n',
    '.github/workflows/deploy.yml': `on:\n  workflow_dispatch:\n    inputs:\n${inputs}jobs: {}\n`,
  });
  const fileAt = (path: string, ref: string): string | undefined => {
    try {
      return git(consumer.remote, ['show', `${ref}:${path}`]);
    } catch {
      return undefined;
    }
  };
  action = await startMlopsAction([], undefined, { workflows: ['deploy.yml'], fileAt });
  return async () => {
    consumer[Symbol.dispose]();
    spied[Symbol.dispose]();
    await action[Symbol.asyncDispose]();
  };
});

const run = (task: string, inputs: Readonly<Record<string, string>>): Promise<CompositeRun> =>
  action.run(consumer, { inputs: { task }, event: dispatchEvent(inputs), env: { SPY: spied.path } });

/** The deploy workflow, as the newest dispatch started it. */
async function deploy(more: Partial<CompositeOptions> = {}): Promise<CompositeRun> {
  const started = action.github.dispatches.at(-1);
  consumer.git('fetch', '--quiet', '--tags', 'origin');
  consumer.git('checkout', '--quiet', started?.ref.replace('refs/tags/', '') ?? '');
  const event = { ...dispatchEvent(started?.inputs ?? {}), ref: started?.ref ?? '' };
  const done = await action.run(consumer, {
    inputs: { task: 'deploy' },
    event,
    ...more,
    env: { SPY: spied.path, GH_TOKEN: action.github.token, ...more.env },
  });
  consumer.git('checkout', '--quiet', 'main');
  return done;
}

const errorsOf = ({ annotations }: CompositeRun): string =>
  annotations.flatMap(({ level, message }) => (level === 'error' ? [message] : [])).join('\n');

const holders = (): string => git(consumer.remote, ['tag', '--list', 'cars#*']);

const answer = async (): Promise<string> => (await fetch(url)).text();

test('a version is promoted by hand, deployed at its tag without a token, and taken back where its successor does not answer', async () => {
  await using trained = await action.run(consumer);
  expect(trained.outputs['model-version']).toBe('v0.0.1');

  await using promoted = await run('promote', { stage: 'production', model: '', version: '', force: 'false' });
  expect(errorsOf(promoted)).toBe('');
  expect(promoted.outputs).toMatchObject({
    'run-id': trained.outputs['run-id'],
    'model-version': 'v0.0.1',
    stage: 'production',
    verdict: 'pass',
    'model-digest': trained.outputs['model-digest'],
    'release-url': 'https://github.com/acme/consumer/releases/tag/cars%40v0.0.1',
  });
  expect(promoted.summary).toContain('has production');
  expect(action.github.dispatches).toEqual([
    {
      workflow: 'deploy.yml',
      ref: 'refs/tags/cars#production#1',
      inputs: expect.objectContaining({ version: 'v0.0.1', digest: trained.outputs['model-digest'] }) as unknown,
    },
  ]);

  await using deployed = await deploy();
  expect([errorsOf(deployed), deployed.conclusion]).toEqual(['', 'success']);
  expect(deployed.outputs).toMatchObject({ 'model-version': 'v0.0.1', stage: 'production', 'deployment-url': url });
  expect(await answer()).toBe('v0.0.1');
  const [shown] = action.github.deployments.all;
  expect(shown?.statuses.map(({ state }) => state)).toEqual(['queued', 'in_progress', 'success']);
  expect(deployed.exported).toEqual({ SPY: spied.path, GH_TOKEN: action.github.token });
  expect(deployed.workspaceStatus).toBe('');

  await using repeated = await deploy();
  expect([errorsOf(repeated), repeated.step('deploy').outcome]).toEqual(['', 'skipped']);
  expect(repeated.outputs).toMatchObject({ 'model-version': 'v0.0.1', stage: 'production', 'deployment-url': url });
  expect(repeated.summary).toContain('was live in production and is well');

  // The hook saw its variables and nothing that could act in the repository's name.
  const own = readFileSync(join(spied.path, 'v0.0.1'), 'utf8').split('\0');
  expect(own).toEqual(expect.arrayContaining(['MODEL_NAME=cars', 'MODEL_STAGE=production']));
  expect(own.filter((entry) => /^(?:INPUT_|ACTIONS_)|^G[A-Z]*_TOKEN=/.test(entry))).toEqual([]);
  for (const name of ['ancestors', 'files']) {
    expect(readFileSync(join(spied.path, name), 'utf8')).not.toContain(action.github.token);
  }

  consumer.commit('Break it', { rmse: '5\n', status: '500\n' });
  await using again = await action.run(consumer, { runId: '4720' });
  expect(again.outputs['model-version']).toBe('v0.0.2');
  await using next = await run('promote', { stage: 'production' });
  expect(next.outputs['model-version']).toBe('v0.0.2');
  await using failed = await deploy();
  expect(failed.conclusion).toBe('failure');
  expect(errorsOf(failed)).toContain('cars v0.0.2 failed in production: health check');
  expect(failed.outputs).toMatchObject({ 'model-version': 'v0.0.2', stage: '', 'deployment-url': '' });
  expect(failed.step('restored').outcome).toBe('success');
  expect(failed.summary).toContain('cars v0.0.1 was brought back');
  expect(await answer()).toBe('v0.0.1');
  expect(holders()).toBe('cars#production#1\ncars#production#2\ncars#production#3');
  const message = execFileSync('git', ['cat-file', 'tag', 'cars#production#3'], { cwd: consumer.remote });
  expect(message.toString()).toContain('Reason: the deployment of v0.0.2 failed: health check');
  const states = action.github.deployments.all.map(({ ref, statuses }) => `${ref} ${statuses.at(-1)?.state ?? ''}`);
  expect(states.slice(-2)).toEqual(['cars#production#2 failure', 'cars#production#3 success']);
});

test('without evidence a version is refused, and what no tag assigns is not deployed', async () => {
  await using refused = await run('promote', { stage: 'staging', version: 'v0.0.2' });
  expect(refused.conclusion).toBe('failure');
  expect(errorsOf(refused)).toContain('cars v0.0.2 does not get staging:\n- production was rolled back from it');
  expect(refused.summary).toContain('does not get staging');
  await using strange = await run('deploy', { stage: 'production', version: 'v0.0.2' });
  expect(errorsOf(strange)).toContain('cars v0.0.2 does not hold production: v0.0.1 does');
  await using other = await run('deploy', { stage: 'production', digest: 'f'.repeat(64) });
  expect(errorsOf(other)).toContain('the files of v0.0.1 are not those that are to be deployed');
  expect(other.step('deploy').outcome).toBe('skipped');
});

test('an event about a fork gives no stage and deploys nothing', async () => {
  const sides = { head: consumer.git('rev-parse', 'main'), base: consumer.git('rev-parse', 'main') };
  const { payload } = pullRequestEvent(7, 'main', sides, true);
  for (const task of ['promote', 'rollback', 'deploy']) {
    const event = { name: 'pull_request_target', payload } as const;
    await using refused = await action.run(consumer, { inputs: { task, stage: 'production' }, event });
    expect(errorsOf(refused)).toContain(`task ${task} is refused on pull_request_target: the event is about`);
    expect(refused.step('publish').outcome).toBe('skipped');
  }
});

test('a rollback is tried, and done: the deploy workflow is started for the version before', async () => {
  const forced = { stage: 'production', version: 'v0.0.2', force: 'true', reason: 'it is wanted' };
  await using promoted = await run('promote', forced);
  expect(promoted.outputs['stage']).toBe('production');
  await using drill = await run('rollback', { stage: 'production', drill: 'true' });
  expect(drill.summary).toContain('production of cars would go back from v0.0.2 to v0.0.1');
  expect(drill.outputs).toMatchObject({ 'model-version': 'v0.0.1', stage: '' });
  const before = holders();
  await using back = await run('rollback', { stage: 'production', reason: 'it answers nonsense' });
  expect(back.outputs).toMatchObject({ 'model-version': 'v0.0.1', stage: 'production' });
  expect(action.github.dispatches.at(-1)?.inputs).toMatchObject({ version: 'v0.0.1' });
  expect(holders()).not.toBe(before);
  expect(back.summary).toContain('production went back to');
});

test('a change of deploy/staging.yaml that is merged assigns the stage, and one that nobody merged does not', async () => {
  const message = git(consumer.remote, ['tag', '--list', '--format=%(contents)', 'cars@v0.0.1']);
  const digest = /"model_digest":"([0-9a-f]{64})"/.exec(message)?.[1] ?? '';
  const wish = `models:\n  cars: {version: v0.0.1, digest: ${digest}}\n`;
  consumer.branch('wish');
  consumer.commit('Wish', { 'deploy/staging.yaml': wish });
  await using early = await action.run(consumer, { inputs: { task: 'promote' } });
  expect(errorsOf(early)).toContain('follows deploy/*.yaml of main, and this is wish');
  consumer.git('checkout', '--quiet', 'main');
  consumer.git('merge', '--quiet', 'wish');
  consumer.git('push', '--quiet', 'origin', 'main');
  await using merged = await action.run(consumer, { inputs: { task: 'promote' } });
  expect([errorsOf(merged), merged.outputs['stage']]).toEqual(['', 'staging']);
  expect(action.github.dispatches.at(-1)?.inputs).toMatchObject({ stage: 'staging', version: 'v0.0.1' });
});

test('a deployment that is cancelled half-way leaves what was live, and goes on when the job is run again', async () => {
  consumer.commit('Mend it', { rmse: '4\n', status: '200\n' });
  await using trained = await action.run(consumer, { runId: '4730' });
  expect(trained.outputs['model-version']).toBe('v0.0.3');
  await using promoted = await run('promote', { stage: 'production' });
  expect(promoted.outputs['model-version']).toBe('v0.0.3');
  const cancelDuring = { step: 'deploy', onOutput: 'begun' };
  await using cancelled = await deploy({ cancelDuring, env: { SLOW: 'yes' } });
  expect(errorsOf(cancelled)).toContain('cars v0.0.3 failed in production: the deploy command was interrupted');
  expect(cancelled.step('restore').outcome).toBe('skipped');
  const before = holders();
  await using again = await deploy();
  expect([errorsOf(again), again.conclusion]).toEqual(['', 'success']);
  expect(await answer()).toBe('v0.0.3');
  expect(holders()).toBe(before);
});
