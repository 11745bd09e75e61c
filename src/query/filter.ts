// What a filter and an order say, after parsing: plain values that name no database. Pure.

/** What a field belongs to. An attribute is a fact of the run itself. */
export type Entity = 'metric' | 'param' | 'tag' | 'attribute' | 'dataset';

export interface Field {
  readonly entity: Entity;
  /** Name of the metric, param or tag; for an attribute its canonical name, aliases resolved. */
  readonly key: string;
}

/** An ordering comparator, for numbers, times (milliseconds since 1970) and durations (seconds). */
export type NumberComparator = '=' | '!=' | '>' | '>=' | '<' | '<=';
/**
 * A comparator for texts. `LIKE` tells upper from lower case, `ILIKE` does not; `%` and `_` are wildcards. Texts are put
 * in order (by code unit) only where MLflow's parser lets them: in the name and tags of experiments, models and versions.
 */
export type TextComparator = NumberComparator | 'LIKE' | 'ILIKE';

/**
 * One condition. A run that lacks the field does not satisfy any but `IS NULL`, not even `!=`. Nor does NaN.
 * A boolean attribute is compared by `=` and `!=` with 1 or 0. A param compared with a number is one that reads as a
 * number. A list is never empty.
 */
export type Comparison = { readonly kind: 'comparison'; readonly field: Field } & (
  | { readonly comparator: NumberComparator; readonly value: number }
  | { readonly comparator: TextComparator; readonly value: string }
  | { readonly comparator: 'IN' | 'NOT IN'; readonly value: readonly string[] | readonly number[] }
  | { readonly comparator: 'IS NULL' | 'IS NOT NULL' }
);

/**
 * There are two truth values: `not` holds wherever its term does not, so `not (tags.a = 'x')` holds for a run without
 * the tag, and `tags.a != 'x'` does not. `and` and `or` have two terms or more.
 */
export type Filter =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter };

/**
 * Values first, then NaN, then runs without the field, in both directions. Runs that are equal in all orders stand with
 * the newest start first, then by id.
 */
export interface Order {
  readonly field: Field;
  readonly direction: 'asc' | 'desc';
}

/** Whether a filter says anything of this attribute; for example of `deleted`, which a list leaves out otherwise. */
export function asksFor(attribute: string, filter: Filter | undefined): boolean {
  return fieldsIn(filter).some(({ entity, key }) => entity === 'attribute' && key === attribute);
}

/** All of these filters at once; undefined, which is every run, when there is none. */
export function allOf(filters: readonly (Filter | undefined)[]): Filter | undefined {
  const terms = filters.filter((filter) => filter !== undefined);
  return terms.length > 1 ? { kind: 'and', terms } : terms[0];
}

/** The fields that a filter asks for, each as often as it does. */
export function fieldsIn(filter: Filter | undefined): readonly Field[] {
  if (filter === undefined) return [];
  if (filter.kind === 'comparison') return [filter.field];
  return filter.kind === 'not' ? fieldsIn(filter.term) : filter.terms.flatMap(fieldsIn);
}
