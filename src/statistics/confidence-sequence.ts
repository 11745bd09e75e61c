// Looking at an experiment as often as one likes: intervals that hold at all times at once.
import { requireCount, requireFraction, requirePositive, undetermined } from './sample.ts';
import type { Interval, Sample, Undetermined } from './sample.ts';

export interface RunningMean {
  /** Of values, or of both arms together where the mean is a difference of two arms. */
  readonly count: number;
  readonly mean: number;
  /** Standard error of the mean. */
  readonly standardError: number;
}

export interface ConfidenceSequenceOptions {
  /** The chance that the truth is ever outside, at any of all looks. */
  readonly alpha: number;
  /** The count at which the interval is narrowest; default 5000. It has to be chosen before the data are seen. */
  readonly narrowestAt?: number;
  /** Default two-sided. One-sided leaves the other end of the interval open. */
  readonly alternative?: 'two-sided' | 'greater' | 'less';
}

export interface ConfidenceSequence {
  readonly kind: 'determined';
  readonly interval: Interval;
  /** Two-sided and always valid: to be held against α at any look. */
  readonly p: number;
  /** Scale of the mixture. */
  readonly rho: number;
}

/**
 * mean ± se √n √(2(nρ²+1)/(nρ)² · ln(√(nρ²+1)/α)) with ρ² = (−2 ln α + ln(1 − 2 ln α))/n*, the asymptotic confidence
 * sequence of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024), eq. 9 and its one-sided form.
 */
export function confidenceSequence(
  { count, mean, standardError }: RunningMean,
  options: ConfidenceSequenceOptions,
): ConfidenceSequence | Undetermined {
  const { alpha, narrowestAt = 5000, alternative = 'two-sided' } = options;
  requireFraction('alpha', alpha);
  requirePositive('count at which the interval is narrowest', narrowestAt);
  requireCount('count', count);
  if (count < 2) return undetermined(`${count} values have no variance`);
  if (!(standardError > 0 && standardError < Infinity) || !Number.isFinite(mean)) {
    return undetermined(`a mean of ${mean} ± ${standardError} has no variance to judge by`);
  }
  const spent = alternative === 'two-sided' ? alpha : 2 * alpha;
  requireFraction('alpha', spent);
  const rho = Math.sqrt((-2 * Math.log(spent) + Math.log(1 - 2 * Math.log(spent))) / narrowestAt);
  const weight = count * rho * rho;
  const root = Math.sqrt(weight + 1);
  const logarithm = alternative === 'two-sided' ? Math.log(root / alpha) : Math.log1p(root / (2 * alpha));
  const half = standardError * Math.sqrt(((2 * (weight + 1)) / weight) * logarithm);
  const distance = mean / standardError;
  const p = Math.min(1, root * Math.exp((-weight * distance * distance) / (2 * (weight + 1))));
  const low = alternative === 'less' ? -Infinity : mean - half;
  const high = alternative === 'greater' ? Infinity : mean + half;
  return { kind: 'determined', interval: [low, high], p, rho };
}

export interface MixtureOptions {
  /** The mean that is tested. */
  readonly against: number;
  /** Variance of one value, known. */
  readonly variance: number;
  /** Variance of the normal mixture over true means: about the square of the effect that matters. */
  readonly mixtureVariance: number;
}

/**
 * Of each look, the always-valid p of the mixture sequential probability ratio test: the least 1/Λ so far, with
 * Λₙ = √(σ²/(σ² + nτ²)) exp(n²τ²(x̄ − θ₀)² / (2σ²(σ² + nτ²))) (Johari, Koomen, Pekelis & Walsh 2022).
 */
export function mixtureSequentialTest(values: Sample, options: MixtureOptions): Float64Array {
  const { against, variance, mixtureVariance } = options;
  requirePositive('variance', variance);
  requirePositive('variance of the mixture', mixtureVariance);
  const p = new Float64Array(values.length);
  let sum = 0;
  let least = 1;
  for (let index = 0; index < values.length; index += 1) {
    sum += (values[index] as number) - against;
    const wide = variance + (index + 1) * mixtureVariance;
    const logRatio = Math.log(variance / wide) / 2 + (mixtureVariance * sum * sum) / (2 * variance * wide);
    least = Math.min(least, Math.exp(-logRatio));
    p[index] = least;
  }
  return p;
}
