import { describe, expect, test } from 'vitest';
import { fileName, filePath, fullRef, recordPath, runIdOfPath } from '../../src/tracking/layout.ts';
import { newRunId } from './sample-run.ts';

test('the path of a record follows from its id alone, by the UTC day of its start', () => {
  const id = newRunId(new Date('2026-07-09T23:59:59.999Z'));
  expect(recordPath(id)).toBe(`runs/2026-07/09/${id}.json`);
  expect(fileName(id, 'series.jsonl')).toBe(`${id}.series.jsonl`);
  expect(filePath(id, 'series.jsonl')).toBe(`runs/2026-07/09/${id}.series.jsonl`);
  expect(filePath(id, 'series.jsonl', [`${id}.series.jsonl`])).toBe(`runs/2026-07/09/23/${id}.series.jsonl`);
  expect(runIdOfPath(recordPath(id))).toBe(id);
  expect(runIdOfPath(`runs/2026-07/09/${fileName(id, 'series.jsonl')}`)).toBeUndefined();
});

test.each(['', 'json', '../x', 'a/b', '.hidden', 'a\nb', 'x'.repeat(101)])(
  'a file beside a record cannot be called %j',
  (name) => {
    expect(() => fileName(newRunId(), name)).toThrow(expect.objectContaining({ code: 'usage' }));
  },
);

test('an id that is no run id has no path', () => {
  expect(() => recordPath('../../etc/passwd')).toThrow(/run id/);
});

describe('the tracking ref', () => {
  test('is a branch unless it is given in full', () => {
    expect(fullRef('mlops-tracking')).toBe('refs/heads/mlops-tracking');
    expect(fullRef('team/ml')).toBe('refs/heads/team/ml');
    expect(fullRef('refs/mlops/tracking')).toBe('refs/mlops/tracking');
  });

  test.each([
    '',
    '-x',
    '--upload-pack=evil',
    'a b',
    'a..b',
    'a:b',
    'x.lock',
    'a//b',
    'refs/heads/',
    'a\nb',
    'HEAD',
    '@{x',
  ])('cannot be %j', (name) => {
    expect(() => fullRef(name)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});
