// A filter as text, for tests that read it back: every part in brackets, every name in backticks.
import type { Comparison, Field, Filter } from '../../src/query/filter.ts';

export function renderFilter(filter: Filter): string {
  if (filter.kind === 'comparison') return renderComparison(filter);
  if (filter.kind === 'not') return `not (${renderFilter(filter.term)})`;
  return filter.terms.map((term) => `(${renderFilter(term)})`).join(` ${filter.kind} `);
}

/** A name with a backtick stands in double quotes; one with both has no text. */
function renderField({ entity, key }: Field): string {
  return `${entity}.${key.includes('`') ? `"${key}"` : `\`${key}\``}`;
}

function renderComparison(comparison: Comparison): string {
  const words = [renderField(comparison.field), comparison.comparator];
  if (!('value' in comparison)) return words.join(' ');
  const { value } = comparison;
  const text = typeof value === 'object' ? `(${value.map(renderValue).join(', ')})` : renderValue(value);
  return [...words, text].join(' ');
}

function renderValue(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
