// What stands of one run below its lead, in this order wherever a run is reported: alone or as the leg of a matrix. Pure.
import { renderAcceptances } from './acceptances.ts';
import { renderChangesLine, renderContext, renderParams } from './changes-section.ts';
import { renderLegend } from './footnotes.ts';
import { renderReasons } from './lead.ts';
import { renderAllMetrics, renderMetricTable } from './metric-table.ts';
import { renderPlots } from './plots.ts';
import type { ReportView } from './report-view.ts';
import { renderReproduce } from './reproduce.ts';
import { renderLog, renderRun, renderWarnings } from './run-details.ts';

/** Where a report is read: a comment has less room than a job summary. */
export type ReportKind = 'comment' | 'summary';

/** The sections; undefined where a run has nothing to say. */
export function runSections(view: ReportView, kind: ReportKind): readonly (string | undefined)[] {
  return [
    renderAcceptances(view),
    renderReasons(view),
    renderMetricTable(view),
    renderLegend(view),
    renderLog(view),
    renderChangesLine(view),
    renderWarnings(view),
    renderAllMetrics(view),
    renderParams(view),
    renderContext(view),
    renderPlots(view, kind),
    kind === 'summary' ? renderRun(view) : undefined,
    renderReproduce(view),
  ];
}
