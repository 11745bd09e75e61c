// What must be there before a difference can be judged at all. Pure.
import { finiteOf } from '../run/number.ts';
import type { CheckStatus } from './comparison.ts';
import { followsFromRows } from './decision/row-metric.ts';
import type { GatedMetric } from './gated-metric.ts';

/** The two values and the direction, or why there is nothing to judge. */
export type Comparable =
  | { readonly direction: 'higher' | 'lower'; readonly candidate: number; readonly baseline: number }
  | { readonly status: CheckStatus; readonly reason: string };

/** @returns undefined where the run itself has no number, which is a reason of its own */
export function comparableOf(metric: GatedMetric): Comparable | undefined {
  const { direction } = metric;
  const candidate = finiteOf(metric.candidate);
  if (candidate === undefined) return undefined;
  if (direction === 'unknown') {
    const fix = 'add "better: higher" or "better: lower" to the gate';
    return { status: 'inconclusive', reason: `it is not known which direction is worse; ${fix}` };
  }
  if (metric.noBaseline !== undefined) {
    // A name with a typo must not turn the gate off.
    const status = metric.namedBaselineMissing === true ? 'inconclusive' : 'skipped';
    return { status, reason: `nothing to compare with: ${metric.noBaseline}` };
  }
  if (metric.baseline === undefined) return { status: 'inconclusive', reason: 'the baseline did not report it' };
  const baseline = finiteOf(metric.baseline);
  if (baseline === undefined) return { status: 'inconclusive', reason: `the baseline is ${metric.baseline}` };
  if (metric.unitsDiffer) return { status: 'inconclusive', reason: 'the baseline was measured in another unit' };
  return { direction, candidate, baseline };
}

/**
 * Why the values of the two runs may not be of the same rows: predictions that could not be joined, other data. Only
 * predictions of the same rows say that they are.
 */
export function otherRowsWords({ name, noRows, changedData }: GatedMetric): string | undefined {
  if (noRows !== undefined && followsFromRows(name)) return `predictions cannot be compared: ${noRows}`;
  if (changedData.length === 0) return undefined;
  const [first = '', second] = changedData;
  const names = second === undefined ? first : `${first} and ${changedData.length - 1} more`;
  return `the data changed (${names}), and only predictions of the same rows tell model from data`;
}
