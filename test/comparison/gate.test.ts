import { describe, expect, it } from 'vitest';
import { directionOf } from '../../src/comparison/direction.ts';
import { judgeGate } from '../../src/comparison/gate.ts';
import type { GatedMetric } from '../../src/comparison/gated-metric.ts';
import { Gate } from '../../src/config/schema.ts';
import type { Reading } from '../../src/run/number.ts';

interface Row {
  readonly gate: Gate;
  readonly value?: Reading;
  readonly baseline?: Reading;
  readonly name?: string;
  readonly noBaseline?: string;
  readonly unitsDiffer?: boolean;
}

function judge({ gate, value, baseline, name = 'score_x', noBaseline, unitsDiffer = false }: Row) {
  const metric: GatedMetric = {
    name,
    gate: Gate.parse(gate),
    direction: directionOf(name, gate),
    candidate: value,
    baseline,
    noBaseline,
    unitsDiffer,
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
    ['a negative baseline, higher is better, worse', regression('higher', '1%', -2, -1), 'fail'],
    ['a negative baseline, higher is better, at the limit', regression('higher', '1%', -1.01, -1), 'pass'],
    ['a negative baseline, lower is better, better', regression('lower', '1%', -2, -1), 'pass'],
    ['a negative baseline, lower is better, worse', regression('lower', '1%', -0.98, -1), 'fail'],
    ['a change of sign for the worse', regression('higher', '1%', -0.1, 0.1), 'fail'],
    ['a baseline of zero, equal', regression('lower', '1%', 0, 0), 'pass'],
    ['a baseline of zero, worse', regression('lower', '1%', 0.001, 0), 'fail'],
    ['a baseline of zero, better', regression('lower', '1%', -0.001, 0), 'pass'],
    ['a baseline of minus zero', regression('lower', '1%', 0, -0), 'pass'],
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
      'max-regression fail: 1.31 worse than the baseline 6.1, more than the 1 % that is accepted',
    ]);
    expect(judge(regression('higher', 0.02, 0.09, 0.1))).toEqual([
      'pass',
      'max-regression pass: 0.01 worse than the baseline 0.1, within the 0.02 that is accepted',
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
