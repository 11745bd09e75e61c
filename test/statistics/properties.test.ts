// What must hold of every test and every interval, whatever the data.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceSequence } from '../../src/statistics/confidence-sequence.ts';
import { chiSquareOfTable } from '../../src/statistics/contingency.ts';
import { correctedResampledT } from '../../src/statistics/corrected-resampled-t.ts';
import { deLong } from '../../src/statistics/delong.ts';
import { equivalence, nonInferiority } from '../../src/statistics/equivalence.ts';
import { jensenShannon, jensenShannonDivergence } from '../../src/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { kolmogorovUpperTail } from '../../src/statistics/kolmogorov.ts';
import { mcNemar } from '../../src/statistics/mcnemar.ts';
import { meanInterval } from '../../src/statistics/mean-interval.ts';
import { adjustBenjaminiHochberg, adjustBonferroni, adjustHolm } from '../../src/statistics/multiplicity.ts';
import { pairedT } from '../../src/statistics/paired-t.ts';
import { predictionInterval } from '../../src/statistics/prediction-interval.ts';
import { clopperPearsonInterval, wilsonInterval } from '../../src/statistics/proportion.ts';
import { populationStability } from '../../src/statistics/psi.ts';
import { sampleRatioMismatch } from '../../src/statistics/sample-ratio.ts';
import { undetermined } from '../../src/statistics/sample.ts';
import { wassersteinDistance } from '../../src/statistics/wasserstein.ts';
import { welchT } from '../../src/statistics/welch.ts';
import { wilcoxonSignedRank } from '../../src/statistics/wilcoxon.ts';

const value = fc.integer({ min: -1000, max: 1000 }).map((whole) => whole / 8);
const sample = fc.array(value, { minLength: 2, maxLength: 40 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 40 });
const counts = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 2, maxLength: 12 });

/** The answer, or this one input is of no use: what has no answer is tested by itself. */
function determined<T extends { readonly kind: string }>(answer: T): Extract<T, { readonly kind: 'determined' }> {
  fc.pre(answer.kind === 'determined');
  return answer as Extract<T, { readonly kind: 'determined' }>;
}

describe('tests of a difference', () => {
  it.each([
    ['paired t', (a: number[], b: number[]) => pairedT(a, b)],
    ['Welch', (a: number[], b: number[]) => welchT(a, b)],
    ['corrected resampled t', (a: number[], b: number[]) => correctedResampledT(a, b, 0.25)],
  ])('%s: swapping the sides turns the sign, a shift or a scale of both changes no p', (_, test) => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -64, max: 64 }), fc.constantFrom(0.25, 2, 64), (drawn, shift, scale) => {
        const [a, b] = [drawn.map(([one]) => one), drawn.map(([, other]) => other)];
        const plain = determined(test(a, b));
        const swapped = determined(test(b, a));
        expect(swapped.t).toBeCloseTo(-plain.t, 9);
        expect(swapped.p).toBeCloseTo(plain.p, 9);
        const moved = (values: number[]): number[] => values.map((one) => scale * one + shift);
        expect(determined(test(moved(a), moved(b))).p).toBeCloseTo(plain.p, 9);
        expect(plain.interval[0]).toBeLessThanOrEqual(plain.estimate.value);
        expect(plain.interval[1]).toBeGreaterThanOrEqual(plain.estimate.value);
        expect(plain.p).toBeGreaterThanOrEqual(0);
        expect(plain.p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('paired t: p and interval say the same, and both one-sided p sum to 1', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const [a, b] = [drawn.map(([one]) => one), drawn.map(([, other]) => other)];
        const { p, interval } = determined(pairedT(a, b));
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(interval[0] > 0 || interval[1] < 0).toBe(p < 0.05);
        const greater = determined(pairedT(a, b, { alternative: 'greater' })).p;
        const less = determined(pairedT(a, b, { alternative: 'less' })).p;
        expect(greater + less).toBeCloseTo(1, 12);
        expect(2 * Math.min(greater, less)).toBeCloseTo(p, 12);
      }),
    );
  });

  it('a higher level gives a wider interval; the next value is less sure than the mean', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const narrow = determined(meanInterval(values, 0.9)).interval;
        const wide = determined(meanInterval(values, 0.99)).interval;
        const next = determined(predictionInterval(values, 0.99)).interval;
        expect(next[0] < wide[0] && wide[0] < narrow[0] && narrow[1] < wide[1] && wide[1] < next[1]).toBe(true);
      }),
    );
  });

  it('not worse by a small margin is harder to show than by a large one, and equivalence is both at once', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 0.1, max: 9, noNaN: true }), (estimate, standardError) => {
        const difference = { value: estimate, standardError, df: 20 };
        expect(nonInferiority(difference, 1, 'higher')).toBeGreaterThanOrEqual(nonInferiority(difference, 3, 'higher'));
        expect(nonInferiority({ ...difference, value: -estimate }, 1, 'lower')).toBe(
          nonInferiority(difference, 1, 'higher'),
        );
        const both = [nonInferiority(difference, 2, 'higher'), nonInferiority(difference, 2, 'lower')];
        expect(equivalence(difference, -2, 2)).toBe(Math.max(...both));
      }),
    );
  });

  it('does not take rounding for variance', () => {
    const baseline = [0.1, 0.2, 0.3, 0.7];
    expect(
      pairedT(
        baseline,
        baseline.map((one) => one + 0.1),
      ).kind,
    ).toBe('undetermined');
  });

  it('keeps its digits where the values are large and differ little', () => {
    const baseline = [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3];
    const candidate = baseline.map((one, index) => one + [0.5, 0.25, 0.75, 0.5][index]!);
    expect(determined(pairedT(baseline, candidate)).t).toBeCloseTo(4.898979485566357, 12);
  });
});

