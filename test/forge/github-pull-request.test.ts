import { describe, expect, test } from 'vitest';
import type { Forge } from '../../src/forge/forge.ts';
import { githubForge } from '../../src/forge/github.ts';
import { silentLog } from '../../src/log.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';

const BRANCH = 'mlops/promote-duration-production';
const REQUEST = {
  branch: BRANCH,
  base: 'main',
  title: 'Promote duration v1.2.0 to production',
  body: 'rmse 6.1 → 5.9',
};

async function start(options: Partial<GitHubOptions> = {}): Promise<GitHubEmulator> {
  return startGitHub({ repositories: ['acme/taxi', 'mallory/taxi'], ...options });
}

function forgeOf({ token, apiUrl }: GitHubEmulator): Forge {
  return githubForge({ token, apiUrl, repository: 'acme/taxi', log: silentLog, retryDelayMs: 1 });
}

interface ServedPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
}

async function pulls(github: GitHubEmulator, state = 'open'): Promise<readonly ServedPull[]> {
  return (await github.call('GET', `/repos/acme/taxi/pulls?state=${state}&per_page=100`)) as readonly ServedPull[];
}

describe('a pull request', () => {
  test('is opened once, left alone while it says the same, and then brought up to date', async () => {
    await using github = await start();
    const forge = forgeOf(github);
    const first = await forge.openPullRequest(REQUEST);
    expect(first).toMatchObject({ number: 1, outcome: 'created', url: expect.stringContaining('/pull/1') as string });
    expect(await forge.openPullRequest(REQUEST)).toEqual({ ...first, outcome: 'unchanged' });
    const newer = { ...REQUEST, title: 'Promote duration v1.3.0 to production' };
    expect(await forge.openPullRequest(newer)).toEqual({ ...first, outcome: 'updated' });
    expect(await pulls(github)).toMatchObject([{ number: 1, title: newer.title, body: REQUEST.body }]);
  });

  test('that a person closed is not opened again: another one is', async () => {
    await using github = await start();
    const forge = forgeOf(github);
    await forge.openPullRequest(REQUEST);
    await github.call('PATCH', '/repos/acme/taxi/pulls/1', { state: 'closed' });
    expect(await forge.openPullRequest(REQUEST)).toMatchObject({ number: 2, outcome: 'created' });
    expect((await pulls(github, 'all')).map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
  });

  test('of the same branch for another base is another one', async () => {
    await using github = await start();
    const forge = forgeOf(github);
    await forge.openPullRequest({ ...REQUEST, base: 'release' });
    expect(await forge.openPullRequest(REQUEST)).toMatchObject({ number: 2, outcome: 'created' });
  });

  test('whose answer is lost is not opened twice', async () => {
    await using github = await start();
    github.fail('POST', /\/pulls$/, [{ status: 502, afterwards: true }]);
    expect(await forgeOf(github).openPullRequest(REQUEST)).toMatchObject({ number: 1 });
    expect(await pulls(github)).toHaveLength(1);
  });

  test('that another job opened meanwhile is found', async () => {
    await using github = await start();
    await github.call('POST', '/repos/acme/taxi/pulls', { ...REQUEST, head: BRANCH, title: 'older' });
    // The list that was asked for came too early.
    github.fail('GET', /\/pulls$/, [{ status: 200, html: '[]', headers: { 'content-type': 'application/json' } }]);
    expect(await forgeOf(github).openPullRequest(REQUEST)).toMatchObject({ number: 1, outcome: 'updated' });
    expect(await pulls(github)).toHaveLength(1);
  });

  test('is never longer than GitHub takes', async () => {
    await using github = await start();
    await forgeOf(github).openPullRequest({ ...REQUEST, title: 'a'.repeat(400), body: '🚕'.repeat(40_000) });
    const [pull] = await pulls(github);
    expect(pull?.title).toHaveLength(250);
    expect(pull?.body.length).toBeLessThanOrEqual(65_000);
    expect(pull?.body.isWellFormed()).toBe(true);
  });
});

describe('a pull request that may not be opened', () => {
  test('for the setting of the repository names it', async () => {
    await using github = await start({ mayOpenPullRequests: false });
    await expect(forgeOf(github).openPullRequest(REQUEST)).rejects.toMatchObject({
      code: 'forge-denied',
      message: expect.stringContaining('GitHub Actions is not permitted to create') as string,
      hint: expect.stringContaining('"Allow GitHub Actions to create and approve pull requests"') as string,
    });
  });

  test('for the same setting as other servers say it: 422', async () => {
    await using github = await start();
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    github.fail('POST', /\/pulls$/, [{ status: 422, message }]);
    await expect(forgeOf(github).openPullRequest(REQUEST)).rejects.toMatchObject({
      hint: expect.stringContaining('Settings → Actions → General') as string,
    });
  });

  test('for a lacking permission names it', async () => {
    await using github = await start();
    github.deny('pull-requests');
    await expect(forgeOf(github).openPullRequest(REQUEST)).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('permissions:\n  pull-requests: write') as string,
    });
  });

  test.each([
    ['main', 'There is no branch main to merge into.'],
    [BRANCH, `There is no branch ${BRANCH}: push it first.`],
  ])('without a branch %s says so', async (absent, hint) => {
    await using github = await start({ hasRef: (ref) => ref !== absent });
    await expect(forgeOf(github).openPullRequest(REQUEST)).rejects.toMatchObject({ code: 'forge-failed', hint });
  });

  test('since there is nothing to merge says so', async () => {
    await using github = await start();
    github.fail('POST', /\/pulls$/, [
      { status: 422, message: `Validation Failed: No commits between main and ${BRANCH}` },
    ]);
    await expect(forgeOf(github).openPullRequest(REQUEST)).rejects.toMatchObject({
      hint: `${BRANCH} holds nothing that main lacks: there is nothing to merge.`,
    });
  });
});

