// ROC and precision–recall curves of both runs. Pure.
import type { PairedRows } from '../../comparison/evidence.ts';
import { precisionRecallCurve } from '../../statistics/precision-recall.ts';
import { rocCurve } from '../../statistics/roc-curve.ts';
import { element, type Markup } from '../html/markup.ts';
import type { Figure } from './figure.ts';
import { drawing, frameOf, path, type Frame } from './frame.ts';
import { axisOf } from './scale.ts';

const SHARE = axisOf([0, 1]);

/** Undefined where rows are of one class only, or predictions are no scores. */
export function rocFigure(rows: PairedRows, subject: string): Figure | undefined {
  const [before, after] = [rows.baseline, rows.candidate].map((scores) => rocCurve(rows.target, scores, rows.weight));
  if (before?.kind !== 'determined' || after?.kind !== 'determined') return undefined;
  const frame = frameOf({ x: SHARE, y: SHARE, xTitle: 'false positive rate', yTitle: 'true positive rate' });
  const [title, area] = ['ROC curve', [before.area.toFixed(4), after.area.toFixed(4)] as const];
  const description = `Area under the curve: ${area[0]} of the baseline, ${area[1]} of ${subject}.`;
  const svg = drawing(
    { id: 'roc', title, description },
    frame.axes,
    element('path', {
      class: 'chance',
      d: path([
        [frame.x(0), frame.y(0)],
        [frame.x(1), frame.y(1)],
      ]),
    }),
    curveMark(frame, 'baseline', before.falsePositiveRate, before.truePositiveRate),
    curveMark(frame, 'run line', after.falsePositiveRate, after.truePositiveRate),
  );
  const shares = [0.01, 0.05, 0.1, 0.2, 0.5];
  return {
    id: 'roc',
    title,
    description,
    svg,
    legend: [
      { mark: 'run-line', words: `${subject}: area ${area[1]}` },
      { mark: 'baseline-line', words: `baseline: area ${area[0]}` },
      { mark: 'chance', words: 'guessing' },
    ],
    table: {
      head: ['False positive rate', 'baseline', subject],
      rows: [
        ...shares.map((share) => [
          `at most ${share}`,
          ...[before, after].map((curve) =>
            lastUpTo(curve.falsePositiveRate, curve.truePositiveRate, share).toFixed(4),
          ),
        ]),
        ['area', ...area],
      ],
    },
  };
}

/** Undefined where rows are of one class only, or predictions are no scores. */
export function precisionRecallFigure(rows: PairedRows, subject: string): Figure | undefined {
  const curves = [rows.baseline, rows.candidate].map((scores) =>
    precisionRecallCurve(rows.target, scores, rows.weight),
  );
  const [before, after] = curves;
  if (before?.kind !== 'determined' || after?.kind !== 'determined') return undefined;
  const frame = frameOf({ x: SHARE, y: SHARE, xTitle: 'recall', yTitle: 'precision' });
  const title = 'Precision and recall';
  const averages = [before.averagePrecision.toFixed(4), after.averagePrecision.toFixed(4)] as const;
  const description = `Average precision: ${averages[0]} of the baseline, ${averages[1]} of ${subject}.`;
  const level = frame.y(before.prevalence);
  const svg = drawing(
    { id: 'precision-recall', title, description },
    frame.axes,
    element('path', {
      class: 'chance',
      d: path([
        [frame.x(0), level],
        [frame.x(1), level],
      ]),
    }),
    curveMark(frame, 'baseline', before.recall, before.precision),
    curveMark(frame, 'run line', after.recall, after.precision),
  );
  return {
    id: 'precision-recall',
    title,
    description,
    svg,
    legend: [
      { mark: 'run-line', words: `${subject}: average precision ${averages[1]}` },
      { mark: 'baseline-line', words: `baseline: average precision ${averages[0]}` },
      { mark: 'chance', words: `guessing: ${before.prevalence.toFixed(4)}` },
    ],
    table: {
      head: ['Recall', 'baseline', subject],
      rows: [
        ...[0.5, 0.8, 0.9, 0.95, 0.99].map((share) => [
          `at least ${share}`,
          ...[before, after].map((curve) => bestFrom(curve.recall, curve.precision, share).toFixed(4)),
        ]),
        ['average precision', ...averages],
      ],
    },
  };
}

/** A line of a million points has the shape of some hundreds: those are left out that move the pen less than half a pixel. */
function curveMark(frame: Frame, mark: string, x: Float64Array, y: Float64Array): Markup {
  const points: (readonly [number, number])[] = [];
  let drawn: readonly [number, number] = [-Infinity, -Infinity];
  for (let index = 0; index < x.length; index += 1) {
    const point = [frame.x(x[index] as number), frame.y(y[index] as number)] as const;
    const isFar = Math.abs(point[0] - drawn[0]) >= 0.5 || Math.abs(point[1] - drawn[1]) >= 0.5;
    if (!isFar && index < x.length - 1) continue;
    points.push(point);
    drawn = point;
  }
  return element('path', { class: mark, d: path(points) });
}

/** The value at the last point whose share is not above the limit. */
function lastUpTo(shares: Float64Array, values: Float64Array, limit: number): number {
  let value = 0;
  for (let index = 0; index < shares.length && (shares[index] as number) <= limit; index += 1)
    value = values[index] as number;
  return value;
}

/** The greatest value among points whose share reaches the limit. */
function bestFrom(shares: Float64Array, values: Float64Array, limit: number): number {
  let best = 0;
  for (let index = 0; index < shares.length; index += 1) {
    if ((shares[index] as number) >= limit) best = Math.max(best, values[index] as number);
  }
  return best;
}