describe('ranks and counts', () => {
  it('Wilcoxon: order does not matter, any growing odd function changes nothing, swapped signs swap the sides', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (differences) => {
        const plain = determined(wilcoxonSignedRank(differences, { alternative: 'greater' }));
        const other = differences.toReversed().map((one) => one ** 3);
        expect(wilcoxonSignedRank(other, { alternative: 'greater' })).toEqual(plain);
        const swapped = determined(
          wilcoxonSignedRank(
            differences.map((one) => -one),
            { alternative: 'less' },
          ),
        );
        expect(swapped).toMatchObject({ above: plain.below, below: plain.above });
        expect(swapped.p).toBeCloseTo(plain.p, 12);
      }),
    );
  });

  it('Wilcoxon: exact and approximate agree for many differences', () => {
    const differences = Array.from({ length: 200 }, (_, index) => ((index * 7919) % 211) / 10 - 9);
    const exact = determined(wilcoxonSignedRank(differences, { method: 'exact' }));
    const approximate = determined(wilcoxonSignedRank(differences, { method: 'asymptotic' }));
    expect(Math.abs(exact.p - approximate.p)).toBeLessThan(0.001);
    expect(() => wilcoxonSignedRank(new Float64Array(501).fill(1), { method: 'exact' })).toThrow(
      /too many for exactness/u,
    );
  });

  it('Wilcoxon: 2ⁿ signs by hand, with tied ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 10 }), (differences) => {
        const kept = differences.filter((one) => one !== 0);
        const answer = determined(wilcoxonSignedRank(differences, { alternative: 'greater' }));
        const ranks = kept.map((one) => {
          const below = kept.filter((other) => Math.abs(other) < Math.abs(one)).length;
          return below + (kept.filter((other) => Math.abs(other) === Math.abs(one)).length + 1) / 2;
        });
        let asLarge = 0;
        for (let signs = 0; signs < 2 ** kept.length; signs += 1) {
          const sum = ranks.reduce((total, rank, index) => total + (((signs >> index) & 1) === 1 ? rank : 0), 0);
          if (sum >= answer.above) asLarge += 1;
        }
        expect(answer.p).toBeCloseTo(asLarge / 2 ** kept.length, 12);
      }),
    );
  });

  it('McNemar: sides are alike, mid-p is below exact, and nothing to tell apart is no answer', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (b, c) => {
        const one = determined(mcNemar(b, c));
        expect(determined(mcNemar(c, b)).exact).toBe(one.exact);
        expect(one.midP).toBeLessThanOrEqual(one.exact + 1e-12);
        expect(one.midP).toBeGreaterThan(0);
      }),
    );
    expect(mcNemar(0, 0)).toMatchObject({ kind: 'undetermined' });
    expect(() => mcNemar(-1, 2)).toThrow('b is -1');
  });

  it('DeLong: a growing function of the scores changes nothing, areas are shares of pairs, swapped labels mirror', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), value, value), { minLength: 4, maxLength: 40 }), (rows) => {
        const labels = rows.map(([label]) => label);
        const [a, b] = [rows.map(([, one]) => one), rows.map(([, , other]) => other)];
        const plain = determined(deLong(labels, a, b));
        const grown = deLong(
          labels,
          a.map((one) => Math.atan(one)),
          b.map((one) => 3 * one - 7),
        );
        expect(grown).toEqual(plain);
        const mirrored = determined(
          deLong(
            labels.map((label) => 1 - label),
            a,
            b,
          ),
        );
        expect(mirrored.areas[0]).toBeCloseTo(1 - plain.areas[0], 12);
        expect(mirrored.p).toBeCloseTo(plain.p, 9);
      }),
    );
  });

  it.each([
    ['a label that is neither 0 nor 1', [0, 1, 2, 1]],
    ['one row of a class', [0, 0, 0, 1]],
    ['fewer labels than scores', [0, 1]],
  ])('DeLong: has no answer for %s', (_, labels) => {
    expect(deLong(labels, [1, 2, 3, 4], [2, 1, 4, 3]).kind).toBe('undetermined');
  });

  it('proportions: the interval holds the share, the exact one is not narrower where it matters, ends mirror', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const successes = Math.round(share * trials);
        for (const interval of [wilsonInterval, clopperPearsonInterval]) {
          const answer = determined(interval(successes, trials, 0.95));
          expect(answer.interval[0]).toBeLessThanOrEqual(answer.share);
          expect(answer.interval[1]).toBeGreaterThanOrEqual(answer.share);
          const mirrored = determined(interval(trials - successes, trials, 0.95)).interval;
          expect(mirrored[0]).toBeCloseTo(1 - answer.interval[1], 10);
        }
      }),
    );
  });

  it('adjusted p: never below the p, in the same order, Holm never above Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (p) => {
        const [holm, hochberg, bonferroni] = [adjustHolm(p), adjustBenjaminiHochberg(p), adjustBonferroni(p)];
        for (const [index, one] of p.entries()) {
          expect(hochberg[index]).toBeGreaterThanOrEqual(one);
          expect(holm[index]).toBeGreaterThanOrEqual(hochberg[index]! - 1e-15);
          expect(bonferroni[index]).toBeGreaterThanOrEqual(holm[index]!);
          // In the order of p, the adjusted ones never fall.
          const greater = p.flatMap((another, other) => (one < another ? [other] : []));
          expect(greater.every((other) => holm[index]! <= holm[other]! && hochberg[index]! <= hochberg[other]!)).toBe(
            true,
          );
        }
      }),
    );
    expect(() => adjustHolm([0.1, Number.NaN])).toThrow(/p value 2 is NaN/u);
  });
});

