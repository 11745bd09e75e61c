import { expect, test } from 'vitest';
import { gateLine, gateLinesOf } from '../../src/config/gate-lines.ts';

const CONFIG = `model: duration
gates:
  # the one that counts
  rmse:
    better: lower
    max: 7
    max-regression: 1%
  auc: {better: higher, min: 0.8}
  "a b":
    min: 1
`;

test('every condition has its line, and the gate itself', () => {
  const lines = gateLinesOf(CONFIG);
  const at = (metric: string, condition: string): number | undefined => gateLine(lines, metric, condition);
  expect([at('rmse', 'max'), at('rmse', 'max-regression'), at('rmse', 'present')]).toEqual([6, 7, 4]);
  expect([at('auc', 'min'), at('auc', 'present'), at('a b', 'min')]).toEqual([8, 8, 10]);
});

test.each(['unknown', 'constructor', '__proto__'])('a gate that stands nowhere has no line: %s', (metric) => {
  expect(gateLine(gateLinesOf(CONFIG), metric, 'max')).toBeUndefined();
});

test.each(['', 'gates: {}', 'model: x'])('without gates there are no lines: %j', (text) => {
  expect(gateLinesOf(text)).toEqual({});
});
