import { expect, test } from 'vitest';
import { apiUrlOf } from '../../src/forge/api-url.ts';

test.each([
  [{}, 'https://api.github.com'],
  [{ GITHUB_API_URL: '', GITHUB_SERVER_URL: 'https://github.com' }, 'https://api.github.com'],
  [{ GITHUB_API_URL: 'https://x/api/v3', GITHUB_SERVER_URL: 'https://github.com' }, 'https://x/api/v3'],
  [{ GITHUB_SERVER_URL: 'https://acme.ghe.com' }, 'https://api.acme.ghe.com'],
  [{ GITHUB_SERVER_URL: 'https://git.example.org/' }, 'https://git.example.org/api/v3'],
  [{ GITHUB_SERVER_URL: 'http://gitea:3000', GITEA_ACTIONS: 'true' }, 'http://gitea:3000/api/v1'],
  [{ GITHUB_SERVER_URL: 'https://github.com.evil.org' }, 'https://github.com.evil.org/api/v3'],
])('in %j the API is at %s', (environment, url) => {
  expect(apiUrlOf(environment)).toBe(url);
});