describe('distances of distributions', () => {
  it('Kolmogorov–Smirnov and Wasserstein: sides are alike, order and a growing change of unit do not matter', () => {
    fc.assert(
      fc.property(sample, sample, fc.constantFrom(0.5, 4), (one, other, scale) => {
        const plain = determined(kolmogorovSmirnov(one, other));
        const scaled = [one, other].map((values) => values.toReversed().map((each) => scale * each + 3)) as [
          number[],
          number[],
        ];
        expect(kolmogorovSmirnov(...scaled)).toEqual(plain);
        expect(determined(kolmogorovSmirnov(other, one)).p).toBeCloseTo(plain.p, 10);
        const distance = determined(wassersteinDistance(one, other)).distance;
        expect(determined(wassersteinDistance(...scaled)).distance).toBeCloseTo(scale * distance, 9);
        expect(determined(wassersteinDistance(other, one)).distance).toBeCloseTo(distance, 9);
        const moved = determined(
          wassersteinDistance(
            one,
            one.map((each) => each + 2.5),
          ),
        );
        expect(moved.distance).toBeCloseTo(2.5, 9);
      }),
    );
  });

  it('Kolmogorov–Smirnov: exact is on the side of the asymptotic for many values, and refuses too many', () => {
    const [one, other] = [0.618, 0.414].map((step) =>
      Float64Array.from({ length: 900 }, (_, index) => (index * step) % 1),
    );
    const moved = (other as Float64Array).map((each) => each * 0.93);
    const exact = determined(kolmogorovSmirnov(one as Float64Array, moved, 'exact'));
    const asymptotic = determined(kolmogorovSmirnov(one as Float64Array, moved, 'asymptotic'));
    expect(Math.abs(exact.p - asymptotic.p)).toBeLessThan(0.01);
    const many = new Float64Array(10_001);
    expect(() => kolmogorovSmirnov(many, many, 'exact')).toThrow(/too many for exactness/u);
  });

  it('Kolmogorov’s D: falls with d, from 1 to 0, also where one formula hands over to the other', () => {
    for (const n of [150, 5000, 400_000]) {
      const p = Array.from({ length: 90 }, (_, index) => kolmogorovUpperTail((index * 0.05) / Math.sqrt(n), n));
      expect(p[0]).toBe(1);
      expect(p.every((each, index) => index === 0 || each <= p[index - 1]! + 1e-12)).toBe(true);
      expect(p.at(-1)).toBeLessThan(1e-15);
    }
    expect(kolmogorovUpperTail(1, 200)).toBe(0);
  });

  it('Jensen–Shannon and PSI: sides are alike, order does not matter, equal shares are at 0', () => {
    fc.assert(
      fc.property(counts, (drawn) => {
        const [one, other] = [drawn.map(([a]) => a), drawn.map(([, b]) => b)];
        const distance = determined(jensenShannon(one, other));
        expect(determined(jensenShannon(other, one)).distance).toBeCloseTo(distance.distance, 12);
        expect(determined(jensenShannon(one.toReversed(), other.toReversed())).distance).toBeCloseTo(
          distance.distance,
          12,
        );
        expect(distance.distanceBase2).toBeLessThanOrEqual(1 + 1e-12);
        expect(distance.corrected).toBeLessThanOrEqual(distance.distance);
        expect(
          determined(
            jensenShannon(
              one,
              one.map((each) => 3 * each),
            ),
          ).distance,
        ).toBeLessThan(1e-8);
        const index = determined(populationStability(one, other)).index;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(determined(populationStability(other, one)).index).toBeCloseTo(index, 9);
      }),
    );
    expect(jensenShannonDivergence([5, 0], [0, 7], 5, 7)).toBeCloseTo(Math.LN2, 15);
  });

  it.each([
    ['another number of categories', [1, 2], [1]],
    ['nothing counted', [0, 0], [1, 2]],
    ['half a count', [1, 2], [0.5, 1]],
    ['a count below 0', [1, -2], [1, 1]],
  ])('counts: no answer for %s', (_, one, other) => {
    expect(jensenShannon(one, other).kind).toBe('undetermined');
    expect(populationStability(one, other).kind).toBe('undetermined');
  });

  it('chi-square: a table of shares that are equal is at 0, and an empty row is no answer', () => {
    expect(
      chiSquareOfTable([
        [10, 20],
        [30, 60],
      ]),
    ).toMatchObject({ statistic: 0, df: 1, p: 1 });
    expect(
      chiSquareOfTable([
        [10, 20],
        [0, 0],
      ]).kind,
    ).toBe('undetermined');
    expect(chiSquareOfTable([[10, 20]]).kind).toBe('undetermined');
    expect(() => chiSquareOfTable([[1, 2], [1]])).toThrow('rows of 2 and of 1 counts');
  });

  it('sample ratio: the shares that were meant are at 0; shares that do not sum to 1 are a fault', () => {
    expect(sampleRatioMismatch([900, 100], [0.9, 0.1])).toMatchObject({ statistic: 0, df: 1, p: 1 });
    expect(sampleRatioMismatch([0, 0], [0.5, 0.5]).kind).toBe('undetermined');
    expect(() => sampleRatioMismatch([1, 2], [0.5, 0.4])).toThrow('2 shares that sum to 0.9');
  });
});

