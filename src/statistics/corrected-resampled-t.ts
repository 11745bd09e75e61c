// The corrected resampled t test: the same model trained on several folds or seeds, of which only a metric is known.
import { testEstimate } from './estimate.ts';
import type { TestOptions, Tested } from './estimate.ts';
import { pairedDifference } from './paired-t.ts';
import { requirePositive, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

/**
 * t = d̄ / √((1/k + n_test/n_train) s_d²) with k − 1 degrees of freedom (Nadeau & Bengio 2003, "Inference for the
 * generalization error"). The folds share their training rows, so that the plain t test is too sure of itself.
 *
 * @param testShare n_test / n_train, such as 1/9 for tenfold cross-validation
 */
export function correctedResampledT(
  baseline: Sample,
  candidate: Sample,
  testShare: number,
  options: TestOptions = {},
): Tested | Undetermined {
  requirePositive('share of test rows', testShare);
  const repeats = baseline.length;
  if (repeats === candidate.length && repeats < 3) {
    return undetermined(`${repeats} repeats say nothing about noise: three are the least`);
  }
  const plain = pairedDifference(baseline, candidate);
  if ('kind' in plain) return plain;
  const standardError = plain.standardError * Math.sqrt(1 + repeats * testShare);
  return testEstimate({ ...plain, standardError }, options);
}
