// The report of a matrix: one comment, one table of the legs first, then each leg collapsed; and the same as job summary.
import { budgetsFor, type Budget } from './budget.ts';
import { originOf, renderResults, renderResultTable, resultsBefore } from './earlier-results.ts';
import { renderFooter } from './footnotes.ts';
import { OUTCOMES, outcomeOf, type Outcome } from './headline.ts';
import { renderLead } from './lead.ts';
import { renderLegsHeadline, renderLegsLead, worstOutcome } from './legs-headline.ts';
import { legNames, type LegsInput } from './legs-input.ts';
import { renderLegsTable } from './legs-table.ts';
import { link, linksOf, ownUrl } from './link.ts';
import { details, htmlCode } from './markdown.ts';
import { commentMarker } from './marker.ts';
import { formatCount } from './number-format.ts';
import { renderProvenance } from './provenance.ts';
import type { ReportInput } from './report-input.ts';
import { headOf, viewOf } from './report-view.ts';
import { runSections, type ReportKind } from './run-sections.ts';

/** How much is shown: the details of which legs, within which budget each, and how many rows of the table. */
interface Extent {
  readonly budget: Budget;
  readonly details: 'all' | 'bad' | 'none';
  readonly rows: number;
  readonly earlier: boolean;
}

const BAD: ReadonlySet<Outcome> = new Set(['not-trained', 'fail', 'inconclusive', 'warn']);

/**
 * The comment's Markdown, its first line the marker. Over 60,000 characters it loses, in this order: earlier results, what
 * the comment of a single run loses, the details of legs that passed, all details, rows of legs that passed.
 */
export function renderLegsComment(input: LegsInput, limit = 60_000): string {
  return firstFitting(
    'comment',
    (extent) => {
      const { key, pullRequestNumber } = input;
      const marker = [commentMarker(key, pullRequestNumber), stateOf(input)].join('\n');
      return `${marker}\n${renderWithin(input, extent, 'comment')}`;
    },
    (body) => body.length <= limit,
  );
}

/** The comment without its marker, as long as fits, within limits of its own. */
export function renderLegsSections(input: LegsInput, limits: Partial<Budget>, fits: (body: string) => boolean): string {
  return firstFitting(
    'comment',
    (extent) => renderWithin(input, { ...extent, budget: { ...extent.budget, ...limits } }, 'comment'),
    fits,
  );
}

/** The job summary, at most 900 KiB of UTF-8: GitHub drops a longer one. */
export function renderLegsSummary(input: LegsInput, limit = 900 * 1024): string {
  const encoder = new TextEncoder();
  return firstFitting(
    'summary',
    (extent) => renderWithin(input, extent, 'summary'),
    (body) => {
      return encoder.encode(body).length <= limit;
    },
  );
}

function firstFitting(kind: ReportKind, render: (extent: Extent) => string, fits: (body: string) => boolean): string {
  let body = '';
  for (const extent of extentsFor(kind)) {
    body = render(extent);
    if (fits(body)) break;
  }
  return body;
}

function extentsFor(kind: ReportKind): readonly Extent[] {
  const budgets = budgetsFor(kind);
  const least = budgets.at(-1);
  if (least === undefined) return [];
  const shrunk = budgets.map(
    (budget) => ({ budget, details: 'all', rows: Infinity, earlier: budget.earlierResults > 0 }) as const,
  );
  const last = { budget: least, earlier: false };
  return [
    ...shrunk,
    { ...last, details: 'bad', rows: Infinity },
    ...[Infinity, 200, 100, 50, 20].map((rows) => ({ ...last, details: 'none', rows }) as const),
  ];
}

function renderWithin(input: LegsInput, extent: Extent, kind: ReportKind): string {
  const { legs } = input;
  const links = linksOf(input.repositoryUrl);
  const summary = ownUrl(links, input.runUrl);
  const elsewhere = summary === undefined ? 'in the run records' : `in the ${link('job summaries', summary)}`;
  const names = legNames(legs.map(({ run }) => run));
  const detailed = legs.filter(
    (leg) => extent.details === 'all' || (extent.details === 'bad' && BAD.has(outcomeOf(leg))),
  );
  const left = legs.length - detailed.length;
  const earlier = resultsBefore(
    legs.map(({ run }) => run),
    input.previousBody,
  );
  const sections = [
    renderLegsHeadline(input),
    renderLegsLead(input),
    renderProvenance(viewOf(legs[0], extent.budget, kind)),
    renderLegsTable(input, names, { budget: extent.budget, most: extent.rows, elsewhere }),
    ...detailed.map((leg) => renderLeg(leg, names.get(leg.run.id) ?? '', extent.budget, kind)),
    left === 0 ? undefined : `Details of ${formatCount(left)} leg${left === 1 ? '' : 's'} ${elsewhere}.`,
    !extent.earlier || earlier.length === 0 ? undefined : renderResultTable(earlier, links),
    renderFooter(viewOf({ ...legs[0], updated: input.updated }, extent.budget, kind)),
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function renderLeg(leg: ReportInput, name: string, budget: Budget, kind: ReportKind): string {
  const view = viewOf({ ...leg, isLeg: true }, budget, kind);
  const { sign, word } = OUTCOMES[outcomeOf(leg)];
  const sections = [renderLead(view), ...runSections(view, kind)];
  const body = sections.filter((section) => section !== undefined && section !== '').join('\n\n');
  return details(`${sign} <b>${htmlCode(name, 100)}</b>: ${word.toLowerCase()}`, body);
}

/** One result stands for all legs, so that the next report of this pull request can name it. */
function stateOf(input: LegsInput): string {
  const runs = input.legs.map(({ run }) => run);
  const [first] = input.legs;
  const from = originOf(first.run);
  const now = {
    ...(from === undefined ? {} : { from }),
    head: headOf(first),
    run: input.best ?? first.run.id,
    outcome: worstOutcome(input),
    metrics: [],
  };
  return renderResults(now, resultsBefore(runs, input.previousBody));
}
