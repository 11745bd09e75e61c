// Evidence for tests: rows of two models by what each is wrong by.
import type { PairedRows } from '../../../src/comparison/evidence.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

/** Standard normal deviates (Box & Muller 1958) from a seed. */
export function normalFrom(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
}

export function rowsOf(
  columns: Pick<PairedRows, 'target' | 'baseline' | 'candidate'> & Partial<PairedRows>,
): PairedRows {
  return {
    kind: 'paired-rows',
    task: 'regression',
    isProbability: false,
    slices: [],
    lost: { baseline: 0, candidate: 0 },
    source: 're-scored',
    holdout: 'a'.repeat(64),
    ...columns,
  };
}

/**
 * Regression: both models share most of their error, the candidate's is `factor` times that of the baseline.
 * @param own standard deviation of the error that each model has for itself, in that of the shared one
 */
export function regressionRows(count: number, factor: number, own = 0.3, seed = 1): PairedRows {
  const normal = normalFrom(seed);
  const target = new Float64Array(count).map(() => 10 + 3 * normal());
  const shared = new Float64Array(count).map(() => normal());
  const baseline = target.map((value, row) => value + (shared[row] ?? 0) + own * normal());
  const candidate = target.map((value, row) => value + factor * ((shared[row] ?? 0) + own * normal()));
  return rowsOf({ target, baseline, candidate });
}

/** Two classes: the first rows as counted; `up` rows only the candidate has right, `down` only the baseline. */
export function classRows(counts: {
  readonly both: number;
  readonly up: number;
  readonly down: number;
  readonly neither: number;
}): PairedRows {
  const { both, up, down, neither } = counts;
  const count = both + up + down + neither;
  const target = new Float64Array(count).map((_, row) => row % 2);
  const wrong = (row: number): number => 1 - (target[row] ?? 0);
  const baseline = target.map((value, row) =>
    row < both || (row >= both + up && row < both + up + down) ? value : wrong(row),
  );
  const candidate = target.map((value, row) => (row < both + up ? value : wrong(row)));
  return rowsOf({ target, baseline, candidate, task: 'binary' });
}
