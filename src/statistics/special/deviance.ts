// Two small quantities from which the densities of the gamma and the beta family follow without loss of digits, even
// where the arguments are in the millions: the error of Stirling's formula and the deviance.
// C. Loader (2000), "Fast and accurate computation of binomial probabilities".

/** From here on six terms of Stirling's series reach the last digit of a double. */
const SERIES_FROM = 16;

/**
 * δ(z) = ln Γ(z+1) − (z + ½) ln z + z − ½ ln 2π for z > 0.
 *
 * Below 16 it climbs by δ(z) = δ(z+1) + (z + ½) ln(1 + 1/z) − 1; above, Stirling's series (Abramowitz & Stegun 6.1.41).
 */
export function stirlingError(z: number): number {
  let climbed = 0;
  let at = z;
  for (; at < SERIES_FROM; at += 1) climbed += (at + 0.5) * Math.log1p(1 / at) - 1;
  const square = at * at;
  const series =
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square) /
    at;
  return climbed + series;
}

/**
 * The deviance x ln(x/mean) + mean − x, which is at least 0 and is 0 where x is the mean.
 * Near the mean the terms would cancel each other; there it is x·(u − ln(1+u)) with u = (mean − x)/x, by the series of
 * the inverse hyperbolic tangent.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const u = (mean - x) / x;
  return x * (Math.abs(u) > 0.4 ? u - Math.log(mean / x) : excessOverLog1p(u));
}

/** u − ln(1 + u) for small u. */
function excessOverLog1p(u: number): number {
  const v = u / (2 + u);
  const square = v * v;
  let power = v;
  let sum = 0;
  // |v| is below 0.26, so that each term is less than a fourteenth of the last.
  for (let odd = 3; odd < 33; odd += 2) {
    power *= square;
    sum += power / odd;
  }
  return u * v - 2 * sum;
}
