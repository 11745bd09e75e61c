// How well the mean of a sample is known.
import { intervalOf } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { momentsOf, varianceOf } from './moments.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Interval, Sample, Undetermined } from './sample.ts';

export interface MeanInterval {
  readonly kind: 'determined';
  readonly estimate: Estimate;
  /** Standard deviation of one value, with n − 1. */
  readonly deviation: number;
  readonly interval: Interval;
}

/**
 * mean ± t · s/√n (Student 1908), or with the normal quantile in place of t.
 * Constant values give no interval: one of width 0 would pass for certainty.
 */
export function meanInterval(values: Sample, level: number, method: 't' | 'normal' = 't'): MeanInterval | Undetermined {
  const spread = spreadOf(values);
  if (spread.kind === 'undetermined') return spread;
  const { count, mean, deviation } = spread;
  const df = method === 't' ? count - 1 : Infinity;
  const estimate = { value: mean, standardError: deviation / Math.sqrt(count), df };
  return { kind: 'determined', estimate, deviation, interval: intervalOf(estimate, level) };
}

export interface Spread {
  readonly kind: 'determined';
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and standard deviation of values that vary. */
export function spreadOf(values: Sample): Spread | Undetermined {
  const flaw = findFlaw('value', values);
  if (flaw !== undefined) return flaw;
  if (values.length < 2) return undetermined(values.length === 0 ? 'there are no values' : 'one value has no variance');
  const moments = momentsOf(values);
  const variance = varianceOf(moments);
  if (variance === 0) return undetermined(`all ${values.length} values are equal: there is no variance to judge by`);
  if (!Number.isFinite(variance)) return undetermined('the values are too large to be squared');
  return { kind: 'determined', count: moments.count, mean: moments.mean, deviation: Math.sqrt(variance) };
}
