// Points → metrics of the record, and the full series beside it.
import { canonicalLine } from '../../run/canonical.ts';
import { readingOf } from '../../run/number.ts';
import type { Metric } from '../../run/record.ts';
import { MAX_SERIES_POINTS } from './limits.ts';
import type { Point } from './metric-values.ts';

/** Points by metric, in the order of their first appearance. */
function groupPoints(points: readonly Point[]): ReadonlyMap<string, readonly Point[]> {
  return Map.groupBy(points, (point) => point.name);
}

/**
 * The metrics of a run: the value is the last point's; a metric with more than one point also has its first value, how
 * many there were, and the smallest and largest finite one.
 */
export function summariseMetrics(points: readonly Point[]): Readonly<Record<string, Metric>> {
  return Object.fromEntries([...groupPoints(points)].map(([name, series]) => [name, summarise(series)]));
}

function summarise(series: readonly Point[]): Metric {
  const last = series.at(-1);
  const unit = series.findLast((point) => point.unit !== undefined)?.unit;
  const metric = {
    value: readingOf(last?.value ?? Number.NaN),
    ...(last?.step === undefined ? {} : { step: last.step }),
    ...(unit === undefined ? {} : { unit }),
  };
  if (series.length < 2) return metric;
  const finite = series.map((point) => point.value).filter(Number.isFinite);
  const extremes =
    finite.length === 0
      ? {}
      : {
          min: readingOf(finite.reduce((least, value) => Math.min(least, value))),
          max: readingOf(finite.reduce((greatest, value) => Math.max(greatest, value))),
        };
  return { ...metric, ...extremes, first: readingOf(series[0]?.value ?? Number.NaN), count: series.length };
}

/** The series of every metric that has more than one point, as JSON Lines `{name, step, value}`. */
export function renderSeries(points: readonly Point[]): { readonly text: string; readonly points: number } {
  const series = [...groupPoints(points).values()].filter((group) => group.length > 1);
  const most = Math.max(2, Math.min(MAX_SERIES_POINTS.perMetric, Math.floor(MAX_SERIES_POINTS.total / series.length)));
  const kept = series.flatMap((group) => thin(group, most));
  const lines = kept.map(({ name, step, value }) => `${canonicalLine({ name, step, value: readingOf(value) })}\n`);
  return { text: lines.join(''), points: kept.length };
}

/** At most `most` points, evenly spread, the first and the last among them. */
function thin(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stride = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * stride)]).filter(
    (point) => point !== undefined,
  );
}
