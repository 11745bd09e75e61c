// A permutation test of two tables of counts: are they samples of one distribution, however rare the categories are?
import { findCountsFlaw, totalOf } from './counts.ts';
import { drawHypergeometric } from './hypergeometric.ts';
import { jensenShannonDivergence } from './jensen-shannon.ts';
import { seededRandom } from './random.ts';
import { requireCount } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface CountPermutation {
  readonly kind: 'determined';
  /** (1 + permutations that are as far apart) / (1 + permutations): never 0 (Phipson & Smyth 2010). */
  readonly p: number;
  /** Jensen–Shannon distance, natural logarithm. */
  readonly distance: number;
  /** The distance without what chance alone adds: √max(0, JS² − its mean over the permutations). */
  readonly corrected: number;
}

/**
 * Shuffles which rows are of the reference, of which only counts are needed: the counts of a random half are
 * multivariate hypergeometric over the pooled counts (Good 2005, "Permutation, Parametric and Bootstrap Tests of
 * Hypotheses"). The statistic is the Jensen–Shannon divergence.
 *
 * @param permutations the least p is one in this many; 200 serve one table at 0.05, many tables need more
 */
export function permuteCounts(
  reference: Sample,
  current: Sample,
  options: { readonly permutations: number; readonly seed: number },
): CountPermutation | Undetermined {
  const flaw = findCountsFlaw(reference, current);
  if (flaw !== undefined) return flaw;
  requireCount('number of permutations', options.permutations, 1);
  const random = seededRandom(options.seed);
  const [n, m] = [totalOf(reference), totalOf(current)];
  const observed = jensenShannonDivergence(reference, current, n, m);
  const drawn = new Float64Array(reference.length);
  const left = new Float64Array(reference.length);
  let sum = 0;
  let asFar = 0;
  for (let round = 0; round < options.permutations; round += 1) {
    let [total, toDraw] = [n + m, n];
    for (let index = 0; index < drawn.length; index += 1) {
      const pooled = (reference[index] as number) + (current[index] as number);
      const taken = drawHypergeometric(total, pooled, toDraw, random);
      drawn[index] = taken;
      left[index] = pooled - taken;
      total -= pooled;
      toDraw -= taken;
    }
    const divergence = jensenShannonDivergence(drawn, left, n, m);
    sum += divergence;
    // The same table in another order of additions is as far apart.
    if (divergence >= observed * (1 - 1e-9)) asFar += 1;
  }
  return {
    kind: 'determined',
    p: (1 + asFar) / (1 + options.permutations),
    distance: Math.sqrt(observed),
    corrected: Math.sqrt(Math.max(0, observed - sum / options.permutations)),
  };
}
