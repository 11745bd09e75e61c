// A metrics file, in any of the formats that interface.md §4 lists.
import { MlopsError } from '../../error.ts';
import { parseDocument } from './document.ts';
import { parseAppendedMetrics } from './appended.ts';
import { collectRow, collectTag, collectValue, isSeries, metricsSink } from './metric-values.ts';
import type { MetricsReading, MetricsSink } from './metric-values.ts';
import { readingOfFile, type Entry, type Value } from './value.ts';

/**
 * Parses a file with metrics. What cannot be read is a warning with file and line, never an exception.
 * @param file path as the user knows it; its ending tells the format
 */
export function parseMetricsFile(file: string, text: string): MetricsReading {
  if (/\.(txt|log)$/i.test(file)) return parseAppendedMetrics(file, text);
  const sink = metricsSink(file);
  const reading = readingOfFile(file);
  try {
    const parsed = parseDocument(text, reading);
    if (parsed.kind === 'rows') collectRows(sink, parsed.rows);
    else collectTree(sink, parsed.value);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const line = error.place?.line;
    reading.warnings.push({ message: error.message, file, ...(line === undefined ? {} : { line }) });
  }
  return { ...sink, warnings: [...reading.warnings, ...sink.warnings] };
}

function collectRows(sink: MetricsSink, rows: readonly Value[]): void {
  for (const row of rows) if (!collectNamedRow(sink, row)) collectRow(sink, row);
}

function collectTree(sink: MetricsSink, value: Value): void {
  if (value.kind === 'map') {
    if (isBencherFormat(value.entries)) collectBencher(sink, value.entries);
    else collectValue(sink, '', value);
  } else if (value.kind === 'list' && (isSeries(value.items) || value.items.some(isNamedRow))) {
    collectRows(sink, value.items);
  } else {
    collectValue(sink, stemOf(sink.file), value);
  }
}

function stemOf(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
}

// https://github.com/benchmark-action/github-action-benchmark, "customSmallerIsBetter": [{name, unit, value, range}].
// A table with a column for names and one for values is the same thing.
function isNamedRow(row: Value): boolean {
  return row.kind === 'map' && namedParts(row.entries) !== undefined;
}

function namedParts(entries: readonly Entry[]): { readonly name: string; readonly value: Value } | undefined {
  const name = (member(entries, 'name') ?? member(entries, 'metric'))?.value;
  const value = member(entries, 'value')?.value;
  if (name?.kind !== 'text' || name.value === '' || value === undefined) return undefined;
  return value.kind === 'number' || value.kind === 'text' ? { name: name.value, value } : undefined;
}

function collectNamedRow(sink: MetricsSink, row: Value): boolean {
  if (row.kind !== 'map') return false;
  const parts = namedParts(row.entries);
  if (parts === undefined) return false;
  const unit = member(row.entries, 'unit')?.value;
  const step = (member(row.entries, 'step') ?? member(row.entries, 'epoch'))?.value;
  const range = member(row.entries, 'range')?.value;
  collectValue(sink, parts.name, parts.value, {
    ...(step?.kind === 'number' ? { step: step.value } : {}),
    ...(unit?.kind === 'text' ? { unit: unit.value } : {}),
  });
  if (range?.kind === 'text' || range?.kind === 'number') collectTag(sink, `${parts.name}.range`, String(range.value));
  return true;
}

// https://bencher.dev/docs/reference/bencher-metric-format/: {benchmark: {measure: {value, lower_value, upper_value}}}.
const BENCHER_KEYS = new Set(['value', 'lower_value', 'upper_value']);

function isBencherFormat(entries: readonly Entry[]): boolean {
  return (
    entries.length > 0 &&
    entries.every(
      ({ value }) => value.kind === 'map' && value.entries.length > 0 && value.entries.every(isBencherMeasure),
    )
  );
}

function isBencherMeasure({ value }: Entry): boolean {
  return (
    value.kind === 'map' &&
    member(value.entries, 'value')?.value.kind === 'number' &&
    value.entries.every((entry) => BENCHER_KEYS.has(entry.name))
  );
}

function collectBencher(sink: MetricsSink, entries: readonly Entry[]): void {
  for (const benchmark of entries) {
    if (benchmark.value.kind !== 'map') continue;
    for (const measure of benchmark.value.entries) {
      if (measure.value.kind !== 'map') continue;
      for (const { name, value } of measure.value.entries) {
        const base = `${benchmark.name}.${measure.name}`;
        collectValue(sink, name === 'value' ? base : `${base}.${name}`, value);
      }
    }
  }
}

function member(entries: readonly Entry[], name: string): Entry | undefined {
  return entries.find((entry) => entry.name === name);
}
