// The point at which a tail has a wanted probability.

/** A tail that is smaller by this factor than the wanted one is too far out to find the way back from. */
const OVERSHOT = 1e-6;

/**
 * Solves ln tail(x) = ln p by Newton's method. Where the density is log-concave so is the tail, and the steps approach
 * the solution from one side (Prékopa 1973): no bracket is needed. Only the first step may go too far, to where nothing is
 * left of the tail; then it is halved.
 *
 * @param direction 1 where the tail grows with x, −1 where it falls
 */
export function solveTail(
  p: number,
  start: number,
  direction: 1 | -1,
  tail: (x: number) => number,
  density: (x: number) => number,
): number {
  let x = start;
  let probability = tail(x);
  for (let step = 0; step < 200; step += 1) {
    const move = (direction * Math.log(p / probability) * probability) / density(x);
    let next = x + move;
    let there = tail(next);
    while (there < p * OVERSHOT) {
      next = (next + x) / 2;
      there = tail(next);
    }
    const isSettled = Math.abs(next - x) <= 4 * Number.EPSILON * Math.abs(next);
    x = next;
    probability = there;
    if (isSettled) break;
  }
  return x;
}
