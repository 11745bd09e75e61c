// What stands of one run below its lead, in this order wherever a run is reported: alone or as the leg of a matrix. Pure.
import { renderAcceptances } from './acceptances.ts';
import type { Budget } from './budget.ts';
import { renderChangesLine } from './changes-line.ts';
import { renderContext, renderParams } from './changes-section.ts';
import { renderConfusionMatrix } from './confusion-matrix.ts';
import { renderLegend } from './footnotes.ts';
import { renderReasons } from './lead.ts';
import { renderAllMetrics, renderMetricTable } from './metric-table.ts';
import { renderPlots } from './plots.ts';
import type { ReportInput } from './report-input.ts';
import { viewOf, type ReportView } from './report-view.ts';
import { renderReproduce } from './reproduce.ts';
import { renderSlices } from './slices-section.ts';
import { renderLog, renderRun, renderWarnings } from './run-details.ts';

/** Where a report is read: a comment has less room than a job summary. */
export type ReportKind = 'comment' | 'summary';

interface Section {
  /** Undefined where a run has nothing to say. */
  readonly render: (view: ReportView, kind: ReportKind) => string | undefined;
  /** The parts of the budget that it looks at. */
  readonly uses: readonly (keyof Budget)[];
}

const SECTIONS: readonly Section[] = [
  { render: renderAcceptances, uses: [] },
  { render: renderReasons, uses: [] },
  { render: renderMetricTable, uses: [] },
  { render: renderLegend, uses: [] },
  { render: renderLog, uses: ['logLines'] },
  { render: renderChangesLine, uses: [] },
  { render: renderWarnings, uses: ['warnings'] },
  { render: renderAllMetrics, uses: ['metrics'] },
  { render: renderParams, uses: ['params'] },
  { render: renderContext, uses: ['changes'] },
  { render: renderSlices, uses: ['slices'] },
  { render: renderPlots, uses: ['plots'] },
  { render: (view, kind) => (kind === 'summary' ? renderConfusionMatrix(view) : undefined), uses: [] },
  { render: (view, kind) => (kind === 'summary' ? renderRun(view) : undefined), uses: [] },
  { render: renderReproduce, uses: [] },
];

/** Gives the sections within a budget. A smaller one costs no more than the sections that it makes smaller. */
export type SectionRenderer = (budget: Budget) => readonly (string | undefined)[];

export function sectionRenderer(input: ReportInput, kind: ReportKind): SectionRenderer {
  const known = new Map<string, string | undefined>();
  return (budget) => {
    const view = viewOf(input, budget, kind);
    return SECTIONS.map(({ render, uses }, index) => {
      const key = [index, ...uses.map((part) => budget[part])].join(' ');
      if (!known.has(key)) known.set(key, render(view, kind));
      return known.get(key);
    });
  };
}
