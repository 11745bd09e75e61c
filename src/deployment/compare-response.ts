// What a deployed model answered, beside what it must answer. Pure.
import { expandVariables, type HookVariables } from './variables.ts';

/** A place where the answer is another one. */
export interface ResponseDifference {
  /** JSON path, such as `$.predictions[0].duration`. */
  readonly path: string;
  /** As JSON, cut when long. */
  readonly expected: string;
  /** As JSON, cut when long; undefined where there is nothing. */
  readonly found: string | undefined;
}

const MAX_SHOWN = 200;

export interface ComparisonRules {
  /** By how much numbers may differ: absolute, or relative to the expected one. */
  readonly tolerance: number;
  /** Stand in for `$MODEL_VERSION` and the like in expected texts. */
  readonly variables: HookVariables;
  /** Differences after these are not looked for. */
  readonly most: number;
}

/** Where an answer lacks what is expected. Members of objects that are not expected may be there; lists must be as long. */
export function compareResponse(
  expected: unknown,
  found: unknown,
  rules: ComparisonRules,
): readonly ResponseDifference[] {
  const differences: ResponseDifference[] = [];
  compareAt('$', expected, found, rules, differences);
  return differences.slice(0, rules.most);
}

function compareAt(
  path: string,
  expected: unknown,
  found: unknown,
  rules: ComparisonRules,
  differences: ResponseDifference[],
): void {
  if (differences.length >= rules.most) return;
  const differ = (wanted: unknown): void =>
    void differences.push({
      path,
      expected: shown(wanted) ?? 'undefined',
      found: shown(found),
    });
  if (typeof expected === 'number') {
    if (typeof found !== 'number' || !isWithin(expected, found, rules.tolerance)) differ(expected);
  } else if (typeof expected === 'string') {
    const text = expandVariables(expected, rules.variables);
    if (found !== text) differ(text);
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) differ(expected);
    else {
      for (const [index, each] of expected.entries()) {
        compareAt(`${path}[${index}]`, each, found[index], rules, differences);
      }
    }
  } else if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) differ(expected);
    else {
      for (const [name, each] of Object.entries(expected)) {
        const member = Object.hasOwn(found, name) ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
        compareAt(memberPath(path, name), each, member, rules, differences);
      }
    }
  } else if (found !== expected) differ(expected);
}

function isWithin(expected: number, found: number, tolerance: number): boolean {
  const difference = Math.abs(expected - found);
  return difference <= tolerance || difference <= tolerance * Math.abs(expected);
}

function memberPath(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function shown(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined;
  return text !== undefined && text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}
