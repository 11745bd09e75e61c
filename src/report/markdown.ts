// GitHub Markdown that foreign text cannot leave: every string that this program did not write goes through here.
import { plain, plainLine } from './plain-text.ts';

const JOINT = '\u200B';
const EMPTY = '(empty)';

/**
 * Foreign text inside a sentence: no markup, no mention (`@team`), no reference (`#12`), no link. Never first on a line.
 * References are broken by a zero-width space, because GitHub finds them in the rendered text, where a backslash is gone.
 */
export function md(text: string, max = 80): string {
  const content = plain(text, max);
  if (content === '') return EMPTY;
  return content
    .replaceAll(/[\\`*~[\]!$]/g, String.raw`\$&`)
    .replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, String.raw`\_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@|#|GH(?=-\d)|www(?=\.)|:(?=\/\/)/gi, `$&${JOINT}`);
}

/** A name, value or path as a code span, in which GitHub finds neither markup nor mentions. */
export function code(text: string, max = 80): string {
  const content = plain(text, max);
  if (content === '') return EMPTY;
  const ticks = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${content}${space}${ticks}`;
}

/** The same inside raw HTML such as `<summary>`, where Markdown is not read. */
export function htmlCode(text: string, max = 80): string {
  return `<code>${plain(text, max).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code>`;
}

/** A fenced block, its fence longer than any run of backticks inside. */
export function fence(language: string, lines: readonly string[], width = 200): string {
  const content = lines.map((line) => plainLine(line, width));
  const ticks = '`'.repeat(Math.max(3, Math.max(0, ...content.map(longestRun)) + 1));
  return [`${ticks}${language}`, ...content, ticks].join('\n');
}

export type Alignment = 'left' | 'right' | 'center';
const DELIMITERS = { left: ':--', right: '--:', center: ':-:' } as const;

/**
 * A table of cells that are Markdown already. Pipes are escaped here, for they part cells even inside code spans.
 */
export function table(
  head: readonly string[],
  alignments: readonly Alignment[],
  rows: readonly (readonly string[])[],
): string {
  const delimiters = alignments.map((alignment) => DELIMITERS[alignment]);
  return [row(head.map(cell)), `|${delimiters.join('|')}|`, ...rows.map((cells) => row(cells.map(cell)))].join('\n');
}

/** A collapsed block; `title` is HTML. GitHub wants the blank lines. */
export function details(title: string, body: string, open = false): string {
  return `<details${open ? ' open' : ''}>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A backslash right before a pipe would escape our escape: a zero-width space parts them. */
function cell(text: string): string {
  return text.replaceAll(/\\(?=\|)/g, `\\${JOINT}`).replaceAll('|', String.raw`\|`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
