// What the training appends to MLOPS_METRICS, MLOPS_PARAMS and MLOPS_TAGS: `name=value` or one JSON object a line.
import type { CaptureNote, Param } from '../../run/record.ts';
import { parseLine } from './document.ts';
import { collectRow, collectTag, collectValue, metricsSink, recordedName, recordedText } from './metric-values.ts';
import type { MetricsReading } from './metric-values.ts';
import { parseNumberText, parseScalarText } from './number-text.ts';
import { collectParams } from './params-file.ts';
import { isReservedName, readingOfFile, reservedName, type Reading, type Value } from './value.ts';

type AppendedLine =
  | { readonly kind: 'object'; readonly value: Value; readonly number: number }
  | { readonly kind: 'assignment'; readonly name: string; readonly text: string; readonly number: number };

/** Appended metrics. A JSON line may carry `step` or `epoch`. */
export function parseAppendedMetrics(file: string, text: string): MetricsReading {
  const reading = readingOfFile(file);
  const sink = metricsSink(file);
  for (const line of parseAppendedLines(text, reading)) {
    if (line.kind === 'object') {
      collectRow(sink, line.value);
      continue;
    }
    const value = parseNumberText(line.text);
    if (value !== undefined) collectValue(sink, line.name, { kind: 'number', value });
    else if (line.text === '') reading.warnings.push(emptyValue(line.name, file, line.number));
    else collectTag(sink, line.name, line.text);
  }
  const warnings = [...reading.warnings, ...sink.warnings].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...sink, warnings };
}

/** Appended params; of a name that stands there twice the last value counts. */
export function parseAppendedParams(
  file: string,
  text: string,
): { readonly params: ReadonlyMap<string, Param>; readonly warnings: readonly CaptureNote[] } {
  const reading = readingOfFile(file);
  const params = new Map<string, Param>();
  for (const line of parseAppendedLines(text, reading)) {
    if (line.kind === 'object') collectParams(params, '', line.value);
    else {
      const name = recordedName(line.name);
      const value = parseScalarText(line.text);
      if (name !== undefined) params.set(name, typeof value === 'string' ? recordedText(value) : value);
    }
  }
  return { params, warnings: reading.warnings };
}

/** Appended tags. */
export function parseAppendedTags(
  file: string,
  text: string,
): { readonly tags: ReadonlyMap<string, string>; readonly warnings: readonly CaptureNote[] } {
  const reading = readingOfFile(file);
  const sink = metricsSink(file);
  for (const line of parseAppendedLines(text, reading)) {
    if (line.kind === 'assignment') collectTag(sink, line.name, line.text);
    else {
      const params = new Map<string, Param>();
      collectParams(params, '', line.value);
      for (const [name, value] of params) collectTag(sink, name, String(value));
    }
  }
  return { tags: sink.tags, warnings: reading.warnings };
}

function parseAppendedLines(text: string, reading: Reading): readonly AppendedLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index): readonly AppendedLine[] => {
    const trimmed = line.trim();
    const number = index + 1;
    if (trimmed === '') return [];
    if (trimmed.startsWith('{')) {
      const value = parseLine(trimmed, number, reading);
      return value === undefined ? [] : [{ kind: 'object', value, number }];
    }
    const equals = trimmed.indexOf('=');
    const name = trimmed.slice(0, equals).trim();
    if (equals < 1 || isReservedName(name)) {
      const message = 'neither name=value nor a JSON object; the line is left out';
      const note = equals < 1 ? { message, file: reading.file } : reservedName(name, reading.file);
      reading.warnings.push({ ...note, line: number });
      return [];
    }
    return [{ kind: 'assignment', name, text: trimmed.slice(equals + 1).trim(), number }];
  });
}

function emptyValue(name: string, file: string, line: number): CaptureNote {
  return { message: `"${name.slice(0, 100)}" has no value; the line is left out`, file, line };
}
