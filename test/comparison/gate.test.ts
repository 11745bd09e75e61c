import { describe, expect, it } from 'vitest';
import { directionOf } from '../../src/comparison/direction.ts';
import { judgeGate } from '../../src/comparison/gate.ts';
import type { GatedMetric } from '../../src/comparison/gated-metric.ts';
import type { Evidence, PairedRows } from '../../src/comparison/evidence.ts';
import { Decision, Gate } from '../../src/config/schema.ts';
import type { Reading } from '../../src/run/number.ts';
import { regressionRows, rowsOf } from './decision/evidence-of.ts';

interface Row {
  readonly gate: Gate;
  readonly value?: Reading;
  readonly baseline?: Reading;
  readonly name?: string;
  readonly noBaseline?: string;
  readonly unitsDiffer?: boolean;
  readonly evidence?: readonly Evidence[];
  readonly changedData?: readonly string[];
  readonly noRows?: string;
  readonly decisionIndex?: number;
  readonly decision?: Partial<Decision>;
}

const SINGLE: readonly Evidence[] = [{ kind: 'single' }];

function judge({ gate, value, baseline, name = 'score_x', noBaseline, unitsDiffer = false, ...row }: Row) {
  const metric: GatedMetric = {
    name,
    gate: Gate.parse(gate),
    direction: directionOf(name, gate),
    candidate: value,
    baseline,
    noBaseline,
    unitsDiffer,
    evidence: row.evidence ?? SINGLE,
    changedData: row.changedData ?? [],
    noRows: row.noRows,
    decision: Decision.parse(row.decision ?? {}),
    decisionIndex: row.decisionIndex,
  };
  const { status, checks } = judgeGate(metric);
  const reasons = checks.filter((check) => check.kind !== 'present' || check.status !== 'pass');
  return [status, ...reasons.map((check) => `${check.kind} ${check.status}: ${check.reason}`)];
}

const LOWER = { better: 'lower' } as const;
const HIGHER = { better: 'higher' } as const;

describe('bounds', () => {
  it.each<[string, Row, readonly string[]]>([
    ['at the minimum', { gate: { min: 0.8 }, value: 0.8 }, ['pass', 'min pass: 0.8 is at least 0.8']],
    ['below the minimum', { gate: { min: 0.8 }, value: 0.79 }, ['fail', 'min fail: 0.79 is below the minimum of 0.8']],
    ['at the maximum', { gate: { max: 7 }, value: 7 }, ['pass', 'max pass: 7 is at most 7']],
    ['above the maximum', { gate: { max: 7 }, value: 7.5 }, ['fail', 'max fail: 7.5 is above the maximum of 7']],
    [
      'outside of both, every reason is told',
      { gate: { min: 3, max: 2 }, value: 2.5 },
      ['fail', 'min fail: 2.5 is below the minimum of 3', 'max fail: 2.5 is above the maximum of 2'],
    ],
    ['only there', { gate: { better: 'lower' }, value: 4 }, ['pass']],
  ])('a value %s', (_, row, expected) => {
    expect(judge(row)).toEqual(expected);
  });
});

describe('values that are no numbers never pass', () => {
  it.each<[string, Row, string]>([
    ['missing', { gate: { max: 7 } }, 'missing: the run did not report it'],
    ['NaN', { gate: { max: 7 }, value: 'NaN' }, 'NaN is not a finite number'],
    ['infinite', { gate: { min: 7 }, value: 'Infinity' }, 'Infinity is not a finite number'],
    ['minus infinite', { gate: { max: 7 }, value: '-Infinity' }, '-Infinity is not a finite number'],
    ['missing, though only its direction is declared', { gate: LOWER }, 'missing: the run did not report it'],
    [
      'NaN, as the baseline was',
      { gate: { better: 'lower', 'max-regression': '1%' }, value: 'NaN', baseline: 'NaN' },
      'NaN is not a finite number',
    ],
    [
      'missing, on a first run',
      { gate: { better: 'lower', 'max-regression': '1%' }, noBaseline: 'no run yet' },
      'missing: the run did not report it',
    ],
  ])('%s', (_, row, reason) => {
    expect(judge(row)).toEqual(['fail', `present fail: ${reason}`]);
  });
});

