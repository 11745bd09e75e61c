// Points → metrics of the record, and the full series beside it.
import { canonicalLine } from '../../run/canonical.ts';
import { readingOf } from '../../run/number.ts';
import type { Metric } from '../../run/record.ts';
import { MAX_SERIES_POINTS } from './limits.ts';
import type { Point } from './metric-values.ts';
import { repeatName, repeatValues, type RepeatUnit } from './repeats.ts';

/** Points by metric, in the order of their first appearance. */
function groupPoints(points: readonly Point[]): ReadonlyMap<string, readonly Point[]> {
  return Map.groupBy(points, (point) => point.name);
}

/**
 * The metrics of a run: the value is the last point's; a metric with more than one point also has its first value, how
 * many there were, and the smallest and largest finite one. Of one that was repeated it is the mean of the repeats.
 * @param unit what it was repeated over
 */
export function summariseMetrics(points: readonly Point[], unit?: RepeatUnit): Readonly<Record<string, Metric>> {
  return Object.fromEntries(
    [...groupPoints(points)].map(([name, all]) => {
      const own = all.filter((point) => repeatName(point, unit) === undefined);
      // What the training says of the metric itself counts more than what follows from its repeats.
      return [name, own.length > 0 ? summarise(own) : summariseRepeated(all, unit)];
    }),
  );
}

function summariseRepeated(points: readonly Point[], unit: RepeatUnit | undefined): Metric {
  const values = [...repeatValues(points, unit).values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const own = points.findLast((point) => point.unit !== undefined)?.unit;
  return {
    value: readingOf(mean),
    ...(own === undefined ? {} : { unit: own }),
    ...(values.length < 2 ? {} : { ...extremesOf(values), count: values.length }),
  };
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
  const extremes = extremesOf(series.map((point) => point.value));
  return { ...metric, ...extremes, first: readingOf(series[0]?.value ?? Number.NaN), count: series.length };
}

function extremesOf(values: readonly number[]): Pick<Metric, 'min' | 'max'> {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return {};
  return {
    min: readingOf(finite.reduce((least, value) => Math.min(least, value))),
    max: readingOf(finite.reduce((greatest, value) => Math.max(greatest, value))),
  };
}

/** The series of every metric that has more than one point, as JSON Lines `{name, step, value}`; repeats are none. */
export function renderSeries(all: readonly Point[]): { readonly text: string; readonly points: number } {
  const points = all.filter(({ repeat }) => repeat === undefined);
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
