// Curves and bins of single predictions, against what scikit-learn 1.7.2 and NumPy say of the same rows.
import { describe, expect, it } from 'vitest';
import { binnedResiduals } from '../../src/statistics/binned-residuals.ts';
import { calibrationBins } from '../../src/statistics/calibration.ts';
import { precisionRecallCurve } from '../../src/statistics/precision-recall.ts';
import { rocCurve } from '../../src/statistics/roc-curve.ts';
import type { Undetermined } from '../../src/statistics/sample.ts';
import { expectClose } from './close.ts';

const LABELS = [0, 1, 0, 1, 1, 0, 1, 0, 0, 1];
const SCORES = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.9, 0.2, 0.1, 0.75];
const WEIGHTS = [1, 2, 1, 0.5, 1, 1, 3, 1, 1, 2];

function determined<T extends { readonly kind: 'determined' }>(answer: T | Undetermined): T {
  if (answer.kind === 'undetermined') throw new Error(answer.reason);
  return answer;
}

const close = (actual: Iterable<number>, expected: readonly number[]): void =>
  expectClose([...actual], expected, { relative: 1e-12, absolute: 1e-15, what: 'curve' });

describe('the ROC curve', () => {
  it('has a point for each distinct score, and counts ties half', () => {
    const curve = determined(rocCurve(LABELS, SCORES));
    close(curve.falsePositiveRate, [0, 0, 0, 0, 0.2, 0.4, 0.6, 1]);
    close(curve.truePositiveRate, [0, 0.2, 0.4, 0.6, 1, 1, 1, 1]);
    expect([...curve.thresholds]).toEqual([Infinity, 0.9, 0.8, 0.75, 0.4, 0.35, 0.2, 0.1]);
    close([curve.area], [0.96]);
  });

  it('weighs rows', () => {
    const curve = determined(rocCurve(LABELS, SCORES, WEIGHTS));
    close(curve.truePositiveRate, [0, 6 / 17, 7 / 17, 11 / 17, 1, 1, 1, 1]);
    close([curve.area], [0.9647058823529412]);
  });
});

describe('the precision–recall curve', () => {
  it('goes from the lowest threshold up and ends where nothing is called positive', () => {
    const curve = determined(precisionRecallCurve(LABELS, SCORES));
    close(curve.precision, [0.5, 0.625, 5 / 7, 5 / 6, 1, 1, 1, 1]);
    close(curve.recall, [1, 1, 1, 1, 0.6, 0.4, 0.2, 0]);
    expect([...curve.thresholds]).toEqual([0.1, 0.2, 0.35, 0.4, 0.75, 0.8, 0.9]);
    close([curve.averagePrecision, curve.prevalence], [14 / 15, 0.5]);
  });

  it('weighs rows', () => {
    const curve = determined(precisionRecallCurve(LABELS, SCORES, WEIGHTS));
    close(curve.precision, [17 / 27, 17 / 23, 17 / 21, 17 / 19, 1, 1, 1, 1]);
    close([curve.averagePrecision], [0.9628482972136223]);
  });
});

describe('calibration', () => {
  it('puts an edge into the bin below it, and knows how far a share is known', () => {
    const scores = [0, 0.2, 0.3, 0.6000000000000001, 0.1, 0.7, 1, 0.3, 0.35, 0.95];
    const { bins, expectedError } = determined(calibrationBins(LABELS, scores));
    close(
      bins.map(({ predicted }) => predicted),
      [0.05, 0.2, 0.3, 0.35, 0.6000000000000001, 0.7, 0.975],
    );
    close(
      bins.map(({ observed }) => observed),
      [0.5, 1, 0, 0, 1, 0, 1],
    );
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 2, 1, 1, 1, 2]);
    close([expectedError], [(0.9 + 0.8 + 0.6 + 0.35 + 0.4 + 0.7 + 0.05) / 10]);
    for (const { observed, interval } of bins) {
      expect(interval[0]).toBeLessThanOrEqual(observed);
      expect(interval[1]).toBeGreaterThanOrEqual(observed);
      expect(interval[1] - interval[0]).toBeGreaterThan(0.5);
    }
  });
});

describe('residuals', () => {
  it('are cut by prediction into bins that differ by one row at most', () => {
    const { bins } = determined(binnedResiduals([3.5, 1, 1, 6, 4.5, 7, 5.5], [3, 1, 2, 5, 4, 7, 6], 3));
    expect(bins.map(({ count }) => count)).toEqual([3, 2, 2]);
    expect(bins.map(({ predicted }) => predicted)).toEqual([2, 4.5, 6.5]);
    close(bins[0]?.quantiles ?? [], [-0.9, -0.5, 0, 0.25, 0.45]);
  });

  it('of fewer rows than bins stand alone', () => {
    expect(determined(binnedResiduals([1, 2], [1, 1])).bins.map(({ quantiles }) => quantiles[2])).toEqual([0, 1]);
  });
});

it.each([
  ['rows of one class', rocCurve([1, 1], [0.1, 0.2]), 'one class only'],
  ['positives that weigh nothing', rocCurve([1, 0], [0.1, 0.2], [0, 1]), 'one class only'],
  ['a score that is no number', precisionRecallCurve([1, 0], [Number.NaN, 0.2]), 'score 1 is not a number'],
  ['a third class', precisionRecallCurve([1, 2], [0.1, 0.2]), 'neither 0 nor 1'],
  ['other numbers of rows', rocCurve([1, 0, 1], [0.1, 0.2]), '3 labels for 2 scores'],
  ['a probability above 1', calibrationBins([1, 0], [1.5, 0]), 'probability 1 is 1.5'],
  ['no rows', calibrationBins([], []), 'no rows'],
  ['no residuals', binnedResiduals([], []), 'no rows'],
  ['a target that is no number', binnedResiduals([Infinity], [1]), 'target 1 is not a number'],
])('%s are no curve, and the reason says so', (_, answer, reason) => {
  expect(answer).toMatchObject({ kind: 'undetermined', reason: expect.stringContaining(reason) as string });
});
