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

/** Longer lines are cut. */
const MAX_LINE_LENGTH = 2000;

/** Lines are searched in batches: entering the context costs more than searching a line. */
const BATCH_LINES = 2000;
const BATCH_TIMEOUT_MS = 1000;

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
  try {
    for await (const batch of batches(path)) {
      points.push(...search(batch));
      if (points.length > MAX_POINTS) return { points: points.slice(0, MAX_POINTS), warnings: [tooMany()] };
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { points, warnings: [unreadable(error as Error)] };
    return {
      points,
      warnings: [{ message: 'the metrics-pattern takes too long on this output; the search was stopped' }],
    };
  }
  return { points, warnings: [] };
}

function tooMany(): CaptureNote {
  return { message: `the metrics-pattern matches more than ${MAX_POINTS} times; the rest is left out` };
}

function unreadable(error: Error): CaptureNote {
  return { message: `the output cannot be searched for metrics: ${error.message}` };
}

async function* batches(path: string): AsyncGenerator<readonly string[]> {
  let batch: string[] = [];
  for await (const line of lines(path)) {
    batch.push(line);
    if (batch.length < BATCH_LINES) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Lines of a file, each cut to a bearable length before it is whole in memory. */
async function* lines(path: string): AsyncGenerator<string> {
  const handle = await openPlainFile(path);
  if (handle === undefined) return;
  let rest = '';
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' }) as AsyncIterable<string>) {
    const parts = chunk.split(/\r\n|\n|\r/);
    for (const [index, part] of parts.entries()) {
      if (rest.length < MAX_LINE_LENGTH) rest += part.slice(0, MAX_LINE_LENGTH - rest.length);
      if (index === parts.length - 1) continue;
      yield stripVTControlCharacters(rest);
      rest = '';
    }
  }
  yield stripVTControlCharacters(rest);
}

type Match = readonly [name: string | undefined, value: string | undefined, step: string | undefined];

const SEARCH = new Script(`
  const found = [];
  for (const line of lines) {
    for (const { groups } of line.matchAll(pattern)) found.push([groups.name, groups.value, groups.step]);
  }
  JSON.stringify(found);
`);

function patternSearch(pattern: RegExp): (lines: readonly string[]) => readonly Point[] {
  const context: Context = createContext({ pattern, lines: [] });
  return (lines) => {
    context['lines'] = lines;
    const found = JSON.parse(SEARCH.runInContext(context, { timeout: BATCH_TIMEOUT_MS }) as string) as readonly Match[];
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
