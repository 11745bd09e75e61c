// Where in a filter something stands, and errors that point at it. Pure.
import { MlopsError } from '../error.ts';

/** A piece of the text: from `start` to before `end`, in UTF-16 units from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text that is being read, with what people call it: `filter`, `order`. */
export interface Source {
  readonly what: string;
  readonly text: string;
}

const BEFORE = 40;
const AFTER = 30;

/**
 * An error of code `usage` that says column (from 1, in characters) and problem, and shows the place with a caret.
 * @param hint what to write instead
 */
export function errorAt({ what, text }: Source, { start, end }: Span, problem: string, hint: string): MlopsError {
  const column = lengthOf(text.slice(0, start)) + 1;
  const before = visible(text.slice(Math.max(0, start - BEFORE), start));
  const marked = visible(text.slice(start, Math.min(end, start + AFTER)));
  const after = visible(text.slice(start + marked.length, start + AFTER));
  const opening = start > BEFORE ? '…' : '';
  const closing = start + AFTER < text.length ? '…' : '';
  const caret = `${' '.repeat(lengthOf(opening + before))}${'^'.repeat(Math.max(1, lengthOf(marked)))}`;
  const lines = [`${what}, column ${column}: ${problem}`, `${opening}${before}${marked}${after}${closing}`, caret];
  return new MlopsError('usage', lines.join('\n'), hint);
}

/** A word as an error quotes it, not longer than is good to read. */
export function quoted(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60).toWellFormed()}…` : word);
}

/** One column a character: line breaks and tabs would part the caret from its place, and so would escapes. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s/g, ' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '·');
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
