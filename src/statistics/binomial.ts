// The binomial distribution: k successes of n, each with probability p.
import { betaFactor, incompleteBeta } from './special/incomplete-beta.ts';

/** P(X ≤ k) = I_{1−p}(n − k, k + 1) (DLMF 8.17.5). */
export function binomialLowerTail(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(n - k, k + 1, 1 - p, p).lower;
}

/** P(X ≥ k), with k itself. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : incompleteBeta(k, n - k + 1, p, 1 - p).lower;
}

/** P(X = k). */
export function binomialProbability(k: number, n: number, p: number): number {
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  return (betaFactor(k, n - k, p, 1 - p) * n) / (k * (n - k));
}
