// One page of the runs that satisfy a filter, out of the tables. Two ways lead there. Walking goes along the order from its
// beginning and stops when the page is full: most filters let enough runs through. Where they do not, the runs that satisfy
// the rarest condition are collected and sorted.
import type { DatabaseSync } from 'node:sqlite';
import { asksFor, type Filter, type Order } from '../../query/filter.ts';
import { compileFilter, type NameNumber } from './compile-filter.ts';
import {
  afterPosition,
  orderKeys,
  orderTerms,
  positionColumns,
  positionIn,
  type OrderKey,
  type Position,
} from './compile-order.ts';
import { parseCursor, renderCursor } from './cursor.ts';
import { storedText } from './run-rows.ts';
import { boundsOn, candidates, rarestOf } from './short-cuts.ts';
import { combined, joined, sql, type Sql } from './sql.ts';

/** What is asked of the index. */
export interface RunQuery {
  readonly filter?: Filter | undefined;
  /** None: the newest start first. */
  readonly order?: readonly Order[];
  /** Most runs of the page. */
  readonly limit: number;
  /** The cursor of the page before. */
  readonly after?: string | undefined;
  /** Count the runs of all pages, which takes longer than finding a page. */
  readonly withTotal?: boolean;
}

export interface FoundRuns {
  readonly ids: readonly string[];
  /** Where this page ends; undefined on the last. */
  readonly cursor: string | undefined;
  /** How many runs all pages hold; undefined when nobody asked. */
  readonly total: number | undefined;
}

/** Walking gives up after so many runs, and so many for each run of the page. */
const MOST_WALKED = 500;
const MOST_WALKED_EACH = 4;

/** Fewer runs than these are sooner collected than found on the way. */
const FEW = 1000;

/** What is shown only to who asks for it. */
const HIDDEN = { deleted: sql`r.deleted = 0`, superseded: sql`r.superseded = 0` };

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Finds a page of runs. Deleted ones are left out unless the filter speaks of `deleted`; so are those of which a later
 * attempt is there, unless it speaks of `superseded`.
 * @param mostWalked how many runs to walk along before they are collected instead
 * @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
 */
export function findRuns(database: DatabaseSync, query: RunQuery, mostWalked?: number): FoundRuns {
  const { filter, order = [], limit, after, withTotal = false } = query;
  const names = namesIn(database);
  const keys = orderKeys(order, names);
  const shown = combined(
    (['deleted', 'superseded'] as const).flatMap((fact) => (asksFor(fact, filter) ? [] : [HIDDEN[fact]])),
    'AND',
  );
  const condition = filter === undefined ? shown : sql`(${shown} AND ${compileFilter(filter, names)})`;
  const from = after === undefined ? undefined : parseCursor(after, order);
  const plan = { database, order, keys, names, filter, condition, from, size: limit + 1 };
  const most = mostWalked ?? MOST_WALKED + MOST_WALKED_EACH * limit;
  const rows = (rarestOf(plan, FEW) === undefined ? walk(plan, most) : undefined) ?? collect(plan);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const isAll = from === undefined && last === undefined;
  return {
    ids: rows.slice(0, limit).map(({ id }) => String(id)),
    cursor: last === undefined ? undefined : renderCursor(order, positionIn(last, keys)),
    total: withTotal ? (isAll ? rows.length : count(plan)) : undefined,
  };
}

interface Plan {
  readonly database: DatabaseSync;
  readonly order: readonly Order[];
  readonly keys: readonly OrderKey[];
  readonly names: NameNumber;
  readonly filter: Filter | undefined;
  /** What the runs of all pages satisfy. */
  readonly condition: Sql;
  /** Where the page before ended. */
  readonly from: Position | undefined;
  readonly size: number;
}

/** Undefined when the order has no index to go along, or too many runs stand before the page is full. */
function walk(plan: Plan, mostWalked: number): readonly Row[] | undefined {
  const ways = waysAlong(plan);
  if (ways === undefined) return undefined;
  const rows: Row[] = [];
  let walked = 0;
  for (const { text, values } of ways) {
    for (const row of plan.database.prepare(text).iterate(...values) as Iterable<Row>) {
      if (row['wanted'] === 1) rows.push(row);
      if (rows.length === plan.size) return rows;
      walked += 1;
      if (walked > mostWalked) return undefined;
    }
  }
  return rows;
}

