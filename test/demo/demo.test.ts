// The whole way, as `npm run demo` plays it: a model that answers, a better one that answers in its place, a refusal, and
// the first one answering again.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, temporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

test('the demo ends with a promotion, a refused promotion, a live model and a rollback', async () => {
  using folder = temporaryFolder();
  const { status, stdout } = await mlops(folder.path, ['demo', '--folder', folder.path]);
  expect(status).toBe(0);
  const answers = [...stdout.matchAll(/^\{"body_mass_g":(\d+),"model":"penguin-mass","version":"(v0\.0\.\d)"\}$/gm)];
  expect(answers.map(([, , version]) => version)).toEqual(['v0.0.1', 'v0.0.2', 'v0.0.1']);
  const [first, second, third] = answers.map(([, mass]) => mass);
  expect([first === third, first === second]).toEqual([true, false]);
  expect(stdout).toMatch(/\$ mlops promote penguin-mass@v0\.0\.1 production\n\(exit status 3\)/);
  const project = join(folder.path, 'penguins');
  const tags = git(project, ['tag', '--list', '--sort=taggerdate']).split('\n');
  expect(tags).toEqual([
    'penguin-mass@v0.0.1',
    'penguin-mass#production#1',
    'penguin-mass@v0.0.2',
    'penguin-mass#production#2',
    'penguin-mass#production#3',
  ]);
  expect(git(join(folder.path, 'origin.git'), ['tag', '--list', '--sort=taggerdate']).split('\n')).toEqual(tags);
  // Nothing of it is left running, and nothing stands in the worktree that git would see.
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(join(project, 'mlops.yaml'), 'utf8'))?.[0] ?? '';
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  expect(existsSync(join(project, 'server.pid'))).toBe(false);
  expect(git(project, ['status', '--porcelain'])).toBe('');
});
