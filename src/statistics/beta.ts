// The beta distribution.
import { betaFactor, incompleteBeta } from './special/incomplete-beta.ts';
import { solveTail } from './special/solve-tail.ts';
import { requireFraction, requirePositive } from './sample.ts';

/** P(X ≤ x). */
export function betaLowerTail(x: number, a: number, b: number): number {
  requirePositive('shape', Math.min(a, b));
  return incompleteBeta(a, b, x, 1 - x).lower;
}

/** P(X > x). */
export function betaUpperTail(x: number, a: number, b: number): number {
  requirePositive('shape', Math.min(a, b));
  return incompleteBeta(a, b, x, 1 - x).upper;
}

/** The x with P(X ≤ x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(-betaLogitQuantile(p, a, b)));
}

/**
 * ln(x / (1 − x)) of the quantile x: it keeps its digits near both ends. In this coordinate the density is
 * x^a (1−x)^b / B(a, b), which is log-concave.
 */
export function betaLogitQuantile(p: number, a: number, b: number): number {
  requireFraction('probability', p);
  requirePositive('shape', Math.min(a, b));
  const tailsAt = (logit: number) => incompleteBeta(a, b, 1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
  const density = (logit: number): number => betaFactor(a, b, 1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
  const mean = Math.log(a / b);
  return p <= tailsAt(mean).lower
    ? solveTail(p, mean, 1, (logit) => tailsAt(logit).lower, density)
    : solveTail(1 - p, mean, -1, (logit) => tailsAt(logit).upper, density);
}
