// All params of a run: from files, then what the training appended, then the overrides, which win.
import { join } from 'node:path';
import type { CaptureNote, Param } from '../run/record.ts';
import type { ParamsSource } from './discovery.ts';
import { parseAppendedParams } from './formats/appended.ts';
import { MAX_NAMES } from './formats/limits.ts';
import { recordedName } from './formats/metric-values.ts';
import { parseScalarText } from './formats/number-text.ts';
import { parseParamsFile } from './formats/params-file.ts';
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
  for (const { file, section } of sources) {
    const { text, warning } = await readDocument(file);
    if (warning !== undefined) {
      warnings.push(warning);
      continue;
    }
    const reading = parseParamsFile(file.path, text, section);
    warnings.push(...reading.warnings, ...clashes(params, reading.params, file.path));
    for (const [name, value] of reading.params) params.set(name, value);
    if (reading.params.size > 0) found.push(`${file.path}: ${countOf(reading.params.size)}`);
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
