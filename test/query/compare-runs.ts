// Which of two runs stands first, in plain JavaScript: the order in which the index must give them.
import type { RunRecord } from '../../src/run/record.ts';
import type { Field, Order } from '../../src/query/filter.ts';
import { asNumber, valueOf, type Value } from '../../src/query/run-value.ts';

/**
 * A comparison for sorting: by the orders in turn, then the newest start, then the id. Values stand before NaN, and NaN
 * before runs without a value, in both directions. Params that read as numbers are in the order of numbers, before texts.
 */
export function byOrders(orders: readonly Order[]): (a: RunRecord, b: RunRecord) => number {
  const all: readonly Order[] = [...orders, { field: { entity: 'attribute', key: 'started' }, direction: 'desc' }];
  return (a, b) => {
    for (const { field, direction } of all) {
      const difference = compareKeys(keyOf(a, field), keyOf(b, field), direction === 'asc' ? 1 : -1);
      if (difference !== 0) return difference;
    }
    return compareValues(a.id, b.id);
  };
}

/** Rank, then value: numbers 0, texts 1, NaN 2, nothing 3. */
type Key = readonly [rank: number, value: string | number];

function keyOf(record: RunRecord, field: Field): Key {
  const value: Value | undefined = valueOf(record, field);
  if (value === undefined) return [3, 0];
  const number = field.entity === 'tag' || typeof value === 'boolean' ? undefined : numeric(value, field);
  if (number === undefined) return [1, String(value)];
  return Number.isNaN(number) ? [2, 0] : [0, number];
}

function numeric(value: string | number, field: Field): number | undefined {
  return typeof value === 'number' || field.entity === 'param' ? asNumber(value) : undefined;
}

function compareKeys([rank, value]: Key, [otherRank, other]: Key, sign: 1 | -1): number {
  if (rank !== otherRank) return rank - otherRank;
  return sign * compareValues(value, other);
}

function compareValues<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
