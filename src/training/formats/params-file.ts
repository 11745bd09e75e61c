// Hyperparameters from a file: nested names joined with dots, lists as JSON text, everything else as written.
import { MlopsError } from '../../error.ts';
import { readingOf } from '../../run/number.ts';
import type { CaptureNote, Param } from '../../run/record.ts';
import { parseDocument } from './document.ts';
import { recordedName, recordedText } from './metric-values.ts';
import { readingOfFile, renderValue, unreadable, type Value } from './value.ts';

export interface ParamsReading {
  readonly params: ReadonlyMap<string, Param>;
  readonly warnings: readonly CaptureNote[];
}

/** `file:key` names one section of a file; a Windows drive or a path after the colon is no section. */
export function parseParamsReference(reference: string): { readonly file: string; readonly section?: string } {
  const match = /^(.{2,}):([^\\/:]+)$/.exec(reference);
  return match?.[1] === undefined || match[2] === undefined
    ? { file: reference }
    : { file: match[1], section: match[2] };
}

/**
 * Parses a file with params (YAML, JSON, TOML). What cannot be read is a warning with file and line.
 * @param section dotted key of the only section to take; its names keep the key in front
 */
export function parseParamsFile(file: string, text: string, section?: string): ParamsReading {
  const reading = readingOfFile(file);
  const params = new Map<string, Param>();
  try {
    const parsed = parseDocument(text, reading);
    if (parsed.kind === 'rows' || parsed.value.kind !== 'map') {
      throw unreadable(file, 'names with values were expected', 1);
    }
    const value = section === undefined ? parsed.value : sectionOf(parsed.value, section);
    if (value === undefined) throw unreadable(file, `no section "${section}"`);
    collectParams(params, section ?? '', value);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const line = error.place?.line;
    reading.warnings.push({ message: error.message, file, ...(line === undefined ? {} : { line }) });
  }
  return { params, warnings: reading.warnings };
}

function sectionOf(value: Value, section: string): Value | undefined {
  let current: Value | undefined = value;
  for (const name of section.split('.')) {
    current = current?.kind === 'map' ? current.entries.find((entry) => entry.name === name)?.value : undefined;
  }
  return current;
}

/** Adds what the value holds. */
export function collectParams(params: Map<string, Param>, prefix: string, value: Value): void {
  if (value.kind === 'map' && value.entries.length > 0) {
    for (const entry of value.entries) {
      collectParams(params, prefix === '' ? entry.name : `${prefix}.${entry.name}`, entry.value);
    }
    return;
  }
  const name = recordedName(prefix);
  if (name !== undefined) params.set(name, paramOf(value));
}

function paramOf(value: Value): Param {
  switch (value.kind) {
    case 'number':
      return readingOf(value.value);
    case 'boolean':
      return value.value;
    case 'text':
      return recordedText(value.value);
    case 'null':
    case 'list':
    case 'map':
      break;
  }
  return recordedText(renderValue(value));
}
