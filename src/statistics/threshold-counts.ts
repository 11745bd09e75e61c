// How many positives and negatives score at least as high as each threshold: what ROC and precision–recall curves are made of.
import { findFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface ThresholdCounts {
  readonly kind: 'determined';
  /** Distinct scores, falling. */
  readonly thresholds: Float64Array;
  /** Weight of the positives and of the negatives that score at least the threshold. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/**
 * @param labels 1 (positive) or 0 of each row
 * @param weights of the rows; each counts 1 by default
 */
export function thresholdCounts(labels: Sample, scores: Sample, weights?: Sample): ThresholdCounts | Undetermined {
  const flaw =
    findFlaw('score', scores) ??
    (weights === undefined ? undefined : findFlaw('weight', weights)) ??
    (labels.length === scores.length && (weights === undefined || weights.length === scores.length)
      ? undefined
      : undetermined(`${labels.length} labels for ${scores.length} scores`));
  if (flaw !== undefined) return flaw;
  const order = orderFalling(scores);
  const size = order.length;
  const [thresholds, positives, negatives] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [distinct, above, below] = [0, 0, 0];
  for (let place = 0; place < size; place += 1) {
    const row = order[place] as number;
    const label = labels[row] as number;
    if (label !== 0 && label !== 1) return undetermined(`label ${row + 1} is ${label}: neither 0 nor 1`);
    const weight = weights?.[row] ?? 1;
    if (weight < 0) return undetermined(`weight ${row + 1} is below 0`);
    if (label === 1) above += weight;
    else below += weight;
    const score = scores[row] as number;
    // Rows of one score fall on one side of any threshold together.
    if (place + 1 < size && scores[order[place + 1] as number] === score) continue;
    thresholds[distinct] = score;
    positives[distinct] = above;
    negatives[distinct] = below;
    distinct += 1;
  }
  if (above === 0 || below === 0) return undetermined('there are rows of one class only');
  return {
    kind: 'determined',
    thresholds: thresholds.slice(0, distinct),
    positives: positives.slice(0, distinct),
    negatives: negatives.slice(0, distinct),
  };
}

/** Positions of the values, greatest first. */
function orderFalling(values: Sample): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  order.sort((a, b) => (values[b] as number) - (values[a] as number));
  return order;
}
