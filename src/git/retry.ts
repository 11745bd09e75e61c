// What to do after a push that failed and left nothing behind. Pure.
import type { GitFailureKind } from './failure.ts';

const MAX_RACES = 8;
const MAX_UNCLEAR = 4;
/** Who writes is done in less time than these take; a lock that is still there belongs to nobody. */
const MAX_LOCKED = 4;

/**
 * Whether to write again on the new tip. A lost race is the normal case and worth many tries; what cannot be told apart
 * from a passing fault is worth a few; a rule, missing rights or an absent network will say the same again.
 * @param failures kinds of all failures so far, this one last
 */
export function shouldRetry(failures: readonly GitFailureKind[]): boolean {
  const kind = failures.at(-1);
  const count = failures.filter((other) => other === kind).length;
  if (kind === 'lost-race') return count < MAX_RACES;
  if (kind === 'locked') return count < MAX_LOCKED;
  return kind === 'unclear' && count < MAX_UNCLEAR;
}

/**
 * How long to wait before the next try: "full jitter", uniform up to a bound that doubles
 * (M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 * @param failures number of failures so far
 * @param random uniform in [0, 1)
 */
export function waitMsAfter(failures: number, random: number): number {
  return Math.round(random * Math.min(3000, 200 * 2 ** (failures - 1)));
}
