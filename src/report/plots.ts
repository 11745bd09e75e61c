// Plots of history: the primary metric in a comment, every metric that has a history in a summary.
import { details, htmlCode } from './markdown.ts';
import { renderPlot } from './mermaid-plot.ts';
import { formatCount } from './number-format.ts';
import { renderPicture } from './pictures.ts';
import type { ReportView } from './report-view.ts';

interface Plot {
  readonly metric: string;
  /** Markdown. */
  readonly body: string;
}

export function renderPlots(view: ReportView, kind: 'comment' | 'summary'): string | undefined {
  const pictures = kind === 'comment' ? picturesOf(view) : [];
  const plots = pictures.length > 0 ? pictures : diagramsOf(view, kind);
  if (plots.length === 0) return undefined;
  const { historyRuns } = view.input.comparison;
  const shown = plots.slice(0, view.budget.plots);
  const left = plots.length - shown.length;
  return [
    ...shown.map(({ metric, body }) => {
      const of = `over the last ${historyRuns.length} runs and ${view.subject.prose}`;
      return details(`<b>Plot</b>: ${htmlCode(metric)} ${of}`, body);
    }),
    ...(left === 0 ? [] : [`${formatCount(left)} more plot${left === 1 ? '' : 's'} ${view.elsewhere}.`]),
  ].join('\n\n');
}

function picturesOf(view: ReportView): readonly Plot[] {
  return (view.input.pictures ?? []).flatMap((picture) => {
    const body = renderPicture(view, picture);
    return body === undefined ? [] : [{ metric: picture.metric, body }];
  });
}

function diagramsOf({ input, subject }: ReportView, kind: 'comment' | 'summary'): readonly Plot[] {
  const { rows, historyRuns } = input.comparison;
  return rows
    .filter((row) => (kind === 'summary' ? !row.count : row.primary))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
    .flatMap((row) => {
      const body = renderPlot(row, historyRuns, { last: subject.short, subject: subject.prose });
      return body === undefined ? [] : [{ metric: row.name, body }];
    });
}
