import { expect, it } from 'vitest';
import { renderSeries, summariseMetrics } from '../../../src/training/formats/summary.ts';

it('a metric with one point has its value alone, a series its first, extremes and count', () => {
  expect(
    summariseMetrics([
      { name: 'rmse', value: 6.1, unit: 'min' },
      { name: 'loss', value: 3, step: 0 },
      { name: 'loss', value: Number.NaN, step: 1 },
      { name: 'loss', value: 1, step: 2 },
    ]),
  ).toEqual({
    rmse: { value: 6.1, unit: 'min' },
    loss: { value: 1, step: 2, first: 3, min: 1, max: 3, count: 3 },
  });
});

it('a series of nothing but NaN has no extremes', () => {
  const points = [1, 2].map((step) => ({ name: 'x', value: Number.NaN, step }));
  expect(summariseMetrics(points)).toEqual({ x: { value: 'NaN', first: 'NaN', step: 2, count: 2 } });
});

it('a metric called like a member of every object is a metric like others', () => {
  const metrics = summariseMetrics([{ name: 'toString', value: 1 }]);
  expect(Object.keys(metrics)).toEqual(['toString']);
});

it('a long series is thinned evenly and keeps its ends', () => {
  const points = Array.from({ length: 50_000 }, (_, step) => ({ name: 'x', value: step, step }));
  const { text, points: kept } = renderSeries(points);
  const steps = text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { step: number }).step);
  expect(kept).toBe(10_000);
  expect([steps[0], steps[5000], steps.at(-1)]).toEqual([0, 25_002, 49_999]);
  expect(new Set(steps).size).toBe(10_000);
});
