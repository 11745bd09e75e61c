import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseFormat,
  formatBytes,
  formatDelta,
  formatDistance,
  formatLimit,
  formatReading,
  formatRelative,
  formatSeconds,
} from '../../src/report/number-format.ts';
import { renderSparkline } from '../../src/report/sparkline.ts';

interface Pair {
  readonly baseline: number;
  readonly candidate: number;
  readonly sigma?: number;
  readonly unit?: string;
}

function written({ baseline, candidate, sigma, unit }: Pair): readonly string[] {
  const delta = candidate - baseline;
  const format = chooseFormat({ values: [baseline, candidate], delta, sigma, unit });
  return [formatReading(baseline, format), formatReading(candidate, format), formatDelta(delta, format)];
}

/** Digits after the point, or the notation of a power of ten. */
function decimalsOf(text: string): number | 'exponent' {
  return text.includes('e') ? 'exponent' : (text.split('.')[1] ?? '').length;
}

describe('baseline and candidate', () => {
  it.each<[string, Pair, readonly string[]]>([
    ['two digits of the change', { baseline: 0.914, candidate: 0.922 }, ['0.9140', '0.9220', '+0.0080']],
    ['the first digit of σ', { baseline: 6.1, candidate: 5.82, sigma: 0.04 }, ['6.10', '5.82', '−0.28']],
    [
      'the first digit of a change within σ',
      { baseline: 0.1912, candidate: 0.1907, sigma: 0.003 },
      ['0.1912', '0.1907', '−0.0005'],
    ],
    ['a unit', { baseline: 38.2, candidate: 44.9, unit: 'ms' }, ['38.2 ms', '44.9 ms', '+6.7 ms']],
    ['dollars', { baseline: 0.41, candidate: 0.44, unit: '$' }, ['0.410 USD', '0.440 USD', '+0.030 USD']],
    ['bytes', { baseline: 41_200_000, candidate: 41_400_000, unit: 'bytes' }, ['41.20 MB', '41.40 MB', '+0.20 MB']],
    ['whole numbers', { baseline: 1_284_112, candidate: 1_190_004 }, ['1,284,112', '1,190,004', '−94,108']],
    ['large changes', { baseline: 1.5, candidate: 1501.5 }, ['2', '1,502', '+1,500']],
    ['negative values', { baseline: -0.5, candidate: -0.75 }, ['−0.500', '−0.750', '−0.250']],
    ['tiny values', { baseline: 1.2e-9, candidate: 3.4e-9 }, ['1.200e−9', '3.400e−9', '+2.200e−9']],
    ['huge values', { baseline: 1e300, candidate: 2e300 }, ['1.000e300', '2.000e300', '+1.000e300']],
    ['a change too small to see', { baseline: 1.5, candidate: 1.5 + 2e-12 }, ['1.50000000', '1.50000000', '+2.0e−12']],
    ['no change', { baseline: 1.5, candidate: 1.5 }, ['1.500', '1.500', '±0.000']],
  ])('are written with %s', (_, pair, expected) => {
    expect(written(pair)).toEqual(expected);
  });

  it('have the same digits, and no change is written as nothing', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(
        value,
        value,
        fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
        (a, b, sigma) => {
          const [left = '', right = '', delta = ''] = written({
            baseline: a,
            candidate: b,
            ...(sigma === undefined ? {} : { sigma }),
          });
          expect(new Set([left, right].map(decimalsOf)).size).toBeLessThanOrEqual(
            left === '0' || right === '0' ? 2 : 1,
          );
          expect(/[1-9]/.test(delta)).toBe(a !== b);
          expect(left.length + right.length + delta.length).toBeLessThan(75);
        },
      ),
      // Doubles shrink for minutes.
      { endOnFailure: true },
    );
  });
});

it('what is no number is named, and nothing is a dash', () => {
  const format = chooseFormat({ values: ['NaN', undefined] });
  expect(
    ['NaN', 'Infinity', '-Infinity', undefined].map((value) => formatReading(value as 'NaN' | undefined, format)),
  ).toEqual(['NaN', 'Infinity', '-Infinity', '–']);
});

it('a limit keeps the digits that it was declared with', () => {
  const format = chooseFormat({ values: [44.9, 38.2], delta: 6.7, unit: 'ms' });
  expect([45, 44.95, -1].map((limit) => formatLimit(limit, format))).toEqual(['45 ms', '44.95 ms', '−1 ms']);
  const small = chooseFormat({ values: [0.00946, 0.00932], delta: -0.00014 });
  expect([1, 0.5, 1e-7, -2e21].map((limit) => formatLimit(limit, small))).toEqual([
    '1',
    '0.5',
    '1.000e−7',
    '−2.000e21',
  ]);
  const bytes = chooseFormat({ values: [41_400_000], unit: 'bytes' });
  expect(formatLimit(60_000_000, bytes)).toBe('60 MB');
  expect(formatDistance(-0.05, format)).toBe('0.1 ms');
  expect(formatDistance(0.001, format)).toBe('1.0e−3 ms');
});

it.each([
  [0.00873, '+0.9 %'],
  [-0.175, '−17.5 %'],
  [12, '+1,200 %'],
  [0.0001, undefined],
  [1e9, undefined],
])('a relative change of %s is %s', (relative, words) => {
  expect(formatRelative(relative)).toBe(words);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [5_000_000, '5.00 MB'],
  [3_200_000_000, '3.20 GB'],
])('%s bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

it.each([
  [0.04, '0.0 s'],
  [12.34, '12.3 s'],
  [59.96, '1 min 0 s'],
  [125, '2 min 5 s'],
  [3780, '1 h 3 min'],
  [360_000, '100 h 0 min'],
])('%s seconds are %s', (seconds, words) => {
  expect(formatSeconds(seconds)).toBe(words);
});

describe('a sparkline', () => {
  it.each<[string, readonly (number | null)[], number | undefined, string]>([
    ['rises', [1, 2, 3, 4, 5, 6, 7], 8, '`▁▂▃▄▅▆▇`→`█`'],
    ['is flat', [2, 2, 2], 2, '`▄▄▄`→`▄`'],
    ['has gaps', [1, null, 3], undefined, '`▁·█`→`·`'],
    ['is empty', [], 5, '``→`▄`'],
    ['spans all doubles', [-Number.MAX_VALUE, 0, Number.MAX_VALUE], 0, '`▁▅█`→`▅`'],
    ['holds what is no number', [Number.NaN, 1, 2], Infinity, '`·▁█`→`·`'],
  ])('%s', (_, history, candidate, expected) => {
    expect(renderSparkline(history, candidate)).toBe(expected);
  });
});
