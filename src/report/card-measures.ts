// Sections of a model card about how good a model is: metrics with what is known of their uncertainty, gates, slices. Pure.
import type { CheckedDifference, MetricRow } from '../comparison/comparison.ts';
import { estimateWords, methodWords } from '../comparison/decision/decision-words.ts';
import { isTrainingMetric } from '../comparison/metric-name.ts';
import { finiteOf } from '../run/number.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { gateResultsOf, type GateResult } from '../registry/gate-results.ts';
import { limited } from './card-facts.ts';
import { link, ownUrl } from './link.ts';
import { code, md, type Alignment } from './markdown.ts';
import type { CardView } from './model-card.ts';
import {
  chooseFormat,
  formatCount,
  formatDelta,
  formatDistance,
  formatReading,
  type NumberFormat,
} from './number-format.ts';

type Sections = readonly string[];

interface Column {
  readonly heading: string;
  readonly alignment: Alignment;
  /** Undefined where nothing is known; a column of nothing is left out. */
  readonly cell: (row: MetricRow, format: NumberFormat) => string | undefined;
}

const ARROWS = { higher: ' ↑', lower: ' ↓', unknown: '' } as const;

export function metrics(view: CardView): Sections {
  const rows = measured(view).toSorted((a, b) => rank(a) - rank(b));
  if (rows.length === 0) return ['## Metrics', 'No metrics are recorded.'];
  const uncertain: readonly Column[] = [
    { heading: 'Difference', alignment: 'left', cell: (row) => differenceCell(row) },
    { heading: 'Noise of one run', alignment: 'left', cell: noiseCell },
    { heading: 'Repeats', alignment: 'left', cell: (row, format) => repeatsCell(row, format, view) },
  ];
  const columns: readonly Column[] = [
    { heading: 'Metric', alignment: 'left', cell: nameCell },
    { heading: 'Value', alignment: 'right', cell: (row, format) => formatReading(row.candidate, format) },
    {
      heading: 'Baseline',
      alignment: 'right',
      cell: (row, format) => (row.baseline === undefined ? undefined : formatReading(row.baseline, format)),
    },
    ...uncertain,
  ];
  const table = rows.slice(0, view.most).map((row) => columns.map(({ cell }) => cell(row, formatOf(row))));
  const used = columns.map((_, index) => table.some((cells) => cells[index] !== undefined));
  const keep = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => used[index]);
  const isCertain = columns.every((column, index) => !uncertain.includes(column) || used[index] !== true);
  return [
    '## Metrics',
    ...limited(
      keep(columns.map(({ heading }) => heading)),
      keep(columns.map(({ alignment }) => alignment)),
      rows.map((_, index) => table[index] ?? []),
      (cells) => keep(cells).map((cell) => cell ?? '–'),
      view,
    ),
    isCertain
      ? 'How far chance moves these values is not known: there are no repeats, no predictions for each row, and too few runs.'
      : 'A difference is to the baseline, with the interval by which it was judged; noise is one standard deviation.',
  ];
}

export function gates(view: CardView): Sections {
  const { comparison, links } = view;
  const verdict = comparison?.verdict;
  const results = comparison === undefined ? [] : gateResultsOf(comparison);
  if (comparison === undefined || verdict === undefined) return ['## Gates', 'No gate judged this run.'];
  const rowOf = ({ gate, status, reason, accepted }: GateResult): readonly string[] => [
    code(gate),
    accepted === undefined ? status : `${status}, accepted`,
    reason === undefined ? '' : md(reason, 300),
  ];
  const accepted = (verdict.accepted ?? []).slice(0, 20).map((each) => {
    const who = each.actor === undefined ? 'somebody' : code(`@${each.actor}`, 60);
    return `- ${code(each.gate)} was accepted by ${link(who, ownUrl(links, each.url))}: ${md(each.reason, 300)}`;
  });
  return [
    '## Gates',
    `**Verdict: ${verdict.status}**${verdict.warned ? ', with warnings' : ''}.`,
    ...limited(['Gate', 'Status', 'Why'], ['left', 'left', 'left'], results, rowOf, view),
    ...(accepted.length === 0 ? [] : [accepted.join('\n')]),
  ];
}

/** Worst first. */
export function slices(view: CardView): Sections {
  const found = view.comparison?.slices;
  if (found === undefined) return ['## Slices', 'No slices are recorded.'];
  const counts = `Of ${formatCount(found.judged)} slices ${found.worse} got worse than the baseline and ${found.better} better, by more than chance.`;
  if (found.rows.length === 0) return ['## Slices', counts];
  const rowOf = ({ slice, n, estimate, interval: [low, high] }: (typeof found.rows)[number]): readonly string[] => {
    const format = chooseFormat({ values: [estimate, low, high], delta: estimate, sigma: (high - low) / 4 });
    const ends = `[${formatDelta(low, format)}, ${formatDelta(high, format)}]`;
    const word = estimate > 0 ? 'worse' : 'better';
    return [code(slice, 80), formatCount(n), `${formatDelta(estimate, format)} ${ends}`, word];
  };
  const head = ['Slice', 'Rows', `Change of the ${md(found.loss)}, 95 %`, ''];
  return ['## Slices', counts, ...limited(head, ['left', 'right', 'left', 'left'], found.rows, rowOf, view)];
}

/** The rows of the comparison; of a run that was not compared, its metrics as they are. */
function measured({ run, comparison }: CardView): readonly MetricRow[] {
  if (comparison !== undefined && comparison.rows.length > 0) return comparison.rows;
  return Object.entries(run.metrics).map(([name, { value, unit }]) => ({
    name,
    direction: 'unknown',
    ...(unit === undefined ? {} : { unit }),
    primary: false,
    candidate: value,
    movement: 'new',
    history: [],
    count: false,
  }));
}

function rank(row: MetricRow): number {
  if (row.primary) return 0;
  if (row.gate !== undefined) return 1;
  return row.count || isTrainingMetric(row.name.slice(0, 100)) ? 3 : 2;
}

function formatOf({ baseline, candidate, delta, noise, unit }: MetricRow): NumberFormat {
  return chooseFormat({ values: [baseline, candidate], delta, sigma: noise?.sigma, unit });
}

function nameCell({ name, primary, direction, count }: MetricRow): string {
  return `${primary ? `**${md(name)}**` : md(name)}${count ? '' : ARROWS[direction]}`;
}

function differenceCell(row: MetricRow): string | undefined {
  const difference = row.gate?.checks.find((check) => check.difference !== undefined)?.difference;
  return difference === undefined ? undefined : md(differenceWords(difference), 200);
}

function differenceWords(difference: CheckedDifference): string {
  return `${estimateWords({ ...difference, baseline: difference.from })}, ${methodWords(difference)}`;
}

function noiseCell({ noise }: MetricRow, format: NumberFormat): string | undefined {
  return noise === undefined ? undefined : `${formatDistance(noise.sigma, format)}, of ${formatCount(noise.runs)} runs`;
}

function repeatsCell({ name }: MetricRow, format: NumberFormat, { run: { repeats } }: CardView): string | undefined {
  const readings = repeats === undefined || !Object.hasOwn(repeats.values, name) ? undefined : repeats.values[name];
  if (repeats === undefined || readings === undefined) return undefined;
  const values = Object.values(readings)
    .map(finiteOf)
    .filter((value) => value !== undefined);
  const spread = meanInterval(values, 0.95);
  const many = `${formatCount(values.length)} ${repeats.unit}${values.length === 1 ? '' : 's'}`;
  return spread.kind === 'determined' ? `${many}, deviation ${formatDistance(spread.deviation, format)}` : many;
}
