// Runs as a file of values, for spreadsheets and data frames. Pure.
import { stringify } from 'csv-stringify/sync';
import type { Value } from '../query/run-value.ts';
import type { RunRecord } from '../run/record.ts';
import { printable } from './printable.ts';
import { fullCell, type Column } from './run-columns.ts';

/**
 * Runs as CSV by RFC 4180: a header, lines that end with CRLF, an empty value where a run has none. Texts are foreign:
 * control characters, which the standard has no place for, are shown as escapes, and what a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function renderCsv(columns: readonly Column[], records: readonly RunRecord[]): string {
  const header = columns.map(({ name }) => safe(name));
  const rows = records.map((record) => columns.map((column) => safe(fullCell(column, record))));
  return stringify([header, ...rows], {
    record_delimiter: 'windows',
    // A line feed alone parts no rows here, but does for many a reader.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String },
  });
}

/** A text that is exactly a number is one, so that -0.5 is no formula. */
function safe(value: Value): Value {
  if (typeof value !== 'string') return value;
  return String(Number(value)) === value ? Number(value) : printable(value);
}
