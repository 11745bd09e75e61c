import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineChoice, compareRuns, type CompareFacts } from '../../src/comparison/compare.ts';
import type { Comparison, MetricRow, Movement } from '../../src/comparison/comparison.ts';
import type { Gate } from '../../src/config/schema.ts';
import { readingOf } from '../../src/run/number.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aHistory, anImprovement, aRegression, aRun } from '../support/a-run.ts';

function compare(candidate: RunRecord, base?: RunRecord, over: Partial<CompareFacts> = {}): Comparison {
  return compareRuns({
    candidate,
    history: [],
    gates: {},
    ...(base === undefined ? {} : { baseline: { record: base, choice: baselineChoice(base, 'chosen by hand') } }),
    ...over,
  });
}

function rowOf(comparison: Comparison, name: string): MetricRow {
  const row = comparison.rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  return row;
}

function rowsByName(a: MetricRow, b: MetricRow): number {
  return a.name.localeCompare(b.name);
}

describe('a run that did not finish', () => {
  const gates: Readonly<Record<string, Gate>> = { rmse: { better: 'lower', max: 7, 'max-regression': 0.5 } };

  it.each(['failed', 'killed'] as const)('and %s has no pass, whatever it had measured', (status) => {
    const base = aRun({ metrics: { rmse: 6 } });
    const { verdict, rows } = compare(aRun({ status, metrics: { rmse: 6 } }), base, { gates });
    expect(verdict?.status).toBe('inconclusive');
    expect(verdict?.reasons[0]).toEqual({
      metric: 'rmse',
      status: 'inconclusive',
      reason: 'the training did not finish',
    });
    expect(rows[0]?.gate?.status).toBe('inconclusive');
  });

  it('fails where a gate does, and has no verdict without one', () => {
    const over = aRun({ status: 'failed', metrics: { rmse: 8 } });
    expect(compare(over, undefined, { gates }).verdict?.status).toBe('fail');
    expect(compare(aRun({ status: 'failed', metrics: {} }), undefined, { gates }).verdict?.status).toBe('fail');
    expect(compare(over).verdict).toBeUndefined();
  });
});

describe('a metric of two runs', () => {
  it.each<[string, number | undefined, number | undefined, Movement]>([
    ['auc', 0.9, 0.8, 'better'],
    ['auc', 0.8, 0.9, 'worse'],
    ['rmse', 5, 6, 'better'],
    ['rmse', 6, 5, 'worse'],
    ['rmse', 6, 6, 'same'],
    ['novelty', 6, 5, 'changed'],
    ['rows', 6, 5, 'changed'],
    ['rmse', 6, undefined, 'new'],
    ['rmse', undefined, 6, 'missing'],
    ['rmse', Number.NaN, 6, 'not-finite'],
    ['rmse', 6, Infinity, 'not-finite'],
  ])('%s %s against %s: %s', (name, candidate, baseline, movement) => {
    const runOf = (value: number | undefined) => aRun({ metrics: value === undefined ? {} : { [name]: value } });
    expect(rowOf(compare(runOf(candidate), runOf(baseline)), name).movement).toBe(movement);
  });

  it('is not called better or worse within noise', () => {
    const history = aHistory({ rmse: [6.0, 6.2, 5.9, 6.1, 6.0, 6.15] });
    const base = history.at(-1);
    const within = rowOf(compare(aRun({ metrics: { rmse: 6.3 } }), base, { history }), 'rmse');
    expect(within).toMatchObject({ movement: 'within-noise', noise: { runs: 6, source: 'history' } });
    const beyond = rowOf(compare(aRun({ metrics: { rmse: 9 } }), base, { history }), 'rmse');
    expect(beyond.movement).toBe('worse');
  });

  it('has a relative change against the size of a negative baseline, and none against zero', () => {
    expect(rowOf(compare(aRun({ metrics: { x: -3 } }), aRun({ metrics: { x: -2 } })), 'x')).toMatchObject({
      delta: -1,
      relative: -0.5,
    });
    expect(rowOf(compare(aRun({ metrics: { x: 3 } }), aRun({ metrics: { x: 0 } })), 'x')).not.toHaveProperty(
      'relative',
    );
  });

  it('is not subtracted from a value in another unit', () => {
    const seconds = aRun({ metrics: { latency: { value: 0.04, unit: 's' } } });
    const millis = aRun({ metrics: { latency: { value: 38, unit: 'ms' } } });
    const row = rowOf(compare(seconds, millis, { gates: { latency: { 'max-regression': '1%' } } }), 'latency');
    expect(row).toMatchObject({ movement: 'changed', gate: { status: 'inconclusive' } });
    expect(row).not.toHaveProperty('delta');
  });

  it('is a count unless it is gated', () => {
    const run = aRun({ metrics: { rows: 100 } });
    expect(rowOf(compare(run), 'rows')).toMatchObject({ count: true });
    expect(rowOf(compare(run, undefined, { gates: { rows: { min: 1000 } } }), 'rows')).toMatchObject({
      count: false,
      gate: { status: 'fail' },
    });
  });

  it('has its history beside it, with gaps where a run lacks it', () => {
    const history = [
      aRun({ metrics: { rmse: 6 } }),
      aRun({ metrics: { rmse: Number.NaN } }, 1),
      aRun({ metrics: {} }, 2),
    ];
    const comparison = compare(aRun({ metrics: { rmse: 5, auc: 1 } }, 3), undefined, { history });
    expect(rowOf(comparison, 'rmse').history).toEqual([6, null, null]);
    expect(rowOf(comparison, 'auc').history).toEqual([]);
    expect(comparison.historyRuns.map(({ run }) => run)).toEqual(history.map(({ id }) => id));
  });
});

