// Orders: one a text as MLflow's clients send them, or a list as people write it.
import { expect, test } from 'vitest';
import type { MlopsError } from '../../src/error.ts';
import { parseOrder, parseOrderList } from '../../src/query/parse-order.ts';

function refusal(parse: () => unknown): MlopsError {
  try {
    parse();
  } catch (error) {
    return error as MlopsError;
  }
  throw new Error('not refused');
}

test('a list of orders is read with its directions, ascending where none stands', () => {
  expect(parseOrderList('metrics.rmse asc, started DESC, params.`max depth`')).toEqual([
    { field: { entity: 'metric', key: 'rmse' }, direction: 'asc' },
    { field: { entity: 'attribute', key: 'started' }, direction: 'desc' },
    { field: { entity: 'param', key: 'max depth' }, direction: 'asc' },
  ]);
  expect(parseOrder(['tags.a desc', 'start_time'])).toEqual([
    { field: { entity: 'tag', key: 'a' }, direction: 'desc' },
    { field: { entity: 'attribute', key: 'started' }, direction: 'asc' },
  ]);
  expect(parseOrder([])).toEqual([]);
});

test('what is read of other kinds is ordered by what they have', () => {
  expect(parseOrder(['creation_time DESC'], { kind: 'experiments' })).toEqual([
    { field: { entity: 'attribute', key: 'creation_time' }, direction: 'desc' },
  ]);
  expect(refusal(() => parseOrder(['metrics.a'], { kind: 'model_versions' })).message).toContain('"metrics"');
});

test.each([
  ['', 1, 'too early', 'a name'],
  ['metrics.a up', 11, '"up"', 'asc, desc, the end'],
  ['metrics.a, metrics.a desc', 12, 'twice', 'Leave'],
  ['started, start_time', 10, 'twice', 'Leave'],
  ['startd desc', 1, 'did you mean "started"?', 'Attributes'],
  ['metrics.a,', 11, 'too early', 'a name'],
])('the list %j is refused at column %i', (text, column, problem, advice) => {
  const { code, message, hint } = refusal(() => parseOrderList(text));
  expect([code, message.startsWith(`order, column ${column}: `)]).toEqual(['usage', true]);
  expect(message).toContain(problem);
  expect(hint).toContain(advice);
});

test('the same order in two texts is refused', () => {
  expect(refusal(() => parseOrder(['metrics.a', 'metrics.a desc'])).message).toContain('twice');
});
