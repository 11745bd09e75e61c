// Our own Markdown as HTML. The words of a report are made once, for GitHub; a page shows the same.
import { Marked, type Tokens } from 'marked';
import { escaped } from './markup.ts';

/** The tags that reports write (see report/markdown.ts); none has attributes but `open`. Any other is shown as text. */
const FOREIGN_TAG = /<(?!\/?(?:details|summary|sub|b|code)>|details open>)/g;

/** Headings of a comment begin at the third level, those of a page at the first. */
const RAISED = 2;

const parser = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => text.replaceAll(FOREIGN_TAG, '&lt;'),
    heading({ tokens, depth }) {
      const level = Math.max(1, depth - RAISED);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return /^https?:\/\//.test(href) ? `<a href="${escaped(href)}" rel="noopener noreferrer">${text}</a>` : text;
    },
    image: ({ text }) => escaped(text),
    code: ({ text, lang }) => `<pre tabindex="0"><code>${codeLines(text, lang)}</code></pre>\n`,
    table(token) {
      return scrolled(tableMarkup(token, (cell) => this.parser.parseInline(cell.tokens)));
    },
  },
});

/** @param markdown sections of a report, in which everything foreign is escaped already */
export function markdownHtml(markdown: string): string {
  const html = parser.parse(markdown, { async: false });
  // The joints keep GitHub from making mentions and references, which a page does not have.
  return html.replaceAll('\u200B', '');
}

/** What is wider than a phone moves inside its own frame, which the keyboard reaches. */
function scrolled(table: string): string {
  return `<div class="scroll" role="region" aria-label="Table" tabindex="0">${table}</div>\n`;
}

function tableMarkup({ header, rows }: Tokens.Table, inline: (cell: Tokens.TableCell) => string): string {
  const cell = (token: Tokens.TableCell, tag: string, scope = ''): string =>
    `<${tag}${scope}${token.align === null || token.align === 'left' ? '' : ` class="${token.align}"`}>${inline(token)}</${tag}>`;
  const head = header.map((token) =>
    token.text.trim() === '' ? cell(token, 'td') : cell(token, 'th', ' scope="col"'),
  );
  const body = rows.map((row) => `<tr>${row.map((token) => cell(token, 'td')).join('')}</tr>`);
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** Removed and added lines of a diff are marked; their signs say the same without colour. */
function codeLines(text: string, language: string | undefined): string {
  const lines = text.split('\n').map((line) => {
    const tag =
      language !== 'diff' ? undefined : line.startsWith('+') ? 'ins' : line.startsWith('-') ? 'del' : undefined;
    return tag === undefined ? escaped(line) : `<${tag}>${escaped(line)}</${tag}>`;
  });
  return lines.join('\n');
}
