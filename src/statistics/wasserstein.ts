// Wasserstein's distance: how far a distribution has to be moved to become another.
import { momentsOf } from './moments.ts';
import { sortedCopy } from './quantile.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface Wasserstein {
  readonly kind: 'determined';
  /** In the unit of the values. */
  readonly distance: number;
  /** In standard deviations of the reference. */
  readonly normalised: number;
}

/** Evidently's floor under the standard deviation of the reference. */
const LEAST_DEVIATION = 0.001;

/**
 * ∫|F_reference − F_current| (the first Wasserstein distance in one dimension, Vallender 1974), also over
 * max(population standard deviation of the reference, 0.001) as Evidently normalises it.
 */
export function wassersteinDistance(reference: Sample, current: Sample): Wasserstein | Undetermined {
  const flaw = findFlaw('value of the reference', reference) ?? findFlaw('current value', current);
  if (flaw !== undefined) return flaw;
  if (reference.length === 0 || current.length === 0) return undetermined('one side has no values');
  const [one, other] = [sortedCopy(reference), sortedCopy(current)];
  let distance = 0;
  let [i, j] = [0, 0];
  let at = Math.min(one[0] as number, other[0] as number);
  while (i < one.length || j < other.length) {
    const next = Math.min(one[i] ?? Infinity, other[j] ?? Infinity);
    distance += Math.abs(i / one.length - j / other.length) * (next - at);
    at = next;
    while (one[i] === at) i += 1;
    while (other[j] === at) j += 1;
  }
  const { squares, count } = momentsOf(reference);
  return { kind: 'determined', distance, normalised: distance / Math.max(Math.sqrt(squares / count), LEAST_DEVIATION) };
}
