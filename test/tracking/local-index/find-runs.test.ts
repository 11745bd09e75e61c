// What SQL finds is what reading every run would find: the filter evaluated and the runs sorted in plain JavaScript.
import * as fc from 'fast-check';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { byOrders } from '../../query/compare-runs.ts';
import type { Comparison, Filter, Order } from '../../../src/query/filter.ts';
import { satisfies } from '../../query/satisfies.ts';
import type { RunRecord } from '../../../src/run/record.ts';
import { foldEvents } from '../../../src/run/state.ts';
import { findRuns, type RunQuery } from '../../../src/tracking/local-index/find-runs.ts';
import { indexWriter } from '../../../src/tracking/local-index/index-writer.ts';
import { rowsOf } from '../../../src/tracking/local-index/run-rows.ts';
import { INDEXES, TABLES } from '../../../src/tracking/local-index/schema.ts';
import { openSqlite } from '../../../src/tracking/local-index/sqlite.ts';
import { sampleRun } from '../sample-run.ts';
import { anEvent } from './open-test-index.ts';

function databaseOf(records: readonly RunRecord[], deleted: ReadonlySet<string> = new Set()): DatabaseSync {
  const database = openSqlite(':memory:');
  database.exec(TABLES);
  const writer = indexWriter(database);
  for (const record of records) {
    const events = deleted.has(record.id) ? [anEvent(record.id, 'deletion', {})] : [];
    writer.addRun(rowsOf(record, foldEvents(record, events)), 'blob');
  }
  database.exec(INDEXES);
  return database;
}

/** All pages of a query, one after the other. */
function allPages(database: DatabaseSync, query: Omit<RunQuery, 'after'>, mostWalked?: number): readonly string[] {
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const page = findRuns(database, { ...query, after }, mostWalked);
    ids.push(...page.ids);
    if (page.cursor === undefined) return ids;
    expect(page.ids).toHaveLength(query.limit);
    after = page.cursor;
  }
}

const NAMES = ['rmse', 'a.b/c', `'; DROP TABLE run; --`, 'größe "x" %_', '__proto__', 'absent'];
const NUMBERS = [0, -0, 1.5, -2, 1e300, 5e-324, Infinity, -Infinity];
const TEXTS = [
  [
    '',
    'a',
    'A',
    'ab',
    'ÄB',
    'äb',
    'a%b',
    'a_b',
    'a*b',
    'a?b',
    'a[b]',
    '1.5',
    '-2',
    '1e999',
    'NaN',
    'true',
    '7',
    '1.50',
  ],
  [`it''s`, `'; DELETE FROM run; --`, '😀', 'line\nbreak', '"'],
].flat();
const name = fc.constantFrom(...NAMES);
const number = fc.constantFrom(...NUMBERS);
const text = fc.constantFrom(...TEXTS);
const someNames = fc.uniqueArray(
  name.filter((word) => word !== 'absent'),
  { maxLength: 4 },
);

function valuesBy<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return someNames.chain((names) =>
    fc
      .tuple(...names.map(() => value))
      .map((values) => Object.fromEntries(names.map((key, index) => [key, values[index] as T]))),
  );
}

const reading = fc.oneof(number, fc.constantFrom('NaN' as const)).map((value) => {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return value > 0 ? ('Infinity' as const) : ('-Infinity' as const);
});

const record = fc
  .record({
    metrics: valuesBy(reading.map((value) => ({ value }))),
    params: valuesBy(fc.oneof(text, fc.constantFrom(1.5, -2, 7), fc.boolean())),
    tags: valuesBy(text),
    status: fc.constantFrom('finished' as const, 'failed' as const),
    name: fc.option(
      text.filter((word) => word !== ''),
      { nil: undefined },
    ),
    second: fc.integer({ min: 0, max: 3 }),
    data: fc.uniqueArray(
      text.filter((word) => word !== ''),
      { maxLength: 2 },
    ),
    dirty: fc.boolean(),
  })
  .map(({ metrics, params, tags, status, name, second, data, dirty }) =>
    sampleRun({
      metrics,
      params,
      tags,
      status,
      started: `2026-07-09T10:00:0${second}.000Z`,
      source: { commit: '1'.repeat(40), dirty },
      data: data.map((path) => ({ path, size: 1, sha256: 'a'.repeat(64) })),
      ...(name === undefined ? {} : { name }),
    }),
  );