describe('a warning level', () => {
  it.each<[string, Row, string]>([
    ['below a maximum, not reached', { gate: { max: 45, warn: 40 }, value: 40 }, 'pass'],
    ['below a maximum, exceeded', { gate: { max: 45, warn: 40 }, value: 40.1 }, 'warn'],
    ['above a minimum, kept', { gate: { min: 0.8, warn: 0.85 }, value: 0.85 }, 'pass'],
    ['above a minimum, undercut', { gate: { min: 0.8, warn: 0.85 }, value: 0.84 }, 'warn'],
    ['without a limit, lower is better', { gate: { ...LOWER, warn: 40 }, value: 41 }, 'warn'],
    ['without a limit, higher is better', { gate: { ...HIGHER, warn: 40 }, value: 39 }, 'warn'],
    ['between two limits, lower is better', { gate: { ...LOWER, min: 0, max: 50, warn: 40 }, value: 41 }, 'warn'],
    ['without limit or direction', { gate: { warn: 40 }, value: 41 }, 'inconclusive'],
    ['beyond a limit that is exceeded too', { gate: { max: 45, warn: 40 }, value: 46 }, 'fail'],
  ])('%s', (_, row, status) => {
    expect(judge(row)[0]).toBe(status);
  });

  it('names the fix where it is not known which side is bad', () => {
    expect(judge({ gate: { warn: 40 }, value: 41 })[1]).toBe(
      'warn inconclusive: it is not known which side of the warning level is bad; add "better: higher" or "better: lower" to the gate',
    );
  });
});

function regression(better: 'higher' | 'lower', tolerance: string | number, value: number, baseline: number): Row {
  return { gate: { better, 'max-regression': tolerance }, value, baseline };
}

