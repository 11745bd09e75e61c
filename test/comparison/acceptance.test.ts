import { expect, test } from 'vitest';
import { acceptableGates, acceptanceOf, withAccepted } from '../../src/comparison/acceptance.ts';
import type { Comparison } from '../../src/comparison/comparison.ts';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import { compareRuns } from '../../src/comparison/compare.ts';
import { Gate } from '../../src/config/schema.ts';
import { aRun } from '../support/a-run.ts';

/** `rmse` fails, `r2` passes, `latency` warns. */
function aComparison(gates: Readonly<Record<string, object>> = {}): Comparison {
  const candidate = aRun({ metrics: { rmse: 7.5, r2: 0.8, latency: 42 } });
  const all = { rmse: { max: 7 }, r2: { min: 0.7 }, latency: { better: 'lower', max: 45, warn: 40 }, ...gates };
  const parsed = Object.fromEntries(Object.entries(all).map(([name, gate]) => [name, Gate.parse(gate)]));
  return compareRuns({ candidate, history: [], noBaseline: 'none', gates: parsed });
}

const by = (gate: string, reason = 'known', actor = 'ada'): { gate: string; reason: string; actor: string } => {
  return { gate, reason, actor };
};

test('gates that failed, are inconclusive or warn can be accepted', () => {
  expect(acceptableGates(aComparison()).map(({ name }) => name)).toEqual(['rmse', 'latency']);
});

test('an accepted gate does not count, and is no pass: the verdict warns and says who', () => {
  const accepted = withAccepted(aComparison(), [by('rmse')]);
  expect(accepted.verdict).toMatchObject({ status: 'pass', warned: true, accepted: [by('rmse')] });
  expect(accepted.rows).toEqual(aComparison().rows);
  expect(accepted.verdict?.reasons).toEqual(aComparison().verdict?.reasons);
  expect(acceptanceOf(accepted, 'rmse')).toEqual(by('rmse'));
  expect(acceptanceOf(accepted, 'r2')).toBeUndefined();
  expect(comparisonOf({ comparison: { ...accepted } })).toEqual(accepted);
});

test.each([
  ['of a gate that passed', [by('r2')]],
  ['of no gate', [by('toString'), by('__proto__'), by('')]],
  ['of none', []],
])('an acceptance %s changes nothing', (_, list) => {
  expect(withAccepted(aComparison(), list)).toEqual(aComparison());
});

test('another gate that fails fails all the same', () => {
  const comparison = aComparison({ r2: { min: 0.9 } });
  expect(withAccepted(comparison, [by('rmse')]).verdict).toMatchObject({ status: 'fail', accepted: [by('rmse')] });
  const both = withAccepted(withAccepted(comparison, [by('rmse')]), [by('r2')]);
  expect(both.verdict).toMatchObject({ status: 'pass', accepted: [by('rmse'), by('r2')] });
});

test('of one gate the last word counts, and saying it again changes nothing', () => {
  const list = [by('rmse', 'first', 'ada'), by('rmse', 'second', 'grace')];
  const once = withAccepted(aComparison(), list);
  expect(once.verdict?.accepted).toEqual([by('rmse', 'second', 'grace')]);
  expect(withAccepted(once, list)).toEqual(once);
});

test('what is not judged stays so', () => {
  const candidate = aRun({ metrics: { rmse: 7.5 } });
  const comparison = compareRuns({ candidate, history: [], noBaseline: 'none', gates: {} });
  expect(withAccepted(comparison, [by('rmse')])).toEqual(comparison);
});
