// What commands print: tables for people on stdout, JSON for machines, progress on stderr.
import { styleText } from 'node:util';
import type { Log } from '../log.ts';
import { printableJson, printableLine } from './printable.ts';
import { fittedWidths, widthOf, wrapped } from './wrapped-text.ts';

type Style = Parameters<typeof styleText>[0];

export interface TableOptions {
  /** Cells break into lines where the table would be wider; by default it is as wide as it has to be. */
  readonly width?: number;
  /** Colour of a cell, seen on terminals only. */
  readonly style?: (row: number, column: number) => Style | undefined;
}

/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
export function renderTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align = '',
  { width = Infinity, style }: TableOptions = {},
): string {
  const cells = [header, ...rows].map((row) => row.map(printableLine));
  const natural = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const widths = fittedWidths(natural, width - 2 * (header.length - 1));
  const lines = cells.flatMap((row, index) => {
    const broken = row.map((cell, column) => wrapped(cell, widths[column] ?? 0));
    const height = Math.max(1, ...broken.map((parts) => parts.length));
    return Array.from({ length: height }, (_, part) => {
      const line = broken.map((parts, column) => {
        const text = parts[part] ?? '';
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(text)));
        const colour = index === 0 || text === '' ? undefined : style?.(index - 1, column);
        const shown = colour === undefined ? text : styleText(colour, text);
        return align[column] === 'r' ? gap + shown : shown + gap;
      });
      const whole = line.join('  ').trimEnd();
      return index === 0 ? styleText('bold', whole) : whole;
    });
  });
  return lines.join('\n');
}

/** How wide the terminal is; a file or a pipe takes lines of any length. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns || 80 : Infinity;
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
