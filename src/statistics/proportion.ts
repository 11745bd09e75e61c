// How well a share is known: successes out of trials.
import { betaQuantile } from './beta.ts';
import { normalUpperQuantile } from './normal.ts';
import { requireCount, requireFraction, undetermined } from './sample.ts';
import type { Interval, Undetermined } from './sample.ts';

export interface ProportionInterval {
  readonly kind: 'determined';
  readonly share: number;
  readonly interval: Interval;
}

/** The score interval of Wilson (1927): close to its level on average, also for shares near 0 and 1. */
export function wilsonInterval(successes: number, trials: number, level: number): ProportionInterval | Undetermined {
  const flaw = findCountFlaw(successes, trials, level);
  if (flaw !== undefined) return flaw;
  const z = normalUpperQuantile((1 - level) / 2);
  const share = successes / trials;
  const weight = (z * z) / trials;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + weight / trials / 4)) / (1 + weight);
  // At the ends the interval closes exactly; rounding would leave it open.
  const low = successes === 0 ? 0 : middle - half;
  const high = successes === trials ? 1 : middle + half;
  return { kind: 'determined', share, interval: [low, high] };
}

/** The interval of Clopper & Pearson (1934): never below its level, and therefore wide. */
export function clopperPearsonInterval(
  successes: number,
  trials: number,
  level: number,
): ProportionInterval | Undetermined {
  const flaw = findCountFlaw(successes, trials, level);
  if (flaw !== undefined) return flaw;
  const tail = (1 - level) / 2;
  const failures = trials - successes;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1);
  // By symmetry from the other end, which spares a quantile of 1 − tail.
  const high = failures === 0 ? 1 : 1 - betaQuantile(tail, failures, successes + 1);
  return { kind: 'determined', share: successes / trials, interval: [low, high] };
}

function findCountFlaw(successes: number, trials: number, level: number): Undetermined | undefined {
  requireFraction('level', level);
  requireCount('number of successes', successes);
  requireCount('number of trials', trials);
  if (trials === 0) return undetermined('there are no trials');
  if (successes > trials) return undetermined(`${successes} successes are more than ${trials} trials`);
  return undefined;
}
