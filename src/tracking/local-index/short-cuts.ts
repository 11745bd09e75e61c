// Conditions of a filter that an index finds the rows of, so that not every run need be looked at.
import type { DatabaseSync } from 'node:sqlite';
import type { Comparison, Field, Filter } from '../../query/filter.ts';
import { compileExistence, compileRows, type NameNumber } from './compile-filter.ts';
import { combined, sql, type Sql } from './sql.ts';

/** A filter and what it is asked of. */
export interface Asked {
  readonly database: DatabaseSync;
  readonly names: NameNumber;
  readonly filter: Filter | undefined;
}

/** With so many rows or more, a condition is no short cut: one run after the other is looked at faster. */
const MANY = 20_000;

/** Runs among which all that are wanted are: those that satisfy the necessary conditions, if one of them is rare, or all. */
export function candidates(plan: Asked): Sql {
  const { names, filter } = plan;
  const rarest = rarestOf(plan, MANY);
  if (rarest === undefined) return sql`run r`;
  const { comparison: chosen, name, table } = rarest;
  // The other conditions are looked at before the run is: most do not get so far.
  const others = necessary(filter).flatMap((comparison) => {
    const other = numberOf(comparison, names);
    return other === undefined || comparison === chosen ? [] : [compileExistence(comparison, other, sql`x.run`)];
  });
  const rows = combined([sql`x.name = ${name} AND ${compileRows(chosen)}`, ...others], 'AND');
  return sql`(SELECT x.run AS run FROM ${table} WHERE ${rows}) c CROSS JOIN run r ON r.n = c.run`;
}

/** A necessary condition that an index finds the rows of. */
interface ShortCut {
  readonly comparison: Comparison;
  readonly name: number;
  readonly table: Sql;
}

/** The one that the fewest rows satisfy, if fewer than `most` do. */
export function rarestOf(plan: Asked, most: number): ShortCut | undefined {
  let rarest: ShortCut | undefined;
  let least = most;
  for (const shortCut of shortCuts(plan)) {
    const { comparison, name, table } = shortCut;
    const { text, values } = sql`SELECT count(*) AS size FROM (SELECT 1 FROM ${table}
      WHERE x.name = ${name} AND ${compileRows(comparison)} LIMIT ${least})`;
    const size = Number(plan.database.prepare(text).get(...values)?.['size']);
    if (size < least) [rarest, least] = [shortCut, size];
  }
  return rarest;
}

function shortCuts({ names, filter }: Asked): readonly ShortCut[] {
  return necessary(filter)
    .filter(isShortCut)
    .flatMap((comparison) => {
      const name = numberOf(comparison, names);
      const table = comparison.field.entity === 'metric' ? sql`number x` : sql`text x`;
      return name === undefined ? [] : [{ comparison, name, table }];
    });
}

/** The number of a comparison's metric, param or tag; undefined for other fields, and where no run has it. */
function numberOf({ field: { entity, key } }: Comparison, names: NameNumber): number | undefined {
  return entity === 'attribute' || entity === 'dataset' ? undefined : names(entity, key);
}

/** Comparisons without which no run satisfies the filter. */
function necessary(filter: Filter | undefined): readonly Comparison[] {
  if (filter?.kind === 'comparison') return [filter];
  return filter?.kind === 'and' ? filter.terms.flatMap(necessary) : [];
}

/** Whether an index finds the rows of a comparison, each run once. */
function isShortCut(comparison: Comparison): boolean {
  const { comparator, field } = comparison;
  if (field.entity === 'metric') return ['=', '>', '>=', '<', '<=', 'IN'].includes(comparator);
  if (field.entity !== 'param' && field.entity !== 'tag') return false;
  return (
    (comparator === '=' || comparator === 'IN') &&
    'value' in comparison &&
    typeof [comparison.value].flat()[0] === 'string'
  );
}

/** What the filter asks of the field along which one goes: it tells where to begin and where to end. */
export function boundsOn(field: Field, filter: Filter | undefined): readonly Sql[] {
  return necessary(filter)
    .filter((comparison) => comparison.field.entity === field.entity && comparison.field.key === field.key)
    .filter(isShortCut)
    .map(compileRows);
}
