// A metric with its gate: what every rule of a gate is given. Pure.
import type { Gate } from '../config/schema.ts';
import type { Reading } from '../run/number.ts';
import type { Direction } from './comparison.ts';

/** What the rules judge. */
export interface GatedMetric {
  readonly name: string;
  readonly gate: Gate;
  readonly direction: Direction;
  readonly candidate: Reading | undefined;
  readonly baseline: Reading | undefined;
  /** Why there is no baseline run at all; undefined when there is one. */
  readonly noBaseline: string | undefined;
  /** The baseline that is not there was asked for by name. */
  readonly namedBaselineMissing?: boolean;
  /** The two runs measured in different units: their values cannot be compared. */
  readonly unitsDiffer: boolean;
}
