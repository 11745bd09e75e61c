// The chi-square distribution.
import { incompleteGamma } from './special/incomplete-gamma.ts';

/** P(X > x) = Q(df/2, x/2) (Abramowitz & Stegun 26.4.19). */
export function chiSquareUpperTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}

/** P(X ≤ x). */
export function chiSquareLowerTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).lower;
}
