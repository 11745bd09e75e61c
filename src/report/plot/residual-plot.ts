// Residuals along the prediction: where a model is off, and how far, for any number of rows. Pure.
import type { PairedRows } from '../../comparison/evidence.ts';
import { binnedResiduals, type ResidualBin } from '../../statistics/binned-residuals.ts';
import { element, type Markup } from '../html/markup.ts';
import { formatCount } from '../number-format.ts';
import type { Figure } from './figure.ts';
import { drawing, frameOf, path, type Frame } from './frame.ts';
import { axisOf, roundDomain, writeNumber } from './scale.ts';

/** Undefined where predictions are no numbers. */
export function residualFigure(rows: PairedRows, subject: string): Figure | undefined {
  const [before, after] = [rows.baseline, rows.candidate].map((guesses) => binnedResiduals(rows.target, guesses));
  if (before?.kind !== 'determined' || after?.kind !== 'determined') return undefined;
  const both = [...before.bins, ...after.bins];
  const wide = roundDomain(both.map(({ predicted }) => predicted));
  const high = roundDomain([0, ...after.bins.flatMap(({ quantiles }) => quantiles), ...before.bins.map(medianOf)]);
  if (wide === undefined || high === undefined) return undefined;
  const [x, y] = [axisOf(wide), axisOf(high)];
  const title = 'Residuals by prediction';
  const description =
    `Target minus prediction in ${after.bins.length} bins of equally many rows: the median, the middle half and the middle ` +
    `90 % of ${subject}, and the median of the baseline. Above 0 the prediction is too low.`;
  const frame = frameOf({ x, y, xTitle: 'prediction', yTitle: 'target − prediction' });
  const svg = drawing(
    { id: 'residuals', title, description },
    bandMark(frame, after.bins, 0, 4),
    bandMark(frame, after.bins, 1, 3),
    frame.axes,
    element('line', { class: 'chance', x1: frame.left, x2: frame.right, y1: frame.y(0), y2: frame.y(0) }),
    medianMark(frame, before.bins, 'baseline'),
    medianMark(frame, after.bins, 'run line'),
  );
  return {
    id: 'residuals',
    title,
    description,
    svg,
    legend: [
      { mark: 'run-line', words: `${subject}: median` },
      { mark: 'band', words: `${subject}: middle 50 % and 90 %` },
      { mark: 'baseline-line', words: 'baseline: median' },
    ],
    table: {
      head: ['Prediction', '5 %', '25 %', 'median', '75 %', '95 %', 'rows'],
      rows: after.bins.map(({ predicted, quantiles, count }) => [
        short(predicted),
        ...quantiles.map(short),
        formatCount(count),
      ]),
    },
  };
}

function medianOf({ quantiles }: ResidualBin): number {
  return quantiles[2];
}

function medianMark(frame: Frame, bins: readonly ResidualBin[], mark: string): Markup {
  return element('path', { class: mark, d: path(bins.map((bin) => [frame.x(bin.predicted), frame.y(medianOf(bin))])) });
}

function bandMark(frame: Frame, bins: readonly ResidualBin[], low: 0 | 1, high: 3 | 4): Markup {
  const edge = (which: 0 | 1 | 3 | 4) =>
    bins.map(({ predicted, quantiles }) => [frame.x(predicted), frame.y(quantiles[which])] as const);
  return element('path', { class: 'band', d: `${path([...edge(high), ...edge(low).toReversed()])}Z` });
}

/** Four digits. */
function short(value: number): string {
  return writeNumber(value, 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 3));
}
