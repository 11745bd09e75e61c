// Counts per category of a reference and of what is compared with it.
import { undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

/** Why two tables of counts cannot be compared. */
export function findCountsFlaw(reference: Sample, current: Sample): Undetermined | undefined {
  if (reference.length !== current.length) {
    return undetermined(`${reference.length} categories of the reference, ${current.length} current ones`);
  }
  for (const [side, counts] of [
    ['reference', reference],
    ['current', current],
  ] as const) {
    let total = 0;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] as number;
      if (!Number.isSafeInteger(count) || count < 0) return undetermined(`count ${index + 1} (${side}) is ${count}`);
      total += count;
    }
    if (total === 0) return undetermined(`the ${side} counts nothing`);
  }
  return undefined;
}

export function totalOf(counts: Sample): number {
  let total = 0;
  for (let index = 0; index < counts.length; index += 1) total += counts[index] as number;
  return total;
}