const NUMBER_COMPARATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
const TEXT_COMPARATORS = ['=', '!=', 'LIKE', 'ILIKE'] as const;
const pattern = fc.oneof(
  text,
  fc.array(fc.constantFrom('%', '_', 'a', 'B', 'ä', '*', '[', '😀'), { maxLength: 4 }).map((parts) => parts.join('')),
);

function compared(field: fc.Arbitrary<Comparison['field']>, isNumber: boolean): fc.Arbitrary<Comparison> {
  const one = isNumber
    ? fc.tuple(fc.constantFrom(...NUMBER_COMPARATORS), number)
    : fc.tuple(fc.constantFrom(...TEXT_COMPARATORS), pattern);
  const many = fc.tuple(
    fc.constantFrom('IN', 'NOT IN'),
    fc.array((isNumber ? number : text) as fc.Arbitrary<number | string>, { minLength: 1, maxLength: 3 }),
  );
  const none = fc.tuple(fc.constantFrom('IS NULL', 'IS NOT NULL'), fc.constant(undefined));
  return fc.tuple(field, fc.oneof({ arbitrary: one, weight: 4 }, many, none)).map(([at, [comparator, value]]) => ({
    kind: 'comparison' as const,
    field: at,
    comparator,
    ...(value === undefined ? {} : { value }),
  })) as fc.Arbitrary<Comparison>;
}

function fieldOf(entity: 'metric' | 'param' | 'tag'): fc.Arbitrary<Comparison['field']> {
  return name.map((key) => ({ entity, key }));
}

function attribute(...keys: readonly string[]): fc.Arbitrary<Comparison['field']> {
  return fc.constantFrom(...keys).map((key) => ({ entity: 'attribute' as const, key }));
}

const dataset = fc.constantFrom('name', 'digest', 'context').map((key) => ({ entity: 'dataset' as const, key }));

const comparison = fc.oneof(
  compared(fieldOf('metric'), true),
  compared(fieldOf('param'), false),
  compared(fieldOf('param'), true),
  compared(fieldOf('tag'), false),
  compared(attribute('name', 'status', 'branch', 'experiment'), false),
  compared(attribute('started', 'dirty', 'duration'), true),
  compared(dataset, false),
);

const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), term: tie('filter') }),
  ),
})).filter;

