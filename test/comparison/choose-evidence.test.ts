import { describe, expect, it } from 'vitest';
import { chooseEvidence, pastValues, type GatheredEvidence } from '../../src/comparison/choose-evidence.ts';
import { compareRuns } from '../../src/comparison/compare.ts';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import type { PairedRows } from '../../src/comparison/evidence.ts';
import { pairRepeats } from '../../src/comparison/pair-repeats.ts';
import { aDataFile, aDigest, aRun } from '../support/a-run.ts';

const baseline = aRun({ metrics: { rmse: 6 } });
const history = [6.1, 6.2, 6.3, 6.2, 6.1].map((rmse, minute) => aRun({ metrics: { rmse } }, minute));
const ROWS: PairedRows = {
  kind: 'paired-rows',
  target: Float64Array.of(1, 2),
  baseline: Float64Array.of(1, 2),
  candidate: Float64Array.of(1, 3),
  task: 'regression',
  isProbability: false,
  slices: [],
  lost: { baseline: 1, candidate: 2 },
  source: 're-scored',
  holdout: aDigest(),
};
const choose = (gathered: GatheredEvidence, past = history) =>
  chooseEvidence({ gathered, baseline, history: past, metric: 'rmse' });
const repeated = (values: Readonly<Record<string, number | 'NaN'>>, unit: 'seed' | 'fold' = 'seed') =>
  aRun({ repeats: { unit, values: { rmse: values } } });

describe('the best evidence', () => {
  it('is rows before repeats before history before nothing, and says why it is not a better one', () => {
    const repeats = pairRepeats({
      candidate: repeated({ 1: 5, 2: 6, 3: 7 }),
      baseline: repeated({ 1: 5, 2: 6, 3: 8 }),
    });
    expect(choose({ rows: ROWS, ...repeats })).toEqual({
      kind: 'paired-rows',
      how: 'predictions of both for the same 2 rows, the champion scored by this training; 3 rows that only one of them has are left out',
      rows: 2,
      lost: { baseline: 1, candidate: 2 },
      source: 're-scored',
      holdout: aDigest(),
      passedOver: [],
    });
    expect(choose({ noRows: 'the baseline kept no predictions', ...repeats })).toEqual({
      kind: 'repeats',
      how: '3 seeds of both runs, the same ones',
      passedOver: ['rows: the baseline kept no predictions'],
    });
    expect(choose({ noRepeats: 'neither run was repeated' })).toEqual({
      kind: 'history',
      how: "5 earlier runs of the baseline's configuration",
      passedOver: ['rows: no predictions were written', 'repeats: neither run was repeated'],
    });
    expect(choose({}, history.slice(1))).toEqual({
      kind: 'single',
      how: 'no noise estimate: one value of each run',
      passedOver: [
        'rows: no predictions were written',
        'repeats: there are none',
        "history: 4 runs of the baseline's configuration",
      ],
    });
  });

  it('is not a history in which nothing moves', () => {
    const still = [1, 2, 3, 4, 5].map((minute) => aRun({ metrics: { rmse: 6 } }, minute));
    expect(choose({}, still)).toMatchObject({
      kind: 'single',
      passedOver: { 2: expect.stringContaining('all 5 runs') },
    });
  });

  it('stands in the comparison, and comes back from a record', () => {
    const candidate = aRun({ metrics: { rmse: 5 } }, 9);
    const choice = { run: baseline.id, commit: baseline.source.commit, how: 'named' };
    const comparison = compareRuns({
      candidate,
      baseline: { record: baseline, choice },
      history,
      gates: {},
      evidence: { rows: ROWS },
    });
    expect(comparison.evidence).toMatchObject({ kind: 'paired-rows', rows: 2 });
    const stored = JSON.parse(JSON.stringify(comparison)) as Record<string, unknown>;
    expect(comparisonOf({ comparison: stored })?.evidence).toEqual(comparison.evidence);
    expect(compareRuns({ candidate, history, gates: {} }).evidence).toBeUndefined();
  });
});

it('takes no values of other params for noise; data that changed a little at a time is what noise is about', () => {
  const other = [
    aRun({ params: { depth: 3 }, metrics: { rmse: 1 } }),
    aRun({ data: [aDataFile({ sha256: aDigest('0') })], metrics: { rmse: 2 } }),
    aRun({ metrics: { rmse: Number.NaN } }),
    aRun({ metrics: { mae: 3 } }),
  ];
  expect(pastValues('rmse', baseline, [...other, ...history])).toEqual([2, 6.1, 6.2, 6.3, 6.2, 6.1]);
});

describe('repeats of two runs', () => {
  it('are paired by their names where they are the same, without those that have no value', () => {
    const pairs = pairRepeats({
      candidate: repeated({ a: 1, b: 2, c: 3, d: 'NaN' }),
      baseline: repeated({ c: 30, a: 10, b: 20 }),
    });
    expect(pairs.repeats).toEqual({
      rmse: { kind: 'repeats', unit: 'seed', candidate: [1, 2, 3], baseline: [10, 20, 30], paired: true },
    });
    const others = pairRepeats({ candidate: repeated({ a: 1, b: 2 }), baseline: repeated({ a: 1, c: 3, d: 4 }) });
    expect(others.repeats?.['rmse']).toMatchObject({ candidate: [1, 2], baseline: [1, 3, 4], paired: false });
  });

  it.each([
    [aRun(), aRun(), 'neither run was repeated'],
    [aRun(), repeated({ a: 1 }), 'this run was not repeated'],
    [repeated({ a: 1 }), aRun(), 'the baseline was not repeated'],
    [repeated({ a: 1 }), repeated({ a: 1 }, 'fold'), 'seeds of this run, folds of the baseline'],
    [
      repeated({ a: 1 }),
      aRun({ repeats: { unit: 'seed', values: { mae: { a: 1 } } } }),
      'of no metric do both runs have repeats',
    ],
  ])('that cannot be compared say why', (candidate, baseline, noRepeats) => {
    expect(pairRepeats({ candidate, baseline })).toEqual({ noRepeats });
  });
});
