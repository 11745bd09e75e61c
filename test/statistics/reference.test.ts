// Every case of the answers that SciPy, statsmodels and published formulas gave.
import { describe, expect, it } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { bootstrapInterval } from '../../src/statistics/bootstrap-interval.ts';
import { chiSquareUpperTail } from '../../src/statistics/chi-square.ts';
import { confidenceSequence, mixtureSequentialTest } from '../../src/statistics/confidence-sequence.ts';
import { chiSquareOfTable } from '../../src/statistics/contingency.ts';
import { deLong } from '../../src/statistics/delong.ts';
import { equivalence, nonInferiority } from '../../src/statistics/equivalence.ts';
import { jensenShannon } from '../../src/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { mcNemar } from '../../src/statistics/mcnemar.ts';
import { meanInterval } from '../../src/statistics/mean-interval.ts';
import {
  adjustBenjaminiHochberg,
  adjustBenjaminiYekutieli,
  adjustBonferroni,
  adjustHolm,
} from '../../src/statistics/multiplicity.ts';
import { normalUpperTail } from '../../src/statistics/normal.ts';
import { pairedDifference, pairedT } from '../../src/statistics/paired-t.ts';
import { predictionInterval } from '../../src/statistics/prediction-interval.ts';
import { clopperPearsonInterval, wilsonInterval } from '../../src/statistics/proportion.ts';
import { populationStability } from '../../src/statistics/psi.ts';
import { quantileOfSorted, sortedCopy } from '../../src/statistics/quantile.ts';
import { sampleRatioMismatch } from '../../src/statistics/sample-ratio.ts';
import type { Alternative } from '../../src/statistics/sample.ts';
import { tUpperTail } from '../../src/statistics/student-t.ts';
import { wassersteinDistance } from '../../src/statistics/wasserstein.ts';
import { welchT } from '../../src/statistics/welch.ts';
import { wilcoxonSignedRank } from '../../src/statistics/wilcoxon.ts';
import type { WilcoxonOptions } from '../../src/statistics/wilcoxon.ts';
import fixture from '../fixtures/statistics.json' with { type: 'json' };
import { expectClose } from './close.ts';

type Args = Readonly<Record<string, unknown>>;

/** Each function of the fixture in its words: what is answered, or the reason why nothing is. */
const answers: Readonly<Record<string, (args: Args) => unknown>> = {
  paired_t: (args) => tested(pairedT(numbers(args, 'baseline'), numbers(args, 'candidate'), testOptions(args))),
  welch_t: (args) => tested(welchT(numbers(args, 'baseline'), numbers(args, 'candidate'), testOptions(args))),
  wilcoxon: (args) => {
    const answer = wilcoxonSignedRank(numbers(args, 'differences'), {
      alternative: args['alternative'] as Alternative,
      method: args['method'] === 'asymptotic' ? 'asymptotic' : 'exact',
      zeros: args['zero_method'] as NonNullable<WilcoxonOptions['zeros']>,
      isContinuityCorrected: args['correction'] as boolean,
    });
    if (answer.kind === 'undetermined') return answer;
    const least = Math.min(answer.above, answer.below);
    return { statistic: args['alternative'] === 'two-sided' ? least : answer.above, p: answer.p };
  },
  mcnemar: ({ b, c }) => {
    const answer = mcNemar(b as number, c as number);
    if (answer.kind === 'undetermined') return answer;
    return {
      exact: answer.exact,
      mid_p: answer.midP,
      exact_one_sided_b_gt_c: answer.exactGreater,
      chi2: answer.chiSquare.statistic,
      chi2_corrected: answer.correctedChiSquare.statistic,
    };
  },
  quantile: (args) => {
    const sorted = sortedCopy(numbers(args, 'values'));
    return { quantiles: numbers(args, 'q').map((q) => quantileOfSorted(sorted, q)) };
  },
  paired_bootstrap: (args) => {
    const [baseline, candidate] = [numbers(args, 'baseline'), numbers(args, 'candidate')];
    const difference = (index: number): number => (candidate[index] ?? Number.NaN) - (baseline[index] ?? Number.NaN);
    const replicates = (args['indices'] as number[][]).map(
      (indices) => indices.reduce((sum, index) => sum + difference(index), 0) / indices.length,
    );
    const answer = bootstrapInterval(0, Float64Array.from(replicates), args['level'] as number);
    return answer.kind === 'undetermined' ? answer : { ci: answer.interval };
  },
  noninferiority_paired: (args) => {
    const difference = pairedDifference(numbers(args, 'baseline'), numbers(args, 'candidate'));
    if ('kind' in difference) return difference;
    const better = args['direction'] === 'higher_is_better' ? 'higher' : 'lower';
    return { p: nonInferiority(difference, args['margin'] as number, better) };
  },
  tost_paired: (args) => {
    const difference = pairedDifference(numbers(args, 'baseline'), numbers(args, 'candidate'));
    if ('kind' in difference) return difference;
    return { p: equivalence(difference, args['low'] as number, args['high'] as number) };
  },
  adjust: (args) => {
    const p = numbers(args, 'p');
    return {
      bh: adjustBenjaminiHochberg(p),
      by: adjustBenjaminiYekutieli(p),
      holm: adjustHolm(p),
      bonferroni: adjustBonferroni(p),
    };
  },
  ks_2samp: (args) =>
    kolmogorovSmirnov(
      numbers(args, 'reference'),
      numbers(args, 'current'),
      args['method'] === 'exact' ? 'exact' : 'asymptotic',
    ),
  wasserstein: (args) => wassersteinDistance(numbers(args, 'reference'), numbers(args, 'current')),
  psi: (args) => {
    const answer = populationStability(numbers(args, 'reference'), numbers(args, 'current'));
    return answer.kind === 'undetermined' ? answer : { psi: answer.index };
  },
  jensen_shannon: (args) => {
    const answer = jensenShannon(numbers(args, 'reference'), numbers(args, 'current'));
    if (answer.kind === 'undetermined') return answer;
    return { distance: answer.distance, distance_base2: answer.distanceBase2 };
  },
  chi2_contingency: ({ table }) => chiSquare(chiSquareOfTable(table as number[][])),
  srm: (args) => chiSquare(sampleRatioMismatch(numbers(args, 'counts'), numbers(args, 'shares'))),
  delong: (args) =>
    deLong(numbers(args, 'labels'), numbers(args, 'baseline'), numbers(args, 'candidate'), testOptions(args)),
  mean_ci: (args) => {
    const answer = meanInterval(numbers(args, 'values'), args['level'] as number, args['method'] as 't' | 'normal');
    if (answer.kind === 'undetermined') return answer;
    return { mean: answer.estimate.value, sd: answer.deviation, ci: answer.interval };
  },
  proportion_ci: ({ successes, n, level }) => {
    const of = [successes, n, level] as [number, number, number];
    const [wilson, exact] = [wilsonInterval(...of), clopperPearsonInterval(...of)];
    if (wilson.kind === 'undetermined' || exact.kind === 'undetermined') return wilson;
    return { wilson: wilson.interval, clopper_pearson: exact.interval };
  },
  msprt: ({ differences, theta0, tau2, sigma2 }) => ({
    p: [
      ...mixtureSequentialTest(differences as number[], {
        against: theta0 as number,
        variance: sigma2 as number,
        mixtureVariance: tau2 as number,
      }),
    ],
  }),
  confidence_sequence: (args) => {
    const { n, mean, sd, alpha, n_star: narrowestAt } = args as Readonly<Record<string, number>>;
    const answer = confidenceSequence(
      { count: n as number, mean: mean as number, standardError: (sd as number) / Math.sqrt(n as number) },
      { alpha: alpha as number, narrowestAt: narrowestAt as number },
    );
    return answer.kind === 'undetermined' ? answer : { rho: answer.rho, ci: answer.interval };
  },
  prediction_interval: (args) => predictionInterval(numbers(args, 'history'), args['level'] as number),
  normal_sf: ({ z }) => ({ p: normalUpperTail(z as number) }),
  t_sf: ({ t, df }) => ({ p: tUpperTail(t as number, df as number) }),
  chi2_sf: ({ x, df }) => ({ p: chiSquareUpperTail(x as number, df as number) }),
};

