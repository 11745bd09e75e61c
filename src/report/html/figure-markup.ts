// A figure of the page: the drawing, its legend, and its numbers for whoever reads rather than looks.
import type { Figure, LegendEntry } from '../plot/figure.ts';
import { element, type Markup } from './markup.ts';

export function figureMarkup({ title, svg, legend, table }: Figure): Markup {
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    element('div', { class: 'scroll', role: 'region', 'aria-label': title, tabindex: 0 }, svg),
    legend.length === 0 ? undefined : element('ul', { class: 'legend' }, ...legend.map(legendMarkup)),
    element('details', {}, element('summary', {}, 'As a table'), tableMarkup(title, table)),
  );
}

/** A mark as it is drawn, 24 by 12. */
export function swatchOf(mark: LegendEntry['mark']): Markup {
  return SWATCHES[mark];
}

function legendMarkup({ mark, words }: LegendEntry): Markup {
  const swatch = element('svg', { viewBox: '0 0 24 12', class: 'swatch', 'aria-hidden': 'true' }, SWATCHES[mark]);
  return element('li', {}, swatch, words);
}

const SWATCHES: Readonly<Record<LegendEntry['mark'], Markup>> = {
  run: element('path', { class: 'run', d: 'M12 0L18 6L12 12L6 6Z' }),
  baseline: element('rect', { class: 'baseline', x: 7, y: 1, width: 10, height: 10 }),
  'run-line': element('path', { class: 'run line', d: 'M0 6L24 6' }),
  'baseline-line': element('path', { class: 'baseline', d: 'M0 6L24 6' }),
  past: element('path', { class: 'past', d: 'M0 6L24 6' }),
  band: element('rect', { class: 'band', x: 0, y: 0, width: 24, height: 12 }),
  limit: element('path', { class: 'limit', d: 'M0 6L24 6' }),
  warning: element('path', { class: 'warning', d: 'M0 6L24 6' }),
  chance: element('path', { class: 'chance', d: 'M0 6L24 6' }),
};

function tableMarkup(title: string, { head, rows }: Figure['table']): Markup {
  const columns = head.map((name, index) =>
    element('th', { scope: 'col', class: index === 0 ? undefined : 'right' }, name),
  );
  const lines = rows.map((cells) =>
    element(
      'tr',
      {},
      ...cells.map((cell, index) =>
        index === 0 ? element('th', { scope: 'row' }, cell) : element('td', { class: 'right' }, cell),
      ),
    ),
  );
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': `${title}, as a table`, tabindex: 0 },
    element('table', {}, element('thead', {}, element('tr', {}, ...columns)), element('tbody', {}, ...lines)),
  );
}
