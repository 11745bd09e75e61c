// The difference between two single runs, with the noise of one run from earlier ones. Pure.
import { spreadOf } from '../../statistics/mean-interval.ts';
import { quantileOfSorted, sortedCopy } from '../../statistics/quantile.ts';
import type { PastValues } from '../evidence.ts';
import { LEAST_RUNS } from '../noise.ts';
import { unjudged, type Difference, type Unjudged } from './judgement.ts';

/** Standard deviations in one median absolute deviation of a normal distribution. */
const DEVIATIONS = 1.4826;

/**
 * Prediction interval for the difference of two single runs: candidate − baseline ± t · s · √2 (Hahn & Meeker 1991, §4.7,
 * for two values), with s from the successive differences of n earlier runs, s² = Σ(xᵢ₊₁ − xᵢ)² / 2(n − 1), which a trend
 * does not inflate (von Neumann et al. 1941); its variance is that of 2(n − 1)²/(3n − 4) degrees of freedom. The baseline
 * stands for itself rather than for the mean of the history: after a true improvement that mean lies behind, and the next
 * run, no better than its baseline, would be called better.
 *
 * Of costs (latency, size) one run may be far off without a cause, on a busy machine: there the median of the history
 * stands in place of the baseline, and the median absolute deviation for s. Both hold until half of the runs are off.
 */
export function historyDifference(
  { values }: PastValues,
  runs: { readonly baseline: number; readonly candidate: number },
  isCost: boolean,
): Difference | Unjudged {
  const known = values.filter((value) => Number.isFinite(value));
  const count = known.length;
  if (count < LEAST_RUNS) {
    const reason = `no noise estimate: ${count === 1 ? 'there is 1 earlier run' : `there are ${count} earlier runs`}, ${LEAST_RUNS} are the least`;
    return { ...unjudged(reason), givesWay: true };
  }
  const spread = spreadOf(known);
  if (spread.kind === 'undetermined') {
    const reason = spread.reason.includes('no variance')
      ? `no noise estimate: zero variance, the last ${count} runs have one value`
      : spread.reason;
    return { ...unjudged(reason), givesWay: true };
  }
  const base = { kind: 'difference', counted: 'runs', count, repeats: 1 } as const;
  if (!isCost) {
    return {
      ...base,
      value: runs.candidate - runs.baseline,
      standardError: Math.sqrt(successiveSquares(known) / (count - 1)),
      df: (2 * (count - 1) ** 2) / (3 * count - 4),
      ...runs,
      method: 'prediction interval',
    };
  }
  const middle = medianOf(known);
  const deviation = DEVIATIONS * medianOf(known.map((value) => Math.abs(value - middle)));
  if (deviation === 0) {
    return { ...unjudged(`no noise estimate: most of the last ${count} runs have one value`), givesWay: true };
  }
  return {
    ...base,
    value: runs.candidate - middle,
    // The variance of a median is π/2 times that of a mean.
    standardError: deviation * Math.sqrt(1 + Math.PI / 2 / count),
    // A median absolute deviation knows as much as a standard deviation of 0.37 as many values (Huber 1981).
    df: Math.max(1, 0.37 * (count - 1)),
    baseline: middle,
    candidate: runs.candidate,
    method: 'prediction interval, medians',
  };
}

function successiveSquares(values: readonly number[]): number {
  return values.slice(1).reduce((sum, value, index) => sum + (value - (values[index] ?? value)) ** 2, 0);
}

function medianOf(values: readonly number[]): number {
  return quantileOfSorted(sortedCopy(values), 0.5);
}
