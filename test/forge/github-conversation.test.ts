import { afterAll, beforeAll, expect, test } from 'vitest';
import { githubForge } from '../../src/forge/github.ts';
import type { Conversation } from '../../src/forge/forge.ts';
import { silentLog } from '../../src/log.ts';
import { startGitHub, type GitHubEmulator } from '../support/github-emulator.ts';

let github: GitHubEmulator;
let conversation: Conversation;
const warnings: string[] = [];
const fork = { sha: '2'.repeat(40), ref: 'faster', repo: { full_name: 'mallory/taxi' } };
const base = { sha: '1'.repeat(40), ref: 'main', repo: { full_name: 'acme/taxi' } };

beforeAll(async () => {
  github = await startGitHub({
    repositories: ['acme/taxi'],
    permissions: { ada: 'admin', grace: 'write', max: 'maintain', tim: 'triage', joan: 'read', nina: 'none' },
    pullOf: (number) => (number === 7 ? { number, state: 'closed', head: fork, base } : undefined),
  });
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const { token, apiUrl } = github;
  conversation = githubForge({ token, apiUrl, repository: 'acme/taxi', log, retryDelayMs: 1 }).conversation!;
});
afterAll(() => github[Symbol.asyncDispose]());

test.each([
  ['ada', 'write'],
  ['grace', 'write'],
  ['max', 'write'],
  ['tim', 'read'],
  ['joan', 'read'],
  ['nina', 'none'],
  ['a stranger', 'none'],
])('of %s it is known that they may %s', async (login, permission) => {
  expect(await conversation.permissionOf(login)).toBe(permission);
});

test('where GitHub does not say what a person may do that is an error, and no permission', async () => {
  using _ = github.fail('GET', /\/collaborators\//, [{ status: 403, message: 'Must have push access' }]);
  await expect(conversation.permissionOf('ada')).rejects.toMatchObject({ code: 'forge-denied' });
});

test('a pull request is read by its number', async () => {
  expect(await conversation.findPullRequest(7)).toEqual({
    number: 7,
    head: fork.sha,
    headBranch: 'faster',
    headRepository: 'mallory/taxi',
    base: base.sha,
    baseBranch: 'main',
    isFork: true,
    isOpen: false,
  });
  await expect(conversation.findPullRequest(8)).rejects.toMatchObject({ code: 'not-found' });
});

test('a reaction is made once, also when its answer is lost, and a refused one is a warning', async () => {
  using _ = github.fail('POST', /\/reactions$/, [{ status: 502, afterwards: true }]);
  expect(await conversation.react(99, '+1')).toBe(true);
  expect(github.people.reactions).toEqual([{ comment: 99, content: '+1' }]);
  github.deny('pull-requests');
  expect(await conversation.react(99, '-1')).toBe(false);
  expect(warnings).toEqual([expect.stringContaining('`pull-requests: write`')]);
});
