// What is drawn: the same from the same seed, right on average, and fast where there are many rows.
import { describe, expect, it } from 'vitest';
import { bootstrapRows, bootstrapSums } from '../../src/statistics/bootstrap.ts';
import type { SumStatistic } from '../../src/statistics/bootstrap.ts';
import { permuteCounts } from '../../src/statistics/count-permutation.ts';
import { drawHypergeometric, hypergeometricProbability } from '../../src/statistics/hypergeometric.ts';
import { jensenShannon } from '../../src/statistics/jensen-shannon.ts';
import { normalUpperQuantile } from '../../src/statistics/normal.ts';
import { pairedT } from '../../src/statistics/paired-t.ts';
import { seededRandom, shuffledIndexes } from '../../src/statistics/random.ts';
import type { Random } from '../../src/statistics/random.ts';

function normals(random: Random, count: number): Float64Array {
  return new Float64Array(count).map(() => normalUpperQuantile(random.fraction() || 0.5));
}

/** Mean of the differences, as a function of one sum. */
function meanOf(differences: Float64Array): SumStatistic {
  return {
    width: 1,
    add: (row, sums, offset) => {
      sums[offset] = sums[offset]! + differences[row]!;
    },
    value: (sums, rows) => sums[0]! / rows,
  };
}

/** Counts of rows that are drawn with these shares. */
function drawCounts(random: Random, shares: readonly number[], rows: number): Float64Array {
  const counts = new Float64Array(shares.length);
  for (let row = 0; row < rows; row += 1) {
    let rest = random.fraction();
    const found = shares.findIndex((share) => (rest -= share) < 0);
    const index = found === -1 ? shares.length - 1 : found;
    counts[index] = counts[index]! + 1;
  }
  return counts;
}

describe('random numbers', () => {
  it('are the same everywhere: written down once', () => {
    const random = seededRandom(7);
    expect(Array.from({ length: 6 }, () => random.below(1000))).toEqual([410, 740, 0, 735, 260, 58]);
    expect(random.fraction()).toBe(0.17043030350770771);
    expect([...shuffledIndexes(8, seededRandom(7))]).toEqual([1, 6, 3, 5, 0, 4, 7, 2]);
  });

  it('are shuffled without loss', () => {
    expect(shuffledIndexes(1000, seededRandom(3)).toSorted()).toEqual(new Uint32Array(1000).map((_, index) => index));
  });

  it('need a seed that is a whole number', () => {
    expect(() => seededRandom(0.5)).toThrow('seed is 0.5');
    expect(() => seededRandom(-1)).toThrow('seed is -1');
  });

  it('draw without replacement as often as the distribution says', () => {
    const random = seededRandom(11);
    const [total, marked, drawn, times] = [60, 25, 18, 20_000];
    const seen = new Float64Array(drawn + 1);
    for (let time = 0; time < times; time += 1) {
      const k = drawHypergeometric(total, marked, drawn, random);
      seen[k] = seen[k]! + 1;
    }
    let [chiSquare, rare] = [0, 0];
    for (const [k, count] of seen.entries()) {
      const expected = times * hypergeometricProbability(k, total, marked, drawn);
      if (expected > 5) chiSquare += (count - expected) ** 2 / expected;
      else rare += count;
    }
    expect(chiSquare).toBeLessThan(40);
    expect(rare).toBeLessThan(60);
    expect([drawHypergeometric(10, 0, 4, random), drawHypergeometric(10, 10, 4, random)]).toEqual([0, 4]);
    expect(drawHypergeometric(10, 7, 10, random)).toBe(7);
  });
});

