// McNemar's test: on how many rows only one of two classifiers is right.
import { binomialLowerTail, binomialProbability, binomialUpperTail } from './binomial.ts';
import { chiSquareUpperTail } from './chi-square.ts';
import { requireCount, undetermined } from './sample.ts';
import type { Undetermined } from './sample.ts';

export interface McNemar {
  readonly kind: 'determined';
  /** Two-sided, exact: never below its level. */
  readonly exact: number;
  /** Two-sided mid-p: close to its level, and therefore the better choice for few rows. */
  readonly midP: number;
  /** One-sided, exact: small where b is greater than c by more than chance. */
  readonly exactGreater: number;
  readonly chiSquare: { readonly statistic: number; readonly p: number };
  /** With Edwards's (1948) correction for continuity. */
  readonly correctedChiSquare: { readonly statistic: number; readonly p: number };
}

/**
 * Where both are as good, the b of b + c rows is binomial with ½ (McNemar 1947); mid-p per Fagerland, Lydersen & Laake
 * (2013). Rows on which both agree say nothing.
 *
 * @param b rows on which only the first is right (or wrong)
 * @param c rows on which only the second is
 */
export function mcNemar(b: number, c: number): McNemar | Undetermined {
  requireCount('b', b);
  requireCount('c', c);
  const rows = b + c;
  if (rows === 0) return undetermined('both are right and wrong on the same rows: no row tells them apart');
  const fewer = Math.min(b, c);
  const twice = 2 * binomialLowerTail(fewer, rows, 0.5);
  const statistic = (b - c) ** 2 / rows;
  const corrected = Math.max(0, Math.abs(b - c) - 1) ** 2 / rows;
  return {
    kind: 'determined',
    exact: Math.min(1, twice),
    midP: twice - binomialProbability(fewer, rows, 0.5),
    exactGreater: binomialUpperTail(b, rows, 0.5),
    chiSquare: { statistic, p: chiSquareUpperTail(statistic, 1) },
    correctedChiSquare: { statistic: corrected, p: chiSquareUpperTail(corrected, 1) },
  };
}