describe('the confidence sequence', () => {
  it('is wider than the interval of one look, and p says the same as the interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1_000_000 }), fc.double({ min: -9, max: 9, noNaN: true }), (count, z) => {
        const running = { count, mean: z * 0.1, standardError: 0.1 };
        const { interval, p } = determined(confidenceSequence(running, { alpha: 0.05 }));
        expect(interval[1] - interval[0]).toBeGreaterThan(2 * 1.96 * 0.1);
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(interval[0] > 0 || interval[1] < 0).toBe(p < 0.05);
        const above = determined(confidenceSequence(running, { alpha: 0.05, alternative: 'greater' })).interval;
        expect(above[1]).toBe(Infinity);
        expect(above[0]).toBeGreaterThan(interval[0]);
        const below = determined(confidenceSequence(running, { alpha: 0.05, alternative: 'less' })).interval;
        expect(below[0]).toBe(-Infinity);
        expect(below[1] - running.mean).toBeCloseTo(running.mean - above[0], 12);
      }),
    );
  });

  it('has no answer without variance, and none for an alpha that is no probability', () => {
    expect(confidenceSequence({ count: 9, mean: 1, standardError: 0 }, { alpha: 0.05 }).kind).toBe('undetermined');
    expect(confidenceSequence({ count: 1, mean: 1, standardError: 1 }, { alpha: 0.05 }).kind).toBe('undetermined');
    expect(() => confidenceSequence({ count: 9, mean: 1, standardError: 1 }, { alpha: 1.5 })).toThrow(/alpha/u);
  });
});

describe('values that are no numbers', () => {
  it.each([Number.NaN, Infinity])('%s is named with its place', (bad) => {
    const good = [1, 2, 4];
    const flawed = [1, bad, 4];
    const reason = `value of the candidate 2 is not a number: ${bad}`;
    expect(pairedT(good, flawed)).toEqual(undetermined(reason));
    expect(welchT(good, flawed)).toEqual(undetermined(reason));
    expect(wilcoxonSignedRank(flawed).kind).toBe('undetermined');
    expect(wassersteinDistance(good, flawed).kind).toBe('undetermined');
    expect(deLong([0, 1, 1, 0], [1, 2, 3, 4], [1, bad, 3, 4]).kind).toBe('undetermined');
  });

  it('are also those that overflow', () => {
    expect(pairedT([0, 0, 0], [1e200, -1e200, 3e200])).toEqual(undetermined('the values are too large to be squared'));
  });
});
