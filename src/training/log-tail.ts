// The last words of the output log, fit for a record: few, short, redacted, without control characters.
import { stripVTControlCharacters } from 'node:util';
import type { Redactor } from '../run/redact.ts';
import { readPlainFile } from './plain-file.ts';

const TAIL_BYTES = 256 * 1024;
const TAIL_LINES = 30;
const MAX_LINE_LENGTH = 500;

/** The last lines of a log; none when it cannot be read. */
export async function readLogTail(path: string, redact: Redactor): Promise<readonly string[]> {
  const end = await readPlainFile(path, TAIL_BYTES);
  return end === undefined ? [] : tailOf(end.content.toString(), end.content.length === end.size, redact);
}

/** @param isWhole whether the text starts where the log starts; a first line that does not may end a cut secret */
export function tailOf(text: string, isWhole: boolean, redact: Redactor): readonly string[] {
  const lines = redact(stripVTControlCharacters(text)).split(/\r?\n/);
  if (!isWhole && lines.length > 1) lines.shift();
  return lines
    .map(lastOverwrite)
    .filter((line) => line !== '')
    .slice(-TAIL_LINES)
    .map((line) => (line.length > MAX_LINE_LENGTH ? `…${line.slice(-MAX_LINE_LENGTH)}` : line));
}

// A progress bar writes over its line: what counts is what stood there last.
function lastOverwrite(line: string): string {
  const shown = line.split('\r').findLast((part) => part.trim() !== '') ?? '';
  // oxlint-disable-next-line no-control-regex -- that is what is removed
  return shown.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '').trimEnd();
}

const ERROR_LINES: readonly RegExp[] = [
  // Python: the first line that is not indented after the last "Traceback".
  /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Iteration))(?::.*)?$/,
  // R, Julia, Java, Node, Rust, bash.
  /^Error(?: in .*)?:.*$/,
  /^ERROR: .*$/,
  /^Exception in thread .*$/,
  /^(?:Uncaught )?[A-Z]\w*Error: .*$/,
  /^thread '.*' panicked at .*$/,
  /^.*: line \d+: .*$/,
];

/** The line that names the error: the last one in the shape of a language's error message. */
export function errorLineOf(tail: readonly string[]): string | undefined {
  const traceback = tail.findLastIndex((line) => line.startsWith('Traceback (most recent call last)'));
  if (traceback !== -1) {
    const named = tail.slice(traceback + 1).find((line) => /^\S/.test(line));
    if (named !== undefined) return named;
  }
  return tail.findLast((line) => ERROR_LINES.some((pattern) => pattern.test(line)));
}
