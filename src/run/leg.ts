// A leg: one job of a matrix. Two runs are of the same leg when their jobs had the same matrix values; only such runs are
// compared with each other, since the matrix says what was varied. Pure.
import { v5 } from 'uuid';
import { canonicalLine } from './canonical.ts';
import type { RunRecord } from './record.ts';

/**
 * The matrix values of a run as a short text for the index: equal for equal values in any order of their names.
 * @returns 16 hex digits, or undefined for a run outside of any matrix
 */
export function legOf({ trigger: { matrix } }: Pick<RunRecord, 'trigger'>): string | undefined {
  if (matrix === undefined || Object.keys(matrix).length === 0) return undefined;
  return v5(canonicalLine(matrix), v5.URL).replaceAll('-', '').slice(0, 16);
}

/** The matrix values for people: `os: linux, seed: 1`; plain text with foreign names, empty outside of any matrix. */
export function matrixWords(matrix: Readonly<Record<string, unknown>> | undefined, names?: readonly string[]): string {
  return (names ?? Object.keys(matrix ?? {}).toSorted())
    .flatMap((name) => {
      const value = matrix !== undefined && Object.hasOwn(matrix, name) ? matrix[name] : undefined;
      if (value === undefined) return [];
      return [`${name}: ${typeof value === 'string' ? value : canonicalLine(value)}`];
    })
    .join(', ');
}
