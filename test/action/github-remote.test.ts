import { expect, test } from 'vitest';
import { isGitHubRemote } from '../../src/action/github-remote.ts';

const job = { GITHUB_REPOSITORY: 'acme/taxi', GITHUB_SERVER_URL: 'https://github.com' };

test.each([
  'https://github.com/acme/taxi',
  'https://github.com/acme/taxi.git',
  'https://github.com/Acme/Taxi/',
  'https://user@github.com/acme/taxi.git',
  'git@github.com:acme/taxi.git',
  'ssh://git@github.com:22/acme/taxi.git',
])('%s is the repository of the job', (remote) => {
  expect(isGitHubRemote(remote, job)).toBe(true);
});

test.each([
  'https://github.com/acme/taxi-data',
  'https://github.com/mallory/taxi',
  'https://github.com.example.org/acme/taxi',
  'https://example.org/github.com/acme/taxi',
  'git@example.org:acme/taxi.git',
  '/srv/git/acme/taxi',
  '../acme/taxi.git',
  'C:\\git\\acme\\taxi',
  '',
])('%s is another repository, where the API of the job must not write', (remote) => {
  expect(isGitHubRemote(remote, job)).toBe(false);
});

test('an enterprise server is GitHub, Gitea and Forgejo are not', () => {
  const own = { GITHUB_REPOSITORY: 'acme/taxi', GITHUB_SERVER_URL: 'https://git.example.org:8443' };
  const remote = 'https://git.example.org:8443/acme/taxi';
  expect(isGitHubRemote(remote, own)).toBe(true);
  expect(isGitHubRemote(remote, { ...own, GITEA_ACTIONS: 'true' })).toBe(false);
  expect(isGitHubRemote(remote, { ...own, FORGEJO_ACTIONS: 'true' })).toBe(false);
  expect(isGitHubRemote(remote, {})).toBe(false);
});