const cases = fixture.cases as readonly {
  readonly id: string;
  readonly fn: string;
  readonly args: Args;
  readonly want: Readonly<Record<string, unknown>>;
  readonly rtol?: number;
}[];

describe('statistics agree with SciPy and statsmodels', () => {
  it('has an answer for every function of the fixture', () => {
    expect(cases).toHaveLength(85);
    expect([...new Set(cases.map(({ fn }) => fn))].filter((fn) => !Object.hasOwn(answers, fn))).toEqual([]);
  });

  it.each(cases.filter(({ want }) => want['error'] === undefined))('$id', ({ id, fn, args, want, rtol }) => {
    const answer = answers[fn]?.(args) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(want)) {
      // Of an asymptotic p only the fixture's own tolerance is asked; the statistic is exact.
      const relative = name === 'statistic' ? fixture.rtol : (rtol ?? fixture.rtol);
      // The fixture's absolute tolerance would let any p far out pass: it holds for nothing but a 0.
      expectClose(answer[name], value, { relative, absolute: value === 0 ? fixture.atol : 0, what: `${id} ${name}` });
    }
  });

  it.each(cases.filter(({ fn, want }) => want['error'] !== undefined && fn !== 'tost_paired'))(
    '$id is no answer',
    ({ fn, args }) => {
      expect(answers[fn]?.(args)).toMatchObject({ kind: 'undetermined', reason: expect.any(String) });
    },
  );

  it.each(cases.filter(({ fn, want }) => want['error'] !== undefined && fn === 'tost_paired'))(
    '$id is a fault of the caller',
    ({ fn, args }) => {
      expect(() => answers[fn]?.(args)).toThrow(MlopsError);
    },
  );
});

/** Numbers as the fixture writes them: a list, "NaN" in it, or a Weyl sequence (count, step, scale, offset). */
function numbers(args: Args, name: string): number[] {
  const value = args[name] as readonly (number | string)[] | { readonly weyl: readonly number[] };
  if (!('weyl' in value)) return value.map(Number);
  const [count = 0, step = 0, scale = 1, offset = 0] = value.weyl;
  return Array.from({ length: count }, (_, index) => (((index + 1) * step) % 1) * scale + offset);
}

function testOptions(args: Args): { readonly alternative: Alternative; readonly level: number } {
  return { alternative: (args['alternative'] ?? 'two-sided') as Alternative, level: args['level'] as number };
}

function tested(answer: ReturnType<typeof pairedT>): unknown {
  if (answer.kind === 'undetermined') return answer;
  const { t, p, interval, estimate } = answer;
  return { t, p, df: estimate.df, mean_diff: estimate.value, ci: interval };
}

function chiSquare(answer: ReturnType<typeof chiSquareOfTable>): unknown {
  return answer.kind === 'undetermined' ? answer : { chi2: answer.statistic, df: answer.df, p: answer.p };
}
