// deploy.sh, the step of a job that runs a deploy command: how it ends, whatever the command does, and what it leaves.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Deploy } from '../../src/config/deployment-schema.ts';
import type { DeployPlan } from '../../src/deployment/deploy-plan.ts';
import { readDeployPlan, readHookOutcome, writeHookCapture } from '../../src/deployment/hook-capture.ts';
import type { PreparedDeployment } from '../../src/deployment/prepared.ts';
import { anId } from '../support/a-run.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

const SOURCES = resolve(import.meta.dirname, '../../src');
const SCRIPTS = ['deployment/deploy.sh', 'training/guard.sh'];

let folder: TemporaryFolder;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'dist'));
  for (const script of SCRIPTS) {
    // A limit that is reached at once shows the same.
    const text = readFileSync(join(SOURCES, script), 'utf8').replace('BYTES=200000000', 'BYTES=8000000');
    writeFileSync(join(folder.path, 'dist', script.slice(script.indexOf('/') + 1)), text);
  }
});
afterEach(() => folder[Symbol.dispose]());

interface Ran {
  readonly code: number | null;
  /** What the step printed, and how much of it. */
  readonly printed: string;
  readonly size: number;
  readonly outcome: Awaited<ReturnType<typeof readHookOutcome>>;
}

/** Runs a command as the step does; `cancel` sends a signal once the command has said this. */
async function runStep(
  script: string,
  {
    timeout = 60,
    cancel,
    environment = {},
  }: { timeout?: number; cancel?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const capture = join(folder.path, 'capture');
  const prepared: PreparedDeployment = {
    schema: 1,
    model: 'duration',
    version: 'v1.2.0',
    stage: 'production',
    run: anId(1),
    deploy: Deploy.parse({ command: 'true', timeout }),
    folder: join(folder.path, 'deployment'),
    script,
    variables: { MODEL_NAME: 'duration', MODEL_VERSION: '$(touch pwned)\n`id`' },
    settings: {},
    requests: [],
  };
  await writeHookCapture(planOf(prepared), capture);
  const child = spawn('bash', [join(folder.path, 'dist/deploy.sh')], {
    env: {
      PATH: process.env['PATH'],
      MLOPS_CAPTURE: capture,
      MLOPS_WORKING_DIRECTORY: folder.path,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [printed, size] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (printed.length < 100_000) printed += chunk.toString();
    if (cancel !== undefined && printed.includes(cancel)) child.kill('SIGINT');
    // The log of a job takes what is printed far slower than a disk.
    if (size > 1_000_000) {
      child.stdout.pause();
      setTimeout(() => child.stdout.resume(), 5);
    }
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed, size, outcome: await readHookOutcome(prepared, capture, (text) => text) };
}

function planOf(prepared: PreparedDeployment): DeployPlan {
  const { model, version, stage, run } = prepared;
  return {
    schema: 1,
    of: { model, version, stage, run },
    prepared,
    working_directory: folder.path,
    tracking_branch: 'mlops-tracking',
    remote_url: 'https://github.com/acme/taxi',
    checkout: { root: folder.path, git_settings: 'x' },
  };
}

test('a command that ends well has, and what its variables hold is never code', async () => {
  const { code, printed, outcome } = await runStep('echo "deploying $MODEL_VERSION"\n');
  expect([code, printed]).toEqual([0, 'deploying $(touch pwned)\n`id`\n']);
  expect(outcome).toEqual({ isInterrupted: false });
  expect(existsSync(join(folder.path, 'pwned'))).toBe(false);
});

test.each([
  ['fails', 'echo "Error: no route"\nexit 7\n', 'the deploy command ended with status 7: Error: no route'],
  ['fails in a pipe', 'false | true\n', 'the deploy command ended with status 1'],
  ['is killed', 'kill -9 $$\n', 'the deploy command ended with status 137'],
  ['says that it went well, and fails', 'echo status=0 >"$CAPTURE/outcome"\nexit 3\n', 'the deploy command ended with'],
  ['puts a folder in the place of its outcome', 'mkdir "$CAPTURE/outcome"\nexit 3\n', 'the deploy command ended with'],
])('a command that %s is known to have failed', async (_, script, failure) => {
  const environment = { CAPTURE: join(folder.path, 'capture') };
  const { code, outcome } = await runStep(script, { environment });
  expect([code, outcome.failure]).toEqual([0, expect.stringContaining(failure)]);
});

test('one that hangs, with a child that heeds no signal and holds its output, is ended at its time', async () => {
  const script = '(trap "" TERM; echo "$BASHPID" >stubborn; while :; do sleep 0.2; done) &\nsleep 60\n';
  const { code, outcome, printed } = await runStep(script, { timeout: 1 });
  expect([code, outcome.failure]).toEqual([0, 'the deploy command did not end within 1 s']);
  await expect.poll(() => isAlive(Number(readFileSync(join(folder.path, 'stubborn'), 'utf8')))).toBe(false);
  expect(printed).toContain('mlops: the deploy command left processes behind');
});

test('a cancelled job ends it, and says so', async () => {
  const { code, outcome } = await runStep('echo begun\nsleep 60\n', { cancel: 'begun' });
  expect([code, outcome]).toEqual([0, { failure: 'the deploy command was interrupted', isInterrupted: true }]);
});

test('one that writes without end is ended before it fills the disk, and at its time', async () => {
  const { code, outcome, size } = await runStep('yes "$(printf "%0999d")"\n');
  expect([code, outcome.failure]).toEqual([0, 'the deploy command wrote more than 200 MB of output']);
  expect(size).toBeLessThan(100_000_000);
});

test('it commands the runner neither by what it prints nor by the files of the runner, and finds no token', async () => {
  const file = join(folder.path, 'output');
  writeFileSync(file, 'mine=1\n');
  const tokens = Object.fromEntries(
    ['GITHUB_TOKEN', 'GH_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'INPUT_GITHUB-TOKEN'].map(
      (name) => [name, 'ghs_secret'],
    ),
  );
  const script = [
    'echo "::set-output name=x::y"',
    'echo evil=1 >>"$GITHUB_OUTPUT"',
    'echo evil=1 >>"$TOLD"',
    'env; cat "/proc/$PPID/environ" | tr "\\0" "\\n"',
  ];
  const environment = { ...tokens, GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: file, TOLD: file };
  const { printed, outcome } = await runStep(`${script.join('\n')}\n`, { environment });
  expect(outcome.failure).toBeUndefined();
  const [, stop = ''] = /^::stop-commands::([0-9a-f]{32})\n/.exec(printed) ?? [];
  expect(printed.indexOf('::set-output')).toBeLessThan(printed.lastIndexOf(`::${stop}::`));
  expect(printed).not.toContain('ghs_secret');
  expect(readFileSync(file, 'utf8')).toBe('mine=1\n');
});

test('a plan that the command changed is not read', async () => {
  const capture = join(folder.path, 'other');
  const prepared = { schema: 1, model: 'm', version: 'v1', stage: 's', run: anId(1), folder: capture } as const;
  const rest = { deploy: Deploy.parse({ command: 'true' }), variables: {}, settings: {}, requests: [] };
  const digest = await writeHookCapture(planOf({ ...prepared, ...rest }), capture);
  expect(await readDeployPlan(capture, digest)).toMatchObject({ of: { version: 'v1' } });
  const path = join(capture, 'plan.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"v1"', '"v2"'));
  await expect(readDeployPlan(capture, digest)).rejects.toMatchObject({ code: 'capture-failed' });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A container without an init process keeps the dead ones as zombies.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
