// A page taken apart without trust in it: its tags with their attributes in order, and its text.

export interface PageStructure {
  /** Each opening tag with its attributes; values that may hold foreign text stand as `…`. */
  readonly tags: readonly string[];
  /** Values of attributes that hold foreign text. */
  readonly labels: readonly string[];
  readonly links: readonly string[];
  /** What stands between tags, decoded. */
  readonly text: string;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:-]*="[^"<>]*")*(?:\s+open)?)\s*>/g;
const FOREIGN = new Set(['aria-label', 'href']);

/** @throws Error where something begins like a tag and is none of ours */
export function structureOf(page: string): PageStructure {
  const body = page.replace(/^<!doctype html>/, '').replace(/<style>[^<]*<\/style>/, '');
  const open: string[] = [];
  const [tags, labels, links]: [string[], string[], string[]] = [[], [], []];
  for (const [, slash = '', name = '', attributes = ''] of body.matchAll(TAG)) {
    if (slash === '/') {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>`);
      continue;
    }
    if (name !== 'meta') open.push(name);
    const shown = [...attributes.matchAll(/([a-zA-Z][\w:-]*)="([^"]*)"/g)].map(([, key = '', value = '']) => {
      if (key === 'aria-label') labels.push(decoded(value));
      if (key === 'href') links.push(decoded(value));
      return FOREIGN.has(key) ? `${key}=…` : `${key}=${value}`;
    });
    tags.push([name, ...shown].join(' '));
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  const text = body.replaceAll(TAG, '\n');
  const left = /[<>]/.exec(text);
  if (left !== null) throw new Error(`markup in text: ${text.slice(left.index - 40, left.index + 80)}`);
  return { tags, labels, links, text: decoded(text) };
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
