import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside, patternFromFolder, patternFromRoot, pathFromRoot } from '../src/workspace-path.ts';

describe('a path that is recorded', () => {
  it.each([
    [posix, '/w/r', '/w/r/models/a b.bin', 'models/a b.bin'],
    [posix, '/w/r', '/w/r', '.'],
    [posix, '/w/r', '/w/r/a\\b', 'a\\b'],
    [win32, 'D:\\a\\r', 'D:\\a\\r\\models\\m.bin', 'models/m.bin'],
    [win32, 'D:\\a\\r', 'd:\\A\\R\\Models\\m.bin', 'Models/m.bin'],
    [win32, 'D:/a/r', 'D:\\a\\r\\x', 'x'],
    [win32, '\\\\server\\share\\r', '\\\\server\\share\\r\\x\\y', 'x/y'],
    [win32, 'D:\\a\\r', 'D:\\a\\r', '.'],
  ])('%#: has forward slashes', (path, root, target, expected) => {
    expect(pathFromRoot(root, target, path)).toBe(expected);
    expect(isInside(root, target, path)).toBe(true);
  });

  it.each([
    [posix, '/w/r', '/w'],
    [posix, '/w/r', '/w/r2'],
    [win32, 'D:\\a\\r', 'C:\\a\\r\\x'],
    [win32, 'D:\\a\\r', 'D:\\a\\r2'],
    [win32, 'D:\\a\\r', '\\\\server\\share\\x'],
  ])('%#: lies outside', (path, root, target) => expect(isInside(root, target, path)).toBe(false));

  it('may begin with two dots', () => expect(isInside('/w/r', '/w/r/..x', posix)).toBe(true));
});

describe('a pattern', () => {
  const posixPlace = { root: '/w/r', workingDirectory: 'models/a' };
  const windowsPlace = { root: 'D:\\w\\r', workingDirectory: 'models/a' };

  it.each([
    ['data/*.csv', 'models/a/data/*.csv'],
    ['./x//y/', 'models/a/x/y'],
    ['../b/m.bin', 'models/b/m.bin'],
    ['../..', '.'],
    ['/w/r/x', 'x'],
    ['a\\*b', 'models/a/a\\*b'],
    ['C:x', 'models/a/C:x'],
    ['../../..', undefined],
    ['/etc/passwd', undefined],
    ['a\0b', undefined],
  ])('%j elsewhere', (pattern, expected) => expect(patternFromRoot(pattern, posixPlace, posix)).toBe(expected));

  it.each([
    ['data\\*.csv', 'models/a/data/*.csv'],
    ['data/*.csv', 'models/a/data/*.csv'],
    ['..\\b\\m.bin', 'models/b/m.bin'],
    ['D:\\w\\r\\x\\*.bin', 'x/*.bin'],
    ['d:/w/r/x', 'x'],
    ['D:\\other', undefined],
    ['C:\\w\\r\\x', undefined],
    ['D:x', undefined],
    ['\\\\server\\share\\x', undefined],
    ['..\\..\\..', undefined],
  ])('%j on Windows', (pattern, expected) => expect(patternFromRoot(pattern, windowsPlace, win32)).toBe(expected));

  it.each([
    [posix, '/w/r/x'],
    [win32, 'D:\\w\\r\\x'],
  ])('%#: that is absolute has no place below a folder of which only the name is known', (path, pattern) => {
    expect(patternFromFolder(pattern, '.', path)).toBeUndefined();
  });
});
