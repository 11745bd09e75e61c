// The population stability index.
import { findCountsFlaw, totalOf } from './counts.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface PopulationStability {
  readonly kind: 'determined';
  readonly index: number;
}

/**
 * Σ (p − q) ln(p/q) over the shares of each bin: the symmetric divergence of Jeffreys (1946). An empty bin counts as a
 * small share, by Evidently's rule: 0.0001, or where a share that small occurs on that side, a millionth of the least.
 */
export function populationStability(reference: Sample, current: Sample): PopulationStability | Undetermined {
  const flaw = findCountsFlaw(reference, current);
  if (flaw !== undefined) return flaw;
  const p = filledShares(reference);
  const q = filledShares(current);
  let index = 0;
  for (let bin = 0; bin < p.length; bin += 1) {
    const [one, other] = [p[bin] as number, q[bin] as number];
    index += (one - other) * Math.log(one / other);
  }
  return { kind: 'determined', index };
}

function filledShares(counts: Sample): Float64Array {
  const total = totalOf(counts);
  const shares = Float64Array.from(counts, (count) => count / total);
  const least = shares.reduce((a, b) => (b > 0 && b < a ? b : a), 1);
  const fill = least <= 1e-4 ? least / 1e6 : 1e-4;
  return shares.map((share) => (share === 0 ? fill : share));
}
