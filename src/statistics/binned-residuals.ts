// Residuals along what was predicted: in bins of equally many rows, where the middle and the most of them lie.
import { quantileOfSorted } from './quantile.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface ResidualBin {
  /** Median of the predictions. */
  readonly predicted: number;
  readonly count: number;
  /** Quantiles 5, 25, 50, 75 and 95 % of the residuals target − prediction. */
  readonly quantiles: readonly [number, number, number, number, number];
}

export interface BinnedResiduals {
  readonly kind: 'determined';
  /** By prediction, rising. */
  readonly bins: readonly ResidualBin[];
}

/**
 * Rows in the order of their predictions (equal ones as they stand), cut into bins that differ by one row at most, the
 * larger first; quantiles of type 7 (Hyndman & Fan 1996).
 */
export function binnedResiduals(targets: Sample, predictions: Sample, bins = 20): BinnedResiduals | Undetermined {
  const flaw = findFlaw('target', targets) ?? findFlaw('prediction', predictions);
  if (flaw !== undefined) return flaw;
  const size = targets.length;
  if (size !== predictions.length) return undetermined(`${size} targets for ${predictions.length} predictions`);
  if (size === 0) return undetermined('there are no rows');
  const order = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) order[index] = index;
  order.sort((a, b) => (predictions[a] as number) - (predictions[b] as number) || a - b);
  const wanted = Math.min(bins, size);
  const [least, larger] = [Math.floor(size / wanted), size % wanted];
  let start = 0;
  const filled = Array.from({ length: wanted }, (_, bin): ResidualBin => {
    const rows = order.subarray(start, start + least + (bin < larger ? 1 : 0));
    start += rows.length;
    const residuals = new Float64Array(rows.length);
    const predicted = new Float64Array(rows.length);
    for (const [index, row] of rows.entries()) {
      residuals[index] = (targets[row] as number) - (predictions[row] as number);
      predicted[index] = predictions[row] as number;
    }
    residuals.sort();
    const at = (q: number): number => quantileOfSorted(residuals, q);
    return {
      predicted: quantileOfSorted(predicted, 0.5),
      count: rows.length,
      quantiles: [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)],
    };
  });
  return { kind: 'determined', bins: filled };
}
