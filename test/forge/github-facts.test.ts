// What is asked of GitHub about a repository, and what a refusal of it means.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readRepositorySettings } from '../../src/forge/github-facts.ts';
import type { RepositorySettings } from '../../src/forge/repository-settings.ts';
import { silentLog } from '../../src/log.ts';

const ANSWERS: Readonly<Record<string, unknown>> = {
  '': { archived: true, fork: true },
  '/actions/permissions': { enabled: true, allowed_actions: 'selected' },
  '/actions/permissions/workflow': { default_workflow_permissions: 'read' },
  '/actions/workflows': { workflows: [{ path: '.github/workflows/train.yml', state: 'disabled_inactivity' }] },
  '/rules/branches/mlops-tracking': [{ type: 'pull_request' }],
  '/branches/mlops-tracking': { protected: true },
  '/releases': [
    {
      tag_name: 'cars@v1.0.0',
      draft: false,
      assets: [
        { id: 1, name: 'm.bin', size: 7, digest: 'sha256:00', state: 'uploaded' },
        { id: 2, name: 'cut', size: 0, state: 'starter' },
      ],
    },
    { tag_name: 'cars@v2.0.0', draft: true, assets: [] },
  ],
};

/** Asks a server that answers only these paths and refuses all others as a token without rights is refused. */
async function settingsFrom(allowed: (path: string) => boolean, branch?: string): Promise<RepositorySettings> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/repos\/acme\/cars/, '').replace(/\?.*$/, '');
    const answer = allowed(path) ? ANSWERS[path] : undefined;
    response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: 'Resource not accessible by integration' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await readRepositorySettings(
      { token: 'ghs_of_a_test', apiUrl, repository: 'acme/cars', log: silentLog, retryDelayMs: 1 },
      branch,
    );
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('everything that a token with rights may see is read', async () => {
  expect(await settingsFrom(() => true, 'mlops-tracking')).toEqual({
    repository: 'acme/cars',
    isArchived: true,
    isFork: true,
    actions: { enabled: true, allowed: 'selected' },
    tokenPermissions: 'read',
    workflows: [{ path: '.github/workflows/train.yml', state: 'disabled_inactivity' }],
    rules: ['pull_request'],
    isProtected: true,
    releases: {
      assets: new Map([['cars@v1.0.0', [{ id: '1', name: 'm.bin', size: 7, sha256: '00' }]]]),
      isCut: false,
      maxAssetSize: 2 ** 31 - 1,
    },
  });
});

test('what a token may not see is not known; of a ref that is no branch no rules hold', async () => {
  const unknown = {
    actions: undefined,
    tokenPermissions: undefined,
    workflows: undefined,
    isProtected: undefined,
    releases: undefined,
  };
  expect(await settingsFrom((path) => path === '', 'mlops-tracking')).toMatchObject({ ...unknown, rules: undefined });
  expect(await settingsFrom((path) => path === '')).toMatchObject({ ...unknown, rules: [] });
});

test('a repository that cannot be seen is an error that says so', async () => {
  await expect(settingsFrom(() => false)).rejects.toThrow('looking at acme/cars failed: Resource not accessible');
});
