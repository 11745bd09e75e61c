// Whether a run satisfies a filter, said of one run in plain JavaScript: what the index must answer for a hundred thousand.
import type { RunRecord } from '../../src/run/record.ts';
import type { Comparison, Filter } from '../../src/query/filter.ts';
import { asNumber, valuesOf, type Value } from '../../src/query/run-value.ts';

/** Two-valued: `not` holds wherever its term does not. A filter that is undefined is satisfied by every run. */
export function satisfies(record: RunRecord, filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  if (filter.kind === 'not') return !satisfies(record, filter.term);
  if (filter.kind !== 'comparison') {
    const holds = (term: Filter): boolean => satisfies(record, term);
    return filter.kind === 'and' ? filter.terms.every(holds) : filter.terms.some(holds);
  }
  const values = valuesOf(record, filter.field);
  return filter.comparator === 'IS NULL' ? values.length === 0 : values.some((value) => compares(value, filter));
}

function compares(value: Value, comparison: Comparison): boolean {
  if (!('value' in comparison)) return true;
  const { comparator, value: wanted } = comparison;
  if (typeof wanted === 'object') {
    const isNumber = typeof wanted[0] === 'number';
    const own = isNumber ? asNumber(value) : String(value);
    if (own === undefined || Number.isNaN(own)) return false;
    return (wanted as readonly unknown[]).includes(own) === (comparator === 'IN');
  }
  if (typeof wanted === 'string') return comparesText(String(value), comparator, wanted);
  const own = asNumber(value);
  return own !== undefined && !Number.isNaN(own) && ordered(own, comparator, wanted);
}

function comparesText(value: string, comparator: string, wanted: string): boolean {
  if (comparator === 'LIKE') return isLike(value, wanted);
  if (comparator === 'ILIKE') return isLike(value.toLowerCase(), wanted.toLowerCase());
  return ordered(value, comparator, wanted);
}

function ordered<T extends string | number>(value: T, comparator: string, wanted: T): boolean {
  if (comparator === '=') return value === wanted;
  if (comparator === '!=') return value !== wanted;
  if (comparator === '>') return value > wanted;
  if (comparator === '>=') return value >= wanted;
  return comparator === '<' ? value < wanted : value <= wanted;
}

/** SQL's LIKE without escapes, in time that no pattern can blow up. */
function isLike(value: string, pattern: string): boolean {
  const [text, wanted] = [Array.from(value), Array.from(pattern)];
  let [at, next] = [0, 0];
  // Where to go on when what follows the last `%` does not fit: one character later.
  let [wildcard, retry] = [-1, 0];
  while (at < text.length) {
    if (wanted[next] === '%') {
      [wildcard, retry] = [next, at];
      next += 1;
    } else if (wanted[next] === '_' || wanted[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (wildcard >= 0) {
      retry += 1;
      [at, next] = [retry, wildcard + 1];
    } else return false;
  }
  return wanted.slice(next).every((character) => character === '%');
}
