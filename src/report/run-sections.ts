// What stands of one run below its lead, in this order wherever a run is reported: alone or as the leg of a matrix. Pure.
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

/**
 * The sections; undefined where a run has nothing to say.
 * @param kind a page draws its plots itself
 */
export function runSections(view: ReportView, kind: ReportKind | 'page'): readonly (string | undefined)[] {
  return [
    renderReasons(view),
    renderMetricTable(view),
    renderLegend(view),
    renderLog(view),
    renderChangesLine(view),
    renderWarnings(view),
    renderAllMetrics(view),
    renderParams(view),
    renderContext(view),
    kind === 'page' ? undefined : renderPlots(view, kind),
    kind !== 'comment' ? renderRun(view) : undefined,
    renderReproduce(view),
  ];
}
