// Plots of history: the primary metric in a comment, every metric that has a history in a summary.
import { details, htmlCode } from './markdown.ts';
import { renderPlot } from './mermaid-plot.ts';
import { formatCount } from './number-format.ts';
import type { ReportView } from './report-view.ts';

export function renderPlots(view: ReportView, kind: 'comment' | 'summary'): string | undefined {
  const { rows, historyRuns } = view.input.comparison;
  const wanted = rows.filter((row) => (kind === 'summary' ? !row.count : row.primary));
  const names = { last: view.subject.short, subject: view.subject.prose };
  const plots = wanted
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
    .flatMap((row) => {
      const plot = renderPlot(row, historyRuns, names);
      return plot === undefined ? [] : [{ row, plot }];
    });
  if (plots.length === 0) return undefined;
  const shown = plots.slice(0, view.budget.plots);
  const left = plots.length - shown.length;
  return [
    ...shown.map(({ row, plot }) =>
      details(`<b>Plot</b>: ${htmlCode(row.name)} over the last ${historyRuns.length} runs and ${names.subject}`, plot),
    ),
    ...(left === 0 ? [] : [`${formatCount(left)} more plot${left === 1 ? '' : 's'} ${view.elsewhere}.`]),
  ].join('\n\n');
}
