// Many tests at once: p values adjusted so that each may be held against the one α.
import { MlopsError } from '../error.ts';
import type { Sample } from './sample.ts';

/** The chance of even one false alarm stays below α (Holm 1979); always at least as strong as Bonferroni. */
export function adjustHolm(p: Sample): number[] {
  const adjusted = Array.from({ length: p.length }, () => 1);
  let most = 0;
  for (const [rank, index] of orderOf(p).entries()) {
    most = Math.max(most, Math.min(1, (p.length - rank) * (p[index] as number)));
    adjusted[index] = most;
  }
  return adjusted;
}

/** p · number of tests (Bonferroni). */
export function adjustBonferroni(p: Sample): number[] {
  return Array.from(orderOf(p), (_, index) => Math.min(1, p.length * (p[index] as number)));
}

/**
 * The expected share of false alarms among all alarms stays below α, for tests that are independent or depend
 * positively on each other (Benjamini & Hochberg 1995).
 */
export function adjustBenjaminiHochberg(p: Sample): number[] {
  return stepUp(p, p.length);
}

/** The same under any dependence, at the price of a factor 1 + ½ + … + 1/m (Benjamini & Yekutieli 2001). */
export function adjustBenjaminiYekutieli(p: Sample): number[] {
  let harmonic = 0;
  for (let rank = 1; rank <= p.length; rank += 1) harmonic += 1 / rank;
  return stepUp(p, p.length * harmonic);
}

function stepUp(p: Sample, factor: number): number[] {
  const adjusted = Array.from({ length: p.length }, () => 1);
  let least = 1;
  for (const [beforeLast, index] of orderOf(p).toReversed().entries()) {
    // A factor of at least 1, rounded before it multiplies: the result is never below the p itself.
    least = Math.min(least, (factor / (p.length - beforeLast)) * (p[index] as number));
    adjusted[index] = least;
  }
  return adjusted;
}

/** Indexes from the least p to the greatest. */
function orderOf(p: Sample): number[] {
  const order = Array.from({ length: p.length }, (_, index) => index);
  for (const index of order) {
    const value = p[index] as number;
    if (value >= 0 && value <= 1) continue;
    throw new MlopsError('usage', `p value ${index + 1} is ${value}`, 'adjust probabilities between 0 and 1 only');
  }
  return order.toSorted((a, b) => (p[a] as number) - (p[b] as number));
}
