// The regularised incomplete gamma functions, the tails of the gamma and chi-square families.
import { deviance, stirlingError } from './deviance.ts';
import { continuedFraction, lowerTail, upperTail } from './tails.ts';
import type { Tails } from './tails.ts';

/**
 * P(a, x) and Q(a, x) for a > 0 and x ≥ 0: the power series below the mean (DLMF 8.7.1), the continued fraction of
 * Legendre above it (DLMF 8.9.2), with x^a e^−x / Γ(a+1) from Stirling's error and the deviance.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return lowerTail(0);
  if (x === Infinity) return upperTail(0);
  const density = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  return x < a + 1 ? lowerTail(density * risingSeries(a, x)) : upperTail(density * a * legendreFraction(a, x));
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function risingSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; ; n += 1) {
    term *= x / (a + n);
    const next = sum + term;
    // Also of NaN, which is never greater.
    if (!(next > sum)) return next;
    sum = next;
  }
}

/** 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))) */
function legendreFraction(a: number, x: number): number {
  return (
    1 /
    continuedFraction(x + 1 - a, (n, into) => {
      into.a = -n * (n - a);
      into.b = x + 2 * n + 1 - a;
    })
  );
}