/** Statements that give runs in the order, one statement after the other; undefined where the first field has no index. */
function waysAlong(plan: Plan): readonly Sql[] | undefined {
  const { order, keys, names, filter, from } = plan;
  const [first, ...others] = keys;
  const field = order[0]?.field;
  if (first === undefined || field === undefined) {
    return [wayAlongRuns(plan, keys, from === undefined ? sql`1` : sql`r.started <= ${from.started}`)];
  }
  if (field.entity === 'attribute' && field.key === 'started') return [wayAlongRuns(plan, keys, sql`1`)];
  const name = field.entity === 'metric' ? names('metric', field.key) : undefined;
  if (name === undefined) return undefined;

  // In the statement itself the table of the first field is x, so that it is not looked up once more.
  const along = (rank: 0 | 2, on: Sql): Sql => {
    const here = { ...first, join: sql``, rank: sql`${rank}`, value: sql`x.value` };
    const ordered = rank === 0 ? [{ ...here, rank: undefined }, ...others] : others;
    return sql`SELECT ${positionColumns([here, ...others])}, ${wantedIn(plan, [here, ...others])} AS wanted
      FROM number x CROSS JOIN run r ON r.n = x.run ${joinsOf(others)}
      WHERE x.name = ${name} AND x.rank = ${rank} AND ${on} ORDER BY ${orderTerms(ordered)}`;
  };
  const { rank: fromRank = 0, value: fromValue = null } = from?.standings[0] ?? {};
  const bounds = boundsOn(field, filter);
  const start =
    fromValue === null ? [] : [first.direction === 'asc' ? sql`x.value >= ${fromValue}` : sql`x.value <= ${fromValue}`];
  const ways = fromRank === 0 ? [along(0, combined([...bounds, ...start], 'AND'))] : [];
  // A filter that asks something of the metric asks for a value.
  if (bounds.length > 0) return ways;
  if (fromRank <= 2) ways.push(along(2, sql`1`));
  // Without a value runs stand by the other fields, for which there is no index here.
  if (others.length > 0) return undefined;
  return [...ways, wayAlongRuns(plan, keys, sql`1`, sql`${first.rank ?? sql`0`} = 3`, [])];
}

/** Goes along the runs by their start. */
function wayAlongRuns(plan: Plan, keys: readonly OrderKey[], on: Sql, also = sql`1`, ordered = keys): Sql {
  return sql`SELECT ${positionColumns(keys)}, (${also} AND ${wantedIn(plan, keys)}) AS wanted
    FROM run r ${joinsOf(keys)} WHERE ${on} ORDER BY ${orderTerms(ordered)}`;
}

function wantedIn({ condition, from }: Plan, keys: readonly OrderKey[]): Sql {
  return from === undefined ? condition : sql`(${condition} AND ${afterPosition(keys, from)})`;
}

function joinsOf(keys: readonly OrderKey[]): Sql {
  return joined(
    keys.map(({ join }) => join),
    ' ',
  );
}

function collect(plan: Plan): readonly Row[] {
  const { database, keys, size } = plan;
  const { text, values } = sql`SELECT ${positionColumns(keys)} FROM ${candidates(plan)} ${joinsOf(keys)}
    WHERE ${wantedIn(plan, keys)} ORDER BY ${orderTerms(keys)} LIMIT ${size}`;
  return database.prepare(text).all(...values) as Row[];
}

function count(plan: Plan): number {
  const { text, values } = sql`SELECT count(*) AS total FROM ${candidates(plan)} WHERE ${plan.condition}`;
  return Number(plan.database.prepare(text).get(...values)?.['total']);
}

/** Numbers of names, each looked up once. */
function namesIn(database: DatabaseSync): NameNumber {
  const find = database.prepare('SELECT n FROM name WHERE entity = ? AND name = ?');
  const known = new Map<string, number | undefined>();
  return (entity, name) => {
    const key = `${entity} ${name}`;
    if (!known.has(key)) {
      known.set(key, (find.get(entity, storedText(name)) as { readonly n: number } | undefined)?.n);
    }
    return known.get(key);
  };
}
