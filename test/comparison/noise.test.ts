import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateNoise, noiseLimit } from '../../src/comparison/noise.ts';

/** A reproducible normal deviate (Box–Muller over a linear congruential generator). */
function normal(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe('the noise of a metric', () => {
  it('is 1.4826/√2 times the median of the successive differences', () => {
    const noise = estimateNoise([1, 2, 4, 5, 5.5]);
    expect(noise).toEqual({ sigma: (1.4826 * 1) / Math.SQRT2, runs: 5, source: 'history' });
  });

  it.each([
    ['there is no history', []],
    ['four runs', [1, 2, 1, 2]],
    ['fewer than five runs have the metric', [1, null, 2, null, 1, 2]],
    ['the metric does not vary', [3, 3, 3, 3, 3, 3]],
    ['values that are no numbers', [Number.NaN, Infinity, 1, 2, 1, 2]],
  ])('is not estimated when %s', (_, history) => {
    expect(estimateNoise(history)).toBeUndefined();
  });

  it('comes from the last twelve runs only', () => {
    const wild = [0, 1000, -1000, 500];
    const calm = Array.from({ length: 12 }, (_, index) => index % 2);
    expect(estimateNoise([...wild, ...calm])).toEqual(estimateNoise(calm));
  });

  it('is not set by one outlier nor by one real improvement', () => {
    const calm = [10, 10.1, 9.9, 10.05, 9.95, 10.1, 10, 9.9, 10.1, 10, 9.95, 10.05];
    const sigma = estimateNoise(calm)?.sigma ?? 0;
    const outlier = estimateNoise(calm.with(5, 90))?.sigma ?? 0;
    const improved = estimateNoise(calm.map((value, index) => (index < 6 ? value : value - 8)))?.sigma ?? 0;
    expect(outlier / sigma).toBeLessThan(2);
    expect(improved / sigma).toBeLessThan(2);
  });

  it('calls about one in twenty changes by chance alone more than noise when it is well estimated', () => {
    const draw = normal(7);
    const sigmas: number[] = [];
    let alarms = 0;
    const trials = 4000;
    for (let trial = 0; trial < trials; trial += 1) {
      const runs = Array.from({ length: 13 }, draw);
      const noise = estimateNoise(runs.slice(0, 12));
      if (noise === undefined) continue;
      sigmas.push(noise.sigma);
      if (Math.abs((runs[12] ?? 0) - (runs[11] ?? 0)) >= noiseLimit(noise)) alarms += 1;
    }
    const mean = sigmas.reduce((sum, sigma) => sum + sigma, 0) / sigmas.length;
    expect(mean).toBeGreaterThan(0.9);
    expect(mean).toBeLessThan(1.15);
    expect(alarms / trials).toBeLessThan(0.16);
  });

  it('scales with the values and does not depend on where they lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 12 }),
        fc.integer({ min: -1000, max: 1000 }),
        (values, shift) => {
          const sigma = estimateNoise(values)?.sigma;
          expect(estimateNoise(values.map((value) => value + shift))?.sigma).toBe(sigma);
          expect(estimateNoise(values.map((value) => value * -4))?.sigma).toBe(sigma === undefined ? sigma : sigma * 4);
        },
      ),
    );
  });
});
