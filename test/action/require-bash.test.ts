// Where bash is looked for before a training is planned, on any system.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOfWsl, placesOf, requireBash } from '../../src/action/plan/require-bash.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

test('the PATH of Windows is read as Windows reads it', () => {
  const environment = { Path: 'C:\\Windows\\System32;"C:\\Program Files\\Git\\bin";;D:\\tools\\' };
  expect(placesOf('bash', { platform: 'win32', environment })).toEqual([
    'C:\\Windows\\System32\\bash.exe',
    'C:\\Program Files\\Git\\bin\\bash.exe',
    'D:\\tools\\bash.exe',
  ]);
  expect(placesOf('bash', { platform: 'linux', environment: { PATH: '/a:/b c' } })).toEqual(['/a/bash', '/b c/bash']);
});

test.each([
  ['C:\\Windows\\System32\\bash.exe', true],
  ['C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps\\bash.exe', true],
  ['C:\\Program Files\\Git\\bin\\bash.exe', false],
  ['C:\\Program Files\\Git\\usr\\bin\\bash.exe', false],
])('%s is that of WSL: %s', (program, expected) => expect(isOfWsl(program)).toBe(expected));

test('without one the error says how to get it', async () => {
  using folder = temporaryFolder();
  const environment = { PATH: folder.path };
  await expect(requireBash({ platform: 'linux', environment })).rejects.toMatchObject({
    code: 'program-missing',
    hint: expect.stringContaining('apk add bash git') as string,
  });
  await expect(requireBash({ platform: 'win32', environment })).rejects.toMatchObject({
    hint: expect.stringContaining('Git for Windows') as string,
  });
  mkdirSync(join(folder.path, 'bin'));
  writeFileSync(join(folder.path, 'bin/bash'), '', { mode: 0o755 });
  await requireBash({ platform: 'linux', environment: { PATH: `${folder.path}:${join(folder.path, 'bin')}` } });
});
