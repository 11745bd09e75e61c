// An estimate with its standard error: the form in which means, differences and areas are tested alike.
import { requireFraction } from './sample.ts';
import type { Alternative, Interval } from './sample.ts';
import { tProbability, tUpperQuantile } from './student-t.ts';

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error; Infinity where it is known or the sample is large. */
  readonly df: number;
}

/** What a test of an estimate says. */
export interface Tested {
  readonly kind: 'determined';
  readonly estimate: Estimate;
  /** The estimate in standard errors. */
  readonly t: number;
  readonly p: number;
  /** Two-sided, at the level that was asked for. */
  readonly interval: Interval;
}

export interface TestOptions {
  /** Default two-sided. */
  readonly alternative?: Alternative;
  /** Confidence of the interval, default 0.95. */
  readonly level?: number;
}

/** value ± t · standard error, with the t that is exceeded with probability (1 − level)/2. */
export function intervalOf({ value, standardError, df }: Estimate, level: number): Interval {
  requireFraction('level', level);
  const half = tUpperQuantile((1 - level) / 2, df) * standardError;
  return [value - half, value + half];
}

/** How improbable the estimate is where the truth is `against`. */
export function probabilityAgainst(estimate: Estimate, against: number, alternative: Alternative): number {
  return tProbability((estimate.value - against) / estimate.standardError, estimate.df, alternative);
}

/** Tests the estimate against 0. */
export function testEstimate(estimate: Estimate, options: TestOptions): Tested {
  const { alternative = 'two-sided', level = 0.95 } = options;
  return {
    kind: 'determined',
    estimate,
    t: estimate.value / estimate.standardError,
    p: probabilityAgainst(estimate, 0, alternative),
    interval: intervalOf(estimate, level),
  };
}