describe('the verdict', () => {
  const gates: Readonly<Record<string, Gate>> = {
    rmse: { max: 7, 'max-regression': '1%' },
    auc: { better: 'higher', min: 0.8 },
    cost: { max: 10, warn: 5 },
  };
  const good = { rmse: 5, auc: 0.9, cost: 1 };

  it.each<[string, Record<string, number>, Record<string, number> | undefined, unknown]>([
    ['passes', good, good, { status: 'pass', warned: false }],
    ['warns', { ...good, cost: 6 }, good, { status: 'pass', warned: true }],
    ['is inconclusive', good, { auc: 0.9 }, { status: 'inconclusive', warned: false }],
    ['fails, worse than inconclusive', { ...good, auc: 0.1 }, { auc: 0.9 }, { status: 'fail', warned: false }],
    ['fails and keeps the warning', { ...good, auc: 0.1, cost: 6 }, good, { status: 'fail', warned: true }],
    ['passes on fixed limits without a baseline', good, undefined, { status: 'pass', warned: false }],
    ['fails when a gated metric is missing', { rmse: 5, auc: 0.9 }, good, { status: 'fail', warned: false }],
  ])('%s', (_, metrics, base, expected) => {
    const comparison = compare(aRun({ metrics }), base === undefined ? undefined : aRun({ metrics: base }), { gates });
    expect(comparison.verdict).toMatchObject(expected as object);
  });

  it('is absent without gates, and when every gate had to be skipped', () => {
    expect(compare(aRun(), aRun())).not.toHaveProperty('verdict');
    const skipped = compare(aRun({ metrics: good }), undefined, { gates: { rmse: { 'max-regression': '1%' } } });
    expect(skipped).not.toHaveProperty('verdict');
    expect(rowOf(skipped, 'rmse').gate?.status).toBe('skipped');
  });

  it('tells every reason, the worst first', () => {
    const { candidate, history, gates } = aRegression();
    const { verdict } = compare(candidate, history.at(-1), { history, gates });
    expect(verdict?.reasons).toEqual([
      { metric: 'latency_p95_ms', status: 'fail', reason: 'missing: the run did not report it' },
      { metric: 'r2', status: 'fail', reason: 'NaN is not a finite number' },
      { metric: 'rmse', status: 'fail', reason: '7.41 is above the maximum of 7' },
      {
        metric: 'rmse',
        status: 'fail',
        reason: '+21.5 % [+19.4, +23.5] %, prediction interval, 12 runs: shown to be worse by over 1 %',
      },
    ]);
  });

  it('does not depend on the order in which gates are declared', () => {
    const { candidate, history, gates } = aRegression();
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(gates), { minLength: 3 }), (shuffled) => {
        const given = compare(candidate, history.at(-1), { history, gates: Object.fromEntries(shuffled) });
        const plain = compare(candidate, history.at(-1), { history, gates });
        expect(given.verdict).toEqual(plain.verdict);
        expect(given.rows.toSorted(rowsByName)).toEqual(plain.rows.toSorted(rowsByName));
      }),
    );
  });
});

