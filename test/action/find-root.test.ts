import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRoot } from '../../src/action/find-root.ts';
import { createRemote, git, temporaryFolder } from '../support/git-fixtures.ts';

test('a bare repository that somebody committed as a folder is not taken for the checkout', async () => {
  using folder = temporaryFolder();
  git(folder.path, ['init', '--quiet']);
  const planted = createRemote(join(folder.path, 'model'));
  git(planted, ['config', 'core.bare', 'false']);
  git(planted, ['config', 'core.worktree', '/']);
  await expect(findRoot(planted, folder.path)).rejects.toMatchObject({
    code: 'not-a-repository',
    message: expect.stringContaining('lies in a bare repository') as string,
  });
  mkdirSync(join(folder.path, 'other'));
  const { root, git: ours } = await findRoot(join(folder.path, 'other'), folder.path);
  expect(root).toBe(git(folder.path, ['rev-parse', '--show-toplevel']));
  // Whatever is asked below it later is asked in the same way.
  expect(await ours.exec(['-C', planted, 'rev-parse'])).toMatchObject({ code: 128 });
});

test('a folder that is not there is told from a checkout that was forgotten', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, '.mlops-action'));
  const nope = (): Promise<unknown> => findRoot(join(folder.path, 'nope'), folder.path);
  const hint = expect.stringContaining('actions/checkout') as string;
  await expect(nope()).rejects.toMatchObject({ code: 'not-a-repository', hint });
  git(folder.path, ['init', '--quiet']);
  await expect(nope()).rejects.toMatchObject({
    code: 'usage',
    message: `there is no folder ${join(folder.path, 'nope')}`,
    hint: expect.stringContaining('working-directory') as string,
  });
  // Nor is a file one.
  await expect(findRoot(join(folder.path, '.git/HEAD'), folder.path)).rejects.toMatchObject({ code: 'usage' });
});
