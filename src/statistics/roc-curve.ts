// The ROC curve: how many positives are found for how many false alarms, over all thresholds.
import type { Sample, Undetermined } from './sample.ts';
import { thresholdCounts } from './threshold-counts.ts';

export interface RocCurve {
  readonly kind: 'determined';
  /** Share of the negatives at or above each threshold, from 0 to 1. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives at or above each threshold, from 0 to 1. */
  readonly truePositiveRate: Float64Array;
  /** Falling; the first, above all scores, is Infinity. */
  readonly thresholds: Float64Array;
  /** Area under the curve by trapezoids: the chance that a positive outranks a negative, ties half. */
  readonly area: number;
}

/**
 * Every distinct score is a threshold (Fawcett 2006, "An introduction to ROC analysis", algorithm 2).
 * @param labels 1 (positive) or 0 of each row
 */
export function rocCurve(labels: Sample, scores: Sample, weights?: Sample): RocCurve | Undetermined {
  const counts = thresholdCounts(labels, scores, weights);
  if (counts.kind === 'undetermined') return counts;
  const falsePositiveRate = sharesFromZero(counts.negatives);
  const truePositiveRate = sharesFromZero(counts.positives);
  const thresholds = new Float64Array(counts.thresholds.length + 1);
  thresholds[0] = Infinity;
  thresholds.set(counts.thresholds, 1);
  let area = 0;
  for (let index = 1; index < thresholds.length; index += 1) {
    const width = (falsePositiveRate[index] as number) - (falsePositiveRate[index - 1] as number);
    area += (width * ((truePositiveRate[index] as number) + (truePositiveRate[index - 1] as number))) / 2;
  }
  return { kind: 'determined', falsePositiveRate, truePositiveRate, thresholds, area };
}

function sharesFromZero(counts: Float64Array): Float64Array {
  const total = counts.at(-1) ?? 1;
  const shares = new Float64Array(counts.length + 1);
  for (const [index, count] of counts.entries()) shares[index + 1] = count / total;
  return shares;
}
