// The regularised incomplete beta function, the tail of the beta, t, F and binomial families.
import { deviance, stirlingError } from './deviance.ts';
import { continuedFraction, lowerTail, upperTail } from './tails.ts';
import type { Tails } from './tails.ts';

/**
 * I_x(a, b) and 1 − I_x(a, b) for a, b > 0: the continued fraction of DLMF 8.17.22 on that side of the mean where it
 * converges fast, with the factor x^a (1−x)^b / B(a, b) from Stirling's errors and deviances.
 *
 * @param y 1 − x. It is asked for because a caller often knows it to more digits than a subtraction would leave.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return lowerTail(0);
  if (y <= 0) return upperTail(0);
  const factor = betaFactor(a, b, x, y);
  return x * (a + b + 2) < a + 1
    ? lowerTail((factor / a) * betaFraction(a, b, x))
    : upperTail((factor / b) * betaFraction(b, a, y));
}

/** x^a y^b / B(a, b). */
export function betaFactor(a: number, b: number, x: number, y: number): number {
  const total = a + b;
  const exponent =
    stirlingError(total) - stirlingError(a) - stirlingError(b) - deviance(a, total * x) - deviance(b, total * y);
  return Math.sqrt((a * b) / (2 * Math.PI * total)) * Math.exp(exponent);
}

/** 1/(1+ d₁/(1+ d₂/(1+ …))) */
function betaFraction(a: number, b: number, x: number): number {
  return (
    1 /
    continuedFraction(1, (n, into) => {
      const m = n >> 1;
      into.a =
        n % 2 === 1
          ? (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
          : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
      into.b = 1;
    })
  );
}
