// The slices in which two runs differ by more than chance, as they stand in a comparison. Pure.
import type { SliceChanges } from './comparison.ts';
import type { PairedRows } from './evidence.ts';
import { sliceDifferences } from './slice-differences.ts';

/** Whoever has more slices than this reads the worst and the best of them. */
const MOST_SLICES = 20;
const MOST_CHARACTERS = 200;

/** Worst first; undefined where the rows are in no slices. */
export function summarizeSlices(rows: PairedRows | undefined): SliceChanges | undefined {
  if (rows === undefined || rows.slices.length === 0) return undefined;
  const {
    loss,
    rows: [, ...slices],
  } = sliceDifferences(rows);
  const moved = slices.filter(({ low, high }) => low > 0 || high < 0);
  const half = MOST_SLICES / 2;
  const shown = moved.length <= MOST_SLICES ? moved : [...moved.slice(0, half), ...moved.slice(-half)];
  return {
    loss,
    judged: slices.length,
    worse: moved.filter(({ low }) => low > 0).length,
    better: moved.filter(({ high }) => high < 0).length,
    rows: shown.map(({ label, n, estimate, low, high }) => ({
      slice: label.slice(0, MOST_CHARACTERS),
      n,
      estimate,
      interval: [low, high],
    })),
  };
}
