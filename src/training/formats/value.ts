// A parsed document, whatever its format: one tree, with lines where the format's parser tells them. Maps are lists of
// entries, so that no name from a file can ever become a property of one of our objects before it was looked at.
import { MlopsError } from '../../error.ts';
import type { CaptureNote } from '../../run/record.ts';
import { MAX_DEPTH, MAX_VALUES } from './limits.ts';

export type Value =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] };

export interface Entry {
  readonly name: string;
  readonly value: Value;
  readonly line?: number;
}

/** What a parser carries through one document. */
export interface Reading {
  readonly file: string;
  readonly warnings: CaptureNote[];
  values: number;
}

export function readingOfFile(file: string): Reading {
  return { file, warnings: [], values: 0 };
}

/** The error of a document that cannot be read; it becomes a warning of the run. */
export function unreadable(file: string, message: string, line?: number): MlopsError {
  return new MlopsError('capture-failed', message, 'Mend the file that the training writes; the run is recorded.', {
    place: line === undefined ? { file } : { file, line },
  });
}

/** The error of a document that is nested so deeply that its parser gave up. */
export function tooDeep(file: string): MlopsError {
  return unreadable(file, 'nested far too deeply; a flat document was expected');
}

/** Call it for every value: it refuses what is nested too deeply or unfolds to too much. */
export function countValue(reading: Reading, depth: number, line?: number): void {
  if (depth > MAX_DEPTH) {
    throw unreadable(reading.file, `nested deeper than ${MAX_DEPTH} levels; a flatter document was expected`, line);
  }
  reading.values += 1;
  if (reading.values > MAX_VALUES) {
    throw unreadable(reading.file, `unfolds to more than ${MAX_VALUES} values; a smaller document was expected`, line);
  }
}

const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** True for a name that must never become a property name. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

/** What is said of a name that is left out because it is reserved. */
export function reservedName(name: string, file: string): CaptureNote {
  return { message: `the name "${name}" is reserved; left out`, file };
}

/** A map whose names are unique (the last one counts, as in every JSON parser) and not reserved; both are warned of. */
export function mapFrom(entries: readonly Entry[], reading: Reading): Value {
  const unique = new Map<string, Entry>();
  for (const entry of entries) {
    const at = entry.line === undefined ? {} : { line: entry.line };
    if (isReservedName(entry.name)) {
      reading.warnings.push({ ...reservedName(entry.name, reading.file), ...at });
      continue;
    }
    if (unique.has(entry.name)) {
      const message = `the name "${entry.name.slice(0, 100)}" stands there twice; the last one counts`;
      reading.warnings.push({ message, file: reading.file, ...at });
    }
    unique.set(entry.name, entry);
  }
  return { kind: 'map', entries: [...unique.values()] };
}

/** A plain JavaScript value, as JSON and TOML parsers give it, as a tree without lines. */
export function valueFromPlain(plain: unknown, reading: Reading, depth = 0): Value {
  countValue(reading, depth);
  if (typeof plain === 'number') return { kind: 'number', value: plain };
  if (typeof plain === 'bigint') return { kind: 'number', value: Number(plain) };
  if (typeof plain === 'string') return { kind: 'text', value: plain };
  if (typeof plain === 'boolean') return { kind: 'boolean', value: plain };
  if (plain === null || plain === undefined) return { kind: 'null' };
  if (plain instanceof Date) return { kind: 'text', value: plain.toISOString() };
  if (Array.isArray(plain)) {
    return { kind: 'list', items: plain.map((item) => valueFromPlain(item, reading, depth + 1)) };
  }
  const entries = Object.entries(plain).map(([name, member]) => ({
    name,
    value: valueFromPlain(member, reading, depth + 1),
  }));
  return mapFrom(entries, reading);
}

/** The tree as JSON text; NaN and infinities as strings. */
export function renderValue(value: Value): string {
  switch (value.kind) {
    case 'number':
      return Number.isFinite(value.value) ? JSON.stringify(value.value) : JSON.stringify(String(value.value));
    case 'text':
    case 'boolean':
      return JSON.stringify(value.value);
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map(renderValue).join(',')}]`;
    case 'map':
      break;
  }
  return `{${value.entries.map(({ name, value }) => `${JSON.stringify(name)}:${renderValue(value)}`).join(',')}}`;
}
