// The paired t test: two models on the same rows.
import { testEstimate } from './estimate.ts';
import type { Estimate, TestOptions, Tested } from './estimate.ts';
import { momentsOfDifferences, varianceOf } from './moments.ts';
import { findPairFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

/**
 * t = d̄ / (s_d/√n) of the differences candidate − baseline, with n − 1 degrees of freedom (Student 1908).
 * Of losses of single rows it tests whether the mean loss differs; n of some thirty or more makes up for losses that are
 * not normal.
 */
export function pairedT(baseline: Sample, candidate: Sample, options: TestOptions = {}): Tested | Undetermined {
  const difference = pairedDifference(baseline, candidate);
  return 'kind' in difference ? difference : testEstimate(difference, options);
}

/** The mean of the differences with its standard error, for other tests of it. */
export function pairedDifference(baseline: Sample, candidate: Sample): Estimate | Undetermined {
  const flaw = findPairFlaw(baseline, candidate);
  if (flaw !== undefined) return flaw;
  const count = baseline.length;
  if (count < 2) return undetermined(count === 0 ? 'there are no pairs' : 'one pair has no variance');
  const moments = momentsOfDifferences(baseline, candidate);
  const variance = varianceOf(moments);
  if (variance === 0) return undetermined(`all ${count} differences are equal: there is no variance to judge by`);
  if (!Number.isFinite(variance)) return undetermined('the values are too large to be squared');
  return { value: moments.mean, standardError: Math.sqrt(variance / count), df: count - 1 };
}
