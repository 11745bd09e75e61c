// The standard normal distribution.
import { incompleteGamma } from './special/incomplete-gamma.ts';
import { solveTail } from './special/solve-tail.ts';
import { requireFraction } from './sample.ts';

/** P(Z > z) = ½ Q(½, z²/2) for z ≥ 0 (DLMF 8.4.6), to the last digits as far as a double reaches (z ≈ 38). */
export function normalUpperTail(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z >= 0 ? upper / 2 : 0.5 + lower / 2;
}

/** P(Z ≤ z). */
export function normalLowerTail(z: number): number {
  return normalUpperTail(-z);
}

/** The z that is exceeded with probability p. */
export function normalUpperQuantile(p: number): number {
  requireFraction('probability', p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalUpperQuantile(1 - p);
  return solveTail(p, Math.sqrt(-2 * Math.log(p)), -1, normalUpperTail, normalDensity);
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
