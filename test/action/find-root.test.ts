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
