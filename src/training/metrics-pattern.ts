// Metrics from what the training prints. The expression comes from the repository and the text from the training, so
// neither is trusted to end: lines are cut short, and the search runs in a V8 context with a time limit, which
// interrupts even a regular expression that backtracks without end.
import { stripVTControlCharacters } from 'node:util';
import { createContext, Script, type Context } from 'node:vm';
import { MlopsError } from '../error.ts';
import type { CaptureNote } from '../run/record.ts';
import { openPlainFile } from './plain-file.ts';
import { recordedName, type Point } from './formats/metric-values.ts';
import { parseNumberText } from './formats/number-text.ts';
import { isReservedName, reservedName } from './formats/value.ts';

/** Longer lines are cut. */
const MAX_LINE_LENGTH = 2000;

/** Lines are searched in batches: entering the context costs more than searching a line. */
const BATCH_TIMEOUT_MS = 1000;

/** For the whole output; 200 MB take about five seconds. */
const TOTAL_TIMEOUT_MS = 60_000;

/** Most points that are read from an output. */
const MAX_POINTS = 200_000;

/**
 * Checks a metrics pattern. Python's `(?P<name>…)` is understood.
 * @throws MlopsError `config-invalid` for one that is no regular expression or lacks a group
 */
export function parseMetricsPattern(text: string): RegExp {
  const source = text.replaceAll('(?P<', '(?<');
  for (const group of ['name', 'value']) {
    if (!source.includes(`(?<${group}>`)) throw invalidPattern(text, `has no group "${group}"`);
  }
  try {
    return new RegExp(source, 'gu');
  } catch {
    // Escapes that are superfluous, as other languages allow them, are errors in Unicode mode.
  }
  try {
    return new RegExp(source, 'g');
  } catch (error) {
    throw invalidPattern(
      text,
      `is no regular expression: ${(error as Error).message.replace(/^Invalid regular expression: /, '')}`,
    );
  }
}

function invalidPattern(text: string, problem: string): MlopsError {
  const hint = 'For example: metrics-pattern: (?<name>\\w+) = (?<value>[-+.\\deE]+)';
  return new MlopsError('config-invalid', `the metrics-pattern ${JSON.stringify(text)} ${problem}`, hint);
}

/**
 * Searches the output log for metrics, line by line.
 * @param path of the log; one that cannot be read gives no points
 */
export async function readPatternMetrics(
  pattern: RegExp,
  path: string,
): Promise<{ readonly points: readonly Point[]; readonly warnings: readonly CaptureNote[] }> {
  const points: Point[] = [];
  const search = patternSearch(pattern);
  const deadline = performance.now() + TOTAL_TIMEOUT_MS;
  const reserved = new Set<string>();
  const warnings = (): readonly CaptureNote[] => [...reserved].map((name) => reservedName(name, 'metrics-pattern'));
  try {
    for await (const batch of batches(path)) {
      points.push(...search(batch, reserved));
      if (performance.now() > deadline) return { points, warnings: [...warnings(), tooSlow()] };
      if (points.length > MAX_POINTS)
        return { points: points.slice(0, MAX_POINTS), warnings: [...warnings(), tooMany()] };
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { points, warnings: [unreadable(error as Error)] };
    return { points, warnings: [tooSlow()] };
  }
  return { points, warnings: warnings() };
}

function tooSlow(): CaptureNote {
  return { message: 'the metrics-pattern takes too long on this output; the search was stopped' };
}

function tooMany(): CaptureNote {
  return { message: `the metrics-pattern matches more than ${MAX_POINTS} times; the rest is left out` };
}

function unreadable(error: Error): CaptureNote {
  return { message: `the output cannot be searched for metrics: ${error.message}` };
}

/** The lines of a file, a batch for each chunk that is read; long ones are cut before they are whole in memory. */
async function* batches(path: string): AsyncGenerator<readonly string[]> {
  const handle = await openPlainFile(path);
  if (handle === undefined) return;
  let rest = '';
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' }) as AsyncIterable<string>) {
    const [first = '', ...others] = stripVTControlCharacters(chunk).split(/\r\n|\n|\r/);
    const lines = [rest + first, ...others].map((line) => line.slice(0, MAX_LINE_LENGTH));
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest];
}

type Match = readonly [name: string | undefined, value: string | undefined, step: string | undefined];

// A function, for its variables are faster than those of the context, and the script runs once per batch.
const SEARCH = new Script(`(function (lines, pattern) {
  const found = [];
  for (const line of lines) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      found.push([match.groups.name, match.groups.value, match.groups.step]);
      if (match[0] === '') pattern.lastIndex += 1;
    }
  }
  return JSON.stringify(found);
})(lines, pattern)`);

/** @returns what searches lines, and gathers the reserved names that it met */
function patternSearch(pattern: RegExp): (lines: readonly string[], reserved: Set<string>) => readonly Point[] {
  const context: Context = createContext({ pattern, lines: [] });
  return (lines, reserved) => {
    context['lines'] = lines;
    const found = JSON.parse(SEARCH.runInContext(context, { timeout: BATCH_TIMEOUT_MS }) as string) as readonly Match[];
    for (const [name = ''] of found) if (isReservedName(name.trim())) reserved.add(name.trim());
    return found.flatMap(([name, text, step]) => pointOf(name, text, step));
  };
}

function pointOf(name: string | undefined, text: string | undefined, step: string | undefined): readonly Point[] {
  const recorded = recordedName(name ?? '');
  const value = parseNumberText(text ?? '');
  if (recorded === undefined || value === undefined) return [];
  const at = parseNumberText(step ?? '');
  return [{ name: recorded, value, ...(at === undefined || !Number.isFinite(at) ? {} : { step: at }) }];
}
