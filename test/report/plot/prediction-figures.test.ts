import { describe, expect, it } from 'vitest';
import { sliceDifferences } from '../../../src/comparison/slice-differences.ts';
import { predictionFigures } from '../../../src/report/html/prediction-figures.ts';
import { pairedT } from '../../../src/statistics/paired-t.ts';
import { pairedRows } from '../html/paired-rows.ts';

describe('slices', () => {
  it('have the interval of the paired t test of their losses, worst first below all rows', () => {
    const rows = pairedRows('regression', 90);
    const { loss, rows: found } = sliceDifferences(rows);
    expect(loss).toBe('mean absolute error');
    expect(found.map(({ n }) => n)).toEqual([90, 30, 30, 30]);
    const losses = (guesses: Float64Array) => guesses.map((guess, row) => Math.abs((rows.target[row] ?? 0) - guess));
    const tested = pairedT(losses(rows.baseline), losses(rows.candidate));
    if (tested.kind === 'undetermined') throw new Error(tested.reason);
    expect(found[0]).toMatchObject({
      label: 'all rows',
      estimate: expect.closeTo(tested.estimate.value, 12) as number,
    });
    expect([found[0]?.low, found[0]?.high]).toEqual(tested.interval.map((end) => expect.closeTo(end, 12) as number));
    const estimates = found.slice(1).map(({ estimate }) => estimate);
    expect(estimates).toEqual(estimates.toSorted((a, b) => b - a));
  });

  it('count rows by their weight: one of weight 3 moves the mean like three', () => {
    const rows = pairedRows('binary', 30);
    const weight = rows.target.map((_, row) => (row === 0 ? 3 : 1));
    const again = (values: Float64Array) => Float64Array.of(...values, values[0] ?? 0, values[0] ?? 0);
    const repeated = {
      ...rows,
      target: again(rows.target),
      baseline: again(rows.baseline),
      candidate: again(rows.candidate),
    };
    const [weighted, plain] = [sliceDifferences({ ...rows, weight }), sliceDifferences(repeated)];
    expect(weighted.rows[0]?.estimate).toBeCloseTo(plain.rows[0]?.estimate ?? Number.NaN, 12);
    expect(weighted.rows[0]?.n).toBe(30);
  });

  it('without variance or of one row say nothing and are left out', () => {
    const rows = pairedRows('regression', 30);
    const slices = [
      { column: 'a', value: 'one', rows: Uint32Array.of(3) },
      { column: 'a', value: 'twice the same', rows: Uint32Array.of(4, 4) },
      { column: 'a', value: 'some', rows: Uint32Array.of(1, 2, 3, 4) },
    ];
    expect(sliceDifferences({ ...rows, slices }).rows.map(({ label }) => label)).toEqual(['all rows', 'a = some']);
  });
});

describe('plots of predictions', () => {
  it.each([
    ['regression', true, ['slices', 'residuals']],
    ['binary', true, ['slices', 'roc', 'precision-recall', 'calibration']],
    ['binary', false, ['slices']],
    ['multiclass', false, ['slices']],
  ] as const)('of %s with probabilities: %s', (task, isProbability, ids) => {
    const drawn = pairedRows(task === 'regression' ? 'regression' : 'binary', 90);
    const classes = { baseline: drawn.baseline.map(Math.round), candidate: drawn.candidate.map(Math.round) };
    const rows = { ...drawn, ...(isProbability ? {} : classes), task, isProbability };
    expect(predictionFigures(rows, 'this PR').map(({ id }) => id)).toEqual(ids);
  });

  it('are left out where rows of one class or values that are no numbers leave nothing to draw', () => {
    const rows = pairedRows('binary', 90);
    const alike = { ...rows, target: rows.target.map(() => 1) };
    expect(predictionFigures(alike, 'this PR').map(({ id }) => id)).toEqual(['slices', 'calibration']);
    const broken = { ...rows, candidate: rows.candidate.map(() => Number.NaN) };
    expect(predictionFigures(broken, 'this PR')).toEqual([]);
  });

  it('of a hundred thousand rows are no longer than those of a thousand by much', () => {
    const size = (rows: number) =>
      predictionFigures(pairedRows('binary', rows), 'this PR').reduce((sum, { svg }) => sum + svg.markup.length, 0);
    expect(size(100_000)).toBeLessThan(120_000);
    expect(size(1000)).toBeGreaterThan(20_000);
  });
});
