// One metric over the last runs: its values, this run, what is within noise of the baseline, and its limits. Pure.
import type { Comparison, GateCheck, MetricRow } from '../../comparison/comparison.ts';
import { noiseLimit } from '../../comparison/noise.ts';
import { finiteOf } from '../../run/number.ts';
import { element, nameOf, together, type Markup } from '../html/markup.ts';
import { formatDistance, formatLimit, formatReading, type NumberFormat } from '../number-format.ts';
import { plainMarkdown } from '../plain-markdown.ts';
import type { Figure, LegendEntry } from './figure.ts';
import { drawing, frameOf, path, text, type Frame } from './frame.ts';
import { axisOf, roundDomain, writeNumber } from './scale.ts';

/** A line through fewer points than this says nothing. */
const LEAST_POINTS = 2;

export interface MetricHistoryFacts {
  readonly id: string;
  readonly row: MetricRow;
  readonly comparison: Pick<Comparison, 'baseline' | 'historyRuns'>;
  readonly format: NumberFormat;
  /** Short commit of this run. */
  readonly commit: string;
  /** What the run is called, for example "this PR". */
  readonly subject: string;
}

/** Undefined where there is too little to draw. */
export function metricHistoryFigure(facts: MetricHistoryFacts): Figure | undefined {
  const { id, row, comparison, format, commit, subject } = facts;
  const candidate = finiteOf(row.candidate);
  const past = row.history.map((value) => finiteOf(value ?? undefined) ?? null);
  const known = [...past, candidate ?? null].filter((value) => value !== null);
  if (known.length < LEAST_POINTS) return undefined;

  const write = (value: number): string => plainMarkdown(formatReading(value, format));
  const baseline = finiteOf(row.baseline);
  const reach = row.noise === undefined ? undefined : noiseLimit(row.noise);
  const band =
    baseline === undefined || reach === undefined ? undefined : ([baseline - reach, baseline + reach] as const);
  const shown = [...known, ...(baseline === undefined ? [] : [baseline]), ...(band ?? [])];
  const { near, far } = limitsOf(row, shown);
  const domain = roundDomain([...shown, ...near.map(({ limit }) => limit)]);
  if (domain === undefined) return undefined;
  const y = axisOf(domain, (value, step) => writeNumber(value / format.divisor, step / format.divisor));
  const labels = [...past.map((_, index) => comparison.historyRuns[index]?.commit.slice(0, 7) ?? ''), commit];
  const x = { domain: [-0.5, past.length + 0.5] as const, ticks: labels.map((_, index) => index), labels };
  const name = nameOf(row.name);
  const unit = plainMarkdown(format.unit).trim();
  const frame = frameOf({
    x,
    y,
    xTitle: 'commit, oldest first',
    yTitle: nameOf(unit === '' ? name : `${name}, ${unit}`, 36),
    slanted: true,
  });

  const at = comparison.historyRuns.findIndex(({ run }) => run === comparison.baseline?.run);
  const title = `${name} over the last ${past.length === 1 ? 'run' : `${past.length} runs`} and ${subject}`;
  const description = descriptionOf({ name, known, candidate, write, subject });
  const limits = [...near, ...far];
  const legend: readonly LegendEntry[] = [
    ...(candidate === undefined ? [] : [{ mark: 'run', words: `${subject}: ${write(candidate)}` } as const]),
    ...(baseline === undefined ? [] : [{ mark: 'baseline', words: `baseline: ${write(baseline)}` } as const]),
    ...(past.some((value) => value !== null) ? [{ mark: 'past', words: 'earlier runs' } as const] : []),
    ...(reach === undefined || band === undefined
      ? []
      : [
          {
            mark: 'band',
            words: `within noise of the baseline: ±${plainMarkdown(formatDistance(reach, format))}, 2 σ of a difference of two runs`,
          } as const,
        ]),
    ...limits.map((limit) => limitEntry(limit, format, far.includes(limit))),
  ];
  const svg = drawing(
    { id, title, description },
    band === undefined ? undefined : bandMark(frame, band),
    frame.axes,
    ...near.map(({ limit, kind }) =>
      element('line', {
        class: kind === 'warn' ? 'warning' : 'limit',
        x1: frame.left,
        x2: frame.right,
        y1: frame.y(limit),
        y2: frame.y(limit),
      }),
    ),
    element('path', {
      class: 'past',
      d: path(
        [...past, candidate ?? null].map((value, index) => (value === null ? null : [frame.x(index), frame.y(value)])),
      ),
    }),
    ...past.map((value, index) => (value === null ? undefined : pastMark(frame, index, value, index === at))),
    at < 0 && baseline !== undefined
      ? element('line', {
          class: 'baseline',
          x1: frame.left,
          x2: frame.right,
          y1: frame.y(baseline),
          y2: frame.y(baseline),
        })
      : undefined,
    candidate === undefined ? undefined : runMark(frame, past.length, candidate, write(candidate)),
  );
  const rows = [...past, candidate ?? null].map((value, index) => [
    `${labels[index] ?? ''}${index === past.length ? ` (${subject})` : index === at ? ' (baseline)' : ''}`,
    value === null ? '–' : write(value),
  ]);
  return { id, title, description, svg, legend, table: { head: ['Commit', name], rows } };
}

