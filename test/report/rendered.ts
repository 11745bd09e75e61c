// Markdown → what GitHub would show, near enough: marked with GFM, taken apart into what the tests ask about.
import { marked } from 'marked';

export interface Rendered {
  readonly html: string;
  /** How often each opening tag stands there. */
  readonly tags: Readonly<Record<string, number>>;
  /** Cells of each table row, in order. */
  readonly cells: readonly number[];
  readonly links: readonly string[];
  /** Text in which GitHub looks for mentions, references and addresses: all but code. */
  readonly prose: string;
}

export function rendered(markdown: string): Rendered {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const names = [...html.matchAll(/<([a-z][a-z0-9]*)\b/gi)].map(([, name = '']) => name.toLowerCase());
  return {
    html,
    tags: Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length])),
    cells: [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd]\b/g)?.length ?? 0),
    links: [...html.matchAll(/<a\b[^>]*href="([^"]*)"/g)].map(([, href = '']) => href),
    prose: html
      .replaceAll(/<(code|pre)\b.*?<\/\1>/gs, '')
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(/<\/?[a-z][^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  };
}
