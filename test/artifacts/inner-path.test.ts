import { expect, test } from 'vitest';
import { reasonOfWindows, requireSafePaths } from '../../src/artifacts/inner-path.ts';

test.each(['con', 'CON.txt', 'model/nul', 'aux.bin', 'Com1', 'lpt9.model.bin', 'a/COM¹', 'conout$', 'nul .txt'])(
  '%j is the name of a device on Windows',
  (path) => expect(reasonOfWindows(path)).toContain('for a device'),
);

test.each([
  ['model.', 'end with a dot'],
  ['a /b', 'end with a dot or a space'],
  ['epoch=1:2.bin', '< > : " | ? *'],
  ['what?.bin', '< > : " | ? *'],
])('%j cannot be on Windows', (path, words) => expect(reasonOfWindows(path)).toContain(words));

test.each(['console', 'nul-model.bin', 'com10', 'auxiliary/x.bin', '.gitignore', 'Ünïcode', 'a b/c'])(
  '%j can be on Windows',
  (path) => expect(reasonOfWindows(path)).toBeUndefined(),
);

test('a name that only Windows cannot hold is refused there alone', () => {
  const files = [{ path: 'model/aux.bin' }];
  expect(() => requireSafePaths(files, 'linux')).not.toThrow();
  expect(() => requireSafePaths(files, 'win32')).toThrow(/for a device/);
});

test('names that differ in nothing but case are refused where the system takes them for one', () => {
  const files = [{ path: 'Model.bin' }, { path: 'model.bin' }];
  expect(() => requireSafePaths(files, 'linux')).not.toThrow();
  for (const platform of ['win32', 'darwin'] as const)
    expect(() => requireSafePaths(files, platform)).toThrow(/"Model.bin" is the same name/);
});

test.each(['../x', '/x', 'C:/x', 'a\\b', 'a//b', 'a/../b', ''])('%j is refused everywhere', (path) => {
  for (const platform of ['linux', 'win32', 'darwin'] as const)
    expect(() => requireSafePaths([{ path }], platform)).toThrow(/cannot stand in an artifact/);
});
