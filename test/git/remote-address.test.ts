import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { remoteAddress } from '../../src/git/remote-address.ts';

test.each([
  [posix, '../remote.git', '/w/remote.git'],
  [posix, 'remote.git', '/w/r/remote.git'],
  [posix, '/srv/remote.git', '/srv/remote.git'],
  [posix, 'https://github.com/a/b', 'https://github.com/a/b'],
  [posix, 'git@github.com:a/b.git', 'git@github.com:a/b.git'],
  [posix, 'file:///srv/r.git', 'file:///srv/r.git'],
])('%#: %s', (path, url, expected) => expect(remoteAddress(url, '/w/r', path)).toBe(expected));

test.each([
  ['..\\remote.git', 'D:\\w\\remote.git'],
  ['../remote.git', 'D:\\w\\remote.git'],
  ['C:\\srv\\remote.git', 'C:\\srv\\remote.git'],
  ['C:/srv/remote.git', 'C:/srv/remote.git'],
  ['\\\\server\\share\\remote.git', '\\\\server\\share\\remote.git'],
  ['git@github.com:a/b.git', 'git@github.com:a/b.git'],
])('%j on Windows', (url, expected) => expect(remoteAddress(url, 'D:\\w\\r', win32)).toBe(expected));