describe('max-regression', () => {
  it.each<[string, Row, string]>([
    ['higher is better, equal', regression('higher', '1%', 1, 1), 'pass'],
    ['higher is better, better', regression('higher', '1%', 2, 1), 'pass'],
    ['higher is better, at the limit', regression('higher', '1%', 0.99, 1), 'pass'],
    ['higher is better, beyond', regression('higher', '1%', 0.9899, 1), 'fail'],
    ['lower is better, at the limit', regression('lower', '1%', 101, 100), 'pass'],
    ['lower is better, beyond', regression('lower', '1%', 101.01, 100), 'fail'],
    ['lower is better, far better', regression('lower', '1%', 0, 100), 'pass'],
    ['a change of sign for the worse', regression('higher', '1%', -0.1, 0.1), 'fail'],
    ['a negative baseline, absolute, at the limit', regression('higher', 0.01, -1.01, -1), 'pass'],
    ['a negative baseline, absolute, beyond', regression('lower', 0.01, -0.98, -1), 'fail'],
    ['a negative baseline, no worsening accepted', regression('lower', '0%', -1, -1), 'pass'],
    ['absolute, at the limit, whatever the rounding', regression('higher', 0.02, 0.08, 0.1), 'pass'],
    ['absolute, at the limit of another rounding', regression('lower', 0.02, 0.32, 0.3), 'pass'],
    ['absolute, beyond', regression('higher', 0.02, 0.0799, 0.1), 'fail'],
    ['absolute, a baseline of zero', regression('lower', 0.02, 0.02, 0), 'pass'],
    ['no worsening at all is accepted', regression('lower', 0, 1.0001, 1), 'fail'],
    ['the largest doubles', regression('lower', 0.02, Number.MAX_VALUE, -Number.MAX_VALUE), 'fail'],
  ])('%s', (_, row, status) => {
    expect(judge(row)[0]).toBe(status);
  });

  it('tells by how much, and how much is accepted', () => {
    expect(judge(regression('lower', '1%', 7.41, 6.1))).toEqual([
      'fail',
      'max-regression fail: 1.31 worse than the baseline 6.1, more than the 1 % that is accepted; no noise estimate',
    ]);
    expect(judge(regression('higher', 0.02, 0.09, 0.1))).toEqual([
      'pass',
      'max-regression pass: 0.01 worse than the baseline 0.1, within the 0.02 that is accepted; no noise estimate',
    ]);
  });

  it.each([
    [0, 'of 0'],
    [-2, 'below 0, -2'],
  ])('is an error where it is relative to a baseline of %d, whatever the value', (baseline, where) => {
    expect(judge(regression('higher', '1%', 5, baseline))).toEqual([
      'inconclusive',
      `max-regression inconclusive: gate score_x: 1 % is relative, which means nothing against a baseline ${where}; ` +
        "give an absolute limit in the metric's own unit, such as 0.02",
    ]);
  });

  it('is skipped when there is no baseline at all, and the gate with it', () => {
    expect(judge({ gate: { ...LOWER, 'max-regression': '1%' }, value: 5, noBaseline: 'no run on main yet' })).toEqual([
      'skipped',
      'max-regression skipped: nothing to compare with: no run on main yet',
    ]);
  });

  it('leaves the fixed limits in force when there is no baseline', () => {
    const gate = { ...LOWER, max: 7, 'max-regression': '1%' };
    expect(judge({ gate, value: 5, noBaseline: 'no run on main yet' })[0]).toBe('pass');
    expect(judge({ gate, value: 8, noBaseline: 'no run on main yet' })[0]).toBe('fail');
  });

  it.each<[string, Row, string]>([
    ['lacks the metric', { gate: { ...LOWER, 'max-regression': 1 }, value: 5 }, 'the baseline did not report it'],
    ['has NaN', { gate: { ...LOWER, 'max-regression': 1 }, value: 5, baseline: 'NaN' }, 'the baseline is NaN'],
    [
      'was measured in another unit',
      { gate: { ...LOWER, 'max-regression': 1 }, value: 5, baseline: 5, unitsDiffer: true },
      'the baseline was measured in another unit',
    ],
  ])('is inconclusive when the baseline %s', (_, row, reason) => {
    expect(judge(row)).toEqual(['inconclusive', `max-regression inconclusive: ${reason}`]);
  });

  it('is inconclusive, with the fix, when it is not known which direction is worse', () => {
    expect(judge({ gate: { 'max-regression': '1%' }, value: 5, baseline: 4 })).toEqual([
      'inconclusive',
      'max-regression inconclusive: it is not known which direction is worse; add "better: higher" or "better: lower" to the gate',
    ]);
  });

  it('knows the direction of well-known names by itself', () => {
    expect(judge({ gate: { 'max-regression': '1%' }, value: 5, baseline: 4, name: 'val_rmse' })[0]).toBe('fail');
  });
});

it('warns about a gate on a metric of the training data', () => {
  expect(judge({ gate: { ...HIGHER, min: 0.8 }, value: 0.99, name: 'training_score' })).toEqual([
    'warn',
    'min pass: 0.99 is at least 0.8',
    'warn warn: measured on the training data, where an overfitted model looks best; gate a validation metric instead',
  ]);
});

const HISTORY: Evidence = { kind: 'history', values: [100, 101, 99, 100.5, 99.5, 100] };

describe('max-regression by a history', () => {
  // The interval is ±3.8, from squared successive differences of 8.5.
  it.each<[string, number, string, RegExp]>([
    [
      'better',
      95,
      'pass',
      /^max-regression pass: −5\.0 % \[−8\.8, −1\.2\] %, prediction interval, 6 runs: shown to be better$/,
    ],
    [
      'equal, though chance alone may do more than is accepted',
      100,
      'pass',
      /: within 1 %, as far as single runs tell$/,
    ],
    [
      'beyond by chance',
      102,
      'inconclusive',
      /: beyond 1 %, but by no more than chance; about \d+ repeats of either training would settle it$/,
    ],
    ['beyond', 106, 'fail', /: shown to be worse by over 1 %$/],
  ])('%s', (_, value, status, reason) => {
    const found = judge({ ...regression('lower', '1%', value, 100), evidence: [HISTORY] });
    expect(found[0]).toBe(status);
    expect(found[1]).toMatch(reason);
  });

  it('of a metric that does not vary compares the values as they are', () => {
    const evidence: readonly Evidence[] = [{ kind: 'history', values: [100, 100, 100, 100, 100] }];
    const size = { ...regression('lower', '1%', 102, 100), evidence };
    expect(judge(size)[1]).toBe(
      'max-regression fail: 2 worse than the baseline 100, more than the 1 % that is accepted; ' +
        'no noise estimate: zero variance, the last 5 runs have one value',
    );
    expect(judge({ ...size, value: 100.5 })[0]).toBe('pass');
  });
});

