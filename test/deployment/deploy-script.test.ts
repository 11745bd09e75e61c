// A deploy command as a step of a job runs it: what it is given, how its end is known afterwards, and what it cannot leave.
import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { DeployPlan } from '../../src/deployment/deploy-plan.ts';
import { readDeployPlan, readHookOutcome, writeHookCapture } from '../../src/deployment/hook-capture.ts';
import type { PreparedDeployment } from '../../src/deployment/prepared.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { isAlive } from '../support/processes.ts';

const SOURCE = resolve(import.meta.dirname, '../../src');

let folder: TemporaryFolder;
let script: string;
let count = 0;
beforeAll(() => {
  folder = temporaryFolder();
  // As they lie in dist/.
  copyFileSync(join(SOURCE, 'training/guard.sh'), join(folder.path, 'guard.sh'));
  script = join(folder.path, 'deploy.sh');
  // A limit that is reached at once shows the same.
  const text = readFileSync(join(SOURCE, 'deployment/deploy.sh'), 'utf8');
  writeFileSync(script, text.replace('BYTES=200000000', 'BYTES=8000000'));
  return () => folder[Symbol.dispose]();
});

function planOf(command: string, timeout = 30): DeployPlan & { readonly prepared: PreparedDeployment } {
  const run = '0198c2f0a1b27c3d8e4f5a6b7c8d9e0f';
  return {
    schema: 1,
    of: { model: 'cars', version: 'v1.0.0', stage: 'production', run },
    prepared: {
      schema: 1,
      model: 'cars',
      version: 'v1.0.0',
      stage: 'production',
      run,
      deploy: { command, rollback: 'auto', timeout },
      folder: join(folder.path, 'environment'),
      script: command,
      variables: { MODEL_NAME: 'cars', MODEL_DIR: '/models/a b\n$(touch evil)' },
      settings: { MLOPS_IMAGE_NAME: 'ghcr.io/acme/cars' },
      requests: [],
    },
    working_directory: folder.path,
    tracking_branch: 'mlops-tracking',
    remote_url: '/remote',
    checkout: { root: folder.path, git_settings: 'x' },
  };
}

