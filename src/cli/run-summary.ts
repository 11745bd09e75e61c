// A run that was just made, for whoever looks at a terminal: the answer first, then why, then where the rest is.
import { styleText } from 'node:util';
import { budgetsFor } from '../report/budget.ts';
import { renderHeadline } from '../report/headline.ts';
import { renderLead } from '../report/lead.ts';
import type { ReportInput } from '../report/report-input.ts';
import { viewOf } from '../report/report-view.ts';
import { codeWords, renderChanges, renderMetrics } from './comparison-tables.ts';
import { plainMarkdown } from '../report/plain-markdown.ts';
import { printableLine } from './printable.ts';

const MOST_ROWS = 12;
/** The digits of an id that hold its time. */
const SHORT_ID = 12;

export interface SummaryPlaces {
  /** Address of the comment, where one was written. */
  readonly comment: string | undefined;
  /** The registry tag, where the run became a version. */
  readonly tag: string | undefined;
}

/** The report as text without markup: headline, lead, reasons, metrics, what changed, where to read on. */
export function renderRunSummary(input: ReportInput, { comment, tag }: SummaryPlaces): string {
  const { run, comparison, baseRecord } = input;
  const [budget] = budgetsFor('comment');
  if (budget === undefined) throw new Error('there is no budget for a comment');
  const view = viewOf(input, budget, 'comment');
  const headings = [baselineHeading(input), 'THIS RUN'] as const;
  const reasons = (comparison.verdict?.reasons ?? []).filter(({ status }) => status !== 'pass' && status !== 'skipped');
  const rows = comparison.rows.slice(0, MOST_ROWS);
  const more = comparison.rows.length - rows.length;
  const changed =
    comparison.changes === undefined || baseRecord === undefined
      ? undefined
      : (renderChanges(comparison.changes, headings, [codeWords(baseRecord.source), codeWords(run.source)]) ??
        'Nothing else changed.');
  const id = run.id.slice(0, SHORT_ID);
  const sections = [
    styleText('bold', sentence(renderHeadline(view))),
    sentence(renderLead(view)),
    reasons.map(({ metric, status, reason }) => printableLine(`- ${status} ${metric}: ${reason}`)).join('\n'),
    rows.length === 0 ? '' : renderMetrics(rows, headings, view),
    more > 0 ? `${more} more metrics: mlops runs show ${id}` : '',
    changed ?? '',
    [
      `run      ${run.id}`,
      ...(tag === undefined ? [] : [`version  ${tag}`]),
      ...(comment === undefined ? [] : [`comment  ${printableLine(comment)}`]),
      `report   mlops report ${id}`,
    ].join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function sentence(markdown: string): string {
  return printableLine(plainMarkdown(markdown));
}

function baselineHeading({ comparison: { baseline } }: ReportInput): string {
  if (baseline === undefined) return 'BASELINE';
  const commit = baseline.commit.slice(0, 7);
  return baseline.branch === undefined ? commit : `${baseline.branch.slice(0, 40)}@${commit}`;
}
