// Whether probabilities keep what they promise: in bins of what was predicted, how often it came true.
import { wilsonInterval } from './proportion.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Interval, Sample, Undetermined } from './sample.ts';

export interface CalibrationBin {
  /** Mean of the predicted probabilities. */
  readonly predicted: number;
  /** Share of the rows that are positive. */
  readonly observed: number;
  readonly count: number;
  /** Of the share, at 95 % (Wilson). */
  readonly interval: Interval;
}

export interface Calibration {
  readonly kind: 'determined';
  /** Bins that hold rows, rising. */
  readonly bins: readonly CalibrationBin[];
  /** Σ nₖ/n · |observed − predicted| (Naeini et al. 2015); it depends on the bins. */
  readonly expectedError: number;
}

/**
 * Bins of equal width over 0 to 1, each closed at its upper end, as scikit-learn's `calibration_curve` with
 * `strategy='uniform'`.
 * @param labels 1 (positive) or 0 of each row
 */
export function calibrationBins(labels: Sample, probabilities: Sample, bins = 10): Calibration | Undetermined {
  const flaw = findFlaw('probability', probabilities);
  if (flaw !== undefined) return flaw;
  if (labels.length !== probabilities.length) {
    return undetermined(`${labels.length} labels for ${probabilities.length} probabilities`);
  }
  if (labels.length === 0) return undetermined('there are no rows');
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, positives: 0, count: 0 }));
  for (let index = 0; index < labels.length; index += 1) {
    const [label, probability] = [labels[index] as number, probabilities[index] as number];
    if (label !== 0 && label !== 1) return undetermined(`label ${index + 1} is ${label}: neither 0 nor 1`);
    if (probability < 0 || probability > 1) return undetermined(`probability ${index + 1} is ${probability}`);
    const bin = sums[binOf(probability, bins)];
    if (bin === undefined) continue;
    bin.predicted += probability;
    bin.positives += label;
    bin.count += 1;
  }
  let expectedError = 0;
  const filled = sums.flatMap(({ predicted, positives, count }): readonly CalibrationBin[] => {
    const share = wilsonInterval(positives, count, 0.95);
    if (share.kind === 'undetermined') return [];
    expectedError += Math.abs(positives - predicted) / labels.length;
    return [{ predicted: predicted / count, observed: positives / count, count, interval: share.interval }];
  });
  return { kind: 'determined', bins: filled, expectedError };
}

/** The first bin whose upper edge is not below the value; edges as NumPy's `linspace` has them, k · (1/bins). */
function binOf(probability: number, bins: number): number {
  const step = 1 / bins;
  let bin = Math.min(bins - 1, Math.max(0, Math.ceil(probability / step) - 1));
  // A quotient may round across an edge.
  while (bin > 0 && probability <= bin * step) bin -= 1;
  while (bin < bins - 1 && probability > (bin + 1) * step) bin += 1;
  return bin;
}
