// Both tails of a distribution at one point. The smaller is computed, never taken as one minus the other, so that it
// keeps its digits far out.
//
// The incomplete functions are our own because none of npm's held on a grid of 414 points of mpmath and SciPy, far out and
// up to a million: @stdlib's incomplete gamma is 1 % off at a = x = 5000 (and takes 232 packages), cephes gives NaN and
// 3e-9, lib-r-math.js answers 0 for I₀.₉(200, ½), simple-statistics and jstat take tails as one minus the rest.

export interface Tails {
  /** P(X ≤ x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
}

export function lowerTail(lower: number): Tails {
  return { lower, upper: 1 - lower };
}

export function upperTail(upper: number): Tails {
  return { lower: 1 - upper, upper };
}

/** A value that stands for nothing: a factor of a continued fraction that would otherwise be 0. */
const TINY = 1e-300;
/** More than √max(a, b) steps are not needed on the side of the mean where the fractions are used. */
const MOST_STEPS = 100_000;

/**
 * A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified method of Lentz (Thompson & Barnett 1986).
 * @param term writes aₙ and bₙ, for n from 1
 */
export function continuedFraction(first: number, term: (n: number, into: { a: number; b: number }) => void): number {
  const step = { a: 0, b: 0 };
  let value = first === 0 ? TINY : first;
  let c = value;
  let d = 0;
  for (let n = 1; n <= MOST_STEPS; n += 1) {
    term(n, step);
    d = step.b + step.a * d;
    c = step.b + step.a / c;
    d = 1 / (d === 0 ? TINY : d);
    c = c === 0 ? TINY : c;
    const factor = c * d;
    value *= factor;
    // Also of NaN.
    if (!(Math.abs(factor - 1) >= 1e-16)) break;
  }
  return value;
}
