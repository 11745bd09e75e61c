// DeLong's test: areas under the ROC curve of two scores of the same rows.
import { testEstimate } from './estimate.ts';
import type { TestOptions, Tested } from './estimate.ts';
import { momentsOfDifferences, momentsOf, varianceOf } from './moments.ts';
import { findFlaw, findPairFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface DeLong extends Tested {
  /** Area of the baseline and of the candidate, 0 to 1. */
  readonly areas: readonly [baseline: number, candidate: number];
}

/**
 * The difference of the areas candidate − baseline over its standard error, as normal (DeLong, DeLong & Clarke-Pearson
 * 1988). The share of the negatives that a positive outranks, and of the positives that outrank a negative, come from
 * sorting: O(n log n) in place of O(n²) (Sun & Xu 2014).
 *
 * @param labels 1 (positive) or 0 of each row
 */
export function deLong(
  labels: Sample,
  baseline: Sample,
  candidate: Sample,
  options: TestOptions = {},
): DeLong | Undetermined {
  const flaw = findFlaw('label', labels) ?? findPairFlaw(baseline, candidate) ?? findLabelFlaw(labels, baseline);
  if (flaw !== undefined) return flaw;
  const before = placementsOf(labels, baseline);
  const after = placementsOf(labels, candidate);
  const positives = momentsOfDifferences(before.positives, after.positives);
  const negatives = momentsOfDifferences(before.negatives, after.negatives);
  const variance = varianceOf(positives) / positives.count + varianceOf(negatives) / negatives.count;
  if (variance === 0) {
    return undetermined('both scores put the rows into the same order: there is no variance to judge by');
  }
  const tested = testEstimate({ value: positives.mean, standardError: Math.sqrt(variance), df: Infinity }, options);
  return { ...tested, areas: [momentsOf(before.positives).mean, momentsOf(after.positives).mean] };
}

function findLabelFlaw(labels: Sample, scores: Sample): Undetermined | undefined {
  if (labels.length !== scores.length) return undetermined(`${labels.length} labels for ${scores.length} scores`);
  let positives = 0;
  for (let index = 0; index < labels.length; index += 1) {
    const label = labels[index] as number;
    if (label !== 0 && label !== 1) return undetermined(`label ${index + 1} is ${label}: neither 0 nor 1`);
    positives += label;
  }
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return undetermined('there are rows of one class only');
  if (positives === 1 || negatives === 1) return undetermined('one row of a class has no variance');
  return undefined;
}

interface Placements {
  /** Of each positive: the share of the negatives below it, ties half. */
  readonly positives: Float64Array;
  /** Of each negative: the share of the positives above it, ties half. */
  readonly negatives: Float64Array;
}

function placementsOf(labels: Sample, scores: Sample): Placements {
  const positives = new Float64Array(labels.length);
  const negatives = new Float64Array(labels.length);
  let [up, down] = [0, 0];
  for (let index = 0; index < labels.length; index += 1) {
    if (labels[index] === 1) positives[up++] = scores[index] as number;
    else negatives[down++] = scores[index] as number;
  }
  const above = positives.subarray(0, up);
  const below = negatives.subarray(0, down);
  const sortedAbove = above.toSorted();
  const sortedBelow = below.toSorted();
  return {
    positives: above.map((score) => shareBelow(sortedBelow, score)),
    negatives: below.map((score) => 1 - shareBelow(sortedAbove, score)),
  };
}

/** Share of the sorted values below a score, those that equal it by half. */
function shareBelow(sorted: Float64Array, score: number): number {
  let [below, high] = [0, sorted.length];
  while (below < high) {
    const middle = (below + high) >>> 1;
    if ((sorted[middle] as number) < score) below = middle + 1;
    else high = middle;
  }
  let upTo = below;
  high = sorted[below] === score ? sorted.length : below;
  while (upTo < high) {
    const middle = (upTo + high) >>> 1;
    if ((sorted[middle] as number) <= score) upTo = middle + 1;
    else high = middle;
  }
  return (below + upTo) / 2 / sorted.length;
}
