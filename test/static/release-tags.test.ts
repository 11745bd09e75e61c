// The tags of a release, against a real remote.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  commitFiles,
  createEmptyRemote,
  createRepository,
  git,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
} from '../support/git-fixtures.ts';

const SCRIPT = resolve(import.meta.dirname, '../../.github/scripts/release-tags.sh');

function aProject() {
  const folder = temporaryFolder();
  const [path, remote] = [`${folder.path}/action`, createEmptyRemote(`${folder.path}/remote.git`)];
  createRepository(path);
  git(path, ['remote', 'add', 'origin', remote]);
  const run = (task: string, version: string, environment: NodeJS.ProcessEnv = {}) => {
    const env = { ...TEST_GIT_ENVIRONMENT, GITHUB_REF: 'refs/heads/main', BRANCH: 'main', ...environment };
    const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, task, version], { cwd: path, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  return {
    run,
    /** Commits a version, and pushes nothing. */
    write(version: string, built = version): string {
      const file = (text: string): string =>
        `${JSON.stringify({ name: 'x', version: text, private: true }, undefined, 2)}\n`;
      return commitFiles(path, { 'package.json': file(version), 'dist/package.json': file(built) }, version);
    },
    release(version: string): void {
      for (const task of ['check', 'tag', 'move']) expect(run(task, version)).toMatchObject({ status: 0 });
    },
    pointsTo: (tag: string): string => git(remote, ['rev-parse', `refs/tags/${tag}^{commit}`]),
    kindOf: (tag: string): string => git(remote, ['cat-file', '-t', `refs/tags/${tag}`]),
    checkOut: (commit: string): string => git(path, ['checkout', '--quiet', commit]),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

test('a release gets an annotated tag that stays, and moves the plain tag of its major forwards only', () => {
  using project = aProject();
  const first = project.write('1.2.3');
  project.release('1.2.3');
  expect([project.pointsTo('v1.2.3'), project.kindOf('v1.2.3')]).toEqual([first, 'tag']);
  expect([project.pointsTo('v1'), project.kindOf('v1')]).toEqual([first, 'commit']);

  const next = project.write('1.10.0');
  project.release('1.10.0');
  expect([project.pointsTo('v1.2.3'), project.pointsTo('v1')]).toEqual([first, next]);
  // A second try, after a job that was lost, changes nothing.
  project.release('1.10.0');

  project.checkOut(first);
  const mended = project.write('1.2.4');
  project.release('1.2.4');
  expect([project.pointsTo('v1.2.4'), project.pointsTo('v1')]).toEqual([mended, next]);

  const major = project.write('2.0.0');
  project.release('2.0.0');
  expect([project.pointsTo('v2'), project.pointsTo('v1')]).toEqual([major, next]);
});

test('what is not as it was reviewed gets no tag', () => {
  using project = aProject();
  project.write('1.2.3');
  project.release('1.2.3');
  for (const version of ['', 'v1.2.4', '1.2', '1.2.3-rc.1', '01.2.3', '1.2.3 --force', '$(id)']) {
    expect(project.run('check', version)).toMatchObject({
      status: 1,
      output: expect.stringContaining('is no version'),
    });
  }
  expect(project.run('check', '1.2.4').output).toBe('package.json has the version "1.2.3", not 1.2.4\n');
  expect(project.run('check', '1.2.3', { GITHUB_REF: 'refs/heads/wip' }).status).toBe(1);
  project.write('1.2.4', '1.2.3');
  expect(project.run('check', '1.2.4').output).toBe('dist/package.json has the version "1.2.3", not 1.2.4\n');
  project.write('1.2.3');
  for (const task of ['check', 'tag']) expect(project.run(task, '1.2.3').output).toMatch(/a version is never moved/);
  expect(project.run('move', '1.2.3').output).toBe('v1.2.3 is not this commit\n');
});

test('the token goes to git by its environment, for the forge alone', () => {
  using project = aProject();
  project.write('1.2.3');
  const { output } = project.run('tag', '1.2.3', { GH_TOKEN: 'hunter2hunter2', GIT_TRACE: '1', GIT_TRACE_SETUP: '1' });
  expect(output).toContain('trace: built-in: git push');
  expect(output).not.toContain('hunter2hunter2');
  const encoded = btoa('x-access-token:hunter2hunter2');
  expect(output.split('\n').filter((line) => line.includes(encoded))).toEqual([`::add-mask::${encoded}`]);
});