/** Rows whose RMSE changes by this factor, with the values that both runs reported of them. */
function rowsRow(factor: number, gate: Gate, rows = regressionRows(2000, factor)): Row {
  const rmse = (predicted: Float64Array): number =>
    Math.sqrt(
      predicted.reduce((sum, value, row) => sum + (value - (rows.target[row] ?? 0)) ** 2, 0) / predicted.length,
    );
  return { name: 'rmse', gate, value: rmse(rows.candidate), baseline: rmse(rows.baseline), evidence: [rows, HISTORY] };
}

describe('max-regression by rows', () => {
  it.each<[string, number, string]>([
    ['within', 0.98, 'pass'],
    ['open', 1.03, 'inconclusive'],
    ['beyond', 1.2, 'fail'],
  ])('%s', (_, factor, status) => {
    const [found, reason] = judge(rowsRow(factor, { 'max-regression': '3%' }));
    expect(found).toBe(status);
    expect(reason).toMatch(/ %, paired t, delta method, n=2,000: /);
  });

  it('that cannot be used is inconclusive rather than judged by less', () => {
    const row = rowsRow(0.9, { 'max-regression': '3%' }, regressionRows(10, 0.9));
    expect(judge(row)).toEqual([
      'inconclusive',
      'max-regression inconclusive: 10 rows are too few to tell a change from chance: 20 are the least',
    ]);
  });
});

describe('other data', () => {
  const changedData = ['data/trips.parquet', 'data/zones.csv'];
  const words =
    'the data changed (data/trips.parquet and 1 more), and only predictions of the same rows tell model from data';

  it('let no value pass in silence', () => {
    expect(judge({ ...regression('lower', '1%', 100, 100), changedData })).toEqual([
      'warn',
      `max-regression warn: not worse than the baseline 100; no noise estimate; ${words}`,
    ]);
    expect(judge({ ...regression('lower', '1%', 102, 100), changedData })[0]).toBe('fail');
    const gate: Gate = { better: 'lower', test: 'superiority' };
    expect(judge({ gate, value: 50, baseline: 100, evidence: [HISTORY], changedData })).toEqual([
      'inconclusive',
      `test inconclusive: ${words}`,
    ]);
  });

  it('are known by predictions that cannot be joined, of the metrics that follow from them', () => {
    const noRows = 'the holdout has changed: 3 of 9 rows have another target';
    const row = { ...regression('lower', '1%', 99, 100), evidence: [HISTORY], noRows };
    expect(judge({ ...row, name: 'rmse' })).toEqual([
      'warn',
      expect.stringMatching(/single runs tell; predictions cannot be compared: the holdout has changed: 3 of 9 rows/),
    ]);
    expect(judge({ ...row, name: 'latency' })[0]).toBe('pass');
    expect(judge({ ...row, name: 'rmse', gate: { test: 'superiority' } })).toEqual([
      'inconclusive',
      `test inconclusive: predictions cannot be compared: ${noRows}`,
    ]);
    expect(judge({ ...row, name: 'rmse', gate: { slices: { margin: '1%' } } })).toEqual([
      'inconclusive',
      `slices inconclusive: ${noRows}`,
    ]);
  });

  it('do not matter to predictions of the same rows', () => {
    expect(judge({ ...rowsRow(0.8, { test: 'superiority' }), changedData })[0]).toBe('pass');
    expect(judge({ ...rowsRow(0.8, { 'max-regression': '1%' }), changedData })[0]).toBe('pass');
    const few = rowsRow(0.8, { test: 'superiority' }, regressionRows(10, 0.8));
    expect(judge({ ...few, changedData })[1]).toMatch(/: 10 rows are too few/);
  });
});

