// Not worse by more than a margin, and equal within two margins.
import { MlopsError } from '../error.ts';
import { probabilityAgainst } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { requirePositive } from './sample.ts';

/**
 * p of "worse by the margin or more": H₀ d ≤ −margin where higher is better, d ≥ margin where lower is better.
 * A small p says that the candidate is not worse by the margin; it does not say that it is better.
 *
 * @param difference candidate minus baseline
 */
export function nonInferiority(difference: Estimate, margin: number, better: 'higher' | 'lower'): number {
  requirePositive('margin', margin);
  return better === 'higher'
    ? probabilityAgainst(difference, -margin, 'greater')
    : probabilityAgainst(difference, margin, 'less');
}

/**
 * p of "outside low…high", by two one-sided tests (Schuirmann 1987): the greater of both.
 * Equivalence at α is the same as a two-sided interval at 1 − 2α that lies within the margins.
 */
export function equivalence(difference: Estimate, low: number, high: number): number {
  if (!(low < high)) {
    throw new MlopsError('usage', `the margins ${low} and ${high} leave nothing between them`, 'give low below high');
  }
  return Math.max(probabilityAgainst(difference, low, 'greater'), probabilityAgainst(difference, high, 'less'));
}
