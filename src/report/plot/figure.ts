// A plot with what makes it readable without eyes or colours: words, a legend and the same numbers as a table.
import type { Markup } from '../html/markup.ts';

export interface Figure {
  /** Letters, digits and hyphens; unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What is to be seen in it, in a sentence or two. */
  readonly description: string;
  readonly svg: Markup;
  readonly legend: readonly LegendEntry[];
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

export interface LegendEntry {
  /** A class of the style sheet; it tells marks apart by form as well as by colour. */
  readonly mark: 'run' | 'run-line' | 'baseline' | 'baseline-line' | 'past' | 'band' | 'limit' | 'warning' | 'chance';
  readonly words: string;
}
