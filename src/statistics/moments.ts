// Mean and variance of many values, in two passes and without a copy.
import type { Sample } from './sample.ts';

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of the squared deviations from the mean. */
  readonly squares: number;
  /** The largest absolute value that went in: below some 1e-16 of it, a deviation is nothing but rounding. */
  readonly scale: number;
}

export function momentsOf(values: Sample): Moments {
  let mean = 0;
  let scale = 0;
  const { length } = values;
  for (let index = 0; index < length; index += 1) {
    const value = values[index] as number;
    mean += (value - mean) / (index + 1);
    scale = Math.max(scale, Math.abs(value));
  }
  let squares = 0;
  let rest = 0;
  for (let index = 0; index < length; index += 1) {
    const deviation = (values[index] as number) - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  return corrected(length, mean, squares, rest, scale);
}

/** The same of the differences candidate − baseline. */
export function momentsOfDifferences(baseline: Sample, candidate: Sample): Moments {
  let mean = 0;
  let scale = 0;
  const { length } = baseline;
  for (let index = 0; index < length; index += 1) {
    const before = baseline[index] as number;
    const after = candidate[index] as number;
    mean += (after - before - mean) / (index + 1);
    scale = Math.max(scale, Math.abs(before), Math.abs(after));
  }
  let squares = 0;
  let rest = 0;
  for (let index = 0; index < length; index += 1) {
    const deviation = (candidate[index] as number) - (baseline[index] as number) - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  return corrected(length, mean, squares, rest, scale);
}

/** The variance with n − 1, and 0 where it is nothing but rounding: 0.3 − 0.2 and 0.2 − 0.1 differ in the last digit. */
export function varianceOf({ count, squares, scale }: Moments): number {
  const variance = squares / (count - 1);
  return Math.sqrt(variance) <= 8 * Number.EPSILON * scale ? 0 : variance;
}

/** The corrected two-pass algorithm (Chan, Golub & LeVeque 1983): what the mean lost in rounding is put back. */
function corrected(count: number, mean: number, squares: number, rest: number, scale: number): Moments {
  if (count === 0) return { count, mean: Number.NaN, squares: 0, scale };
  return { count, mean: mean + rest / count, squares: Math.max(0, squares - (rest * rest) / count), scale };
}
