import { describe, expect, it } from 'vitest';
import { parseAppendedMetrics } from '../../../src/training/formats/appended.ts';
import { parseMetricsFile } from '../../../src/training/formats/metrics-file.ts';
import { repeatUnit, summariseRepeats } from '../../../src/training/formats/repeats.ts';
import { renderSeries, summariseMetrics } from '../../../src/training/formats/summary.ts';
import type { Point } from '../../../src/training/formats/metric-values.ts';

const recorded = (points: readonly Point[], configured?: 'seed' | 'fold', testShare?: number) => {
  const unit = repeatUnit(points, configured);
  const { repeats, warnings } = summariseRepeats(points, unit, testShare);
  return { metrics: summariseMetrics(points, unit), repeats, warnings, series: renderSeries(points).points };
};

describe('rows with a seed or fold', () => {
  it('are repeats, whose mean is the metric', () => {
    const text = '{"seed": 1, "rmse": 6.0, "mae": 4}\n{"seed": 2, "rmse": 7.0}\n{"seed": 3, "rmse": 8.0}\nauc=0.9\n';
    expect(recorded(parseAppendedMetrics('MLOPS_METRICS', text).points)).toEqual({
      metrics: { rmse: { value: 7, min: 6, max: 8, count: 3 }, mae: { value: 4 }, auc: { value: 0.9 } },
      repeats: { unit: 'seed', values: { rmse: { 1: 6, 2: 7, 3: 8 }, mae: { 1: 4 } } },
      warnings: [],
      series: 0,
    });
  });

  it.each([
    ['metrics.json', '[{"fold": 1, "rmse": 6}, {"fold": 2, "rmse": 8}]', 'rmse'],
    ['metrics.json', '{"cv": [{"fold": 1, "rmse": 6}, {"fold": 2, "rmse": 8}]}', 'cv.rmse'],
    ['metrics.csv', 'fold,rmse\n1,6\n2,8\n', 'rmse'],
    ['metrics.jsonl', '{"fold": 1, "rmse": 6}\n{"fold": 2, "rmse": 8}\n', 'rmse'],
  ])('are read from %s with %s', (file, text, name) => {
    const { metrics, repeats } = recorded(parseMetricsFile(file, text).points, undefined, 0.5);
    expect(metrics[name]).toMatchObject({ value: 7 });
    expect(repeats).toEqual({ unit: 'fold', test_share: 0.5, values: { [name]: { 1: 6, 2: 8 } } });
  });

  it('give the last step of each, and names of both where rows have both', () => {
    const text = `{"seed": 1, "step": 1, "loss": 9}\n{"seed": 1, "step": 2, "loss": 1}\n{"seed": "b", "step": 2, "loss": 3}`;
    const { metrics, repeats } = recorded(parseAppendedMetrics('MLOPS_METRICS', text).points);
    expect(metrics['loss']).toEqual({ value: 2, min: 1, max: 3, count: 2 });
    expect(repeats?.values).toEqual({ loss: { 1: 1, b: 3 } });
    const both = parseAppendedMetrics('MLOPS_METRICS', '{"seed": 1, "fold": 2, "rmse": 5}').points;
    expect(recorded(both).repeats).toEqual({ unit: 'fold', values: { rmse: { 'fold 2, seed 1': 5 } } });
    expect(recorded(both, 'seed').repeats?.unit).toBe('seed');
  });

  it('do not hide what the training says of the metric itself, nor a value that is none', () => {
    const text =
      '{"fold": 1, "rmse": 6}\n{"fold": 2, "rmse": NaN}\n{"fold": 1, "mae": 6}\n{"fold": 2, "mae": 8}\nmae=5\n';
    const { metrics, repeats } = recorded(parseAppendedMetrics('MLOPS_METRICS', text).points);
    expect(metrics).toEqual({ rmse: { value: 'NaN', min: 6, max: 6, count: 2 }, mae: { value: 5 } });
    expect(repeats?.values).toEqual({ rmse: { 1: 6, 2: 'NaN' }, mae: { 1: 6, 2: 8 } });
  });

  it('leave a document that only names its seed as it is', () => {
    expect(recorded(parseMetricsFile('metrics.json', '{"seed": 42, "rmse": 6}').points)).toMatchObject({
      metrics: { seed: { value: 42 }, rmse: { value: 6 } },
      repeats: undefined,
    });
    expect(recorded(parseAppendedMetrics('MLOPS_METRICS', '{"seed": 42}').points).repeats).toBeUndefined();
  });

  it('are bounded', () => {
    const points = ['a', 'b', 'c'].flatMap((name) =>
      Array.from({ length: 9000 }, (_, seed) => ({ name, value: seed, repeat: { seed: String(seed) } })),
    );
    const { repeats, warnings } = recorded(points);
    expect(Object.keys(repeats?.values ?? {})).toEqual(['a', 'b']);
    expect(warnings).toEqual([{ message: 'over 20000 values of repeats; those of 1 metrics are left out' }]);
  });
});
