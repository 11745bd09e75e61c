// stage.sh, by which the steps that hold the token come into a workspace in which a command of the user's may have run.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/git-fixtures.ts';

const STAGE = resolve(import.meta.dirname, '../../src/action/stage.sh');

/** Root passes over all permissions, so that it would see nothing of what they prevent. */
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;
const maySwitch = spawnSync('env', [...AS_NOBODY, 'true']).status === 0;

test.skipIf(process.platform === 'win32' || (isRoot && !maySwitch)).each([
  ['a file that was changed', 'echo evil > .mlops-action/publish/index.js'],
  ['a folder in which nobody may write', 'echo evil > .mlops-action/publish/index.js; chmod 555 .mlops-action/publish'],
  ['a folder that nobody may enter', 'chmod 000 .mlops-action/publish'],
  ['a link to elsewhere', 'rm -rf .mlops-action; mkdir other; ln -s other .mlops-action'],
  ['a file in its place', 'rm -rf .mlops-action; echo evil > .mlops-action'],
])('%s is staged anew', (_, sabotage) => {
  using folder = temporaryFolder();
  const [action, workspace] = [join(folder.path, 'action'), join(folder.path, 'workspace')];
  mkdirSync(join(action, 'dist/publish'), { recursive: true });
  mkdirSync(workspace);
  writeFileSync(join(action, 'dist/publish/index.js'), 'good\n');
  cpSync(STAGE, join(action, 'dist/stage.sh'));
  for (const path of [folder.path, workspace]) chmodSync(path, 0o777);
  const as = (script: string): string => {
    const words = isRoot ? [...AS_NOBODY, 'sh', '-c', script] : ['sh', '-c', script];
    const env = { PATH: process.env['PATH'] ?? '', GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: action };
    return execFileSync('env', words, { cwd: workspace, env, encoding: 'utf8' });
  };
  const stage = `exec sh '${join(action, 'dist/stage.sh')}'`;
  as(stage);
  as(sabotage);
  as(stage);
  expect(readFileSync(join(workspace, '.mlops-action/publish/index.js'), 'utf8')).toBe('good\n');
});
