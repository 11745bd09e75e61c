// The report's sentences are Markdown; a terminal shows them without it. Pure.

/** One paragraph of our own Markdown (see report/markdown.ts) as plain text: no marks, no escapes, no joints, no links. */
export function plainMarkdown(markdown: string): string {
  return markdown
    .replace(/^#+ /, '')
    .replaceAll(/(?<!\\)\[(`*[^\]`\\]*`*)\]\([^)\s]*\)/g, '$1')
    .replaceAll(/(?<!\\)(?:\*\*|`+)/g, '')
    .replaceAll(/\\([\\`*~[\]!$_])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200B', '');
}
