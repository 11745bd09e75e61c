// Quantiles of a sample.
import type { Sample } from './sample.ts';

/** A sorted copy; a Float64Array sorts numbers by their value and far faster than an array. */
export function sortedCopy(values: Sample): Float64Array {
  const copy = new Float64Array(values);
  copy.sort();
  return copy;
}

/** The quantile q of sorted values by linear interpolation: type 7 of Hyndman & Fan (1996), NumPy's default. */
export function quantileOfSorted(sorted: Sample, q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
