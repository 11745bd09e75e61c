// From the statistics of resamples to an interval.
import { normalLowerTail, normalUpperQuantile } from './normal.ts';
import { quantileOfSorted } from './quantile.ts';
import { undetermined } from './sample.ts';
import type { Interval, Undetermined } from './sample.ts';

export interface Bootstrapped {
  readonly kind: 'determined';
  /** The statistic of the sample itself. */
  readonly estimate: number;
  readonly interval: Interval;
  /** Two-sided, of "the statistic is 0": twice the lesser share of resamples on one side of 0, never 0. */
  readonly p: number;
  /** Standard deviation of the statistic over the resamples. */
  readonly standardError: number;
}

/**
 * Quantiles of the replicates: those of (1 ∓ level)/2, or, with a jackknife, bias-corrected and accelerated (Efron 1987).
 * @param jackknife the statistic without each row, or without each block of rows
 */
export function bootstrapInterval(
  estimate: number,
  replicates: Float64Array,
  level: number,
  jackknife?: Float64Array,
): Bootstrapped | Undetermined {
  if (!Number.isFinite(estimate)) return undetermined(`the statistic of the sample is ${estimate}`);
  const flawed = replicates.filter((value) => !Number.isFinite(value)).length;
  if (flawed > 0) return undetermined(`the statistic is not a number on ${flawed} of ${replicates.length} resamples`);
  const sorted = replicates.toSorted();
  const count = sorted.length;
  if (sorted[0] === sorted[count - 1]) return undetermined('the statistic is the same on all resamples');
  const tail = (1 - level) / 2;
  const shares =
    jackknife === undefined ? ([tail, 1 - tail] as const) : acceleratedShares(estimate, sorted, tail, jackknife);
  if ('kind' in shares) return shares;
  const atMost = sorted.filter((value) => value <= 0).length;
  const atLeast = sorted.filter((value) => value >= 0).length;
  return {
    kind: 'determined',
    estimate,
    interval: [quantileOfSorted(sorted, shares[0]), quantileOfSorted(sorted, shares[1])],
    p: Math.min(1, (2 * (1 + Math.min(atMost, atLeast))) / (1 + count)),
    standardError: deviationOf(sorted),
  };
}

/**
 * Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) at either end, with the bias z₀ from the share of replicates below the estimate (ties
 * half) and the acceleration a = Σ(θ̄ − θᵢ)³ / 6(Σ(θ̄ − θᵢ)²)^(3/2) from the jackknife.
 */
function acceleratedShares(
  estimate: number,
  sorted: Float64Array,
  tail: number,
  jackknife: Float64Array,
): readonly [number, number] | Undetermined {
  const below = sorted.filter((value) => value < estimate).length;
  const notAbove = sorted.filter((value) => value <= estimate).length;
  const share = (below + notAbove) / (2 * sorted.length);
  if (share === 0 || share === 1) return undetermined('the statistic of the sample lies outside all resamples');
  const bias = -normalUpperQuantile(share);
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length;
  let [squares, cubes] = [0, 0];
  for (const value of jackknife) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  const z = normalUpperQuantile(tail);
  const shareAt = (end: number): number => normalLowerTail(bias + (bias + end) / (1 - acceleration * (bias + end)));
  return [shareAt(-z), shareAt(z)];
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
