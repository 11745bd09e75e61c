import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localEvent } from '../../src/forge/local-event.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { gitIn } from '../../src/git/git.ts';
import { commitFiles, createEmptyRepository, createRepository, git, temporaryFolder } from '../support/git-fixtures.ts';

function eventIn(folder: string): Promise<ForgeEvent> {
  return localEvent(gitIn(folder));
}

test('on the default branch it is a run of that branch', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  git(folder.path, ['config', 'user.name', 'Ada Lovelace']);
  expect(await eventIn(folder.path)).toEqual({
    name: 'local',
    repository: undefined,
    repositoryUrl: undefined,
    defaultBranch: 'main',
    branch: 'main',
    commit: git(folder.path, ['rev-parse', 'HEAD']),
    actor: 'Ada Lovelace',
    pullRequest: undefined,
    inputs: {},
    workflow: undefined,
    run: undefined,
    attempt: undefined,
    job: undefined,
    matrix: undefined,
    runUrl: undefined,
  });
});

test('on any other branch it is the pull request of that branch', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  git(folder.path, ['switch', '--quiet', '-c', 'feature/faster']);
  const head = commitFiles(folder.path, { a: '1' });
  git(folder.path, ['switch', '--quiet', 'main']);
  const base = commitFiles(folder.path, { b: '1' });
  git(folder.path, ['switch', '--quiet', 'feature/faster']);
  expect(await eventIn(folder.path)).toMatchObject({
    branch: 'feature/faster',
    commit: head,
    pullRequest: { number: undefined, head, headBranch: 'feature/faster', base, baseBranch: 'main', isFork: false },
  });
});

test('a linked worktree is on its own branch', async () => {
  using folder = temporaryFolder();
  const repository = createRepository(join(folder.path, 'repository'));
  git(repository, ['worktree', 'add', '--quiet', '-b', 'faster', join(folder.path, 'linked')]);
  const head = commitFiles(join(folder.path, 'linked'), { a: '1' });
  const event = await eventIn(join(folder.path, 'linked'));
  expect(event).toMatchObject({ branch: 'faster', commit: head, pullRequest: { head, baseBranch: 'main' } });
});

test('a detached HEAD has a commit and no branch', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  git(folder.path, ['switch', '--quiet', '--detach']);
  expect(await eventIn(folder.path)).toMatchObject({
    branch: undefined,
    pullRequest: undefined,
    defaultBranch: 'main',
  });
});

describe('the default branch', () => {
  test('is what the remote calls it', async () => {
    using folder = temporaryFolder();
    const upstream = createRepository(join(folder.path, 'upstream'));
    git(upstream, ['branch', '-m', 'main', 'trunk']);
    git(folder.path, ['clone', '--quiet', upstream, 'clone']);
    const clone = join(folder.path, 'clone');
    git(clone, ['switch', '--quiet', '-c', 'main']);
    expect(await eventIn(clone)).toMatchObject({ defaultBranch: 'trunk', pullRequest: { baseBranch: 'trunk' } });
  });

  test('is the configured name, if such a branch exists, else main, master, or where we are', async () => {
    using folder = temporaryFolder();
    createRepository(folder.path);
    git(folder.path, ['config', 'init.defaultBranch', 'release']);
    expect((await eventIn(folder.path)).defaultBranch).toBe('main');
    git(folder.path, ['branch', 'release']);
    expect((await eventIn(folder.path)).defaultBranch).toBe('release');
    git(folder.path, ['branch', '-D', '--quiet', 'release']);
    git(folder.path, ['branch', '-m', 'main', 'master']);
    expect((await eventIn(folder.path)).defaultBranch).toBe('master');
    git(folder.path, ['branch', '-m', 'master', 'work']);
    expect(await eventIn(folder.path)).toMatchObject({ defaultBranch: 'work', pullRequest: undefined });
  });

  test('that lags behind the remote one is not the base; one with own commits is', async () => {
    using folder = temporaryFolder();
    const upstream = createRepository(join(folder.path, 'upstream'));
    git(folder.path, ['clone', '--quiet', upstream, 'clone']);
    const clone = join(folder.path, 'clone');
    const fetched = commitFiles(upstream, { b: '1' });
    git(clone, ['fetch', '--quiet']);
    git(clone, ['switch', '--quiet', '-c', 'faster', 'origin/main']);
    expect((await eventIn(clone)).pullRequest?.base).toBe(fetched);
    git(clone, ['switch', '--quiet', 'main']);
    const ahead = commitFiles(clone, { c: '1' });
    git(clone, ['switch', '--quiet', 'faster']);
    expect((await eventIn(clone)).pullRequest?.base).toBe(ahead);
  });
});

test.each([
  ['https://github.com/acme/taxi.git', 'acme/taxi'],
  ['https://ada:hunter2@github.com/acme/taxi', 'acme/taxi'],
  ['git@github.com:acme/taxi.git', 'acme/taxi'],
  ['ssh://git@git.example.org:2222/acme/taxi/', 'acme/taxi'],
  ['https://gitlab.com/group/sub/taxi.git', 'group/sub/taxi'],
  ['/srv/git/taxi.git', undefined],
  ['../taxi.git', undefined],
  ['file:///srv/git/taxi.git', undefined],
  ['C:\\git\\taxi', undefined],
])('the remote %j is the repository %j', async (address, repository) => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  git(folder.path, ['remote', 'add', 'origin', address]);
  expect((await eventIn(folder.path)).repository).toBe(repository);
});

test('a folder without a repository, and a repository without a commit, are told apart', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'plain'));
  await expect(eventIn(join(folder.path, 'plain'))).rejects.toMatchObject({ code: 'not-a-repository' });
  createEmptyRepository(join(folder.path, 'empty'));
  await expect(eventIn(join(folder.path, 'empty'))).rejects.toMatchObject({ code: 'repository-empty' });
});
