// What goes wrong while a version is brought live: commands that hang, programs that are killed, servers that are gone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deployVersion } from '../../src/pipeline/deployment/deploy-version.ts';
import { prepareDeployment } from '../../src/pipeline/deployment/prepare-deployment.ts';
import { deployableProject, type DeployableProject } from '../support/a-deployment.ts';
import { commitFiles } from '../support/git-fixtures.ts';

let project: DeployableProject;
beforeEach(async () => {
  project = await deployableProject();
});
afterEach(() => project[Symbol.dispose]());

const health = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  url: `${project.url}/health`,
  timeout: 10,
  ...more,
});
const serving: DeployableProject['serving'] = (more) => project.serving(more);
const deploy: DeployableProject['deploy'] = (...words) => project.deploy(...words);
const state: DeployableProject['state'] = () => project.state();
const told: DeployableProject['told'] = () => project.told();

test('a deploy command that hangs is ended with all that it started', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const command = 'sleep 60 & echo "$!" >sleeper; wait';
  const failed = await deploy('v1.0.0', { command, timeout: 0.3 });
  expect(failed).toMatchObject({ state: 'failure', reason: 'the deploy command did not end within 0.3 s' });
  const sleeper = Number(readFileSync(join(project.root, 'sleeper'), 'utf8'));
  await expect.poll(() => isAlive(sleeper)).toBe(false);
});

test('nothing comes back where mlops.yaml says so, or where the stage went back to the version that failed', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await project.addVersion('v1.1.0', { answer: 13 });
  await deploy('v1.0.0', { command: 'true' });
  const failing = { command: 'false', rollback: 'never' };
  expect(await deploy('v1.1.0', failing)).toMatchObject({ restored: undefined, state: 'failure' });
  const rollback = await deploy('v1.1.0', { command: 'false' }, { isRollback: true });
  expect(rollback).toMatchObject({ restored: undefined, state: 'failure' });
  // Nobody knows what a command that failed has left of the one before, yet nothing says that it is gone.
  expect((await state())?.live?.version).toBe('v1.0.0');
});

test('where the version before fails as well, nothing is said to be live', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await deploy('v1.0.0', { command: 'true' });
  await project.addVersion('v1.1.0', { answer: 13 });
  expect(await deploy('v1.1.0', { command: 'echo "$MODEL_VERSION is too much"; exit 3' })).toMatchObject({
    state: 'failure',
    restored: undefined,
    notRestored: 'v1.0.0 failed too: the deploy command ended with status 3: v1.0.0 is too much',
  });
  expect(await state()).toMatchObject({ live: undefined, latest: { state: 'failure', version: 'v1.0.0' } });
});

test('the version before is asked what was golden at its own commit', async () => {
  const golden = join(project.root, 'golden.jsonl');
  const hook = serving({ health: health({ requests: 'golden.jsonl', timeout: 1 }) });
  writeFileSync(golden, '{"response": {"duration": 12}}\n');
  commitFiles(project.root, {});
  await project.addVersion('v1.0.0', { answer: 12 });
  await deploy('v1.0.0', hook);
  writeFileSync(golden, '{"response": {"duration": 13}}\n');
  await project.addVersion('v1.1.0', { answer: 14 });
  expect(await deploy('v1.1.0', hook)).toMatchObject({ state: 'failure', restored: 'v1.0.0' });
});

test('a deployment that a crash left in the middle is gone on with', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await deploy('v1.0.0', serving());
  await project.addVersion('v1.1.0', { answer: 13 });
  // Prepared, and then the program was gone.
  expect(await prepareDeployment(project.request('v1.1.0', serving()), project.ports)).toHaveProperty('prepared');
  expect(await state()).toMatchObject({
    live: { version: 'v1.0.0' },
    latest: { state: 'in_progress', version: 'v1.1.0' },
  });
  expect(await deploy('v1.1.0', serving())).toMatchObject({ state: 'success', replaced: 'v1.0.0' });
  expect((await told()).slice(2)).toEqual(['v1.1.0 in_progress', 'v1.0.0 inactive', 'v1.1.0 success']);
  // One that was left in favour of another is not what is live either.
  await prepareDeployment(project.request('v1.0.0', serving()), project.ports);
  expect(await deploy('v1.1.0', serving())).toMatchObject({ outcome: 'deployed', replaced: undefined });
  expect(project.warnings).toContain(
    project.warnings.find((each) =>
      /^the deployment of v1\.0\.0 to duration\/production.* never came to an end$/.test(each),
    ),
  );
});

test('what is live but not well is deployed again', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const hook = serving({ health: health({ timeout: 2 }) });
  await deploy('v1.0.0', hook);
  process.kill(Number(readFileSync(join(project.root, 'server.pid'), 'utf8')));
  rmSync(join(project.root, 'server.pid'));
  expect(await deploy('v1.0.0', hook)).toMatchObject({ state: 'success', outcome: 'deployed' });
  expect(project.warnings).toEqual([
    expect.stringMatching(/^v1\.0\.0 is live in production of duration, but is not well/),
  ]);
});

const WORKER = resolve(import.meta.dirname, '../pipeline/deploy-worker.ts');

test('of two deployments at once the second is told so; one whose program was killed is taken over', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const hang = project.request('v1.0.0', { command: 'echo "$$" >hanging; sleep 60' });
  const words = JSON.stringify({ folder: project.folder, request: hang });
  const first = spawn(process.execPath, [WORKER, words], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(first.stdout, 'data');
  await expect(deploy('v1.0.0', { command: 'true' })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining(`at this moment (process ${first.pid},`) as string,
  });
  await expect.poll(() => existsSync(join(project.root, 'hanging'))).toBe(true);
  await wait(50);
  const hook = Number(readFileSync(join(project.root, 'hanging'), 'utf8'));
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(isAlive(hook)).toBe(true);
  expect(await deploy('v1.0.0', { command: 'true' })).toMatchObject({ state: 'success' });
  // The command that was left behind did not go on beside the new one.
  await expect.poll(() => isAlive(hook)).toBe(false);
  expect(project.warnings).toEqual(['a deployment to duration/production ended without cleaning up; going on']);
});

test('an interrupted deployment has failed, and nothing is put back', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await project.addVersion('v1.1.0', { answer: 13 });
  await deploy('v1.0.0', { command: 'true' });
  const abort = AbortSignal.timeout(300);
  const request = project.request('v1.1.0', { command: 'sleep 60' });
  const failed = await deployVersion(request, { ...project.ports, abort });
  const reason = 'the deploy command was interrupted';
  expect(failed).toMatchObject({ state: 'failure', reason, notRestored: 'it was interrupted' });
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