describe('test', () => {
  it.each<[string, number, Gate, string]>([
    ['superiority, better', 0.9, { test: 'superiority' }, 'pass'],
    ['superiority, better by less than the margin', 0.98, { test: 'superiority', margin: '10%' }, 'fail'],
    ['superiority, as good', 1, { test: 'superiority' }, 'inconclusive'],
    ['superiority, worse', 1.1, { test: 'superiority' }, 'fail'],
    ['non-inferiority, as good', 1, { test: 'non-inferiority', margin: '5%' }, 'pass'],
    ['non-inferiority, absolute', 1, { test: 'non-inferiority', margin: 0.05 }, 'pass'],
    ['non-inferiority, at the margin', 1.03, { test: 'non-inferiority', margin: '3%' }, 'inconclusive'],
    ['non-inferiority, worse', 1.2, { test: 'non-inferiority', margin: '3%' }, 'fail'],
    ['an absolute bound beside it', 0.9, { test: 'superiority', max: 0.1 }, 'fail'],
  ])('%s', (_, factor, gate, status) => {
    expect(judge(rowsRow(factor, gate))[0]).toBe(status);
  });

  it('keeps the figures beside the words', () => {
    const { gate, value, baseline, evidence = [] } = rowsRow(0.9, { test: 'superiority' });
    const { checks } = judgeGate({
      name: 'rmse',
      gate,
      direction: 'lower',
      candidate: value,
      baseline,
      noBaseline: undefined,
      unitsDiffer: false,
      evidence,
      decision: Decision.parse({}),
      changedData: [],
    });
    const found = checks.find(({ kind }) => kind === 'test')?.difference;
    expect(found).toMatchObject({ evidence: 'paired-rows', count: 2000, counted: 'rows', alpha: 0.05, from: baseline });
    expect(found?.estimate).toBeCloseTo((value as number) - (baseline as number), 12);
    expect(found?.interval[1]).toBeLessThan(0);
  });

  it.each<[string, Row, string, string]>([
    [
      'one value of each run',
      { gate: { ...LOWER, test: 'superiority' }, value: 1, baseline: 9 },
      'inconclusive',
      'no noise estimate',
    ],
    [
      'no baseline',
      { gate: { ...LOWER, test: 'superiority' }, value: 1, noBaseline: 'no run yet' },
      'skipped',
      'nothing to compare with: no run yet',
    ],
    [
      'an unknown direction',
      { gate: { test: 'superiority' }, value: 1, baseline: 9 },
      'inconclusive',
      'it is not known which direction is worse; add "better: higher" or "better: lower" to the gate',
    ],
    [
      'a baseline with NaN',
      { gate: { ...LOWER, test: 'superiority' }, value: 1, baseline: 'NaN' },
      'inconclusive',
      'the baseline is NaN',
    ],
  ])('with %s says so', (_, row, status, reason) => {
    expect(judge(row)).toEqual([status, `test ${status}: ${reason}`]);
  });

  it('spends α over a series of automatic decisions, of superiority alone', () => {
    const row = rowsRow(0.965, { test: 'superiority' });
    expect(judge({ ...row, decisionIndex: 1 })[0]).toBe('pass');
    const [status, reason] = judge({ ...row, decisionIndex: 4 });
    expect(status).toBe('inconclusive');
    expect(reason).toMatch(/; decision 4 since the last version, α 0\.0019$/);
    expect(judge({ ...row, decisionIndex: 4, decision: { spend: 'none' } })[0]).toBe('pass');
    const guardrail: Gate = { test: 'non-inferiority', margin: '5%' };
    expect(judge({ ...rowsRow(1, guardrail), decisionIndex: 40 })[0]).toBe('pass');
  });

  it('has the power and α of the declaration', () => {
    const row = rowsRow(0.99, { test: 'superiority' }, regressionRows(400, 0.99));
    const more = (decision: Partial<Decision>): number =>
      Number(/about ([\d,]+) more/.exec(judge({ ...row, decision })[1] ?? '')?.[1]?.replaceAll(',', ''));
    expect(more({ power: 0.8 })).toBeLessThan(more({}));
    expect(more({ alpha: 0.01 })).toBeGreaterThan(more({}));
  });
});

