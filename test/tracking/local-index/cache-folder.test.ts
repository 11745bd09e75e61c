import { expect, test } from 'vitest';
import { cacheFolderOf, defaultCacheRoot } from '../../../src/tracking/local-index/cache-folder.ts';

test.each([
  ['linux', {}, '/home/ada/.cache/mlops'],
  ['linux', { XDG_CACHE_HOME: '/var/cache/ada' }, '/var/cache/ada/mlops'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ada/.cache/mlops'],
  ['darwin', {}, '/home/ada/Library/Caches/mlops'],
  ['darwin', { XDG_CACHE_HOME: '/x' }, '/x/mlops'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/mlops/Cache'],
  ['win32', {}, '/home/ada/AppData/Local/mlops/Cache'],
  ['linux', { MLOPS_CACHE: '/named', XDG_CACHE_HOME: '/x' }, '/named'],
  ['linux', { MLOPS_CACHE: '' }, '/home/ada/.cache/mlops'],
] as const)('on %s with %j caches lie in %s', (platform, environment, expected) => {
  expect(defaultCacheRoot({ platform, home: '/home/ada', environment })).toBe(expected);
});

test('each branch of each repository has a folder of its own, whose name nobody can lead elsewhere', () => {
  const folders = [
    ['https://example.org/acme/cars.git', 'refs/heads/a'],
    ['https://example.org/acme/cars.git', 'refs/heads/b'],
    ['https://example.org/other/cars.git', 'refs/heads/a'],
    ['/home/ada/cars/.git', 'refs/heads/a'],
    ['/home/../..', 'refs/heads/a'],
    ['https://example.org/a b/%2e%2e/..%00', 'refs/heads/a'],
    ['/', 'refs/heads/a'],
  ].map(([repository = '', ref = '']) => cacheFolderOf('/cache', repository, ref));
  expect(new Set(folders).size).toBe(folders.length);
  for (const folder of folders) expect(folder).toMatch(/^\/cache\/[A-Za-z0-9][A-Za-z0-9._-]*-[0-9a-f]{16}$/);
  expect(folders[0]).toMatch(/^\/cache\/cars-/);
});
