// The distribution of Kolmogorov's D: the greatest distance of a sample's distribution from the true one.
import { binomialProbability } from './binomial.ts';

/** From here on the two sides of D do not meet any more, and twice the one-sided probability is exact to 1e-6. */
const TAIL_FROM = 2.2;

/**
 * P(D > d) for a sample of n, within 1e-6 for n of 140 or more: twice the one-sided probability where n d² ≥ 2.2
 * (Smirnov 1944, Birnbaum & Tingey 1951), else the expansion of Pelz & Good (1976), with the cuts that Simard & L'Ecuyer
 * (2011) measured.
 */
export function kolmogorovUpperTail(d: number, n: number): number {
  if (d <= 0.5 / n) return 1;
  if (d >= 1) return 0;
  if (n * d * d >= TAIL_FROM) return Math.min(1, 2 * smirnovUpperTail(d, n));
  return Math.min(1, Math.max(0, 1 - pelzGood(Math.sqrt(n) * d, n)));
}

/** Of a large sample this many terms are taken: they change so slowly that those between follow (the trapezoidal rule). */
const MOST_TERMS = 5000;

/** P(D⁺ ≥ d) = d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j) over j ≤ n (1 − d). */
function smirnovUpperTail(d: number, n: number): number {
  const step = Math.ceil(n / MOST_TERMS);
  let sum = 0;
  for (let j = 0; j <= n * (1 - d); j += step) {
    const p = d + j / n;
    if (p < 1) sum += binomialProbability(j, n, p) / p;
  }
  return d * sum * step;
}

/** P(√n D ≤ z) = K₀ + K₁/√n + K₂/n + K₃/n^(3/2), in the form whose sums converge fast for small z. */
function pelzGood(z: number, n: number): number {
  const square = z * z;
  const pi2 = Math.PI ** 2;
  let [k0, k1, k2, k3] = [0, 0, 0, 0];
  for (let k = 1; k <= 20; k += 1) {
    const odd = pi2 * (k - 0.5) ** 2;
    const weight = Math.exp(-odd / (2 * square));
    k0 += weight;
    k1 += weight * (odd - square);
    k2 +=
      weight * (6 * square ** 3 + 2 * square ** 2 + (2 * square ** 2 - 5 * square) * odd + (1 - 2 * square) * odd ** 2);
    k3 +=
      weight *
      (-30 * square ** 3 -
        90 * square ** 4 +
        (135 * square ** 2 - 96 * square ** 3) * odd +
        (212 * square ** 2 - 60 * square) * odd ** 2 +
        (5 - 30 * square) * odd ** 3);
    const even = pi2 * k ** 2;
    const evenWeight = Math.exp(-even / (2 * square));
    k2 -= 2 * square ** 2 * evenWeight * even;
    k3 += 30 * square ** 2 * evenWeight * even * (3 * square - even);
  }
  const root = Math.sqrt(2 * Math.PI);
  return (
    root * (k0 / z + k1 / (6 * square ** 2 * Math.sqrt(n)) + k2 / (72 * z ** 7 * n) + k3 / (6480 * z ** 10 * n ** 1.5))
  );
}
