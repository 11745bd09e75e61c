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
import { headOf, viewOf, type ReportView } from './report-view.ts';
import { sectionRenderer, type ReportKind, type SectionRenderer } from './run-sections.ts';

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
  const { key, pullRequestNumber } = input;
  const head = `${commentMarker(key, pullRequestNumber)}\n${stateOf(input)}\n`;
  return head + renderFitting(input, 'comment', (body) => head.length + body.length <= limit);
}

/** The comment without its marker, as long as fits, within limits of its own. */
export function renderLegsSections(input: LegsInput, limits: Partial<Budget>, fits: (body: string) => boolean): string {
  return renderFitting(input, 'comment', fits, limits);
}

/** The job summary, at most 900 KiB of UTF-8: GitHub drops a longer one. */
export function renderLegsSummary(input: LegsInput, limit = 900 * 1024): string {
  const encoder = new TextEncoder();
  return renderFitting(input, 'summary', (body) => encoder.encode(body).length <= limit);
}

function renderFitting(
  input: LegsInput,
  kind: ReportKind,
  fits: (body: string) => boolean,
  limits: Partial<Budget> = {},
): string {
  const sections = new Map(input.legs.map((leg) => [leg, sectionRenderer({ ...leg, isLeg: true }, kind)]));
  let body = '';
  for (const extent of extentsFor(kind)) {
    const within = { ...extent, budget: { ...extent.budget, ...limits } };
    body = renderWithin(input, within, { kind, sections, fits });
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

interface Rendering {
  readonly kind: ReportKind;
  readonly sections: ReadonlyMap<ReportInput, SectionRenderer>;
  readonly fits: (body: string) => boolean;
}

/** The whole, or as much of it as shows that it does not fit. */
function renderWithin(input: LegsInput, extent: Extent, rendering: Rendering): string {
  const { legs } = input;
  const { kind, sections, fits } = rendering;
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
  let body = joined([
    renderLegsHeadline(input),
    renderLegsLead(input),
    renderProvenance(viewOf(legs[0], extent.budget, kind)),
    renderLegsTable(input, names, { budget: extent.budget, most: extent.rows, elsewhere }),
  ]);
  for (const leg of detailed) {
    if (!fits(body)) return body;
    const within = sections.get(leg)?.(extent.budget) ?? [];
    const view = viewOf({ ...leg, isLeg: true }, extent.budget, kind);
    body += `\n\n${renderLeg(view, names.get(leg.run.id) ?? '', within)}`;
  }
  const rest = joined([
    left === 0 ? undefined : `Details of ${formatCount(left)} leg${left === 1 ? '' : 's'} ${elsewhere}.`,
    !extent.earlier || earlier.length === 0 ? undefined : renderResultTable(earlier, links),
    renderFooter(viewOf({ ...legs[0], updated: input.updated }, extent.budget, kind)),
  ]);
  return `${body}\n\n${rest}\n`;
}

function joined(sections: readonly (string | undefined)[]): string {
  return sections.filter((section) => section !== undefined && section !== '').join('\n\n');
}

function renderLeg(view: ReportView, name: string, sections: readonly (string | undefined)[]): string {
  const { sign, word } = OUTCOMES[outcomeOf(view.input)];
  return details(
    `${sign} <b>${htmlCode(name, 100)}</b>: ${word.toLowerCase()}`,
    joined([renderLead(view), ...sections]),
  );
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
