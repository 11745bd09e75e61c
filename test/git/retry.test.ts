import { expect, test } from 'vitest';
import { shouldRetry, waitMsAfter } from '../../src/git/retry.ts';
import { readingWindows } from '../../src/tracking/window.ts';

test('lost races are worth many tries, unclear failures a few, refusals none', () => {
  expect(shouldRetry(['lost-race'])).toBe(true);
  expect(shouldRetry(Array.from({ length: 7 }, () => 'lost-race' as const))).toBe(true);
  expect(shouldRetry(Array.from({ length: 8 }, () => 'lost-race' as const))).toBe(false);
  expect(shouldRetry(['unclear', 'unclear', 'unclear'])).toBe(true);
  expect(shouldRetry(['unclear', 'lost-race', 'unclear', 'unclear', 'unclear'])).toBe(false);
  expect(shouldRetry(['locked', 'locked', 'locked'])).toBe(true);
  expect(shouldRetry(['locked', 'locked', 'locked', 'locked'])).toBe(false);
  expect(shouldRetry(['lost-race', 'refused'])).toBe(false);
  expect(shouldRetry(['forbidden'])).toBe(false);
  expect(shouldRetry(['offline'])).toBe(false);
});

test('waits are spread over a bound that doubles up to three seconds', () => {
  expect([1, 2, 3, 4, 5, 30].map((failures) => waitMsAfter(failures, 1))).toEqual([200, 400, 800, 1600, 3000, 3000]);
  expect(waitMsAfter(5, 0)).toBe(0);
  expect(waitMsAfter(1, 0.5)).toBe(100);
});

test('a search reads a month, then half a year, then everything', () => {
  const now = new Date('2026-07-09T12:00:00.123Z');
  const optionsFor = (query: Parameters<typeof readingWindows>[0]): readonly string[] =>
    readingWindows(query, now).map(({ option }) => option);
  expect(optionsFor({ enough: 1, isSelective: true })).toEqual([
    '--shallow-since=2026-06-09T12:00:00Z',
    '--shallow-since=2026-01-10T12:00:00Z',
    '--depth=2147483647',
  ]);
  expect(optionsFor({ enough: 50, isSelective: false })).toEqual(['--depth=58', '--depth=232', '--depth=2147483647']);
  expect(optionsFor({ enough: undefined, isSelective: true })).toEqual(['--depth=2147483647']);
  const since = new Date('2026-05-01T12:00:00.123Z');
  expect(optionsFor({ enough: undefined, isSelective: true, since })).toEqual(['--shallow-since=2026-05-01T12:00:00Z']);
  expect(optionsFor({ enough: 1, isSelective: true, since })).toEqual([
    '--shallow-since=2026-06-09T12:00:00Z',
    '--shallow-since=2026-05-01T12:00:00Z',
  ]);
});
