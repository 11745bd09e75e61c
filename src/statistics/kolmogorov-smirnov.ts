// The two-sample Kolmogorov–Smirnov test: do both samples come from one distribution?
import { MlopsError } from '../error.ts';
import { kolmogorovUpperTail } from './kolmogorov.ts';
import { sortedCopy } from './quantile.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface KolmogorovSmirnov {
  readonly kind: 'determined';
  readonly method: 'exact' | 'asymptotic';
  /** The greatest distance of both distribution functions, 0 to 1. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

/** More steps than this (number of one side times that of the other) are not walked for an exact answer. */
const MOST_EXACT_STEPS = 1e8;

/**
 * D = max |F_reference − F_current|. The exact p is that of all orders of the pooled values (Hodges 1957), also with
 * ties, where it is on the safe side; the asymptotic one is that of Kolmogorov's D for a sample of nm/(n+m), as SciPy
 * takes it, to 1e-6.
 *
 * @param method default: exact while n·m is at most 10⁸ (ten thousand values on each side)
 */
export function kolmogorovSmirnov(
  reference: Sample,
  current: Sample,
  method?: 'exact' | 'asymptotic',
): KolmogorovSmirnov | Undetermined {
  const flaw = findFlaw('value of the reference', reference) ?? findFlaw('current value', current);
  if (flaw !== undefined) return flaw;
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return undetermined('one side has no values');
  const isExactPossible = n * m <= MOST_EXACT_STEPS;
  const chosen = method ?? (isExactPossible ? 'exact' : 'asymptotic');
  const distance = greatestDistance(sortedCopy(reference), sortedCopy(current));
  const statistic = distance / (n * m);
  if (chosen === 'asymptotic') {
    const p = kolmogorovUpperTail(statistic, Math.round((n * m) / (n + m)));
    return { kind: 'determined', method: chosen, statistic, p };
  }
  if (!isExactPossible) {
    throw new MlopsError('usage', `${n} and ${m} values are too many for exactness`, 'ask for the asymptotic method');
  }
  const p = n > m ? shareOfPathsThatReach(distance, n, m) : shareOfPathsThatReach(distance, m, n);
  return { kind: 'determined', method: chosen, statistic, p };
}

/** The greatest |i·m − j·n|, a whole number, where i and j count the values of either side up to some point. */
function greatestDistance(one: Float64Array, other: Float64Array): number {
  let most = 0;
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const at = Math.min(one[i] as number, other[j] as number);
    while (one[i] === at) i += 1;
    while (other[j] === at) j += 1;
    most = Math.max(most, Math.abs(i * other.length - j * one.length));
  }
  return most;
}

/**
 * Of all paths from (0, 0) to (n, m), the share that somewhere reaches |i·m − j·n| ≥ distance. Only steps inside the
 * band are walked, and only shares are added, so that a small p keeps its digits.
 */
function shareOfPathsThatReach(distance: number, n: number, m: number): number {
  if (distance === 0) return 1;
  const share = new Float64Array(m + 1).fill(1);
  let first = 0;
  for (let i = 0; i <= n; i += 1) {
    while (first <= m && i * m - first * n >= distance) share[first++] = 1;
    const last = Math.min(m, Math.ceil((i * m + distance) / n) - 1);
    let before = first === 0 ? 0 : 1;
    for (let j = first; j <= last; j += 1) {
      before = i + j === 0 ? 0 : (i * (share[j] as number) + j * before) / (i + j);
      share[j] = before;
    }
  }
  return Math.min(1, share[m] as number);
}
