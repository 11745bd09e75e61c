// What is wrong with a configuration, as values: all problems of a text are reported at once. Pure.
import { MlopsError, type ErrorCode, type ErrorPlace } from '../error.ts';
import type { z } from 'zod';
import { suggestion } from './nearest.ts';

export interface Problem {
  readonly place: ErrorPlace;
  readonly message: string;
}

/** A problem found by the schema: where in the value it is, and in which key when a key itself is wrong. */
export interface ValueProblem {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
  readonly message: string;
}

/** One error that lists every problem; its place is that of the first. */
export function problemsError(code: ErrorCode, problems: readonly Problem[], hint: string): MlopsError {
  const lines = problems.map(({ place, message }) => {
    const where = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    return `${where}: ${message}`;
  });
  const place = problems[0]?.place;
  return new MlopsError(code, lines.join('\n'), hint, place === undefined ? {} : { place });
}

/**
 * The problems that a zod issue stands for, in words: what was expected and what came.
 * @param knownKeys the keys that the object at a path may have
 */
export function problemsOf(
  issue: z.core.$ZodIssue,
  root: unknown,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): readonly ValueProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => ({
      path,
      key,
      message: `unknown key "${shown(key)}"${within(path)}, ${suggestion(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path, message: `${nameOf(path)}: ${issue.issues[0]?.message ?? 'not a valid name'}` }];
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => branch.every((each) => !isMismatch(each)));
    if (meant !== undefined) {
      return meant.flatMap((each) => problemsOf({ ...each, path: [...path, ...each.path] }, root, knownKeys));
    }
  }
  const value = valueAt(root, path);
  return [{ path, message: `${nameOf(path)}: expected ${expectationOf(issue)}, got ${describe(value)}` }];
}

/** The value is of another type altogether, so that this branch of a union was hardly meant. */
function isMismatch(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return TYPE_WORDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'invalid_union') {
    return [...new Set(issue.errors.flatMap((branch) => branch.map(expectationOf)))].join(' or ');
  }
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'text that is not empty' : `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
  return issue.message;
}

/** How a value is named in a message: short, on one line. */
function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the text "${shown(value)}"`;
  return typeof value === 'number' ? `the number ${value}` : JSON.stringify(value);
}

function shown(text: string): string {
  const line = JSON.stringify(text).slice(1, -1);
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the configuration' : path.map((part) => shown(String(part))).join('.');
}

function within(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '' : ` in ${nameOf(path)}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
