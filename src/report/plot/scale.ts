// From values to places in a drawing: domains with round ends, ticks at round numbers.
import { nice, ticks } from 'd3-array';

export type Domain = readonly [low: number, high: number];

export interface Axis {
  readonly domain: Domain;
  readonly ticks: readonly number[];
  /** Of each tick, with as many digits as tell them apart. */
  readonly labels: readonly string[];
}

/** Nearer to 0 or further from it a double has no room for ticks. */
const [SMALLEST, GREATEST] = [1e-290, 1e300];

/**
 * The range of the values with round ends; equal values get room around them.
 * @param values finite
 * @returns undefined where the values are so far apart that nothing could be told from a drawing
 */
export function roundDomain(values: Iterable<number>, count = 5): Domain | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) return [0, 1];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest > GREATEST) return undefined;
  if (high - low <= Math.max(largest * 1e-12, SMALLEST)) {
    const room = largest > SMALLEST ? largest * 0.05 : 1;
    [low, high] = [low - room, high + room];
  }
  const [start, end] = nice(low, high, count);
  return [start, end];
}

/** @param write how a tick is written, given the distance between ticks */
export function axisOf(domain: Domain, write: (value: number, step: number) => string = writeNumber): Axis {
  const places = ticks(domain[0], domain[1], 5);
  const step = Math.abs((places[1] ?? domain[1]) - (places[0] ?? domain[0])) || 1;
  return { domain, ticks: places, labels: places.map((value) => write(value, step)) };
}

/** With as many digits as tell it from a value that is a step away, and no more. */
export function writeNumber(value: number, step: number): string {
  const size = Math.abs(value);
  const place = Math.floor(Math.log10(step) + 1e-9);
  if (size === 0 || (size < 1e6 && place >= -6))
    return value.toFixed(size === 0 && place < -6 ? 0 : Math.max(0, -place)).replace(/^-/, '−');
  const digits = Math.min(Math.max(0, Math.floor(Math.log10(size)) - place), 15);
  return value.toExponential(digits).replaceAll('-', '−').replace('e+', 'e');
}

/** A straight line through the domain's ends. */
export function linearScale([low, high]: Domain, [from, to]: Domain): (value: number) => number {
  const width = high - low || 1;
  return (value) => from + ((value - low) / width) * (to - from);
}
