// Elements of HTML and SVG as values: whatever is a string is text and escaped, so that nothing foreign becomes markup.
import { plain } from '../plain-text.ts';

/** Finished markup. Only this file makes it out of text. */
export interface Markup {
  readonly markup: string;
}

export type Child = Markup | string | undefined;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * @param name a tag that this program wrote
 * @param attributes their values are escaped; numbers get two digits after the point; undefined leaves one out
 */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === 'number' ? coordinate(value) : value)}"`],
  );
  return { markup: `<${name}${written.join('')}>${together(children).markup}</${name}>` };
}

export function together(children: readonly Child[]): Markup {
  return {
    markup: children
      .map((child) => (child === undefined ? '' : typeof child === 'string' ? escaped(child) : child.markup))
      .join(''),
  };
}

/** Text that stands between tags or in quotes. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A foreign name: on one line, without what is invisible or turns text around. */
export function nameOf(text: string, max = 60): string {
  const name = plain(text, max);
  return name === '' ? '(empty)' : name;
}

/** A length in a drawing; two digits are a hundredth of a pixel. */
function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}
