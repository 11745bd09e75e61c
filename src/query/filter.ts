// What a filter and an order say, after parsing: plain values that name no database. Pure.

/** What a field belongs to. An attribute is a fact of the run itself. */
export type Entity = 'metric' | 'param' | 'tag' | 'attribute' | 'dataset';

export interface Field {
  readonly entity: Entity;
  /** Name of the metric, param or tag; for an attribute its canonical name, aliases resolved. */
  readonly key: string;
}

/** An ordering comparator, for numbers and times. */
export type NumberComparator = '=' | '!=' | '>' | '>=' | '<' | '<=';
/** A comparator for texts. `LIKE` tells upper from lower case, `ILIKE` does not; `%` and `_` are wildcards. */
export type TextComparator = '=' | '!=' | 'LIKE' | 'ILIKE';

/** One condition. A run that lacks the field does not satisfy any but `IS NULL`, not even `!=`. */
export type Comparison = { readonly kind: 'comparison'; readonly field: Field } & (
  | { readonly comparator: NumberComparator; readonly value: number }
  | { readonly comparator: TextComparator; readonly value: string }
  | { readonly comparator: 'IN' | 'NOT IN'; readonly value: readonly string[] | readonly number[] }
  | { readonly comparator: 'IS NULL' | 'IS NOT NULL' }
);

export type Filter =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter };

/** Values first, then NaN, then runs without the field, in both directions. */
export interface Order {
  readonly field: Field;
  readonly direction: 'asc' | 'desc';
}
