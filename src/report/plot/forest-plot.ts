// The difference of two runs on all rows and on each slice, with what is known of it: a forest plot. Pure.
import { sliceDifferences, type ForestRow } from '../../comparison/slice-differences.ts';
import type { PairedRows } from '../../comparison/evidence.ts';
import { element, nameOf, together, type Markup } from '../html/markup.ts';
import { formatCount } from '../number-format.ts';
import type { Figure } from './figure.ts';
import { drawing, frameOf, type Frame } from './frame.ts';
import { axisOf, roundDomain, writeNumber } from './scale.ts';

/** More lines than these are no plot any more. */
const MOST_ROWS = 30;
const LINE_HEIGHT = 22;
const LABEL_WIDTH = 170;

/** Undefined where nothing is known of the difference. */
export function forestFigure(rows: PairedRows, subject: string): Figure | undefined {
  const { loss, rows: found } = sliceDifferences(rows);
  const shown = found.slice(0, MOST_ROWS);
  if (shown.length === 0) return undefined;
  const left = found.length - shown.length;
  const wide = roundDomain([0, ...shown.flatMap(({ low, high }) => [low, high])]);
  if (wide === undefined) return undefined;
  const x = axisOf(wide);
  const y = {
    domain: [shown.length - 0.5, -0.5] as const,
    ticks: shown.map((_, index) => index),
    labels: shown.map(({ label, n }) => `${nameOf(label, 16)} (${formatCount(n)})`),
  };
  const height = shown.length * LINE_HEIGHT + 70;
  const xTitle = `${loss}: ${subject} − baseline (left of 0 is better)`;
  const frame = frameOf({ x, y, xTitle, yTitle: '', height, left: LABEL_WIDTH, bare: true });
  const title = `Slices: difference of the ${loss}`;
  const worse = found.filter(({ low }) => low > 0).length;
  const better = found.filter(({ high }) => high < 0).length;
  const more = left === 0 ? '' : `; ${left} more are not drawn`;
  const description =
    `${subject} minus the baseline with 95 % intervals, each for itself, worst slice first. ` +
    `${better} of ${found.length} lie wholly below 0, which is better, ${worse} wholly above${more}.`;
  const svg = drawing(
    { id: 'slices', title, description, height },
    frame.axes,
    element('line', { class: 'axis', x1: frame.x(0), x2: frame.x(0), y1: frame.top, y2: frame.bottom }),
    ...shown.map((row, index) => rowMark(frame, row, index)),
  );
  // A hundredth of what stands between two ticks.
  const step = Math.abs((x.ticks[1] ?? 1) - (x.ticks[0] ?? 0)) / 100;
  const cells = ({ label, estimate, low, high, n }: ForestRow): readonly string[] => [
    nameOf(label),
    writeNumber(estimate, step),
    `${writeNumber(low, step)} to ${writeNumber(high, step)}`,
    formatCount(n),
  ];
  return {
    id: 'slices',
    title,
    description,
    svg,
    legend: [{ mark: 'run', words: 'difference with its 95 % interval; rows in brackets' }],
    table: {
      head: ['Slice', `difference of the ${loss}`, '95 % interval', 'rows'],
      rows: found.slice(0, 500).map(cells),
    },
  };
}

function rowMark(frame: Frame, { estimate, low, high }: ForestRow, index: number): Markup {
  const [x, y] = [frame.x(estimate), frame.y(index)];
  return together([
    element('line', { class: 'whisker', x1: frame.x(low), x2: frame.x(high), y1: y, y2: y }),
    index === 0
      ? element('path', { class: 'run', d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z` })
      : element('rect', { class: 'run', x: x - 4, y: y - 4, width: 8, height: 8 }),
  ]);
}
