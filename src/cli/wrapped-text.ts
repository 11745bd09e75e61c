// Text that fits a terminal: how wide it is, where it breaks, and how columns share what there is. Pure.

/** What a person sees as one character counts as one. A segmenter takes 12 ms to make, and most text needs none. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  graphemes ??= new Intl.Segmenter();
  return [...graphemes.segment(text)].length;
}

let graphemes: Intl.Segmenter | undefined;

/** Lines of at most `width`, broken between words; a longer word is broken inside. */
export function wrapped(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

function broken(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  graphemes ??= new Intl.Segmenter();
  const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
  return Array.from({ length: Math.ceil(letters.length / width) }, (_, index) =>
    letters.slice(index * width, (index + 1) * width).join(''),
  );
}

/** A narrower column cannot be read. */
const LEAST_WIDTH = 8;

/** Widths of columns that together fit: the widest give way, all alike, none below eight characters. */
export function fittedWidths(widths: readonly number[], total: number): readonly number[] {
  const sum = (most: number): number => widths.reduce((all, width) => all + Math.min(width, most), 0);
  let most = Math.max(LEAST_WIDTH, ...widths);
  while (most > LEAST_WIDTH && sum(most) > total) most -= 1;
  return widths.map((width) => Math.min(width, most));
}