type Limit = GateCheck & { readonly limit: number };

/** Limits that would flatten the line are told and not drawn. */
function limitsOf(
  row: MetricRow,
  values: readonly number[],
): { readonly near: readonly Limit[]; readonly far: readonly Limit[] } {
  const limits = (row.gate?.checks ?? []).filter((check): check is Limit => finiteOf(check.limit) !== undefined);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const reach = 2 * (greatest - least) || Math.abs(greatest) || 1;
  const isNear = ({ limit }: Limit): boolean => limit >= least - reach && limit <= greatest + reach;
  return { near: limits.filter(isNear), far: limits.filter((limit) => !isNear(limit)) };
}

const LIMITS = { min: 'minimum', max: 'maximum', warn: 'warning level', 'max-regression': 'regression limit' } as const;

function limitEntry(check: Limit, format: NumberFormat, isFar: boolean): LegendEntry {
  const kind = Object.hasOwn(LIMITS, check.kind) ? LIMITS[check.kind as keyof typeof LIMITS] : 'limit';
  // What was declared is shown as it was; what follows from the baseline has as many digits as the metric.
  const limit = check.kind === 'max-regression' ? formatReading(check.limit, format) : formatLimit(check.limit, format);
  const words = `${kind}: ${plainMarkdown(limit)}${isFar ? ', outside of the plot' : ''}`;
  return { mark: check.kind === 'warn' ? 'warning' : 'limit', words };
}

function descriptionOf(facts: {
  readonly name: string;
  readonly known: readonly number[];
  readonly candidate: number | undefined;
  readonly write: (value: number) => string;
  readonly subject: string;
}): string {
  const { name, known, candidate, write, subject } = facts;
  const range = `${name} was between ${write(Math.min(...known))} and ${write(Math.max(...known))}`;
  return candidate === undefined ? `${range}.` : `${range}; of ${subject} it is ${write(candidate)}.`;
}

function bandMark(frame: Frame, [low, high]: readonly [number, number]): Markup {
  const [top, bottom] = [frame.y(high), frame.y(low)];
  return element('rect', {
    class: 'band',
    x: frame.left,
    width: frame.right - frame.left,
    y: top,
    height: bottom - top,
  });
}

function pastMark(frame: Frame, index: number, value: number, isBaseline: boolean): Markup {
  const [x, y] = [frame.x(index), frame.y(value)];
  return isBaseline
    ? element('rect', { class: 'baseline', x: x - 5, y: y - 5, width: 10, height: 10 })
    : element('circle', { class: 'past', cx: x, cy: y, r: 3.5 });
}

/** This run is a diamond with its value beside it. */
function runMark(frame: Frame, index: number, value: number, words: string): Markup {
  const [x, y] = [frame.x(index), frame.y(value)];
  const isHigh = y < frame.top + 24;
  return together([
    element('path', { class: 'run', d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z` }),
    text(words, { class: 'value', x: Math.min(x, frame.right - 4), y: isHigh ? y + 22 : y - 12, 'text-anchor': 'end' }),
  ]);
}
