// The index of a matrix: one row for each leg.
import type { Budget } from './budget.ts';
import { OUTCOMES, outcomeOf, endOf } from './headline.ts';
import type { LegsInput } from './legs-input.ts';
import { severityOf } from './legs-headline.ts';
import { md, table } from './markdown.ts';
import { finiteOf } from '../run/number.ts';
import { changeCell, LEAST_HISTORY } from './metric-table.ts';
import { formatCount, formatReading } from './number-format.ts';
import type { ReportInput } from './report-input.ts';
import { viewOf } from './report-view.ts';
import { renderSparkline } from './sparkline.ts';

const HEAD = ['', 'Leg', 'Verdict', 'Metric', 'Baseline', 'Value', 'Change', 'Trend'] as const;
const ALIGNMENTS = ['center', 'left', 'left', 'left', 'right', 'right', 'left', 'left'] as const;

/**
 * The table; where it has more legs than `most`, the worst ones.
 * @param names what each leg is called, by run id
 * @param elsewhere Markdown: where the rest can be read
 */
export function renderLegsTable(
  { legs, best }: LegsInput,
  names: ReadonlyMap<string, string>,
  { budget, most, elsewhere }: { readonly budget: Budget; readonly most: number; readonly elsewhere: string },
): string {
  const worst = new Set(legs.toSorted((a, b) => severityOf(outcomeOf(a)) - severityOf(outcomeOf(b))).slice(0, most));
  const shown = legs.filter((leg) => worst.has(leg));
  const rows = shown.map((leg) =>
    rowOf(leg, names.get(leg.run.id) ?? '', budget, leg.run.id === best && legs.length > 1),
  );
  const left = legs.length - shown.length;
  const hasTrend = shown.some(({ comparison }) => comparison.historyRuns.length >= LEAST_HISTORY);
  const width = hasTrend ? HEAD.length : HEAD.length - 1;
  const index = table(
    HEAD.slice(0, width),
    ALIGNMENTS.slice(0, width),
    rows.map((cells) => cells.slice(0, width)),
  );
  return left === 0 ? index : `${index}\n\n${formatCount(left)} more ${elsewhere}.`;
}

function rowOf(leg: ReportInput, name: string, budget: Budget, isBest: boolean): readonly string[] {
  const view = viewOf(leg, budget, 'comment');
  const outcome = outcomeOf(leg);
  const { sign, word } = OUTCOMES[outcome];
  // Gates with fixed limits are judged without a baseline too.
  const passed = outcome === 'no-baseline' && leg.comparison.verdict?.status === 'pass' ? 'pass, ' : '';
  const verdict = outcome === 'not-trained' ? endOf(leg) : `${passed}${word.toLowerCase()}`;
  const { primary } = view;
  const cells =
    primary === undefined
      ? ['–', '–', '–', '–', '–']
      : [
          md(primary.name, 40),
          formatReading(primary.baseline, view.format(primary)),
          formatReading(primary.candidate, view.format(primary)),
          leg.comparison.baseline === undefined ? 'no baseline' : changeCell(primary, view),
          primary.history.length < LEAST_HISTORY ? '–' : renderSparkline(primary.history, finiteOf(primary.candidate)),
        ];
  return [sign, `${isBest ? '**' : ''}${md(name, 100)}${isBest ? '** (best)' : ''}`, verdict, ...cells];
}
