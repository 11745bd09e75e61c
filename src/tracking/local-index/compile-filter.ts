// A filter → the condition on a run `r` that it is in SQL. Conditions are two-valued: none of them is NULL. Pure.
import { MlopsError } from '../../error.ts';
import type { Comparison, Filter } from '../../query/filter.ts';
import { attributeOf } from './attributes.ts';
import { combined, runColumn, sql, type Sql } from './sql.ts';
import { storedText } from './run-rows.ts';

/** The number that the index has given to a name; undefined for one that no run has. */
export type NameNumber = (entity: 'metric' | 'param' | 'tag', name: string) => number | undefined;

const NOTHING = sql`0`;
const EVERYTHING = sql`1`;

/** Deeper filters are nobody's; SQLite takes no more than a thousand levels. */
const DEEPEST = 200;
const LONGEST_PATTERN = 10_000;

/**
 * The condition of a filter.
 * @throws MlopsError `usage` for an unknown attribute, a value that does not fit it, or a filter beyond the limits
 */
export function compileFilter(filter: Filter, names: NameNumber, depth = 0): Sql {
  if (depth > DEEPEST) throw beyond(`a filter nests deeper than ${DEEPEST} levels`);
  if (filter.kind === 'comparison') return compileComparison(filter, names);
  if (filter.kind === 'not') return sql`NOT ${compileFilter(filter.term, names, depth + 1)}`;
  const terms = filter.terms.map((term) => compileFilter(term, names, depth + 1));
  return combined(terms, filter.kind === 'and' ? 'AND' : 'OR');
}

function compileComparison(comparison: Comparison, names: NameNumber): Sql {
  const { entity, key } = comparison.field;
  if (entity === 'attribute') return compileAttribute(comparison);
  if (entity === 'dataset') return compileDataset(comparison);
  const name = names(entity, key);
  if (name === undefined) return comparison.comparator === 'IS NULL' ? EVERYTHING : NOTHING;
  return compileExistence(comparison, name, sql`r.n`);
}

/**
 * The condition of a comparison with a metric, param or tag on one run.
 * @param name number of the metric, param or tag
 * @param run the number of the run
 */
export function compileExistence(comparison: Comparison, name: number, run: Sql): Sql {
  const table = comparison.field.entity === 'metric' ? sql`number e` : sql`text e`;
  const rows = sql`SELECT 1 FROM ${table} WHERE e.name = ${name} AND e.run = ${run}`;
  if (comparison.comparator === 'IS NULL') return sql`NOT EXISTS (${rows})`;
  // With a plus sign before it, SQLite does not look for a column in an index: of one run there is one row.
  return sql`EXISTS (${rows} AND ${rowTest(comparison, sql`+e.rank`, sql`+e.value`, sql`e.number`)})`;
}

/** The condition of a comparison on the rows `x` of all runs, which stand in an index by their values. */
export function compileRows(comparison: Comparison): Sql {
  return rowTest(comparison, sql`x.rank`, sql`x.value`, sql`x.number`);
}

/** The condition of a comparison on a row of the table that holds its field; NULL counts as false there. */
function rowTest(comparison: Comparison, rank: Sql, value: Sql, number: Sql): Sql {
  if (!('value' in comparison)) return EVERYTHING;
  if (comparison.field.entity === 'metric') return sql`${rank} = 0 AND ${comparesNumber(value, comparison)}`;
  return isNumeric(comparison) ? comparesNumber(number, comparison) : comparesText(value, comparison);
}

function compileAttribute(comparison: Comparison): Sql {
  const { column, kind } = attributeOf(comparison.field.key);
  const own = runColumn(column);
  if (!('value' in comparison))
    return comparison.comparator === 'IS NULL' ? sql`${own} IS NULL` : sql`${own} IS NOT NULL`;
  if (kind === 'number') return sql`coalesce(${comparesNumber(own, comparison)}, 0)`;
  return sql`coalesce(${comparesText(own, kind === 'word' ? lowered(comparison) : comparison)}, 0)`;
}