/** Slices of equal size; of the named one the candidate's error is `factor` times as large. */
function sliced(count: number, factor: number, sizes = 200): PairedRows {
  const parts = Array.from({ length: count }, (_, index) =>
    regressionRows(sizes, index === 1 ? factor : 1, 0.1, index),
  );
  const all = (of: 'target' | 'baseline' | 'candidate'): Float64Array =>
    Float64Array.from(parts.flatMap((part) => [...part[of]]));
  return rowsOf({
    target: all('target'),
    baseline: all('baseline'),
    candidate: all('candidate'),
    slices: parts.map((_, index) => ({
      column: 'borough',
      value: String.fromCodePoint(65 + index),
      rows: Uint32Array.from({ length: sizes }, (__, row) => index * sizes + row),
    })),
  });
}

describe('slices', () => {
  const gate: Gate = { slices: { margin: '5%' } };

  it('fail where the worst of them is worse, though the mean is not', () => {
    const row = rowsRow(1, { ...gate, 'max-regression': '5%' }, sliced(10, 1.25));
    const [status, overall, slices] = judge(row);
    expect(status).toBe('fail');
    expect(overall).toMatch(/^max-regression pass/);
    expect(slices).toMatch(/^slices fail: borough=B \+2\d.*n=200: worse by over 5 %, Holm over 10 slices$/);
  });

  it('pass where none is beyond the margin, and name the worst', () => {
    expect(judge(rowsRow(1, gate, sliced(4, 1.02)))).toEqual([
      'pass',
      expect.stringMatching(/^slices pass: borough=B \+.*: within 5 %, the worst of 4 slices$/),
    ]);
  });

  it('are inconclusive where one may be beyond it by chance: the more slices, the more it takes', () => {
    const few = judge(rowsRow(1, gate, sliced(1 + 1, 1.075)))[0];
    const many = judge(rowsRow(1, gate, sliced(24, 1.075)));
    expect(few).toBe('fail');
    expect(many[0]).toBe('inconclusive');
    expect(many[1]).toMatch(/borough=B .*: beyond 5 %, but perhaps by chance \(24 slices\)$/);
  });

  it('of too few rows are left out and named', () => {
    const rows = sliced(2, 1);
    const small = { column: 'borough', value: 'Z', rows: Uint32Array.from({ length: 30 }, (_, row) => row) };
    const withSmall = { ...rows, slices: [...rows.slices, small] };
    expect(judge(rowsRow(1, gate, withSmall))[1]).toMatch(
      /; 1 not judged \(borough=Z has 30 rows, 50 are the least\)$/,
    );
    const min = { slices: { margin: '5%', 'min-rows': 25 } } as const;
    expect(judge(rowsRow(1, min, withSmall))[1]).toMatch(/of 3 slices$/);
    expect(judge(rowsRow(1, gate, { ...rows, slices: [small] }))).toEqual([
      'inconclusive',
      'slices inconclusive: none of 1 slices can be judged: borough=Z has 30 rows, 50 are the least',
    ]);
  });

  it.each<[string, Row, string]>([
    [
      'there are no rows',
      { ...regression('lower', 0.1, 1, 1), gate: { ...LOWER, ...gate } },
      'slices need predictions of both runs for the same rows',
    ],
    ['rows have no slices', rowsRow(1, gate), 'the predictions have no column with slices'],
    [
      'the rows are of another holdout',
      rowsRow(1, gate, { ...sliced(2, 1), lost: { baseline: 900, candidate: 0 } }),
      'another holdout: both runs predict only 30.7 % of the rows, by their ids; 90 % are the least',
    ],
  ])('are inconclusive where %s', (_, row, reason) => {
    expect(judge(row)).toEqual(['inconclusive', `slices inconclusive: ${reason}`]);
  });
});
