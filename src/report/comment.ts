// The pull request comment: the sections in their order, shrunk until they fit.
import { budgetsFor, type Budget } from './budget.ts';
import { previousResult, renderEarlierResults, renderState } from './earlier-results.ts';
import { renderFooter } from './footnotes.ts';
import { OUTCOMES, renderHeadline } from './headline.ts';
import { renderLead } from './lead.ts';
import { code } from './markdown.ts';
import { commentMarker } from './marker.ts';
import { renderProvenance } from './provenance.ts';
import type { ReportInput } from './report-input.ts';
import { shortCommit, viewOf, type ReportView } from './report-view.ts';
import { sectionRenderer, type SectionRenderer } from './run-sections.ts';

/** GitHub refuses a longer body and posts nothing at all. */
const MOST_CHARACTERS = 65_536;
/** Room for what GitHub adds when it counts. */
const ENOUGH_CHARACTERS = 60_000;

/**
 * The comment's Markdown. Its first line is the marker, its second the state that the next comment reads.
 * Over 60,000 characters it loses, in this order: earlier results, plots, metrics beyond 30, params beyond 50, other
 * changes; never verdict, table, gates or marker.
 */
export function renderComment(input: ReportInput, limit = MOST_CHARACTERS): string {
  const most = Math.min(limit, ENOUGH_CHARACTERS);
  const sections = sectionRenderer(input, 'comment');
  let body = '';
  for (const budget of budgetsFor('comment')) {
    body = renderWithin(input, budget, sections);
    if (body.length <= most) break;
  }
  return body;
}

function renderWithin(input: ReportInput, budget: Budget, sections: SectionRenderer): string {
  const view = viewOf(input, budget, 'comment');
  const head = [commentMarker(input.key, input.pullRequestNumber), renderState(view), renderHeadline(view)];
  return `${head.join('\n')}\n\n${renderSections(view, sections)}`;
}

/** What stands below the headline. */
export function renderSections(view: ReportView, sections: SectionRenderer): string {
  const all = [
    renderLead(view),
    renderProvenance(view),
    renderPrevious(view),
    ...sections(view.budget),
    renderEarlierResults(view),
    renderFooter(view),
  ];
  return `${all.filter((section) => section !== undefined).join('\n\n')}\n`;
}

/** Who sees a broken training wants to know what stood here before. */
function renderPrevious(view: ReportView): string | undefined {
  const previous = previousResult(view);
  if (view.input.run.status === 'finished' || previous === undefined) return undefined;
  const { sign, word } = OUTCOMES[previous.outcome];
  return `The previous result, for ${code(shortCommit(previous.head))}: ${sign} ${word.toLowerCase()}.`;
}
