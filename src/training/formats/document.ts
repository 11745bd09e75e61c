// File name and text → tree. The format is told by the name's ending; for anything else by the text itself.
import { MlopsError } from '../../error.ts';
import { parseJson } from './json.ts';
import { MAX_DOCUMENT_BYTES, MAX_YAML_BYTES } from './limits.ts';
import { parseTable } from './table.ts';
import { parseToml } from './toml.ts';
import { readingOfFile, unreadable, type Reading, type Value } from './value.ts';
import { parseYaml } from './yaml.ts';

/** Rows come from tables and JSON Lines, in file order; any other document is one tree. */
export type Parsed =
  | { readonly kind: 'tree'; readonly value: Value }
  | { readonly kind: 'rows'; readonly rows: readonly Value[] };

type Format = 'json' | 'json-lines' | 'yaml' | 'toml' | 'csv' | 'tsv' | 'unknown';

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['json', 'json'],
  ['jsonl', 'json-lines'],
  ['ndjson', 'json-lines'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['csv', 'csv'],
  ['tsv', 'tsv'],
]);

/** The format that a file's name tells. */
function formatOfName(file: string): Format {
  return FORMATS.get(/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '') ?? 'unknown';
}

/**
 * Parses one document.
 * @param reading collects warnings
 * @throws MlopsError `capture-failed` with file and line when it cannot be read at all
 */
export function parseDocument(text: string, reading: Reading): Parsed {
  const { file } = reading;
  const format = formatOfName(file);
  const limit = format === 'yaml' ? MAX_YAML_BYTES : MAX_DOCUMENT_BYTES;
  if (text.length > limit) throw tooLarge(file, text.length, limit);
  const content = text.replace(/^\u{FEFF}/u, '');
  switch (format) {
    case 'json':
      return parseJsonOrLines(content, reading);
    case 'json-lines':
      return { kind: 'rows', rows: parseJsonLines(content, reading) };
    case 'yaml':
      return { kind: 'tree', value: parseYaml(content, reading) };
    case 'toml':
      return { kind: 'tree', value: parseToml(content, reading) };
    case 'csv':
      return { kind: 'rows', rows: parseTable(content, ',', reading) };
    case 'tsv':
      return { kind: 'rows', rows: parseTable(content, '\t', reading) };
    case 'unknown':
      break;
  }
  if (/^\s*[[{]/.test(content)) return parseJsonOrLines(content, reading);
  throw unreadable(file, 'unknown format; .json, .jsonl, .yaml, .toml, .csv or .tsv was expected');
}

/** The error of a document over the size that is read. */
export function tooLarge(file: string, bytes: number, limit: number): MlopsError {
  const [size, most] = [bytes, limit].map((value) => Math.ceil(value / 1024 / 1024));
  return unreadable(file, `${size} MiB is more than is read; at most ${most} MiB were expected`);
}

// A script that appends one object a line often calls the file .json all the same.
function parseJsonOrLines(text: string, reading: Reading): Parsed {
  try {
    return { kind: 'tree', value: parseJson(text, reading) };
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2 || !lines.every((line) => line.trim().startsWith('{'))) throw error;
    const trial = readingOfFile(reading.file);
    const rows = parseJsonLines(text, trial);
    if (rows.length === 0) throw error;
    reading.warnings.push(...trial.warnings);
    return { kind: 'rows', rows };
  }
}

/** JSON Lines: a line that cannot be parsed is warned of and left out. */
function parseJsonLines(text: string, reading: Reading): readonly Value[] {
  const rows: Value[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = parseLine(line, index + 1, reading);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** One JSON value on a line of a longer file; undefined (and a warning) when it cannot be parsed. */
export function parseLine(line: string, number: number, reading: Reading): Value | undefined {
  const inner = readingOfFile(reading.file);
  try {
    const value = parseJson(line, inner);
    reading.warnings.push(...inner.warnings.map((warning) => ({ ...warning, line: number })));
    return value;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    reading.warnings.push({ message: `${error.message}; the line is left out`, file: reading.file, line: number });
    return undefined;
  }
}