describe('a file at a ref', () => {
  const files: Readonly<Record<string, string>> = {
    '.github/workflows/deploy.yml': 'on: workflow_dispatch\n',
    'deploy/a b#c.yaml': 'models: {} # ü\n',
    large: 'x'.repeat(1_000_001),
  };
  const fileAt = (path: string, ref: string): string | undefined => (ref === 'main' ? files[path] : undefined);

  test('is read as text, whatever its name, and is undefined where it is not there', async () => {
    await using github = await start({ fileAt });
    const forge = forgeOf(github);
    expect(await forge.readTextFile('.github/workflows/deploy.yml', 'main')).toBe('on: workflow_dispatch\n');
    expect(await forge.readTextFile('deploy/a b#c.yaml', 'main')).toBe('models: {} # ü\n');
    expect(await forge.readTextFile('deploy/none.yaml', 'main')).toBeUndefined();
    expect(await forge.readTextFile('.github/workflows/deploy.yml', 'duration#production#4')).toBeUndefined();
  });

  test('that is too large, or not to be read, is an error', async () => {
    await using github = await start({ fileAt });
    await expect(forgeOf(github).readTextFile('large', 'main')).rejects.toMatchObject({ code: 'forge-failed' });
    github.fail('GET', /\/contents\//, [{ status: 403, message: 'Resource not accessible by integration' }]);
    await expect(forgeOf(github).readTextFile('large', 'main')).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('contents: read') as string,
    });
  });
});

describe('a workflow that cannot be started', () => {
  const workflow = (text: string, on = text): GitHubOptions['fileAt'] => {
    return (path, ref) => (path === '.github/workflows/deploy.yml' ? (ref === 'main' ? text : on) : undefined);
  };
  const declared = 'on:\n  workflow_dispatch:\n    inputs:\n      version: {type: string}\n';
  const TAG = 'refs/tags/duration#production#4';

  test.each([
    ['is not on the default branch', undefined, 'not-found', 'no workflow file deploy.yml on the default branch'],
    ['has no such trigger', workflow('on: push\n'), 'forge-failed', 'Add `on: workflow_dispatch` to deploy.yml'],
    ['had none at the tag', workflow(declared, 'on: push\n'), 'forge-failed', `as it is at ${TAG}; another branch`],
    ['declares no such input', workflow('on: [push, workflow_dispatch]\n'), 'forge-failed', 'Declare these inputs'],
  ])('since it %s says so', async (_, fileAt, code, hint) => {
    await using github = await start({ workflows: ['deploy.yml'], fileAt: fileAt ?? (() => undefined) });
    await expect(forgeOf(github).dispatchWorkflow('deploy.yml', TAG, { version: 'v1.2.0' })).rejects.toMatchObject({
      code,
      hint: expect.stringContaining(hint) as string,
    });
    expect(github.dispatches).toEqual([]);
  });

  test('at a tag that declares the input it is started', async () => {
    await using github = await start({ workflows: ['deploy.yml'], fileAt: workflow(declared) });
    await forgeOf(github).dispatchWorkflow('deploy.yml', TAG, { version: 'v1.2.0' });
    expect(github.dispatches).toEqual([{ workflow: 'deploy.yml', ref: TAG, inputs: { version: 'v1.2.0' } }]);
  });

  test('for a lacking permission names it', async () => {
    await using github = await start({ workflows: ['deploy.yml'] });
    github.deny('actions');
    await expect(forgeOf(github).dispatchWorkflow('deploy.yml', TAG, {})).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('permissions:\n  actions: write') as string,
    });
  });

  test.each([
    ["Cannot trigger a 'workflow_dispatch' on a disabled workflow", 'gh workflow enable deploy.yml'],
    ["Required input 'region' not provided", 'Give this input a default in deploy.yml'],
    ['No ref found for: refs/tags/duration#production#4', `Push ${TAG} first`],
  ])('422 %j is explained', async (message, hint) => {
    await using github = await start({ workflows: ['deploy.yml'] });
    github.fail('POST', /\/dispatches$/, [{ status: 422, message }]);
    await expect(forgeOf(github).dispatchWorkflow('deploy.yml', TAG, {})).rejects.toMatchObject({
      code: 'forge-failed',
      hint: expect.stringContaining(hint) as string,
    });
  });

  test('with more inputs than GitHub takes is not asked for', async () => {
    await using github = await start({ workflows: ['deploy.yml'] });
    const inputs = Object.fromEntries(Array.from({ length: 26 }, (_, n) => [`i${n}`, 'x']));
    await expect(forgeOf(github).dispatchWorkflow('deploy.yml', TAG, inputs)).rejects.toMatchObject({ code: 'usage' });
    expect(github.requests).toEqual([]);
  });
});
