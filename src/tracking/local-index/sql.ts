// SQL whose values are bound: what stands between ${ and } becomes a parameter, or is SQL of the same making. No text of a
// user can get into the words. Pure.
import { type RunColumn, storedText } from './run-rows.ts';

/** A value of a parameter. */
export type Bound = string | number;

/** A part of a statement. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Bound[];
}

/** Builds a part of a statement out of words, values and other parts. */
export function sql(words: TemplateStringsArray, ...inserted: readonly (Bound | Sql)[]): Sql {
  const values: Bound[] = [];
  let text = words[0] ?? '';
  for (const [index, insert] of inserted.entries()) {
    if (typeof insert === 'object') {
      text += insert.text;
      values.push(...insert.values);
    } else {
      text += '?';
      values.push(typeof insert === 'string' ? storedText(insert) : insert);
    }
    text += words[index + 1] ?? '';
  }
  return { text, values };
}

/** A column of the run `r`. */
export function runColumn(column: RunColumn): Sql {
  return { text: `r."${column}"`, values: [] };
}

/** The n-th of several tables that are joined under names of one form. */
export function tableAlias(n: number): Sql {
  return { text: `o${n}`, values: [] };
}

/** Parts with commas or spaces between them. */
export function joined(parts: readonly Sql[], separator: ', ' | ' '): Sql {
  return { text: parts.map(({ text }) => text).join(separator), values: parts.flatMap(({ values }) => values) };
}

/**
 * Conditions that hold all, or one of which holds; of none, all hold and none does. Bracketed as a tree of small depth,
 * because SQLite takes no more than a thousand levels.
 */
export function combined(parts: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  const [only] = parts;
  if (only === undefined) return operator === 'AND' ? sql`1` : sql`0`;
  if (parts.length === 1) return only;
  const middle = parts.length >> 1;
  const [left, right] = [combined(parts.slice(0, middle), operator), combined(parts.slice(middle), operator)];
  return operator === 'AND' ? sql`(${left} AND ${right})` : sql`(${left} OR ${right})`;
}
