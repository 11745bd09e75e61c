import { describe, expect, it } from 'vitest';
import { pairRescored, pairStored } from '../../src/predictions/pair-rows.ts';
import { predictionsOf, type TestRow } from './some-predictions.ts';

const rows = (count: number, change: (row: number) => Partial<TestRow> = () => ({})): readonly TestRow[] =>
  Array.from({ length: count }, (_, row) => ({ id: `r${row}`, target: row / 3, prediction: row, ...change(row) }));

const pair = (baseline: readonly TestRow[], candidate: readonly TestRow[]) =>
  pairStored(predictionsOf(baseline), predictionsOf(candidate));

describe('predictions of a run beside those that its baseline kept', () => {
  it('are joined by id, whatever the order, with what only one of them has counted', () => {
    const baseline = rows(100, (row) => ({ prediction: -row })).toReversed();
    const candidate = [...rows(98, (row) => ({ weight: row, slice: row % 2 ? 'odd' : 'even' })), ...extra(5)];
    const paired = pair(baseline, candidate);
    if ('reason' in paired) throw new Error(paired.reason);
    const { target, lost, source, task, weight, slices } = paired.rows;
    expect({ lost, source, task }).toEqual({
      lost: { baseline: 2, candidate: 5 },
      source: 'stored',
      task: 'regression',
    });
    expect(target.length).toBe(98);
    for (const [row, value] of target.entries()) {
      const number = Math.round(value * 3);
      expect(paired.rows.baseline[row]).toBe(-number);
      expect(paired.rows.candidate[row]).toBe(number);
      expect(weight?.[row]).toBe(number);
    }
    expect(new Map(slices.map(({ value, rows }) => [value, rows.length]))).toEqual(
      new Map([
        ['even', 49],
        ['odd', 49],
      ]),
    );
    const odd = slices.find(({ value }) => value === 'odd')?.rows ?? new Uint32Array();
    expect(odd).toEqual(odd.toSorted());
    expect([...odd].every((row) => Math.round((target[row] ?? 0) * 3) % 2 === 1)).toBe(true);
  });

  const extra = (count: number): readonly TestRow[] =>
    Array.from({ length: count }, (_, row) => ({ id: `x${row}`, target: 1, prediction: 1, weight: 1, slice: 'odd' }));

  it('are the holdout itself where both have the same rows', () => {
    const [baseline, candidate] = [predictionsOf(rows(50)), predictionsOf(rows(50))];
    expect(pairStored(baseline, candidate)).toMatchObject({
      rows: { holdout: candidate.holdout, lost: { baseline: 0, candidate: 0 } },
    });
    const fewer = pair(rows(50), rows(40));
    expect(fewer).toMatchObject({ rows: { holdout: predictionsOf(rows(40)).holdout } });
  });

  it.each([
    [
      'another target',
      rows(50),
      rows(50, (row) => (row < 3 ? { target: row + 0.4 } : {})),
      'the holdout has changed: 3 of 50 rows have another target',
    ],
    [
      'other ids',
      rows(50),
      rows(50, (row) => ({ id: `z${row}` })),
      'they have no row in common, by the ids of the rows',
    ],
    [
      'classes with names beside numbers',
      rows(50, (row) => ({ target: row % 2, prediction: 1 })),
      rows(50, (row) => ({ target: row % 2 ? 'a' : 'b', prediction: 'a' })),
      'one of them has classes with names, and the other numbers',
    ],
    [
      'positions in place of ids, and other targets',
      rows(50).map(({ target, prediction }) => ({ target, prediction })),
      rows(51).map(({ target, prediction }) => ({ target, prediction })),
      'rows have no id, and targets are not the same: name a column that tells the rows apart',
    ],
  ])('are of no use with %s', (_, baseline, candidate, reason) => {
    expect(pair(baseline, candidate)).toEqual({ reason });
  });

  it('takes a target that was written with fewer digits for the same', () => {
    const rounded = rows(50, (row) => ({ target: Math.fround(row / 3), prediction: row }));
    expect(pair(rows(50), rounded)).toMatchObject({ rows: { lost: { baseline: 0, candidate: 0 } } });
  });

  it('have one code for a class, whichever classes each of them knows', () => {
    const named = (prediction: string) => [
      { id: 1, target: 'cat', prediction },
      { id: 2, target: 'dog', prediction: 'dog' },
    ];
    const paired = pair(named('ant'), named('cow'));
    if ('reason' in paired) throw new Error(paired.reason);
    const { target, baseline, candidate, task } = paired.rows;
    // ant, cat, cow, dog
    expect(task).toBe('multiclass');
    expect(new Set(Array.from(target, (value, row) => `${value} ${baseline[row]} ${candidate[row]}`))).toEqual(
      new Set(['1 0 2', '3 3 3']),
    );
  });
});

describe('the task', () => {
  const taskOf = (row: (row: number) => Partial<TestRow>) => {
    const paired = pair(rows(60, row), rows(60, row));
    if ('reason' in paired) throw new Error(paired.reason);
    return [paired.rows.task, paired.rows.isProbability];
  };

  it.each([
    ['numbers', (row: number) => ({ target: row / 7 }), ['regression', false]],
    ['counts', (row: number) => ({ target: row, prediction: row + 1 }), ['regression', false]],
    ['bits', (row: number) => ({ target: row % 2, prediction: 1 }), ['binary', false]],
    ['bits with probabilities', (row: number) => ({ target: row % 2, prediction: 0.3 }), ['binary', true]],
    ['numbered classes', (row: number) => ({ target: row % 3, prediction: 2 }), ['multiclass', false]],
    [
      'few numbers, and others predicted',
      (row: number) => ({ target: row % 3, prediction: 1.5 }),
      ['regression', false],
    ],
    ['two names', (row: number) => ({ target: row % 2 ? 'a' : 'b', prediction: 'a' }), ['binary', false]],
    ['two names with numbers', (row: number) => ({ target: row % 2 ? 'a' : 'b', prediction: 0.1 }), ['binary', true]],
  ])('of %s is seen', (_, row, expected) => {
    expect(taskOf(row)).toEqual(expected);
  });
});

describe('a champion that the training has scored', () => {
  it('needs no id and loses no row', () => {
    const scored = predictionsOf([
      { target: 1, prediction: 2, baseline: 3 },
      { target: 4, prediction: 5, baseline: 6 },
    ]);
    expect(pairRescored(scored)).toMatchObject({ source: 're-scored', lost: { baseline: 0, candidate: 0 } });
    expect(pairRescored(predictionsOf(rows(3)))).toBeUndefined();
  });
});
