// How much a metric moves without any cause, from history alone. Where history is too short there is no estimate.
import type { Noise } from './comparison.ts';

/** Fewer usable values than this give no estimate. */
export const LEAST_RUNS = 5;
/** Older runs than the last twelve tell of another model. */
const MOST_RUNS = 12;

/**
 * One standard deviation of a single run, estimated from the successive differences of the last runs:
 * σ = 1.4826 · median|xᵢ₊₁ − xᵢ| / √2.
 *
 * Differences of neighbours cancel a slow trend (von Neumann et al. 1941, "The mean square successive difference"); the
 * median in place of the mean square keeps one outlier or one real improvement from setting the scale (the median
 * absolute deviation of the finest differences, as in Donoho & Johnstone 1994). Real changes between the runs can only
 * make σ too large, so that significance is under-stated rather than pretended.
 *
 * @param history values oldest first; null where a run lacks the metric
 * @returns undefined for fewer than five finite values, and where more than half of the neighbours are equal (a
 *   deterministic metric has no noise that could be estimated)
 */
export function estimateNoise(history: readonly (number | null)[]): Noise | undefined {
  const values = history.slice(-MOST_RUNS).filter((value): value is number => Number.isFinite(value));
  if (values.length < LEAST_RUNS) return undefined;
  const differences = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const sigma = (1.4826 * median(differences)) / Math.SQRT2;
  return sigma > 0 && Number.isFinite(sigma) ? { sigma, runs: values.length, source: 'history' } : undefined;
}

/** One standard deviation of the difference of two runs that differ by nothing but chance. */
export function sigmaOfChange(noise: Noise): number {
  return Math.SQRT2 * noise.sigma;
}

/** Below this a change is within noise: two standard deviations of a difference of two runs. */
export function noiseLimit(noise: Noise): number {
  return 2 * sigmaOfChange(noise);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
