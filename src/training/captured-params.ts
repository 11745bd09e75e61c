// All params of a run: from files, then what the training appended, then the overrides, which win.
import { join } from 'node:path';
import type { CaptureNote, Param } from '../run/record.ts';
import type { ParamsSource } from './discovery.ts';
import { parseAppendedParams } from './formats/appended.ts';
import { MAX_NAMES } from './formats/limits.ts';
import { recordedName } from './formats/metric-values.ts';
import { parseScalarText } from './formats/number-text.ts';
import { parseParamsFile, type ParamsReading } from './formats/params-file.ts';
import { overrideVariable } from './override-variables.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readAppended, readDocument } from './read-document.ts';

export interface CapturedParams {
  readonly params: Readonly<Record<string, Param>>;
  readonly found: readonly string[];
  readonly warnings: readonly CaptureNote[];
}

/** Reads and parses every source; what cannot be read is a warning. */
export async function captureParams(
  folder: string,
  sources: readonly ParamsSource[],
  overrides: Readonly<Record<string, string>>,
): Promise<CapturedParams> {
  const params = new Map<string, Param>();
  const found: string[] = [];
  const warnings: CaptureNote[] = [];
  for (const source of sources) {
    const reading = await readSource(source);
    warnings.push(...reading.warnings, ...clashes(params, reading.params, source.path));
    for (const [name, value] of reading.params) params.set(name, value);
    if (reading.params.size > 0) found.push(`${source.path}: ${countOf(reading.params.size)}`);
  }
  const appended = await readAppended(join(folder, CAPTURE_FILES.params), 'MLOPS_PARAMS');
  const reading = parseAppendedParams('MLOPS_PARAMS', appended.text);
  warnings.push(...appended.warnings, ...reading.warnings);
  for (const [name, value] of reading.params) params.set(name, value);
  if (reading.params.size > 0) found.push(`MLOPS_PARAMS: ${countOf(reading.params.size)}`);
  for (const [name, text] of Object.entries(overrides)) {
    const recorded = recordedName(overriddenName(name, params));
    if (recorded !== undefined) params.set(recorded, parseScalarText(text));
  }
  if (params.size > MAX_NAMES) warnings.push({ message: `more than ${MAX_NAMES} params; the rest is left out` });
  return { params: Object.fromEntries([...params].slice(0, MAX_NAMES)), found, warnings };
}

/** A file's params as the training found them, where that is known, else as it left them. */
async function readSource({ path, file, before, section }: ParamsSource): Promise<ParamsReading> {
  const now = file === undefined ? undefined : await readDocument(file);
  const after = now?.text === undefined ? undefined : parseParamsFile(path, now.text, section);
  if (before === undefined) return after ?? { params: new Map(), warnings: now?.warning ? [now.warning] : [] };
  const reading = parseParamsFile(path, before, section);
  // Gone, it may have been changed long after the run: that says nothing of it.
  const changed = after === undefined ? [] : changedNames(reading.params, after.params);
  if (changed.length === 0) return reading;
  const names = changed.slice(0, 5).join(', ') + (changed.length > 5 ? ' and more' : '');
  const message = `was changed during the run (${names}); recorded is what it said at the start`;
  return { params: reading.params, warnings: [...reading.warnings, { message, file: path }] };
}

function changedNames(before: ReadonlyMap<string, Param>, after: ReadonlyMap<string, Param>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}

/**
 * The param that an override is about. An input of workflow_dispatch can hold no dot: `model_alpha` is `model.alpha` where
 * that is the one param with the same variable.
 */
function overriddenName(name: string, params: ReadonlyMap<string, Param>): string {
  if (params.has(name)) return name;
  const same = [...params.keys()].filter((known) => overrideVariable(known) === overrideVariable(name));
  return same.length === 1 ? (same[0] ?? name) : name;
}

function countOf(count: number): string {
  return `${count} param${count === 1 ? '' : 's'}`;
}

function clashes(
  earlier: ReadonlyMap<string, Param>,
  later: ReadonlyMap<string, Param>,
  file: string,
): readonly CaptureNote[] {
  const names = [...later]
    .filter(([name, value]) => earlier.has(name) && earlier.get(name) !== value)
    .map(([name]) => name);
  if (names.length === 0) return [];
  return [{ message: `gives another value to ${names.slice(0, 5).join(', ')}; the last file counts`, file }];
}
