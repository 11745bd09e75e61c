// What a filter and an order mean, run by run.
import { expect, test } from 'vitest';
import { searched } from '../../src/query/attributes.ts';
import { byOrders } from './compare-runs.ts';
import { parseFilter } from '../../src/query/parse-filter.ts';
import { parseOrderList } from '../../src/query/parse-order.ts';
import { valueOf } from '../../src/query/run-value.ts';
import { satisfies } from './satisfies.ts';
import { aRun, anId, type RunSketch } from '../support/a-run.ts';

const now = new Date('2026-11-23T12:00:00Z');

/** The run of every question below: it started at 06:40 that day and took 12.34 s. */
const sketch: RunSketch = {
  metrics: { rmse: 6.1, broken: Number.NaN, huge: Infinity },
  params: { depth: 6, lr: '0.10', kernel: 'Rbf', shuffle: true },
  tags: { team: 'blue_1', '50%': 'x' },
  name: 'brave-otter',
  parent: anId(3),
  status: 'failed',
  error: { message: 'out of memory' },
  source: { dirty: true, branch: 'main' },
};
const run = { ...aRun(sketch), version: 'v1.2.3', deleted: true };
const plain = aRun();

function holds(text: string, record = run): boolean {
  return satisfies(record, parseFilter(text, { now }));
}

test.each([
  ['', true],
  ['metrics.rmse < 7', true],
  ['metrics.rmse > 7', false],
  ['metrics.rmse in (6.1, 7)', true],
  ['metrics.rmse not in (6.1, 7)', false],
  ['metrics.huge > 1e300', true],
  ['params.depth = 6', true],
  ["params.depth = '6'", true],
  ['params.lr = 0.1', true],
  ["params.lr = '0.1'", false],
  ['params.kernel > 0', false],
  ["params.kernel LIKE 'rb_'", false],
  ["params.kernel ILIKE 'rb_'", true],
  ["params.shuffle = 'true'", true],
  ["tags.team LIKE '%_1'", true],
  ["tags.team LIKE 'blue'", false],
  ["tags.team LIKE '%e%1%'", true],
  ["tags.team LIKE '%1e'", false],
  ["tags.`50%` != 'y'", true],
  ["status = 'FAILED' and dirty = true", true],
  ["name ILIKE 'BRAVE%'", true],
  ['started > -6h and started < -5h', true],
  ['started >= 2026-11-23 and ended < 2026-11-24', true],
  ['duration > 12s and duration < 1m', true],
  ["error LIKE '%memory%' and parent is not null", true],
  ["dataset.name LIKE '%.parquet' and dataset.digest is not null", true],
  ['dataset.context is null', true],
  ["version = 'v1.2.3' and deleted = true and verdict is null", true],
  ["event in ('push') and actor = 'ada' and experiment = 'duration' and model = 'duration'", true],
])('%s: %s', (text, expected) => {
  expect(holds(text)).toBe(expected);
});

test('what is missing satisfies nothing but that it is missing, and the negation of what it does not satisfy', () => {
  for (const name of ['metrics.none', 'params.none', 'tags.none', 'verdict', 'params.toString', 'tags.constructor']) {
    const value = name.startsWith('metrics') ? '1' : "'1'";
    const answers = [`${name} = ${value}`, `${name} != ${value}`, `${name} not in (${value})`].map((text) =>
      holds(text),
    );
    expect([name, ...answers]).toEqual([name, false, false, false]);
    expect([holds(`${name} is null`), holds(`${name} is not null`)]).toEqual([true, false]);
    expect([holds(`not ${name} = ${value}`), holds(`not ${name} != ${value}`)]).toEqual([true, true]);
  }
});

test('NaN is there, and compares with nothing', () => {
  const comparisons = ['= 0', '!= 0', '> 0', '<= 0', 'in (0)', 'not in (0)'].map((rest) =>
    holds(`metrics.broken ${rest}`),
  );
  expect(comparisons).toEqual([false, false, false, false, false, false]);
  expect(holds('metrics.broken is not null')).toBe(true);
});

test('every attribute that can be asked for is read from the record', () => {
  const full = {
    ...run,
    model: { ...run.model, artifact: { id: '7' } },
    comparison: { ...run.comparison },
  };
  const missing = searched('runs').attributes.filter(
    ({ key }) => valueOf(full, { entity: 'attribute', key }) === undefined,
  );
  // A verdict stands in the comparison, which this run has not.
  expect(missing.map(({ key }) => key)).toEqual(['verdict']);
  expect(valueOf(plain, { entity: 'attribute', key: 'deleted' })).toBe(false);
});

function ordered(text: string, runs: readonly ReturnType<typeof aRun>[]): readonly number[] {
  return runs.toSorted(byOrders(text === '' ? [] : parseOrderList(text))).map((one) => runs.indexOf(one));
}

test('values stand before NaN and NaN before nothing in both directions, equals with the newest first', () => {
  const runs = [2, Number.NaN, 1, undefined, Infinity, 1].map((rmse, minute) =>
    aRun({ metrics: rmse === undefined ? {} : { rmse } }, minute),
  );
  expect(ordered('metrics.rmse', runs)).toEqual([5, 2, 0, 4, 1, 3]);
  expect(ordered('metrics.rmse desc', runs)).toEqual([4, 0, 5, 2, 1, 3]);
  expect(ordered('', runs)).toEqual([5, 4, 3, 2, 1, 0]);
  expect(ordered('started', runs)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('params that read as numbers are in the order of numbers, tags in that of texts', () => {
  const values = ['10', 9, 'auto', '1e1', '2'];
  const runs = values.map((depth, minute) => aRun({ params: { depth }, tags: { depth: String(depth) } }, minute));
  expect(ordered('params.depth, started', runs)).toEqual([4, 1, 0, 3, 2]);
  expect(ordered('tags.depth', runs)).toEqual([0, 3, 4, 1, 2]);
});
