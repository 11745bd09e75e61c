// The precision–recall curve: how many of the rows that are called positive are so, for how many found.
import type { Sample, Undetermined } from './sample.ts';
import { thresholdCounts } from './threshold-counts.ts';

export interface PrecisionRecallCurve {
  readonly kind: 'determined';
  /** At each threshold; the last point, where nothing is called positive, is 1 by convention. */
  readonly precision: Float64Array;
  /** Falling from 1 to 0. */
  readonly recall: Float64Array;
  /** Rising, one fewer than the points. */
  readonly thresholds: Float64Array;
  /** Σ (Rₙ − Rₙ₋₁)·Pₙ: the area by steps, which does not interpolate between points. */
  readonly averagePrecision: number;
  /** Share of the positives: the precision of guessing. */
  readonly prevalence: number;
}

/**
 * From the lowest threshold up, as scikit-learn's `precision_recall_curve` (Davis & Goadrich 2006 on why it is not
 * interpolated).
 * @param labels 1 (positive) or 0 of each row
 */
export function precisionRecallCurve(
  labels: Sample,
  scores: Sample,
  weights?: Sample,
): PrecisionRecallCurve | Undetermined {
  const counts = thresholdCounts(labels, scores, weights);
  if (counts.kind === 'undetermined') return counts;
  const size = counts.thresholds.length;
  const [precision, recall] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const [found, others] = [counts.positives.at(-1) ?? 0, counts.negatives.at(-1) ?? 0];
  let averagePrecision = 0;
  let reached = 0;
  for (let index = 0; index < size; index += 1) {
    const [positives, negatives] = [counts.positives[index] as number, counts.negatives[index] as number];
    const share = positives + negatives === 0 ? 0 : positives / (positives + negatives);
    averagePrecision += (positives / found - reached) * share;
    reached = positives / found;
    precision[size - 1 - index] = share;
    recall[size - 1 - index] = reached;
  }
  precision[size] = 1;
  return {
    kind: 'determined',
    precision,
    recall,
    thresholds: counts.thresholds.toReversed(),
    averagePrecision,
    prevalence: found / (found + others),
  };
}
