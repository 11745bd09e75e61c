// Tails and quantiles far out, against mpmath 1.3 with 50 digits (series of positive terms, or the complement with 400).
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaLowerTail, betaQuantile, betaUpperTail } from '../../src/statistics/beta.ts';
import { binomialLowerTail, binomialProbability, binomialUpperTail } from '../../src/statistics/binomial.ts';
import { chiSquareLowerTail, chiSquareUpperTail } from '../../src/statistics/chi-square.ts';
import { hypergeometricProbability } from '../../src/statistics/hypergeometric.ts';
import { kolmogorovUpperTail } from '../../src/statistics/kolmogorov.ts';
import { normalLowerTail, normalUpperQuantile, normalUpperTail } from '../../src/statistics/normal.ts';
import { deviance, stirlingError } from '../../src/statistics/special/deviance.ts';
import { tLowerTail, tUpperQuantile, tUpperTail } from '../../src/statistics/student-t.ts';
import { expectClose } from './close.ts';

const CLOSE = 1e-11;

describe('tails far out', () => {
  it.each([
    [1, 0.15865525393145705],
    [8.3, 5.205569744890254e-17],
    [15.5, 1.7344607917938702e-54],
    [37.5, 4.605353009581955e-308],
    [-2.5, 0.9937903346742238],
  ])('normal above %s', (z, p) => {
    expectClose(normalUpperTail(z), p, { relative: CLOSE, what: `z ${z}` });
    expectClose(normalLowerTail(-z), p, { relative: CLOSE, what: `z ${-z}` });
  });

  it.each([
    [12.5, 1, 0.025410673666115897],
    [60, 5, 1.2168188794991899e-8],
    [25, 40, 2.4816717222391594e-26],
    [8, 1000, 1.7133307411957373e-15],
    [37, 1_000_000, 9.149865430901131e-300],
    [1e10, 2, 5.0e-21],
    [0.001, 3.5, 0.4996282277359334],
  ])('t above %s with %s degrees of freedom', (t, df, p) => {
    expectClose(tUpperTail(t, df), p, { relative: CLOSE, what: `t ${t}` });
    expectClose(tLowerTail(-t, df), p, { relative: CLOSE, what: `t ${-t}` });
  });

  it.each([
    [1e-6, 3, 0.9999999997340385],
    [3, 2, 0.22313016014842982],
    [90, 4, 1.3167585470527211e-18],
    [600, 10, 1.760917694683184e-122],
    [1400, 263, 3.159896348180473e-154],
    [5500, 5000, 6.203019945328596e-7],
  ])('chi-square above %s with %s degrees of freedom', (x, df, p) => {
    expectClose(chiSquareUpperTail(x, df), p, { relative: CLOSE, what: `x ${x}` });
  });

  it.each([
    [1e-6, 3, 2.659614404791799e-10],
    [30, 263, 1.6064543679477494e-75],
    [4000, 5000, 2.9491918869834726e-27],
  ])('chi-square below %s with %s degrees of freedom', (x, df, p) => {
    expectClose(chiSquareLowerTail(x, df), p, { relative: CLOSE, what: `x ${x}` });
  });

  it.each([
    [1e-9, 2, 3, 5.999999992000001e-18],
    [0.001, 12, 0.5, 1.6125470053372351e-37],
    [0.2, 300, 700, 3.328240872606518e-14],
    [0.495, 500_000, 500_000, 7.60083140413808e-24],
    [1e-5, 3, 100_000, 0.0803041561955605],
  ])('beta below %s with shapes %s and %s', (x, a, b, p) => {
    expectClose(betaLowerTail(x, a, b), p, { relative: CLOSE, what: `x ${x}` });
  });

  it.each([
    [0, 1000, 0.5, 9.332636185032189e-302],
    [3, 1000, 0.1, 4.0938124727935154e-41],
    [400, 1000, 0.5, 1.3642320780330092e-10],
    [9000, 100_000, 0.1, 5.235223531828956e-27],
    [495_000, 1_000_000, 0.5, 7.690777521953676e-24],
  ])('at most %s successes of %s', (k, n, p, wanted) => {
    expectClose(binomialLowerTail(k, n, p), wanted, { relative: CLOSE, what: `k ${k}` });
  });

  it.each([
    [1.1187480002036218e-185, 68.05592586292036, 4118.273066779284],
    [1e-100, 1, 3.183098861837907e99],
  ])('the t that is exceeded with probability %s', (p, df, t) => {
    expectClose(tUpperQuantile(p, df), t, { relative: CLOSE, what: `p ${p}` });
  });

  it('the beta quantile where SciPy 1.16 has none', () => {
    const x = betaQuantile(1.9847181369437802e-32, 1.0268929034854435, 0.7478077211027335);
    expectClose(x, 1.789937211926672e-31, { relative: CLOSE, what: 'x' });
  });

  it('Kolmogorov’s D of a large sample', () => {
    const p = kolmogorovUpperTail(0.0016993104147329464, 1_753_072);
    expectClose(p, 8.007648920662638e-5, { relative: CLOSE, what: 'p' });
  });

  it('ends at 0 and 1', () => {
    expect([normalUpperTail(Infinity), tUpperTail(Infinity, 3), tUpperTail(-Infinity, 3)]).toEqual([0, 0, 1]);
    expect([chiSquareUpperTail(0, 4), chiSquareUpperTail(Infinity, 4)]).toEqual([1, 0]);
    expect([betaLowerTail(0, 2, 3), betaLowerTail(1, 2, 3), betaUpperTail(0, 2, 3)]).toEqual([0, 1, 1]);
    expect([binomialLowerTail(-1, 5, 0.3), binomialLowerTail(5, 5, 0.3)]).toEqual([0, 1]);
    expect([binomialUpperTail(0, 5, 0.3), binomialUpperTail(6, 5, 0.3)]).toEqual([1, 0]);
  });

  it('end for NaN, with NaN', () => {
    expect([normalUpperTail(Number.NaN), chiSquareUpperTail(Number.NaN, 3), tUpperTail(Number.NaN, 3)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([betaLowerTail(Number.NaN, 2, 3), kolmogorovUpperTail(Number.NaN, 200)]).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([0, 1, -0.1, Number.NaN])('has no quantile at %s', (p) => {
    expect(() => normalUpperQuantile(p)).toThrow(`probability is ${p}`);
    expect(() => tUpperQuantile(p, 3)).toThrow(`probability is ${p}`);
    expect(() => betaQuantile(p, 3, 2)).toThrow(`probability is ${p}`);
  });
});

const tiny = fc.double({ min: -290, max: -0.4, noNaN: true }).map((exponent) => 10 ** exponent);
const shape = fc.double({ min: -1, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

describe('quantiles and tails undo each other', () => {
  it('normal', () => {
    fc.assert(
      fc.property(tiny, (p) =>
        expectClose(normalUpperTail(normalUpperQuantile(p)), p, { relative: 1e-12, what: `${p}` }),
      ),
    );
  });

  it('t, for a small and for a large number of degrees of freedom', () => {
    fc.assert(
      fc.property(tiny, shape, (p, df) => {
        fc.pre(-Math.log10(p) / df < 150);
        expectClose(tUpperTail(tUpperQuantile(p, df), df), p, { relative: 1e-9, what: `${p} ${df}` });
      }),
      { numRuns: 300 },
    );
  });

  it('beta', () => {
    fc.assert(
      fc.property(tiny, shape, shape, (p, a, b) => {
        fc.pre(-Math.log10(p) / a < 290);
        // A quantile next to 1 has no digits left to tell 1 − x; the other end has.
        const x = betaQuantile(p, a, b);
        fc.pre(x < 0.999);
        expectClose(betaLowerTail(x, a, b), p, { relative: 1e-8, what: `${p} ${a} ${b}` });
      }),
      { numRuns: 300 },
    );
  });
});

describe('distributions', () => {
  it('have two tails that sum to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), shape, shape, (x, a, b) => {
        expect(betaLowerTail(x, a, b) + betaUpperTail(x, a, b)).toBeCloseTo(1, 12);
        expect(betaLowerTail(x, a, b)).toBeCloseTo(betaUpperTail(1 - x, b, a), 9);
      }),
    );
  });

  it('have binomial and hypergeometric probabilities that sum to 1', () => {
    const binomial = Array.from({ length: 41 }, (_, k) => binomialProbability(k, 40, 0.3));
    expect(binomial.reduce((a, b) => a + b)).toBeCloseTo(1, 13);
    const hypergeometric = Array.from({ length: 11 }, (_, k) => hypergeometricProbability(k, 50, 20, 10));
    expect(hypergeometric.reduce((a, b) => a + b)).toBeCloseTo(1, 13);
  });

  it('are made of a deviance that is 0 at the mean and an error that climbs on', () => {
    expect([deviance(3, 3), deviance(0, 2.5)]).toEqual([0, 2.5]);
    // ln Γ(n+1) of whole numbers: 10! and 1!
    expect(stirlingError(10)).toBeCloseTo(
      Math.log(3_628_800) - (10.5 * Math.log(10) - 10 + Math.log(2 * Math.PI) / 2),
      14,
    );
    expect(stirlingError(1)).toBeCloseTo(1 - Math.log(2 * Math.PI) / 2, 15);
  });
});
