// The Jensen–Shannon distance of two tables of counts.
import { findCountsFlaw, totalOf } from './counts.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface JensenShannon {
  readonly kind: 'determined';
  /** Natural logarithm, 0 to √ln 2. */
  readonly distance: number;
  /** Logarithm to base 2, 0 to 1. */
  readonly distanceBase2: number;
  /**
   * The distance (natural logarithm) without what chance alone adds: √max(0, JS² − (K−1)/8 · (1/n + 1/m)), for K
   * categories that occur and samples of n and m. A series that ends after its first term: it fits where most counts are
   * above some five; where they are not, correct by a permutation of the counts.
   */
  readonly corrected: number;
}

/**
 * √((KL(p‖M) + KL(q‖M))/2) with M = (p + q)/2 (Lin 1991; Endres & Schindelin 2003 for the root). The correction is the
 * mean of the divergence where both samples come from one distribution, by the expansion of Grosse et al. (2002).
 */
export function jensenShannon(reference: Sample, current: Sample): JensenShannon | Undetermined {
  const flaw = findCountsFlaw(reference, current);
  if (flaw !== undefined) return flaw;
  const [n, m] = [totalOf(reference), totalOf(current)];
  const divergence = jensenShannonDivergence(reference, current, n, m);
  let categories = 0;
  for (let index = 0; index < reference.length; index += 1) {
    if ((reference[index] as number) + (current[index] as number) > 0) categories += 1;
  }
  const chance = ((categories - 1) / 8) * (1 / n + 1 / m);
  return {
    kind: 'determined',
    distance: Math.sqrt(divergence),
    distanceBase2: Math.sqrt(divergence / Math.LN2),
    corrected: Math.sqrt(Math.max(0, divergence - chance)),
  };
}

/**
 * The squared distance, in nats. Each category adds M · (ln(1 − d²) + 2d · artanh d) with d = (p − q)/(p + q), which is
 * the usual p ln(p/M) + q ln(q/M) without the terms that cancel where p is near q.
 */
export function jensenShannonDivergence(reference: Sample, current: Sample, n: number, m: number): number {
  let sum = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const p = (reference[index] as number) / n;
    const q = (current[index] as number) / m;
    if (p === 0 || q === 0) sum += (p + q) * Math.LN2;
    else {
      const d = (p - q) / (p + q);
      sum += ((p + q) / 2) * (Math.log1p(-d * d) + 2 * d * Math.atanh(d));
    }
  }
  return sum / 2;
}