const order = fc.array(
  fc.record({
    field: fc.oneof(fieldOf('metric'), fieldOf('param'), fieldOf('tag'), attribute('started', 'name', 'status', 'id')),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { maxLength: 3 },
);

describe('any filter, order and size of pages', () => {
  test.each([
    ['walking along the order', undefined],
    ['collecting and sorting', -1],
  ])('find by %s what reading every run finds', (_, mostWalked) => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 9 }),
        fc.option(filter, { nil: undefined }),
        order,
        fc.integer({ min: 1, max: 4 }),
        (records, condition, orders, limit) => {
          using database = openDatabase(records);
          const expected = records
            .filter((run) => satisfies(run, condition))
            .toSorted(byOrders(orders))
            .map(({ id }) => id);
          const query = { filter: condition, order: orders, limit };
          expect(allPages(database.value, query, mostWalked)).toEqual(expected);
          expect(findRuns(database.value, { ...query, withTotal: true }).total).toBe(expected.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function openDatabase(records: readonly RunRecord[]): Disposable & { readonly value: DatabaseSync } {
  const value = databaseOf(records);
  return { value, [Symbol.dispose]: () => value.close() };
}

const byRmse: readonly Order[] = [{ field: { entity: 'metric', key: 'rmse' }, direction: 'asc' }];

function withRmse(value: number): RunRecord {
  return sampleRun({ metrics: { rmse: { value } } });
}

test('pages repeat and skip nothing while runs are added before and behind them', () => {
  const records = [1, 2, 2, 2, 3, 4, 5].map(withRmse);
  using database = openDatabase(records);
  const writer = indexWriter(database.value);
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = findRuns(database.value, { order: byRmse, limit: 2, after });
    seen.push(...page.ids);
    if (page.cursor === undefined) break;
    after = page.cursor;
    for (const value of [0, 2.5, 9]) {
      const added = withRmse(value);
      writer.addRun(rowsOf(added, foldEvents(added, [])), 'blob');
      if (seen.length > 12) break;
    }
    if (seen.length > 40) break;
  }
  const known = new Set(records.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => known.has(id))).toHaveLength(records.length);
});

test.each([
  ['no cursor at all', 'abc'],
  ['nothing', ''],
  ['JSON of another shape', btoa('{"version":1}')],
  ['a later version', btoa('{"version":2,"order":[],"at":[],"started":1,"id":"00000000000000000000000000000000"}')],
])('a cursor that is %s is wrong usage', (_, after) => {
  using database = openDatabase([withRmse(1)]);
  expect(() => findRuns(database.value, { limit: 1, after })).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('a cursor of a list in another order is wrong usage, and the same order goes on with another filter', () => {
  using database = openDatabase([1, 2, 3].map(withRmse));
  const { cursor: after } = findRuns(database.value, { order: byRmse, limit: 1 });
  expect(after).toMatch(/^[\w-]+$/);
  const other: readonly Order[] = [{ field: { entity: 'metric', key: 'rmse' }, direction: 'desc' }];
  for (const order of [[], other, [...byRmse, ...byRmse]]) {
    expect(() => findRuns(database.value, { order, limit: 1, after })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  }
  expect(findRuns(database.value, { order: byRmse, limit: 9, after }).ids).toHaveLength(2);
});

test('texts that are no Unicode, or hold what ends a text of SQLite, are found and stand by their code points', () => {
  const texts = ['\0', 'a\0b', '\uD800', 'x\uDC00y', '\uE000', '😀'];
  const records = texts.map((text) => sampleRun({ tags: { text } }));
  using database = openDatabase(records);
  const field = { entity: 'tag', key: 'text' } as const;
  for (const [index, value] of texts.entries()) {
    const found = (comparator: '=' | 'LIKE', wanted: string): readonly string[] =>
      findRuns(database.value, { filter: { kind: 'comparison', field, comparator, value: wanted }, limit: 9 }).ids;
    expect(found('=', value)).toContain(records[index]?.id);
    expect(found('LIKE', `%${value}`)).toContain(records[index]?.id);
  }
  const sorted = findRuns(database.value, { order: [{ field, direction: 'asc' }], limit: 9 }).ids;
  expect(sorted.slice(-3).map((id) => texts[records.findIndex((run) => run.id === id)])).toEqual([
    '\0',
    '\uD800',
    '😀',
  ]);
});

test('deleted runs are found by none but a filter that speaks of deletion, however deep', () => {
  const [kept, gone] = [withRmse(1), withRmse(2)];
  const database = databaseOf([kept, gone], new Set([gone.id]));
  const deleted = (value: number): Filter => ({
    kind: 'comparison',
    field: { entity: 'attribute', key: 'deleted' },
    comparator: '=',
    value,
  });
  const find = (condition?: Filter): readonly string[] =>
    findRuns(database, { filter: condition, order: byRmse, limit: 9 }).ids;
  expect(find()).toEqual([kept.id]);
  expect(find({ kind: 'not', term: deleted(0) })).toEqual([gone.id]);
  expect(find({ kind: 'or', terms: [deleted(0), deleted(1)] })).toEqual([kept.id, gone.id]);
  database.close();
});

test('a filter of thousands of terms is answered, and one of hundreds of levels is refused', () => {
  using database = openDatabase([withRmse(1)]);
  const term: Filter = {
    kind: 'comparison',
    field: { entity: 'metric', key: 'rmse' },
    comparator: '<',
    value: 2,
  };
  const wide: Filter = { kind: 'and', terms: Array.from({ length: 1500 }, () => term) };
  expect(findRuns(database.value, { filter: wide, limit: 1 }).ids).toHaveLength(1);
  let deep: Filter = term;
  for (let level = 0; level < 190; level += 1)
    deep = level % 2 === 0 ? { kind: 'not', term: deep } : { kind: 'and', terms: [deep, term] };
  expect(findRuns(database.value, { filter: deep, limit: 1 }).ids.length).toBeLessThan(2);
  for (let level = 0; level < 400; level += 1) deep = { kind: 'not', term: deep };
  expect(() => findRuns(database.value, { filter: deep, limit: 1 })).toThrow(
    expect.objectContaining({ code: 'usage' }),
  );
});

test.each<[string, Partial<RunQuery>]>([
  ['an attribute that runs do not have', { order: [{ field: { entity: 'attribute', key: 'n' }, direction: 'asc' }] }],
  ['an order by datasets', { order: [{ field: { entity: 'dataset', key: 'name' }, direction: 'asc' }] }],
  ['more fields than there can be', { order: Array.from({ length: 40 }, () => byRmse).flat() }],
])('%s is wrong usage', (_, query) => {
  using database = openDatabase([withRmse(1)]);
  expect(() => findRuns(database.value, { limit: 1, ...query })).toThrow(expect.objectContaining({ code: 'usage' }));
});
