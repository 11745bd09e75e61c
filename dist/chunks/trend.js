import { n as finiteOf } from "./number.js";
import { n as member } from "./names.js";

// src/comparison/trend.ts
/** Values of a metric over these runs, null where a run lacks it; empty when no run has it. */
function trendOf(name, history) {
	const values = history.map((run) => finiteOf(member(run.metrics, name)?.value) ?? null);
	return values.every((value) => value === null) ? [] : values;
}
/** The comparison as it stands in the run record. */
function withoutTrends(comparison) {
	return {
		...comparison,
		rows: comparison.rows.map((row) => ({
			...row,
			history: []
		}))
	};
}
/**
* The comparison as it was before `withoutTrends`.
* @param history records of `comparison.historyRuns`, in their order
*/
function withTrends(comparison, history) {
	return {
		...comparison,
		rows: comparison.rows.map((row) => ({
			...row,
			history: trendOf(row.name, history)
		}))
	};
}

export { withTrends as n, withoutTrends as r, trendOf as t };