/** Runs share their lists of data files, so each list is looked through once. */
function compileDataset(comparison: Comparison): Sql {
  const { key } = comparison.field;
  if (key !== 'name' && key !== 'digest') return comparison.comparator === 'IS NULL' ? EVERYTHING : NOTHING;
  if (comparison.comparator === 'IS NULL') return sql`r.data IS NULL`;
  if (!('value' in comparison)) return sql`r.data IS NOT NULL`;
  const own = key === 'name' ? sql`(f.value ->> 0)` : sql`(f.value ->> 1)`;
  const files = sql`SELECT 1 FROM json_each(l.files) f WHERE ${comparesText(own, comparison)}`;
  return sql`coalesce(r.data IN (SELECT l.n FROM data_list l WHERE EXISTS (${files})), 0)`;
}

type Valued = Extract<Comparison, { readonly value: unknown }>;

function isNumeric({ value }: Valued): boolean {
  return typeof (typeof value === 'object' ? value[0] : value) === 'number';
}

function comparesNumber(own: Sql, comparison: Valued): Sql {
  const { comparator, value } = comparison;
  if (!isNumeric(comparison)) throw unfit(comparison, 'numbers');
  if (typeof value === 'object') return isAmong(own, comparator, listOfNumbers(value as readonly number[]));
  return ordered(own, comparator, value);
}

function comparesText(own: Sql, comparison: Valued): Sql {
  const { comparator, value } = comparison;
  if (isNumeric(comparison)) throw unfit(comparison, 'texts');
  if (typeof value === 'object') return isAmong(own, comparator, listOfTexts(value as readonly string[]));
  if (comparator === 'LIKE') return sql`${own} GLOB ${globOf(value)}`;
  if (comparator === 'ILIKE') return sql`mlops_lower(${own}) GLOB ${globOf(value.toLowerCase())}`;
  return ordered(own, comparator, value);
}

function ordered(own: Sql, comparator: string, value: string | number): Sql {
  switch (comparator) {
    case '=':
      return sql`${own} = ${value}`;
    case '!=':
      return sql`${own} <> ${value}`;
    case '>':
      return sql`${own} > ${value}`;
    case '>=':
      return sql`${own} >= ${value}`;
    case '<':
      return sql`${own} < ${value}`;
    default:
      return sql`${own} <= ${value}`;
  }
}

// A list is one parameter, however long it is.
function isAmong(own: Sql, comparator: string, list: string): Sql {
  const values = sql`(SELECT value FROM json_each(${list}))`;
  return comparator === 'IN' ? sql`${own} IN ${values}` : sql`${own} NOT IN ${values}`;
}

function listOfTexts(texts: readonly string[]): string {
  return JSON.stringify(texts.map(storedText));
}

/** JSON has no infinity; what is too large for a number is read as one. */
function listOfNumbers(numbers: readonly number[]): string {
  const texts = numbers
    .filter((number) => !Number.isNaN(number))
    .map((number) => (Number.isFinite(number) ? JSON.stringify(number) : number > 0 ? '9e999' : '-9e999'));
  return `[${texts.join(',')}]`;
}

/** A pattern of LIKE as one of GLOB, which tells upper from lower case in every language. */
function globOf(pattern: string): string {
  if (pattern.length > LONGEST_PATTERN) throw beyond(`a pattern is longer than ${LONGEST_PATTERN} characters`);
  return pattern.replaceAll(/[%_*?[]/g, (character) => {
    if (character === '%') return '*';
    return character === '_' ? '?' : `[${character}]`;
  });
}

function lowered(comparison: Valued): Valued {
  const { value } = comparison;
  if (isNumeric(comparison)) return comparison;
  const lower = typeof value === 'object' ? (value as readonly string[]).map(lowerCase) : lowerCase(String(value));
  return { ...comparison, value: lower } as Valued;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function unfit({ field: { entity, key } }: Comparison, kind: 'numbers' | 'texts'): MlopsError {
  return new MlopsError(
    'usage',
    `${entity} ${JSON.stringify(key.slice(0, 80))} is compared with a value of another kind`,
    `Compare it with ${kind}.`,
  );
}

function beyond(what: string): MlopsError {
  return new MlopsError('usage', what, 'Shorten the filter.');
}
