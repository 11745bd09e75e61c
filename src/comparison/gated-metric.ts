// A metric with its gate: what every rule of a gate is given. Pure.
import type { Decision, Gate } from '../config/schema.ts';
import type { Reading } from '../run/number.ts';
import type { Direction } from './comparison.ts';
import type { Evidence } from './evidence.ts';

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
  /** What the difference can be judged by, best first. */
  readonly evidence: readonly Evidence[];
  /** Why predictions that there are cannot be compared; undefined where they can, or where there are none. */
  readonly noRows?: string | undefined;
  readonly decision: Decision;
  /** Which automatic decision since the last version this is, from 1; undefined where none is made. */
  readonly decisionIndex?: number | undefined;
  /** Names of the data files that are not those of the baseline. */
  readonly changedData: readonly string[];
}