const OPPOSITE: Readonly<Record<Movement, readonly Movement[]>> = {
  better: ['worse'],
  worse: ['better'],
  same: ['same'],
  'within-noise': ['within-noise'],
  changed: ['changed'],
  new: ['missing'],
  missing: ['new', 'not-finite'],
  'not-finite': ['not-finite', 'missing'],
};

const metricsArbitrary = fc.dictionary(
  fc.oneof(fc.constantFrom('rmse', 'auc', 'novelty', 'n', 'val_loss'), fc.string()),
  fc.oneof(fc.double({ noNaN: false }), fc.integer({ min: -3, max: 3 })),
  { maxKeys: 8 },
);

function runWith(metrics: Readonly<Record<string, number>>): RunRecord {
  const entries = Object.entries(metrics).map(([name, value]) => [name, { value: readingOf(value) }] as const);
  return { ...aRun(), metrics: Object.fromEntries(entries) };
}

describe('a comparison', () => {
  it('is antisymmetric: swapped, changes negate and better becomes worse', () => {
    fc.assert(
      fc.property(metricsArbitrary, metricsArbitrary, (a, b) => {
        const forth = compare(runWith(a), runWith(b));
        const back = compare(runWith(b), runWith(a));
        expect(back.rows.length).toBe(forth.rows.length);
        for (const row of forth.rows) {
          const mirror = rowOf(back, row.name);
          expect(OPPOSITE[row.movement]).toContain(mirror.movement);
          expect(mirror.delta).toBe(row.delta === undefined ? undefined : row.delta === 0 ? 0 : -row.delta);
        }
      }),
    );
  });

  it('is plain JSON whatever the values and names are', () => {
    const gates = fc.dictionary(
      fc.constantFrom('rmse', 'auc', 'toString', '__proto__', 'constructor'),
      fc.record(
        { max: fc.double({ noNaN: true, noDefaultInfinity: true }), 'max-regression': fc.constantFrom('1%', 0.5) },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(metricsArbitrary, metricsArbitrary, gates, (a, b, gates) => {
        const history = [runWith(a), runWith(b)];
        const comparison = compare(runWith(a), runWith(b), { history, gates });
        expect(JSON.parse(JSON.stringify(comparison))).toStrictEqual(comparison);
      }),
    );
  });

  it('finds no metric in what every object inherits', () => {
    const comparison = compare(aRun({ metrics: {} }), aRun({ metrics: {} }), {
      gates: { toString: { max: 1 }, constructor: {} },
    });
    expect(comparison.rows.map(({ movement }) => movement)).toEqual(['missing', 'missing']);
    expect(comparison.verdict?.status).toBe('fail');
    expect(compare(aRun({ metrics: { toString: 1, constructor: 2 } }), aRun())).not.toHaveProperty('verdict');
  });

  it('has gated metrics first, as declared, and then the others by name', () => {
    const { candidate, history, gates } = anImprovement();
    const comparison = compare(candidate, history.at(-1), { history, gates });
    expect(comparison.rows.map(({ name }) => name)).toEqual(['rmse', 'r2', 'latency_p95_ms', 'log_loss', 'n']);
    expect(comparison.rows.filter(({ primary }) => primary).map(({ name }) => name)).toEqual(['rmse']);
  });
});
