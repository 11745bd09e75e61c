// Student's t distribution. With infinitely many degrees of freedom it is the normal one.
import { betaLogitQuantile } from './beta.ts';
import { normalUpperQuantile, normalUpperTail } from './normal.ts';
import { requireFraction } from './sample.ts';
import type { Alternative } from './sample.ts';
import { incompleteBeta } from './special/incomplete-beta.ts';

/** P(T > t): half of I_x(df/2, ½) at x = df/(df + t²) for t ≥ 0 (Abramowitz & Stegun 26.7.1). */
export function tUpperTail(t: number, df: number): number {
  if (df === Infinity) return normalUpperTail(t);
  const square = (t / df) * t;
  const { lower, upper } = incompleteBeta(
    df / 2,
    0.5,
    1 / (1 + square),
    square === Infinity ? 1 : square / (1 + square),
  );
  return t >= 0 ? lower / 2 : 0.5 + upper / 2;
}

/** P(T ≤ t). */
export function tLowerTail(t: number, df: number): number {
  return tUpperTail(-t, df);
}

/** The t that is exceeded with probability p. */
export function tUpperQuantile(p: number, df: number): number {
  requireFraction('probability', p);
  if (df === Infinity) return normalUpperQuantile(p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -tUpperQuantile(1 - p, df);
  return Math.sqrt(df) * Math.exp(-betaLogitQuantile(2 * p, df / 2, 0.5) / 2);
}

/** The probability of a t at least as extreme, in the direction that is asked for. */
export function tProbability(t: number, df: number, alternative: Alternative): number {
  if (alternative === 'greater') return tUpperTail(t, df);
  return alternative === 'less' ? tLowerTail(t, df) : Math.min(1, 2 * tUpperTail(Math.abs(t), df));
}
