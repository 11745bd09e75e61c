// What stands in a metrics file → what becomes of it: a number is a metric; text, booleans and null are tags; rows with
// a step are series; any other list is a small artifact. Nothing here is an error.
import type { CaptureNote } from '../../run/record.ts';
import { MAX_NAME_LENGTH, MAX_SMALL_ARTIFACT_LENGTH, MAX_TEXT_LENGTH } from './limits.ts';
import { parseSpecialNumber } from './number-text.ts';
import { repeatOf, type RepeatNames } from './repeats.ts';
import { isReservedName, renderValue, reservedName, type Entry, type Value } from './value.ts';

/** One measured value, as a JavaScript number: NaN and infinities included. */
export interface Point {
  readonly name: string;
  readonly value: number;
  readonly step?: number;
  readonly unit?: string;
  /** Where the same training was repeated: which time it is of. */
  readonly repeat?: RepeatNames;
}

/** What a row says of its values. */
type RowFacts = Pick<Point, 'step' | 'unit' | 'repeat'>;

/** A list that is no series, kept as a file of its own. */
export interface SmallArtifact {
  /** File name, unique within the metrics file. */
  readonly name: string;
  readonly content: string;
}

/** What a file with metrics holds. */
export interface MetricsReading {
  readonly points: readonly Point[];
  readonly tags: ReadonlyMap<string, string>;
  readonly artifacts: readonly SmallArtifact[];
  readonly warnings: readonly CaptureNote[];
}

/** Collects the values of one file. */
export interface MetricsSink {
  readonly file: string;
  readonly points: Point[];
  readonly tags: Map<string, string>;
  readonly artifacts: SmallArtifact[];
  readonly warnings: CaptureNote[];
}

export function metricsSink(file: string): MetricsSink {
  return { file, points: [], tags: new Map(), artifacts: [], warnings: [] };
}

/** A name as it is recorded: trimmed, of a bearable length, undefined where it could not be one. */
export function recordedName(name: string): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '' || isReservedName(trimmed)) return undefined;
  return trimmed.length > MAX_NAME_LENGTH ? `${trimmed.slice(0, MAX_NAME_LENGTH)}…` : trimmed;
}

/** A text as it is recorded. */
export function recordedText(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}

/**
 * Collects one value under a name; what is inside a map gets its names joined with dots.
 * @param row what the row says that the value stands in
 */
export function collectValue(sink: MetricsSink, name: string, value: Value, row: RowFacts = {}): void {
  switch (value.kind) {
    case 'number':
      collectPoint(sink, name, value.value, row);
      return;
    case 'text': {
      const special = parseSpecialNumber(value.value);
      if (special === undefined) collectTag(sink, name, value.value);
      else collectPoint(sink, name, special, row);
      return;
    }
    case 'boolean':
      collectTag(sink, name, String(value.value));
      return;
    case 'null':
      collectTag(sink, name, 'null');
      return;
    case 'map':
      collectMap(sink, name, value.entries, row);
      return;
    case 'list':
      if (isSeries(value.items)) for (const row of value.items) collectRow(sink, row, name);
      else collectArtifact(sink, name, value);
  }
}

/**
 * Collects one row of a table or of JSON Lines: its `step`, else its `epoch`, is the step of its other values, and its
 * `seed` and `fold` say which repeat they are of.
 */
export function collectRow(sink: MetricsSink, row: Value, prefix = ''): void {
  if (row.kind === 'map') {
    const { names, entries } = repeatOf(row.entries);
    collectMap(sink, prefix, entries, names === undefined ? {} : { repeat: names });
  } else sink.warnings.push({ message: 'a row that is no object is left out', file: sink.file });
}

function collectMap(sink: MetricsSink, prefix: string, entries: readonly Entry[], outer: RowFacts): void {
  const stepEntry = stepEntryOf(entries);
  const { repeat } = outer;
  const step = stepEntry?.value.kind === 'number' ? stepEntry.value.value : outer.step;
  const row = { ...(step === undefined ? {} : { step }), ...(repeat === undefined ? {} : { repeat }) };
  for (const entry of entries) {
    if (entry === stepEntry && entries.length > 1) continue;
    collectValue(sink, prefix === '' ? entry.name : `${prefix}.${entry.name}`, entry.value, row);
  }
}

function stepEntryOf(entries: readonly Entry[]): Entry | undefined {
  const numeric = (name: string): Entry | undefined =>
    entries.find((entry) => entry.name === name && entry.value.kind === 'number' && Number.isFinite(entry.value.value));
  return numeric('step') ?? numeric('epoch');
}

/** True for a list of which every item is an object with a step, or of a seed or fold. */
export function isSeries(items: readonly Value[]): boolean {
  const isRow = (item: Value): boolean =>
    item.kind === 'map' && (stepEntryOf(item.entries) !== undefined || repeatOf(item.entries).names !== undefined);
  return items.length > 0 && items.every(isRow);
}

function collectPoint(sink: MetricsSink, name: string, value: number, { step, unit, repeat }: RowFacts): void {
  const recorded = nameIn(sink, name);
  if (recorded === undefined) return;
  sink.points.push({
    name: recorded,
    value,
    ...(step === undefined ? {} : { step }),
    ...(unit === undefined || unit === '' ? {} : { unit }),
    ...(repeat === undefined ? {} : { repeat }),
  });
}

export function collectTag(sink: MetricsSink, name: string, text: string): void {
  const recorded = nameIn(sink, name);
  if (recorded !== undefined && text !== '') sink.tags.set(recorded, recordedText(text));
}

/** A row may bring its name as a value, which no parser has looked at. */
function nameIn(sink: MetricsSink, name: string): string | undefined {
  const recorded = recordedName(name);
  if (isReservedName(name.trim())) sink.warnings.push(reservedName(name.trim(), sink.file));
  return recorded;
}

function collectArtifact(sink: MetricsSink, name: string, value: Value): void {
  const content = renderValue(value);
  if (content.length > MAX_SMALL_ARTIFACT_LENGTH) {
    sink.warnings.push({ message: `the list "${name.slice(0, 100)}" is too large to keep`, file: sink.file });
    return;
  }
  const stem = name.replaceAll(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100) || 'list';
  const taken = sink.artifacts.filter((artifact) => artifact.name.startsWith(stem)).length;
  sink.artifacts.push({ name: taken === 0 ? `${stem}.json` : `${stem}-${taken + 1}.json`, content: `${content}\n` });
}
