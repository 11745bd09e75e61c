// Wrong words get one clear answer: what, where, and the nearest right one; status 2.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commitFiles, createEmptyRepository, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;

beforeAll(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, { 'readme.txt': 'nothing here\n' });
  return () => folder[Symbol.dispose]();
});

test('a training without a command names the three places where it can be given', async () => {
  const { status, stderr } = await mlops(project, ['train']);
  expect(status).toBe(2);
  for (const place of ['mlops.yaml', 'input "command"', 'mlops train -- COMMAND']) expect(stderr).toContain(place);
});

test('an unknown key of mlops.yaml is answered with its line and the nearest known key', async () => {
  writeFileSync(join(project, 'typo.yaml'), 'command: make\nmetrcs: m.json\n');
  const { status, stderr } = await mlops(project, ['train', '--config', 'typo.yaml']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/typo\.yaml:2|typo\.yaml, line 2/);
  expect(stderr).toContain('metrics');
});

test.each([
  ['an unknown command', ['trian'], 'train'],
  ['an unknown flag', ['train', '--paramz', 'x'], '--params'],
  ['a --set without a value', ['train', '--set', 'depth', '--', 'true'], 'depth'],
  ['a wrong enumeration', ['train', '--fail-on', 'always', '--', 'true'], 'inconclusive'],
  ['a ref without a workflow', ['retrain', '--ref', 'main', '--', 'true'], '--workflow'],
  ['a status that is none', ['runs', '--status', 'done'], 'finished'],
  ['a limit that is no number', ['runs', '--limit', 'many'], 'whole number'],
])('%s ends with status 2 and says what is right', async (_, words, right) => {
  const { status, stderr } = await mlops(project, words);
  expect(status).toBe(2);
  expect(stderr).toContain(right);
});

test('a folder without a repository and a repository without a commit are told apart', async () => {
  const outside = await mlops(folder.path, ['runs']);
  expect([outside.status, outside.stderr]).toEqual([2, expect.stringContaining('git init')]);
  const empty = createEmptyRepository(join(folder.path, 'empty'));
  const said = await mlops(empty, ['train', '--', 'true']);
  expect([said.status, said.stderr]).toEqual([2, expect.stringContaining('no commit')]);
  const registering = await mlops(empty, ['register']);
  expect([registering.status, registering.stderr]).toEqual([2, expect.stringContaining('no commit')]);
});

test('a machine without git, and a repository of another user, are named as what they are', async () => {
  const none = await mlops(project, ['runs'], { PATH: join(folder.path, 'nowhere') });
  expect(none.status).toBe(1);
  expect(none.stderr).toMatch(/git cannot be started[^]*Install Git 2\.38 or newer/);
  // Git has this variable for its own tests.
  const bin = join(folder.path, 'bin');
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(bin);
  const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${git}' "$@"\n`;
  writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
  const other = await mlops(project, ['runs'], { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
  expect(other.status).toBe(2);
  expect(other.stderr).toMatch(/belongs to another user[^]*git config --global --add safe\.directory/);
});

test('an error is JSON on stdout when JSON was asked for', async () => {
  const said = await mlops(project, ['runs', 'show', 'abcdef', '--json']);
  expect(said.status).toBe(1);
  expect(said.json()).toMatchObject({
    error: { code: 'not-found', hint: expect.stringContaining('mlops runs') as string },
  });
});

test('every command has help with an example', async () => {
  const commands = [
    'train',
    'retrain',
    'runs list',
    'runs show',
    'runs tag',
    'runs note',
    'runs delete',
    'runs restore',
    'compare',
    'report',
    'register',
    'promote',
    'rollback',
    'deprecate',
    'deploy',
    'deployments',
    'registry show',
    'registry history',
    'registry explain',
    'registry check',
    'verify',
    'card',
    'artifacts download',
    'artifacts rescue',
    'init',
    'sync',
    'doctor',
    'demo',
  ];
  const helps = await Promise.all(commands.map((command) => mlops(project, [...command.split(' '), '--help'])));
  for (const { status, stdout } of helps)
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Example:\n {2}\$ mlops /)]);
});

test('the help of a group shows an example and what its default command takes', async () => {
  const { stdout } = await mlops(project, ['runs', '--help']);
  for (const part of ['--limit', '--columns', 'show', 'Example:\n  $ mlops runs ']) expect(stdout).toContain(part);
});

test('a command of a group has the flags of its own in its help, and no default that goes without saying', async () => {
  const { stdout } = await mlops(project, ['registry', 'check', '--help']);
  expect(stdout).toContain('--fix ');
  expect(stdout).not.toContain('--versions-per-stage');
  expect(stdout).not.toContain('(default: false)');
});

test('a missing word points at the help of that command', async () => {
  const { status, stderr } = await mlops(project, ['artifacts', 'download']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('`mlops artifacts download --help`')]);
});

test('a word that is no command of a group is answered with the one that was meant', async () => {
  expect(await mlops(project, ['runs', 'shw'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('"shw" is no command of mlops runs, did you mean "show"?') as string,
  });
});

test('help says what every flag means and which values it takes', async () => {
  const { stdout } = await mlops(project, ['train', '--help']);
  expect(stdout).toMatch(/--fail-on <text>\s+Which verdicts fail the job: `fail`/);
  expect(stdout).not.toContain('of the action');
});

test('the version is that of the package', async () => {
  expect(await mlops(project, ['--version'])).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
});
