import { expect, test } from 'vitest';
import { findMeant } from '../../src/training/path-filter.ts';

test.each<[patterns: readonly string[], path: string, isMeant: boolean]>([
  [['src/**'], 'src/a/b.py', true],
  [['src/**'], 'docs/src/a.py', false],
  [['src'], 'src/a/b.py', true],
  [['src/'], 'src/a.py', true],
  [['src'], 'srcs/a.py', false],
  [['./src/*.py'], 'src/a.py', true],
  [['*.py'], 'train.py', true],
  [['*.py'], 'src/train.py', false],
  [['**/*.py'], 'train.py', true],
  [['**.py'], 'src/deep/train.py', true],
  [['conf**'], 'config/a/b.yaml', true],
  [['data/{train,test}.csv'], 'data/test.csv', true],
  // What begins with a dot is meant like any other file.
  [['**'], '.github/workflows/train.yml', true],
  [['src/**'], 'src/.env.d/x', true],
  [['*'], '.dvc/config', true],
  [['.dvc'], '.dvc/config', true],
  [['.d*/*'], '.dvc/config', true],
  [['dvc'], '.dvc/config', false],
  // The last pattern that fits decides.
  [['**', '!docs/**'], 'docs/a.md', false],
  [['**', '!docs/**'], 'train.py', true],
  [['!docs/**', '**'], 'docs/a.md', true],
  [['**', '!docs', 'docs/params.yaml'], 'docs/params.yaml', true],
  [['**', '!**.md'], 'a/README.md', false],
  // Names that are no patterns.
  [['src/**'], 'src/[x] (1) ü\n.py', true],
  [['!src'], 'src/a.py', false],
])('%j and %j: %s', (patterns, path, isMeant) => {
  expect(findMeant([path], patterns, '.')).toBe(isMeant ? path : undefined);
});

test.each([
  ['src/**', 'models/taxi/src/a.py', true],
  ['src/**', 'src/a.py', false],
  ['/src/**', 'src/a.py', true],
  ['../shared/**', 'models/shared/a.py', true],
  ['../../lib/*.py', 'lib/a.py', true],
  ['../../../etc/**', 'etc/passwd', false],
])('in a folder of a monorepo %s means %s: %s', (pattern, path, isMeant) => {
  expect(findMeant(['README.md', path], [pattern], 'models/taxi')).toBe(isMeant ? path : undefined);
});
