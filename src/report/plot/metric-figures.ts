// The plots of a run's metrics over the last runs, in the order in which they matter. Pure.
import type { MetricRow } from '../../comparison/comparison.ts';
import { headOf, shortCommit, type ReportView } from '../report-view.ts';
import type { Figure } from './figure.ts';
import { metricHistoryFigure } from './metric-history.ts';

/**
 * Primary first, then what is gated, then the others as they stand; counts have no course that matters.
 * @param most how many metrics are looked at; of those with too little history there is no figure
 */
export function metricFigures(
  view: ReportView,
  rows: readonly MetricRow[],
  most: number,
): readonly { readonly row: MetricRow; readonly figure: Figure }[] {
  const { comparison } = view.input;
  const rank = (row: MetricRow): number => (row.primary ? 0 : row.gate === undefined ? 2 : 1);
  return rows
    .filter((row) => !row.count)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .flatMap((row, index) => {
      const format = view.format(row);
      const commit = shortCommit(headOf(view.input));
      const facts = { id: `metric-${index + 1}`, row, comparison, format, commit, subject: view.subject.prose };
      const figure = metricHistoryFigure(facts);
      return figure === undefined ? [] : [{ row, figure }];
    });
}
