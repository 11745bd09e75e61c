import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, linearScale, roundDomain, writeNumber } from '../../../src/report/plot/scale.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('an axis', () => {
  it.each([
    [
      [5.82, 6.42],
      ['5.8', '5.9', '6.0', '6.1', '6.2', '6.3', '6.4', '6.5'],
      [5.8, 6.5],
    ],
    [
      [0.00012, 0.00031],
      ['0.00010', '0.00015', '0.00020', '0.00025', '0.00030', '0.00035'],
      [0.0001, 0.00035],
    ],
    [
      [-3, 3],
      ['−3', '−2', '−1', '0', '1', '2', '3'],
      [-3, 3],
    ],
    [
      [12_000_000, 48_000_000],
      ['1e7', '2e7', '3e7', '4e7', '5e7'],
      [1e7, 5e7],
    ],
    [
      [1e9, 1e9 + 3],
      ['1.0000000000e9', '1.0000000005e9', '1.0000000010e9'],
      [1e9, 1e9 + 3],
    ],
    [
      [7, 7],
      ['6.6', '6.8', '7.0', '7.2', '7.4'],
      [6.6, 7.4],
    ],
    [
      [0, 0],
      ['−1.0', '−0.5', '0.0', '0.5', '1.0'],
      [-1, 1],
    ],
    [[], ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'], [0, 1]],
  ])('of %j ends and ticks at round numbers', (values, labels, domain) => {
    const axis = axisOf(roundDomain(values) ?? [0, 0]);
    expect(axis.labels.slice(0, labels.length)).toEqual(labels);
    expect(axis.domain).toEqual(domain);
  });

  it('holds every value and has ticks that can be told apart, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 20 }), (values) => {
        const domain = roundDomain(values);
        if (domain === undefined) return Math.max(...values.map(Math.abs)) > 1e300;
        const axis = axisOf(domain);
        const place = linearScale(domain, [0, 480]);
        for (const value of [...values, ...axis.ticks]) {
          expect(place(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(place(value)).toBeLessThanOrEqual(480 + 1e-6);
        }
        expect(axis.labels.join()).not.toMatch(/NaN|Infinity|undefined/);
        expect(new Set(axis.labels).size).toBe(axis.labels.length);
        return true;
      }),
      { numRuns: 300 },
    );
  });
});

it('writes a true minus', () => {
  expect([writeNumber(-0.5, 0.1), writeNumber(-2e-9, 1e-9), writeNumber(0, 0.01)]).toEqual(['−0.5', '−2e−9', '0.00']);
});
