// JSON has no NaN or Infinity; runs do. They are recorded as the three strings below and nowhere confused with numbers.
import { z } from '../zod.ts';

/** A measured value as it stands in the record: a finite number, or the name of what it was instead. */
export const Reading = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export type Reading = z.infer<typeof Reading>;

/** A JavaScript number as a reading. */
export function readingOf(value: number): Reading {
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** The finite number of a reading, or undefined when there is none. */
export function finiteOf(reading: Reading | undefined): number | undefined {
  return typeof reading === 'number' && Number.isFinite(reading) ? reading : undefined;
}
