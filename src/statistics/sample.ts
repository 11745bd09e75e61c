// What every statistic takes and gives back: samples, and the answer that the data do not say.
import { MlopsError } from '../error.ts';

/** Numbers that are only read: an array or, for many values, a Float64Array. */
export type Sample = ArrayLike<number>;

/** Which difference counts as evidence: candidate minus baseline is not 0, above 0, or below 0. */
export type Alternative = 'two-sided' | 'greater' | 'less';

export type Interval = readonly [low: number, high: number];

/** The data do not allow an answer: too few, constant, not numbers. Never to be read as "no difference". */
export interface Undetermined {
  readonly kind: 'undetermined';
  readonly reason: string;
}

export function undetermined(reason: string): Undetermined {
  return { kind: 'undetermined', reason };
}

/** Why these values cannot be used: one of them is not a finite number. */
export function findFlaw(name: string, sample: Sample): Undetermined | undefined {
  for (let index = 0; index < sample.length; index += 1) {
    if (!Number.isFinite(sample[index])) return undetermined(`${name} ${index + 1} is not a number: ${sample[index]}`);
  }
  return undefined;
}

/** Why two samples cannot be compared pair by pair. */
export function findPairFlaw(baseline: Sample, candidate: Sample): Undetermined | undefined {
  if (baseline.length !== candidate.length) {
    return undetermined(
      `the pairs do not match: ${baseline.length} values of the baseline, ${candidate.length} of the candidate`,
    );
  }
  return findFlaw('value of the baseline', baseline) ?? findFlaw('value of the candidate', candidate);
}

/** @throws MlopsError unless it is a probability strictly between 0 and 1 */
export function requireFraction(name: string, value: number): void {
  if (value > 0 && value < 1) return;
  throw new MlopsError('usage', `${name} is ${value}`, `give a ${name} between 0 and 1, both excluded`);
}

/** @throws MlopsError unless it is a whole number of at least `least` that a double holds exactly */
export function requireCount(name: string, value: number, least = 0): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new MlopsError('usage', `${name} is ${value}`, `give a whole number of at least ${least} for ${name}`);
}

/** @throws MlopsError unless it is a finite number above 0 */
export function requirePositive(name: string, value: number): void {
  if (value > 0 && value < Infinity) return;
  throw new MlopsError('usage', `${name} is ${value}`, `give a number above 0 for ${name}`);
}
