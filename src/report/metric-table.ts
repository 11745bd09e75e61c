// The table of metrics: at most eight rows in sight, all of them in a collapsed block.
import type { MetricRow, Movement } from '../comparison/comparison.ts';
import { isTrainingMetric } from '../comparison/metric-name.ts';
import { noiseLimit } from '../comparison/noise.ts';
import { finiteOf } from '../run/number.ts';
import { firstOf } from './budget.ts';
import { gateCell } from './gate-words.ts';
import { details, md, table, type Alignment } from './markdown.ts';
import { formatCount, formatDelta, formatDistance, formatReading, formatRelative } from './number-format.ts';
import type { ReportView } from './report-view.ts';
import { sigmaWords } from './significance.ts';
import { renderSparkline } from './sparkline.ts';

const MOST_ROWS = 8;
/** A trend of fewer runs says nothing. */
const LEAST_HISTORY = 3;

/** The table that is always in sight; undefined when no metric is known. */
export function renderMetricTable(view: ReportView): string | undefined {
  const { rows, historyRuns } = view.input.comparison;
  if (rows.length === 0) return undefined;
  const chosen = new Set(byRank(rows).slice(0, MOST_ROWS));
  const shown = rows.filter((row) => chosen.has(row)).toSorted((a, b) => Number(b.primary) - Number(a.primary));
  return renderRows(shown, view, historyRuns.length >= LEAST_HISTORY);
}

/** Every metric, collapsed; undefined when the table above has them all. */
export function renderAllMetrics(view: ReportView): string | undefined {
  const { rows } = view.input.comparison;
  if (rows.length <= MOST_ROWS) return undefined;
  const title = `<b>All ${formatCount(rows.length)} metrics</b>`;
  const { shown, left } = firstOf(byRank(rows), view.budget.metrics);
  const kept = new Set(shown);
  const more = left === 0 ? '' : `${formatCount(left)} more ${view.elsewhere}.`;
  if (shown.length === 0) return more;
  const body = renderRows(
    rows.filter((row) => kept.has(row)),
    view,
    false,
  );
  return details(title, more === '' ? body : `${body}\n\n${more}`);
}

function byRank(rows: readonly MetricRow[]): readonly MetricRow[] {
  return rows
    .map((row) => ({ row, rank: rank(row) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}

/** Which metrics a reader must see first: what blocks, what warns, what the run is about, what moved. */
function rank(row: MetricRow): number {
  const status = row.gate?.status;
  if (status === 'fail') return 0;
  if (status === 'inconclusive') return 1;
  if (status === 'warn') return 2;
  if (row.primary) return 3;
  if (status !== undefined) return 4;
  // Whole names may be long, and there may be thousands of them.
  if (row.count || isTrainingMetric(row.name.slice(0, 100))) return 8;
  if (row.movement === 'better' || row.movement === 'worse' || row.movement === 'not-finite') return 5;
  return row.movement === 'changed' || row.movement === 'missing' ? 6 : 7;
}

function renderRows(rows: readonly MetricRow[], view: ReportView, trend: boolean): string {
  const { comparison } = view.input;
  const compared = comparison.baseline !== undefined;
  const columns: readonly (readonly [string, Alignment, (row: MetricRow) => string])[] = [
    ['', 'center', dotOf],
    ['Metric', 'left', nameCell],
    ...(compared
      ? [[view.baseline, 'right', (row: MetricRow) => formatReading(row.baseline, view.format(row))] as const]
      : []),
    [view.subject.heading, 'right', (row) => candidateCell(row, view)],
    ...(compared ? [['Change', 'left', (row: MetricRow) => changeCell(row, view)] as const] : []),
    ['Gate', 'left', (row) => gateCell(row, view)],
    ...(trend
      ? [
          [
            trendHeading(view),
            'left',
            (row: MetricRow) => renderSparkline(filled(row, view), finiteOf(row.candidate)),
          ] as const,
        ]
      : []),
  ];
  return table(
    columns.map(([heading]) => heading),
    columns.map(([, alignment]) => alignment),
    rows.map((row) => columns.map(([, , render]) => render(row))),
  );
}

function trendHeading(view: ReportView): string {
  const { baseline, historyRuns } = view.input.comparison;
  const where = baseline === undefined || !view.isPullRequest ? '' : ` on ${view.baseline}`;
  return `Last ${historyRuns.length}${where} → ${view.subject.short}`;
}

/** A metric that no earlier run has is missing in each of them. */
function filled(row: MetricRow, view: ReportView): readonly (number | null)[] {
  return row.history.length > 0 ? row.history : view.input.comparison.historyRuns.map(() => null);
}

function dotOf(row: MetricRow): string {
  const status = row.gate?.status;
  if (status === 'fail') return '🔴';
  if (status === 'warn' || status === 'inconclusive') return '🟡';
  if (row.movement === 'better') return '🟢';
  return row.movement === 'worse' ? '🟠' : '⚪';
}

const ARROWS = { higher: ' ↑', lower: ' ↓', unknown: '' } as const;

function nameCell(row: MetricRow): string {
  const name = md(row.name);
  return `${row.primary ? `**${name}**` : name}${row.count ? '' : ARROWS[row.direction]}`;
}

function candidateCell(row: MetricRow, view: ReportView): string {
  const text = formatReading(row.candidate, view.format(row));
  return row.movement === 'better' || row.movement === 'worse' ? `**${text}**` : text;
}

/** The change in words; colour and digits only repeat it. */
export function changeCell(row: MetricRow, view: ReportView): string {
  return CHANGES[row.movement](row, view);
}

const CHANGES: Readonly<Record<Movement, (row: MetricRow, view: ReportView) => string>> = {
  better: (row, view) => `${amount(row, view)} better`,
  worse: (row, view) => `${amount(row, view)} worse`,
  same: () => 'same',
  'within-noise': (row, view) => {
    const format = view.format(row);
    const noise = row.noise === undefined ? '' : ` (±${formatDistance(noiseLimit(row.noise), format)})`;
    return `${formatDelta(row.delta ?? 0, format)} within noise${noise}`;
  },
  changed: (row, view) => (row.delta === undefined ? 'changed' : amount(row, view)),
  new: () => 'new',
  missing: () => 'missing',
  'not-finite': () => 'not a number',
};

/** "+0.0080 (+0.9 %, 3.6 σ)", as far as each is known. */
function amount(row: MetricRow, view: ReportView): string {
  const relative = row.relative === undefined ? undefined : formatRelative(row.relative);
  const known = [relative, sigmaWords(row)].filter((words) => words !== undefined).join(', ');
  return `${formatDelta(row.delta ?? 0, view.format(row))}${known === '' ? '' : ` (${known})`}`;
}
