// Draws without replacement: how many of the marked are among those that are drawn.
import { binomialProbability } from './binomial.ts';
import type { Random } from './random.ts';

/**
 * A draw of the hypergeometric distribution: of `total` things `marked` are marked and `drawn` are drawn. By inversion
 * from the mode outwards, which takes some standard deviations of steps.
 */
export function drawHypergeometric(total: number, marked: number, drawn: number, random: Random): number {
  const least = Math.max(0, drawn - (total - marked));
  const most = Math.min(marked, drawn);
  if (least === most) return least;
  const mode = Math.min(most, Math.max(least, Math.floor(((drawn + 1) * (marked + 1)) / (total + 2))));
  let [down, up] = [mode, mode];
  const atMode = hypergeometricProbability(mode, total, marked, drawn);
  let [downChance, upChance] = [atMode, atMode];
  let rest = random.fraction() - atMode;
  const others = total - marked - drawn;
  while (rest >= 0 && (down > least || up < most)) {
    if (up < most) {
      upChance *= ((marked - up) * (drawn - up)) / ((up + 1) * (others + up + 1));
      up += 1;
      rest -= upChance;
      if (rest < 0) return up;
    }
    if (down > least) {
      downChance *= (down * (others + down)) / ((marked - down + 1) * (drawn - down + 1));
      down -= 1;
      rest -= downChance;
      if (rest < 0) return down;
    }
    // Both sides are used up to rounding.
    if (downChance + upChance < 1e-18) break;
  }
  return mode;
}

/** P(X = k) as a quotient of three binomial probabilities, none of which overflows (Loader 2000). */
export function hypergeometricProbability(k: number, total: number, marked: number, drawn: number): number {
  const p = drawn / total;
  return (
    (binomialProbability(k, marked, p) * binomialProbability(drawn - k, total - marked, p)) /
    binomialProbability(drawn, total, p)
  );
}
