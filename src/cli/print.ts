// What commands print: tables for people on stdout, JSON for machines, progress on stderr.
import { styleText } from 'node:util';
import type { Log } from '../log.ts';
import { printable } from './fail.ts';

/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => printable(cell).replaceAll(/\s*\n\s*/g, ' ')));
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
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Progress and warnings on stderr. `quiet` leaves only warnings. */
export function terminalLog(quiet: boolean): Log {
  return {
    info: (message) => {
      if (!quiet) process.stderr.write(`${styleText('dim', printable(message))}\n`);
    },
    warn: (message) => void process.stderr.write(`${styleText('yellow', 'warning')}: ${printable(message)}\n`),
    debug: (message) => {
      if (process.env['MLOPS_DEBUG'] !== undefined) process.stderr.write(`${styleText('dim', printable(message))}\n`);
    },
  };
}

const graphemes = new Intl.Segmenter();

function widthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}
