import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../src/forge/deployments.ts';
import type { Forge } from '../../src/forge/forge.ts';
import { githubForge } from '../../src/forge/github.ts';
import { silentLog, type Log } from '../../src/log.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';

const TAG = 'duration#production#4';
const ENVIRONMENT = 'duration/production';
const REQUEST = {
  environment: ENVIRONMENT,
  ref: TAG,
  description: 'duration v1.2.0',
  payload: { model: 'duration', version: 'v1.2.0' },
};

async function start(options: Partial<GitHubOptions> = {}): Promise<GitHubEmulator> {
  return startGitHub({ repositories: ['acme/taxi'], ...options });
}

function forgeOf({ token, apiUrl }: GitHubEmulator, log: Log = silentLog): Forge {
  return githubForge({ token, apiUrl, repository: 'acme/taxi', log, retryDelayMs: 1 });
}

function statesIn({ deployments }: GitHubEmulator): readonly string[][] {
  return deployments.all.map(({ statuses }) => statuses.map(({ state }) => state));
}

async function listed(forge: Forge, environment = ENVIRONMENT): Promise<readonly Deployment[]> {
  return Array.fromAsync(forge.deployments.list(environment));
}

test('a deployment is opened once for an environment and a tag, whatever else there is', async () => {
  await using github = await start();
  const { deployments } = forgeOf(github);
  const first = await deployments.open(REQUEST);
  expect(await deployments.open(REQUEST)).toEqual(first);
  expect(await deployments.open({ ...REQUEST, ref: 'duration#production#5' })).not.toEqual(first);
  expect(await deployments.open({ ...REQUEST, environment: 'duration/staging' })).not.toEqual(first);
  expect(github.deployments.all).toHaveLength(3);
  expect(github.deployments.all[0]).toMatchObject({
    ref: TAG,
    environment: ENVIRONMENT,
    payload: REQUEST.payload,
    production_environment: false,
  });
});

test('the one that a job with an environment has is taken up, and what was queued before it waits no longer', async () => {
  await using github = await start();
  const { deployments } = forgeOf(github);
  const queued = await deployments.open(REQUEST);
  await deployments.report(queued!.id, { state: 'queued', description: 'Waits for deploy.yml' });
  const own = github.deployments.add(ENVIRONMENT, TAG, 'in_progress');
  expect(await deployments.open(REQUEST)).toEqual({ id: String(own.id) });
  expect(await deployments.open(REQUEST)).toEqual({ id: String(own.id) });
  expect(statesIn(github)).toEqual([['queued', 'inactive'], ['in_progress']]);
});

test('a success takes the place of the one before', async () => {
  await using github = await start();
  const forge = forgeOf(github);
  for (const ref of [TAG, 'duration#production#5']) {
    const opened = await forge.deployments.open({ ...REQUEST, ref });
    await forge.deployments.report(opened!.id, {
      state: 'success',
      description: 'Healthy',
      environmentUrl: 'https://models.example/duration',
      logUrl: 'javascript:alert(1)',
    });
  }
  const found = await listed(forge);
  expect(found.map(({ ref, status }) => [ref, status?.state])).toEqual([
    ['duration#production#5', 'success'],
    [TAG, 'inactive'],
  ]);
  expect(found[0]).toMatchObject({
    payload: REQUEST.payload,
    description: 'duration v1.2.0',
    status: { environmentUrl: 'https://models.example/duration', logUrl: undefined },
  });
});

test('a list goes over pages, and asks for states only as they are taken', async () => {
  await using github = await start();
  for (let count = 0; count < 65; count += 1)
    github.deployments.add(ENVIRONMENT, `duration#production#${count}`, 'success');
  github.deployments.add('duration/staging', 'duration#staging#1', 'success');
  const forge = forgeOf(github);
  for await (const { ref } of forge.deployments.list(ENVIRONMENT)) {
    expect(ref).toBe('duration#production#64');
    break;
  }
  expect(github.requests).toHaveLength(2);
  expect(await listed(forge)).toHaveLength(65);
});

test('the same state is told once, and a description is cut to what GitHub takes', async () => {
  await using github = await start();
  const { deployments } = forgeOf(github);
  const opened = await deployments.open(REQUEST);
  const failure = { state: 'failure', description: `the health check says:\n${'no '.repeat(100)}` } as const;
  await deployments.report(opened!.id, failure);
  await deployments.report(opened!.id, failure);
  expect(statesIn(github)).toEqual([['failure']]);
  expect(github.deployments.all[0]?.statuses[0]?.description).toMatch(/^the health check says: no .*…$/);
});

describe('when the answer is lost', () => {
  test.each([502, 0])('%i: nothing is made twice', async (status) => {
    await using github = await start();
    const { deployments } = forgeOf(github);
    const lost = {
      status: status === 0 ? 200 : status,
      afterwards: true,
      ...(status === 0 ? { breaks: 'midway' } : {}),
    };
    github.fail('POST', /\/deployments$/, [lost as { status: number }]);
    github.fail('POST', /\/statuses$/, [lost as { status: number }]);
    const opened = await deployments.open(REQUEST);
    await deployments.report(opened!.id, { state: 'in_progress', description: 'Runs' });
    expect(statesIn(github)).toEqual([['in_progress']]);
  });

  test('a server that stays down is an error', async () => {
    await using github = await start();
    github.fail('POST', /\/deployments$/, [{ status: 502 }], { forever: true });
    await expect(forgeOf(github).deployments.open(REQUEST)).rejects.toMatchObject({ code: 'forge-failed' });
  });
});

describe('where it may not be', () => {
  test('a token without the permission warns of it by name, and stops nothing', async () => {
    await using github = await start();
    const own = github.deployments.add(ENVIRONMENT, 'duration#production#3', 'success');
    github.deny('deployments');
    const warnings: string[] = [];
    const { deployments } = forgeOf(github, { ...silentLog, warn: (message) => void warnings.push(message) });
    expect(await deployments.open(REQUEST)).toBeUndefined();
    await deployments.report(String(own.id), { state: 'failure', description: 'No answer' });
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) expect(warning).toContain('permissions:\n  deployments: write');
    expect(statesIn(github)).toEqual([['success']]);
  });

  test('a server without deployments warns', async () => {
    await using github = await start({ deployments: false });
    const warnings: string[] = [];
    const forge = forgeOf(github, { ...silentLog, warn: (message) => void warnings.push(message) });
    expect(await forge.deployments.open(REQUEST)).toBeUndefined();
    expect(await listed(forge)).toEqual([]);
    expect(warnings).toHaveLength(2);
  });

  test.each([
    [422, 'No ref found for: duration#production#4', 'Push the branch or the tag first.'],
    [409, 'Conflict: Commit status checks failed for the ref.', 'See what the server says above.'],
  ])('%i %s is an error with its words', async (status, message, hint) => {
    await using github = await start();
    github.fail('POST', /\/deployments$/, [{ status, message }]);
    await expect(forgeOf(github).deployments.open(REQUEST)).rejects.toMatchObject({
      code: 'forge-failed',
      message: `opening the deployment of ${TAG} to ${ENVIRONMENT} failed: ${message}`,
      hint,
    });
  });

  test.each(['', '0', '../../issues/1', '7000/statuses', '7e3'])('%j is no deployment', async (id) => {
    await using github = await start();
    await expect(forgeOf(github).deployments.report(id, { state: 'queued', description: '' })).rejects.toMatchObject({
      code: 'usage',
    });
    expect(github.requests).toEqual([]);
  });
});
