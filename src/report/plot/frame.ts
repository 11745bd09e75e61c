// What all plots share: the sheet, its axes with ticks and titles, and how it is named to whoever does not see it.
import { element, together, type Child, type Markup } from '../html/markup.ts';
import { linearScale, type Axis } from './scale.ts';

export const WIDTH = 480;
export const HEIGHT = 300;
const MARGIN = { left: 64, right: 28, top: 14, bottom: 52 };

export interface FrameFacts {
  readonly x: Axis;
  readonly y: Axis;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly height?: number;
  readonly left?: number;
  /** Labels of x that are too long to stand side by side. */
  readonly slanted?: boolean;
  /** Without a line at each label of y, as where labels are names. */
  readonly bare?: boolean;
}

export interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Grid, ticks and titles. */
  readonly axes: Markup;
}

export function frameOf(facts: FrameFacts): Frame {
  const height = facts.height ?? HEIGHT;
  const left = facts.left ?? MARGIN.left;
  const right = WIDTH - MARGIN.right;
  const { top } = MARGIN;
  const bottom = height - MARGIN.bottom - (facts.slanted === true ? 24 : 0);
  const x = linearScale(facts.x.domain, [left, right]);
  const y = linearScale(facts.y.domain, [bottom, top]);
  const middle = (top + bottom) / 2;
  const axes = together([
    ...facts.y.ticks.map((tick, index) =>
      together([
        facts.bare === true
          ? undefined
          : element('line', { class: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
        text(facts.y.labels[index] ?? '', { x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' }),
      ]),
    ),
    element('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    ...facts.x.ticks.map((tick, index) => {
      const label = facts.x.labels[index] ?? '';
      const place = { x: x(tick), y: bottom + 18 };
      const turned = `rotate(-38 ${x(tick).toFixed(2)} ${bottom + 14})`;
      return together([
        element('line', { class: 'axis', x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4 }),
        facts.slanted === true
          ? text(label, { x: x(tick) + 4, y: bottom + 16, 'text-anchor': 'end', transform: turned })
          : text(label, { ...place, 'text-anchor': 'middle' }),
      ]);
    }),
    text(facts.xTitle, { x: (left + right) / 2, y: height - 8, 'text-anchor': 'middle', class: 'title' }),
    facts.yTitle === ''
      ? undefined
      : text(facts.yTitle, {
          x: 14,
          y: middle,
          'text-anchor': 'middle',
          class: 'title',
          transform: `rotate(-90 14 ${middle})`,
        }),
  ]);
  return { x, y, left, right, top, bottom, axes };
}

export function text(content: string, attributes: Readonly<Record<string, string | number>>): Markup {
  return element('text', attributes, content);
}

/**
 * The sheet with what is drawn on it.
 * @param facts.id letters, digits and hyphens, unique on the page
 * @param facts.description what is to be seen, for whoever does not see it
 */
export function drawing(
  facts: { readonly id: string; readonly title: string; readonly description: string; readonly height?: number },
  ...marks: readonly Child[]
): Markup {
  const { id, height = HEIGHT } = facts;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-text`,
    },
    element('title', { id: `${id}-title` }, facts.title),
    element('desc', { id: `${id}-text` }, facts.description),
    ...marks,
  );
}

/** A path through points; a gap where a value is null. */
export function path(points: readonly (readonly [x: number, y: number] | null)[]): string {
  let pen = 'M';
  return points
    .map((point) => {
      if (point === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${point[0].toFixed(2)} ${point[1].toFixed(2)}`;
      pen = 'L';
      return step;
    })
    .join('');
}
