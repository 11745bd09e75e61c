// What a comparison in a record is worth: everything when it has our shape, nothing when it has another.
import { expect, test } from 'vitest';
import { baselineChoice, compareRuns } from '../../src/comparison/compare.ts';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import { withoutTrends } from '../../src/comparison/trend.ts';
import { aBrokenTraining, anImprovement, aRegression, aRun } from '../support/a-run.ts';

const stories = { anImprovement, aRegression, aBrokenTraining };

test.each(Object.entries(stories))('the comparison of %s is read as it was written', (_, story) => {
  const { candidate, history, gates } = story();
  const record = history.at(-1);
  const baseline = record && { record, choice: baselineChoice(record, 'the run of the merge base') };
  const comparison = withoutTrends(compareRuns({ candidate, baseline, history, gates }));
  expect(comparisonOf({ comparison: { ...comparison } })).toEqual(comparison);
});

test('members of later versions are kept', () => {
  const comparison = { schema: 1, run: 'r', rows: [], historyRuns: [], later: { more: true } };
  expect(comparisonOf({ comparison })).toEqual(comparison);
});

test.each([
  ['none', undefined],
  ['an empty one', {}],
  ['another schema', { schema: 2, run: 'r', rows: [], historyRuns: [] }],
  ['rows that are no list', { schema: 1, run: 'r', rows: 'many', historyRuns: [] }],
  ['a verdict of another kind', { schema: 1, run: 'r', rows: [], historyRuns: [], verdict: 'pass' }],
  ['a row without a name', { schema: 1, run: 'r', rows: [{}], historyRuns: [] }],
])('%s is no comparison', (_, comparison) => {
  expect(comparisonOf(comparison === undefined ? aRun() : { comparison })).toBeUndefined();
});
