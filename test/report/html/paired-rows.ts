// Predictions of two runs for the rows of a holdout, made up from a seed.
import type { PairedRows } from '../../../src/comparison/evidence.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const SLICES = ['Berlin', 'Paris', 'Tokyo'];

/**
 * A candidate that errs a little less than its baseline.
 * @param cities the values of the one column that cuts the rows
 */
export function pairedRows(task: 'regression' | 'binary', size = 600, cities: readonly string[] = SLICES): PairedRows {
  const random = seededRandom(7);
  const [target, baseline, candidate] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row += 1) {
    const truth = random.fraction();
    const [before, after] = [random.fraction() - 0.5, random.fraction() - 0.5];
    target[row] = task === 'binary' ? Number(random.fraction() < truth) : 50 * truth;
    baseline[row] = task === 'binary' ? Math.abs(truth * 0.8 + 0.2 * before + 0.1) : 50 * truth + 12 * before;
    candidate[row] = task === 'binary' ? Math.abs(truth * 0.9 + 0.1 * after + 0.05) : 49 * truth + 10 * after;
  }
  return {
    kind: 'paired-rows',
    target,
    baseline,
    candidate,
    task,
    isProbability: task === 'binary',
    slices: cities.map((value, place) => ({
      column: 'city',
      value,
      rows: Uint32Array.from({ length: Math.floor(size / cities.length) }, (_, index) => index * cities.length + place),
    })),
    lost: { baseline: 0, candidate: 0 },
    source: 'stored',
    holdout: '0'.repeat(64),
  };
}