/** Runs a command as the step does. @param during gets the process once it says that it is ready */
async function deploy(
  command: string,
  {
    timeout = 30,
    environment = {},
    during,
  }: { timeout?: number; environment?: NodeJS.ProcessEnv; during?: () => NodeJS.Signals } = {},
): Promise<{ readonly failure: string | undefined; readonly isInterrupted: boolean; readonly said: string }> {
  const plan = planOf(command, timeout);
  const capture = join(folder.path, `capture-${(count += 1)}`);
  await writeHookCapture(plan, capture);
  const child = spawn('bash', [script], {
    env: {
      PATH: process.env['PATH'],
      OUT: join(folder.path, 'out'),
      CAPTURE: capture,
      MLOPS_CAPTURE: capture,
      MLOPS_WORKING_DIRECTORY: folder.path,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let size = 0;
  let isSignalled = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (said.length < 100_000) said += chunk.toString();
    size += chunk.length;
    if (size > 1_000_000) {
      // The log of a job takes what is printed far slower than a disk.
      child.stdout.pause();
      setTimeout(() => child.stdout.resume(), 5);
    }
    if (during === undefined || isSignalled || !said.includes('ready')) return;
    isSignalled = true;
    child.kill(during());
  });
  await new Promise((done) => child.once('close', done));
  const { failure, isInterrupted } = await readHookOutcome(plan.prepared, capture, (text) => text);
  return { failure, isInterrupted, said };
}

test('it sees its variables as they are, and no token', async () => {
  const tokens = { GITHUB_TOKEN: 'a', GH_TOKEN: 'b', 'INPUT_GITHUB-TOKEN': 'c', ACTIONS_RUNTIME_TOKEN: 'd' };
  const command = 'env -0 > "$OUT"; cat "/proc/$PPID/environ" >> "$OUT"; echo "to $MODEL_NAME in $PWD"';
  const { failure, said } = await deploy(command, { environment: { ...tokens, MINE: 'kept' } });
  expect(failure).toBeUndefined();
  expect(said).toContain(`to cars in ${folder.path}`);
  const seen = readFileSync(join(folder.path, 'out'), 'utf8').split('\0');
  expect(seen).toEqual(
    expect.arrayContaining(['MINE=kept', 'MODEL_DIR=/models/a b\n$(touch evil)', 'MLOPS_IMAGE_NAME=ghcr.io/acme/cars']),
  );
  expect(seen.filter((entry) => /TOKEN/.test(entry))).toEqual([]);
});

test.each([
  [
    'with a status and the last error',
    'echo "Error: no such cluster"; false; echo on',
    {},
    'ended with status 1: Error: no such cluster',
  ],
  ['in time or not at all', 'echo on; sleep 30', { timeout: 1 }, 'did not end within 1 s'],
  ['with the status of a signal', 'kill -9 $$', {}, 'ended with status 137'],
  ['with the status of any part of a pipe', 'false | true', {}, 'ended with status 1'],
  ['as it ended, whatever it wrote of that', 'echo status=0 >"$CAPTURE/outcome"; exit 3', {}, 'ended with status 3'],
  ['as it ended, whatever stands in the way', 'mkdir "$CAPTURE/outcome"; exit 3', {}, 'ended with status 3'],
  [
    'in time with children that heed no signal and hold its output',
    '(trap "" TERM; while :; do sleep 0.2; done) &\nsleep 30',
    { timeout: 1 },
    'did not end within 1 s',
  ],
  ['before it fills the disk', 'yes "$(printf "%0999d")"', {}, 'wrote more than 200 MB of output'],
  ['when it is told so', 'echo ready; sleep 30', { during: () => 'SIGINT' as const }, 'was interrupted'],
])('it ends %s', async (_, command, options, words) => {
  const ended = await deploy(command, options);
  expect(ended.failure).toBe(`the deploy command ${words}`);
  expect(ended.isInterrupted).toBe(words.includes('interrupted'));
});

test('what it leaves running is ended, and what it says or writes commands no runner', async () => {
  const file = join(folder.path, 'github-env');
  writeFileSync(file, 'BEFORE=1\n');
  const command =
    'sleep 60 & echo $! > "$OUT"\necho EVIL=1 >> "$GITHUB_ENV"; echo NODE_OPTIONS=x >> "$REAL"\necho "::error::x"';
  const { said, failure } = await deploy(command, {
    environment: { GITHUB_ACTIONS: 'true', GITHUB_ENV: file, REAL: file },
  });
  expect(failure).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe('BEFORE=1\n');
  expect(said).toMatch(/^::stop-commands::([0-9a-f]{32})\n[^]*::error::x[^]*\n::\1::\n/);
  expect(said).toContain('left processes behind');
  const pid = Number(readFileSync(join(folder.path, 'out'), 'utf8'));
  expect(isAlive(pid)).toBe(false);
});

test('a plan that the command rewrote is not believed, nor one that is gone', async () => {
  const plan = planOf('true');
  const capture = join(folder.path, 'rewritten');
  const digest = await writeHookCapture(plan, capture);
  expect(await readDeployPlan(capture, digest)).toEqual(plan);
  writeFileSync(join(capture, 'plan.json'), JSON.stringify({ ...plan, remote_url: 'https://evil.example' }));
  await expect(readDeployPlan(capture, digest)).rejects.toThrow(/was changed after it was written/);
  await expect(readDeployPlan(join(folder.path, 'none'), digest)).rejects.toThrow(/cannot be read/);
  expect((await readHookOutcome(plan.prepared, capture, (text) => text)).failure).toBe(
    'it is not known how the deploy command ended',
  );
});
