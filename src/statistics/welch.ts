// Welch's t test: two independent samples whose variances may differ.
import { testEstimate } from './estimate.ts';
import type { TestOptions, Tested } from './estimate.ts';
import { momentsOf, varianceOf } from './moments.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

/**
 * The difference of the means candidate − baseline over √(s₁²/n₁ + s₂²/n₂), with the degrees of freedom of
 * Welch (1947) and Satterthwaite (1946). On the same rows it throws away the pairing: see pairedT.
 */
export function welchT(baseline: Sample, candidate: Sample, options: TestOptions = {}): Tested | Undetermined {
  const flaw = findFlaw('value of the baseline', baseline) ?? findFlaw('value of the candidate', candidate);
  if (flaw !== undefined) return flaw;
  if (baseline.length < 2 || candidate.length < 2) {
    return undetermined(`each side needs two values: ${baseline.length} and ${candidate.length}`);
  }
  const [before, after] = [momentsOf(baseline), momentsOf(candidate)];
  const [one, other] = [varianceOf(before) / before.count, varianceOf(after) / after.count];
  const sum = one + other;
  if (sum === 0) return undetermined('both sides are constant: there is no variance to judge by');
  if (!Number.isFinite(sum)) return undetermined('the values are too large to be squared');
  // In shares of the sum, so that tiny variances are not squared away.
  const df = 1 / ((one / sum) ** 2 / (before.count - 1) + (other / sum) ** 2 / (after.count - 1));
  return testEstimate({ value: after.mean - before.mean, standardError: Math.sqrt(sum), df }, options);
}
