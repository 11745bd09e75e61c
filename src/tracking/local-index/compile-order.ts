// An order → what a run stands by, in SQL: of each field first whether there is a value, then the value; at last the newest
// start and the id, so that no two runs stand at one place. Pure.
import { MlopsError } from '../../error.ts';
import type { Field, Order } from '../../query/filter.ts';
import { attributeOf } from './attributes.ts';
import type { NameNumber } from './compile-filter.ts';
import { joined, runColumn, sql, tableAlias, type Bound, type Sql } from './sql.ts';

/** Where a run stands by one field: 0 numbers, 1 texts, 2 NaN, 3 nothing; then by its value. */
interface Standing {
  readonly rank: 0 | 1 | 2 | 3;
  readonly value: Bound | null;
}

/** Where a run stands. */
export interface Position {
  readonly standings: readonly Standing[];
  readonly started: number;
  readonly id: string;
}

/** A field of an order as columns. */
export interface OrderKey {
  readonly direction: Order['direction'];
  /** Undefined: every run has a value. */
  readonly rank: Sql | undefined;
  /** Undefined: no run has a value. */
  readonly value: Sql | undefined;
  /** The table that holds the field, joined to the run `r`; empty where the run itself does. */
  readonly join: Sql;
}

/** More fields than anybody sorts by; SQLite joins no more than 64 tables. */
const MOST_FIELDS = 32;

/** Columns of a run that always have a value. */
const PRESENT = new Set(['id', 'started', 'ended', 'duration', 'status', 'experiment', 'model', 'commit', 'dirty']);

/** @throws MlopsError `usage` for an unknown attribute, a dataset, or more fields than there can be */
export function orderKeys(order: readonly Order[], names: NameNumber): readonly OrderKey[] {
  if (order.length > MOST_FIELDS) {
    throw new MlopsError('usage', `an order has ${order.length} fields`, `Give at most ${MOST_FIELDS}.`);
  }
  return order.map(({ field, direction }, index) => ({ direction, ...columnsOf(field, names, tableAlias(index)) }));
}

function columnsOf({ entity, key }: Field, names: NameNumber, table: Sql): Omit<OrderKey, 'direction'> {
  const none = sql``;
  if (entity === 'dataset') {
    throw new MlopsError('usage', 'runs cannot be sorted by their datasets', 'A run has any number of them.');
  }
  if (entity === 'attribute') {
    const value = runColumn(attributeOf(key).column);
    return { value, rank: PRESENT.has(key) ? undefined : sql`(${value} IS NULL) * 3`, join: none };
  }
  const name = names(entity, key);
  if (name === undefined) return { value: undefined, rank: undefined, join: none };
  const on = sql`${table} ON ${table}.name = ${name} AND ${table}.run = r.n`;
  const rank = sql`coalesce(${table}.rank, 3)`;
  if (entity === 'metric') return { value: sql`${table}.value`, rank, join: sql`LEFT JOIN number ${on}` };
  const value = sql`CASE ${table}.rank WHEN 0 THEN ${table}.number ELSE ${table}.value END`;
  return { value, rank, join: sql`LEFT JOIN text ${on}` };
}

/** The terms of ORDER BY. */
export function orderTerms(keys: readonly OrderKey[]): Sql {
  const terms = keys.flatMap(({ rank, value, direction }) =>
    value === undefined
      ? []
      : [...(rank === undefined ? [] : [rank]), direction === 'asc' ? value : sql`${value} DESC`],
  );
  return joined([...terms, sql`r.started DESC`, sql`r.id`], ', ');
}

/** The condition that a run stands after a position. */
export function afterPosition(keys: readonly OrderKey[], { standings, started, id }: Position): Sql {
  return keys.reduceRight<Sql>(
    (after, { direction, rank = sql`0`, value }, index) => {
      const { rank: atRank, value: at } = standings[index] ?? { rank: 3, value: null };
      const own = value === undefined ? sql`3` : rank;
      if (value === undefined || at === null) return sql`(${own} > ${atRank} OR (${own} = ${atRank} AND ${after}))`;
      const beyond = direction === 'asc' ? sql`${value} > ${at}` : sql`${value} < ${at}`;
      return sql`(${own} > ${atRank} OR (${own} = ${atRank} AND (${beyond} OR (${value} = ${at} AND ${after}))))`;
    },
    sql`(r.started < ${started} OR (r.started = ${started} AND r.id > ${id}))`,
  );
}

/** The columns from which a position is read. */
export function positionColumns(keys: readonly OrderKey[]): Sql {
  const columns = keys.flatMap(({ rank, value }) =>
    value === undefined ? [sql`3`, sql`NULL`] : [rank ?? sql`0`, value],
  );
  const named = columns.map((column, index) => ({ ...column, text: `${column.text} AS p${index}` }));
  return joined([sql`r.n AS n`, sql`r.id AS id`, sql`r.started AS started`, ...named], ', ');
}

/** The position in a row that was selected with `positionColumns`. */
export function positionIn(row: Readonly<Record<string, unknown>>, keys: readonly OrderKey[]): Position {
  return {
    standings: keys.map((_, index) => ({
      rank: row[`p${index * 2}`] as Standing['rank'],
      value: row[`p${index * 2 + 1}`] as Standing['value'],
    })),
    started: row['started'] as number,
    id: row['id'] as string,
  };
}
