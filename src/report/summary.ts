// The job summary, and what `mlops report` writes in full: the comment's sections with all metrics, plots and the run.
import { budgetsFor, type Budget } from './budget.ts';
import { renderEarlierResults } from './earlier-results.ts';
import { renderFooter } from './footnotes.ts';
import { renderHeadline } from './headline.ts';
import { renderLead } from './lead.ts';
import { renderProvenance } from './provenance.ts';
import type { ReportInput } from './report-input.ts';
import { viewOf } from './report-view.ts';
import { sectionRenderer, type SectionRenderer } from './run-sections.ts';

/** GitHub drops a step's summary that is longer, and the step does not fail. */
const MOST_BYTES = 1024 * 1024;

/** The summary's Markdown, at most `limit` bytes of UTF-8 (900 KiB are used, as steps share a file). */
export function renderSummary(input: ReportInput, limit = MOST_BYTES): string {
  const most = Math.min(limit, 900 * 1024);
  const encoder = new TextEncoder();
  const sections = sectionRenderer(input, 'summary');
  let body = '';
  for (const budget of budgetsFor('summary')) {
    body = renderWithin(input, budget, sections);
    if (encoder.encode(body).length <= most) break;
  }
  return body;
}

function renderWithin(input: ReportInput, budget: Budget, sections: SectionRenderer): string {
  const view = viewOf(input, budget, 'summary');
  const all = [
    renderHeadline(view),
    renderLead(view),
    renderProvenance(view),
    ...sections(budget),
    renderEarlierResults(view),
    renderFooter(view),
  ];
  return `${all.filter((section) => section !== undefined && section !== '').join('\n\n')}\n`;
}
