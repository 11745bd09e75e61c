// A figure as a file of its own, for pages that take pictures and nothing else: the drawing with its title and its legend, in
// colours of its own. It has no script, no font and no address in it. Pure.
import { swatchOf } from '../html/figure-markup.ts';
import { element, together, type Markup } from '../html/markup.ts';
import { plain } from '../plain-text.ts';
import { DARK, LIGHT, marksIn, type Palette } from './colours.ts';
import type { Figure } from './figure.ts';
import { HEIGHT, text, WIDTH } from './frame.ts';

/** The width at which a picture is shown, in pixels. */
export const PICTURE_WIDTH = 640;

const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
const [MARGIN, SWATCH, LINE] = [14, 34, 17];

// What fits into a line, in widths of a usual letter.
const [TITLE_WIDTH, LEGEND_WIDTH] = [48, 52];

export interface Picture {
  /** What is to be seen, in words: title, description and legend. One line. */
  readonly alt: string;
  /** SVG documents. */
  readonly light: string;
  readonly dark: string;
}

export function pictureOf(figure: Figure): Picture {
  const { title, description, legend } = figure;
  const words = legend.map((entry) => entry.words).join('; ');
  return {
    alt: plain(`${title}. ${description}${words === '' ? '' : ` ${words}.`}`, 900),
    light: documentOf(figure, LIGHT),
    dark: documentOf(figure, DARK),
  };
}

function documentOf({ title, svg, legend }: Figure, palette: Palette): string {
  const head = linesOf(title, TITLE_WIDTH);
  const top = MARGIN + head.length * LINE;
  const entries = legend.map(({ mark, words }) => ({ mark, lines: linesOf(words, LEGEND_WIDTH) }));
  let y = top + HEIGHT;
  const legendMarks: Markup[] = [];
  for (const { mark, lines } of entries) {
    const at = `translate(${MARGIN} ${y + 1})`;
    legendMarks.push(element('g', { transform: at }, swatchOf(mark)), ...stacked(lines, MARGIN + SWATCH, y + 11));
    y += lines.length * LINE;
  }
  const height = y + MARGIN;
  const drawn = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: PICTURE_WIDTH,
      height: (height * PICTURE_WIDTH) / WIDTH,
      viewBox: `0 0 ${WIDTH} ${height}`,
      'font-family': FONT,
    },
    // Nothing foreign is in it, and no sign that XML would read.
    { markup: `<style>${marksIn(palette)}</style>` },
    // Whatever the page thinks the reader's colours are, these fit each other.
    element('rect', { width: WIDTH, height, rx: 6, fill: palette.page }),
    ...stacked(head, MARGIN, MARGIN + 11, 'value'),
    element('svg', { y: top, width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, svg),
    together(legendMarks),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${legible(drawn.markup)}\n`;
}

function stacked(lines: readonly string[], x: number, y: number, mark?: string): readonly Markup[] {
  const style = mark === undefined ? {} : { class: mark };
  return lines.map((line, index) => text(line, { ...style, x, y: y + index * LINE }));
}

/** Breaks words into lines; SVG does not. */
function linesOf(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of words) {
    if (widthOf(line + letter) > most) {
      const space = line.lastIndexOf(' ');
      const cut = space > line.length / 2 ? space : line.length;
      lines.push(line.slice(0, cut));
      line = line.slice(cut).trimStart();
    }
    line += letter;
  }
  return [...lines, line];
}

/** About how wide a text is, whatever font the reader has. */
function widthOf(words: string): number {
  let width = 0;
  for (const letter of words)
    width += /[^\0-\u10FF\u2000-\u2BFF]/u.test(letter) ? 2 : /[A-Z@%mw]/.test(letter) ? 1.4 : 1;
  return width;
}

/** Characters that no XML may hold, escaped or not: a reader of it shows nothing at all. */
function legible(xml: string): string {
  return xml.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
