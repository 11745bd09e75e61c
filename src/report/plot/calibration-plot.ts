// Whether probabilities come true: what was predicted against how often it happened, of both runs. Pure.
import type { PairedRows } from '../../comparison/evidence.ts';
import { calibrationBins, type CalibrationBin } from '../../statistics/calibration.ts';
import { element, together, type Markup } from '../html/markup.ts';
import { formatCount } from '../number-format.ts';
import type { Figure } from './figure.ts';
import { drawing, frameOf, path, type Frame } from './frame.ts';
import { axisOf } from './scale.ts';

const SHARE = axisOf([0, 1]);

/** Undefined where predictions are no probabilities of two classes. */
export function calibrationFigure(rows: PairedRows, subject: string): Figure | undefined {
  const [before, after] = [rows.baseline, rows.candidate].map((scores) => calibrationBins(rows.target, scores));
  if (before?.kind !== 'determined' || after?.kind !== 'determined') return undefined;
  const title = 'Calibration';
  const errors = [before.expectedError.toFixed(4), after.expectedError.toFixed(4)] as const;
  const description =
    `How often the positive class came true in ten bins of its predicted probability. ` +
    `Mean distance from the diagonal: ${errors[0]} of the baseline, ${errors[1]} of ${subject}.`;
  const frame = frameOf({ x: SHARE, y: SHARE, xTitle: 'predicted probability', yTitle: 'observed share' });
  const diagonal = path([
    [frame.x(0), frame.y(0)],
    [frame.x(1), frame.y(1)],
  ]);
  const svg = drawing(
    { id: 'calibration', title, description },
    frame.axes,
    element('path', { class: 'chance', d: diagonal }),
    binMarks(frame, before.bins, 'baseline', 'baseline'),
    binMarks(frame, after.bins, 'run line', 'run'),
  );
  return {
    id: 'calibration',
    title,
    description,
    svg,
    legend: [
      { mark: 'run-line', words: `${subject}: error ${errors[1]}` },
      { mark: 'baseline-line', words: `baseline: error ${errors[0]}` },
      { mark: 'chance', words: 'perfect' },
    ],
    table: {
      head: ['Run', 'predicted', 'observed', '95 % interval', 'rows'],
      rows: [
        ...before.bins.map((bin) => binCells('baseline', bin)),
        ...after.bins.map((bin) => binCells(subject, bin)),
      ],
    },
  };
}

function binMarks(frame: Frame, bins: readonly CalibrationBin[], line: string, mark: string): Markup {
  const at = ({ predicted, observed }: CalibrationBin) => [frame.x(predicted), frame.y(observed)] as const;
  return together([
    element('path', { class: line, d: path(bins.map(at)) }),
    ...bins.map((bin) => {
      const [cx, cy] = at(bin);
      const [low, high] = bin.interval;
      const ends = { x1: cx, x2: cx, y1: frame.y(low), y2: frame.y(high) };
      return together([
        element('line', { class: mark === 'run' ? 'whisker' : 'whisker baseline', ...ends }),
        element('circle', { class: mark, cx, cy, r: 4 }),
      ]);
    }),
  ]);
}

function binCells(
  run: string,
  { predicted, observed, interval: [low, high], count }: CalibrationBin,
): readonly string[] {
  return [
    run,
    predicted.toFixed(4),
    observed.toFixed(4),
    `${low.toFixed(4)} to ${high.toFixed(4)}`,
    formatCount(count),
  ];
}
