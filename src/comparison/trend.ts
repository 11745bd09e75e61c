// The values behind a trend. They stand in the records of the earlier runs already, so a stored comparison only names
// these runs: a record of many metrics must not grow with the history that it was compared with. Pure.
import { finiteOf } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { Comparison } from './comparison.ts';
import { member } from './names.ts';

/** Values of a metric over these runs, null where a run lacks it; empty when no run has it. */
export function trendOf(name: string, history: readonly RunRecord[]): readonly (number | null)[] {
  const values = history.map((run) => finiteOf(member(run.metrics, name)?.value) ?? null);
  return values.every((value) => value === null) ? [] : values;
}

/** The comparison as it stands in the run record. */
export function withoutTrends(comparison: Comparison): Comparison {
  return { ...comparison, rows: comparison.rows.map((row) => ({ ...row, history: [] })) };
}

/**
 * The comparison as it was before `withoutTrends`.
 * @param history records of `comparison.historyRuns`, in their order
 */
export function withTrends(comparison: Comparison, history: readonly RunRecord[]): Comparison {
  return { ...comparison, rows: comparison.rows.map((row) => ({ ...row, history: trendOf(row.name, history) })) };
}
