// mlops deprecate as a person types it: with an origin, without, and what it says.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRemote, createRepository, git, temporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

const tagsOf = (repository: string): readonly string[] =>
  git(repository, ['tag', '--list']).split('\n').filter(Boolean);

test('a version is taken back at origin and here, once, and its stage only by force', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(join(folder.path, 'remote.git'));
  const project = join(folder.path, 'project');
  git(folder.path, ['clone', '--quiet', remote, project]);
  for (const name of ['cars@v0.0.1', 'cars#production#1']) git(project, ['tag', '-a', '-m', 'x', name]);
  git(project, ['push', '--quiet', '--tags']);

  const refused = await mlops(project, ['deprecate', 'cars', 'v0.0.1', '--json']);
  expect(refused.status).toBe(1);
  expect(refused.json()).toMatchObject({ error: { code: 'deletion-refused' } });
  expect(refused.stderr).toContain('cars v0.0.1 cannot be taken back: it is in production, which would go with it');

  const forced = await mlops(project, ['deprecate', 'cars', 'v0.0.1', '--force', '--reason', 'a leak\u001B[2J']);
  expect(forced).toMatchObject({
    status: 0,
    stderr: '',
    stdout: 'cars v0.0.1 is taken back: cars@v0.0.1!\nit was the only version\nno version is in production any more\n',
  });
  expect(tagsOf(remote)).toEqual(['cars#production#1', 'cars@v0.0.1', 'cars@v0.0.1!']);
  expect(tagsOf(project)).toEqual(tagsOf(remote));
  expect(git(remote, ['tag', '--list', '--format=%(contents)', 'cars@v0.0.1!'])).toContain('\nReason: a leak [2J\n');

  // As all other commands name it.
  const again = await mlops(project, ['deprecate', 'cars@v0.0.1']);
  expect([again.status, again.stdout]).toEqual([
    0,
    'nothing to do: cars v0.0.1 was taken back already (cars@v0.0.1!)\n',
  ]);
});

test('without a push the tag stays here', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(join(folder.path, 'remote.git'));
  const project = createRepository(join(folder.path, 'project'));
  git(project, ['remote', 'add', 'origin', remote]);
  git(project, ['tag', '-a', '-m', 'x', 'cars@v0.0.1']);
  const said = await mlops(project, ['deprecate', 'cars', '--no-push', '--json']);
  expect(said.json()).toEqual({ model: 'cars', tag: 'cars@deprecated', consequences: [] });
  expect([tagsOf(project), tagsOf(remote)]).toEqual([['cars@deprecated', 'cars@v0.0.1'], []]);
  expect((await mlops(project, ['registry'])).stdout).not.toContain('cars');
});
