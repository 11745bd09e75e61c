// One line of the benchmark's table, and how a figure that was taken several times becomes one.

export interface BenchRow {
  readonly section: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly other?: { readonly name: string; readonly value: number };
  /** How many times better ours is; above one is better. */
  readonly ratio?: number;
  /** What must hold, in words. */
  readonly limit?: string;
}

/** A row with an alternative of the same run; the less of both is the better. */
export function comparedRow(
  row: Omit<BenchRow, 'ratio' | 'other'> & { readonly other: { readonly name: string; readonly value: number } },
): BenchRow {
  return { ...row, ratio: row.other.value / row.ours };
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
