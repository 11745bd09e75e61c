// How two runs differ on all rows and on each slice of them, from the loss of each prediction. Pure.
import { intervalOf } from '../statistics/estimate.ts';
import type { PairedRows } from './evidence.ts';

/** One line of a forest plot. */
export interface ForestRow {
  readonly label: string;
  /** Mean loss of the candidate minus that of the baseline: below 0 is better. */
  readonly estimate: number;
  /** Ends of its 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

export interface SliceDifferences {
  /** What is averaged, in words. */
  readonly loss: string;
  /** All rows first, then the slices, worst estimate first. Slices whose differences do not vary are left out. */
  readonly rows: readonly ForestRow[];
}

type Loss = (target: number, prediction: number) => number;

/** The mean difference of the rows' losses with its t interval, weighted where the rows are. */
export function sliceDifferences(paired: PairedRows): SliceDifferences {
  const { words, loss } = lossOf(paired);
  const everything = Uint32Array.from({ length: paired.target.length }, (_, index) => index);
  const all = forestRow('all rows', everything, paired, loss);
  const slices = paired.slices
    .map(({ column, value, rows }) => forestRow(`${column} = ${value}`, rows, paired, loss))
    .filter((row) => row !== undefined)
    .toSorted((a, b) => b.estimate - a.estimate);
  return { loss: words, rows: [...(all === undefined ? [] : [all]), ...slices] };
}

function lossOf({ task, isProbability }: PairedRows): { readonly words: string; readonly loss: Loss } {
  if (task === 'regression') return { words: 'mean absolute error', loss: (target, guess) => Math.abs(target - guess) };
  return isProbability && task === 'binary'
    ? { words: 'Brier score', loss: (target, guess) => (target - guess) ** 2 }
    : { words: 'error rate', loss: (target, guess) => (target === guess ? 0 : 1) };
}

/**
 * d̄ = Σwd/Σw with the standard error √(n/(n−1) · Σw²(d−d̄)²)/Σw, which without weights is that of the paired t test
 * (Cochran 1977, "Sampling Techniques", ch. 6, the ratio estimator).
 */
function forestRow(label: string, rows: Uint32Array, paired: PairedRows, loss: Loss): ForestRow | undefined {
  const { target, baseline, candidate, weight } = paired;
  const n = rows.length;
  const differences = new Float64Array(n);
  let [sum, total] = [0, 0];
  for (const [index, row] of rows.entries()) {
    const truth = target[row] as number;
    const difference = loss(truth, candidate[row] as number) - loss(truth, baseline[row] as number);
    differences[index] = difference;
    sum += (weight?.[row] ?? 1) * difference;
    total += weight?.[row] ?? 1;
  }
  const value = sum / total;
  let squares = 0;
  for (const [index, row] of rows.entries()) {
    squares += ((weight?.[row] ?? 1) * ((differences[index] as number) - value)) ** 2;
  }
  const standardError = Math.sqrt((n / (n - 1)) * squares) / total;
  if (n < 2 || !Number.isFinite(value) || !(standardError > 0 && standardError < Infinity)) return undefined;
  const [low, high] = intervalOf({ value, standardError, df: n - 1 }, 0.95);
  return { label, estimate: value, low, high, n };
}
