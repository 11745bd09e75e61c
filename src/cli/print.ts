// What commands print: tables for people on stdout, JSON for machines, progress on stderr.
import { styleText } from 'node:util';
import type { Log } from '../log.ts';
import { printableJson, printableLine } from './printable.ts';

/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const cells = [header, ...rows].map((row) => row.map(printableLine));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
        return align[column] === 'r' ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line, index) => (index === 0 ? styleText('bold', line) : line)).join('\n');
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${printableJson(value, 2)}\n`);
}

/** Progress and warnings on stderr, a line each. `quiet` leaves only warnings. */
export function terminalLog(quiet: boolean): Log {
  const stream = process.stderr;
  const dim = (message: string): void => void stream.write(`${styleText('dim', printableLine(message), { stream })}\n`);
  return {
    info: (message) => {
      if (!quiet) dim(message);
    },
    warn: (message) => void stream.write(`${styleText('yellow', 'warning', { stream })}: ${printableLine(message)}\n`),
    debug: (message) => {
      if (process.env['MLOPS_DEBUG'] !== undefined) dim(message);
    },
  };
}

/** "1 model", "2 models". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a person sees as one character counts as one. A segmenter takes 12 ms to make, and most text needs none. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  graphemes ??= new Intl.Segmenter();
  return [...graphemes.segment(text)].length;
}

let graphemes: Intl.Segmenter | undefined;
