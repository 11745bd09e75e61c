import { expect, test } from 'vitest';
import { baselineChoice, compareRuns } from '../../src/comparison/compare.ts';
import { withoutTrends, withTrends } from '../../src/comparison/trend.ts';
import { aRun } from '../support/a-run.ts';

test('a stored comparison names the runs of its trend, and their records bring it back', () => {
  const history = [1, 2, 3].map((minute) =>
    aRun({ metrics: minute === 2 ? { mae: 1 } : { rmse: 6 + minute } }, minute),
  );
  const candidate = aRun({ metrics: { rmse: 5, fresh: 1 } }, 9);
  const baseline = { record: history[2] ?? candidate, choice: baselineChoice(history[2] ?? candidate, 'why') };
  const comparison = compareRuns({ candidate, baseline, history, gates: {} });
  expect(comparison.rows.find(({ name }) => name === 'rmse')?.history).toEqual([7, null, 9]);

  const stored = withoutTrends(comparison);
  expect(stored.rows.flatMap(({ history: values }) => values)).toEqual([]);
  expect(stored.historyRuns.map(({ run }) => run)).toEqual(history.map(({ id }) => id));
  expect(withTrends(stored, history)).toEqual(comparison);
});