describe('the bootstrap', () => {
  const differences = normals(seededRandom(5), 400).map((value) => value + 0.1);

  it.each(['bca', 'percentile'] as const)('of a mean agrees with the paired t test (%s)', (method) => {
    const t = pairedT(new Float64Array(400), differences);
    const answer = bootstrapSums(400, meanOf(differences), { seed: 1, method, resamples: 4000 });
    if (answer.kind !== 'determined' || t.kind !== 'determined') throw new Error('no answer');
    expect(answer.estimate).toBeCloseTo(t.estimate.value, 12);
    expect(answer.standardError / t.estimate.standardError).toBeCloseTo(1, 1);
    for (const end of [0, 1] as const) {
      expect(Math.abs(answer.interval[end] - t.interval[end]) / t.estimate.standardError).toBeLessThan(0.2);
    }
    expect(Math.abs(answer.p - t.p)).toBeLessThan(0.03);
  });

  it('is the same for the same seed and another for another', () => {
    const of = (seed: number) => bootstrapSums(400, meanOf(differences), { seed, resamples: 200 });
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it('of rows and of sums is one bootstrap', () => {
    const mean = (indexes: Uint32Array): number =>
      indexes.reduce((sum, index) => sum + differences[index]!, 0) / indexes.length;
    const rows = bootstrapRows(400, mean, { seed: 1, resamples: 2000 });
    const sums = bootstrapSums(400, meanOf(differences), { seed: 2, resamples: 2000 });
    if (rows.kind !== 'determined' || sums.kind !== 'determined') throw new Error('no answer');
    expect(rows.estimate).toBeCloseTo(sums.estimate, 12);
    expect(rows.standardError / sums.standardError).toBeCloseTo(1, 1);
  });

  it('covers: of 95 % intervals of a skewed mean about 95 % hold the truth, more with BCa', () => {
    const random = seededRandom(17);
    const held = { bca: 0, percentile: 0 };
    for (let round = 0; round < 200; round += 1) {
      const sample = new Float64Array(40).map(() => -Math.log(1 - random.fraction()));
      for (const method of ['bca', 'percentile'] as const) {
        const answer = bootstrapSums(40, meanOf(sample), { seed: round, method, resamples: 300 });
        if (answer.kind === 'determined' && answer.interval[0] < 1 && 1 < answer.interval[1]) held[method] += 1;
      }
    }
    expect(held.bca / 200).toBeGreaterThan(0.9);
    expect(held.bca / 200).toBeLessThan(0.98);
    expect(held.bca).toBeGreaterThanOrEqual(held.percentile);
  });

  it('of many rows deals them into groups at random, also when they are sorted', () => {
    // Sorted rows in groups of neighbours, or of every so-many-th, would give a wrong standard error.
    const sorted = normals(seededRandom(9), 20_000).toSorted();
    const answer = bootstrapSums(20_000, meanOf(sorted), { seed: 1, resamples: 400 });
    if (answer.kind !== 'determined') throw new Error(answer.reason);
    expect(answer.standardError * Math.sqrt(20_000)).toBeGreaterThan(0.88);
    expect(answer.standardError * Math.sqrt(20_000)).toBeLessThan(1.12);
  });

  it('has no answer where the statistic has none, does not vary, or there is one row', () => {
    const constant = meanOf(new Float64Array(50).fill(2));
    expect(bootstrapSums(50, constant, { seed: 1 }).kind).toBe('undetermined');
    expect(bootstrapSums(1, constant, { seed: 1 }).kind).toBe('undetermined');
    const sometimes = (indexes: Uint32Array): number => (indexes.includes(3) ? indexes[0]! : Number.NaN);
    expect(bootstrapRows(5, sometimes, { seed: 1, resamples: 50 })).toMatchObject({
      kind: 'undetermined',
      reason: expect.stringMatching(/not a number on \d+ of 50 resamples/u),
    });
    expect(() => bootstrapRows(5, () => 1, { seed: 1, resamples: 0 })).toThrow(/number of resamples/u);
  });
});

describe('the permutation of counts', () => {
  const zipf = Array.from({ length: 60 }, (_, index) => 1 / (index + 1));
  const sum = zipf.reduce((a, b) => a + b);
  const shares = zipf.map((weight) => weight / sum);

  it('raises false alarms at its level, where the plain distance would always', () => {
    const random = seededRandom(23);
    let alarms = 0;
    let uncorrected = 0;
    for (let round = 0; round < 60; round += 1) {
      const [reference, current] = [drawCounts(random, shares, 1500), drawCounts(random, shares, 200)];
      const answer = permuteCounts(reference, current, { permutations: 99, seed: round });
      if (answer.kind !== 'determined') throw new Error(answer.reason);
      if (answer.p <= 0.05) alarms += 1;
      if (answer.distance >= 0.1) uncorrected += 1;
    }
    expect(alarms).toBeLessThanOrEqual(8);
    expect(uncorrected).toBeGreaterThan(50);
  });

  it('sees a change, and corrects the distance as the series does', () => {
    const random = seededRandom(29);
    const reference = drawCounts(random, shares, 5000);
    const current = drawCounts(random, shares.toReversed(), 2000);
    const answer = permuteCounts(reference, current, { permutations: 199, seed: 1 });
    const series = jensenShannon(reference, current);
    if (answer.kind !== 'determined' || series.kind !== 'determined') throw new Error('no answer');
    expect(answer.p).toBe(1 / 200);
    expect(answer.corrected).toBeLessThan(answer.distance);
    expect(Math.abs(answer.corrected - series.corrected)).toBeLessThan(0.002);
  });

  it('of two categories has the p of the hypergeometric distribution', () => {
    const [reference, current] = [
      [30, 70],
      [22, 28],
    ] as const;
    const answer = permuteCounts(reference, current, { permutations: 4000, seed: 1 });
    const observed = jensenShannon(reference, current);
    if (answer.kind !== 'determined' || observed.kind !== 'determined') throw new Error('no answer');
    let exact = 0;
    for (let k = 0; k <= 52; k += 1) {
      const other = jensenShannon([k, 100 - k], [52 - k, 50 - (52 - k)]);
      const isAsFar = other.kind === 'determined' && other.distance >= observed.distance * (1 - 1e-9);
      if (isAsFar) exact += hypergeometricProbability(k, 150, 52, 100);
    }
    expect(Math.abs(answer.p - exact)).toBeLessThan(0.02);
  });

  it('is the same for the same seed, and has no answer for an empty side', () => {
    const of = (seed: number) => permuteCounts([5, 9, 1], [7, 2, 4], { permutations: 50, seed });
    expect(of(1)).toEqual(of(1));
    expect(permuteCounts([0, 0], [1, 2], { permutations: 50, seed: 1 }).kind).toBe('undetermined');
  });
});
