// MLflow's own parser as the judge: what it makes of a string, ours makes of it too.
import { expect, test } from 'vitest';
import type { MlopsError } from '../../src/error.ts';
import { attributeNamed, type QueryKind } from '../../src/query/attributes.ts';
import { fieldsIn, type Comparison, type Filter } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse-filter.ts';
import { parseOrder } from '../../src/query/parse-order.ts';
import fixture from '../fixtures/mlflow-filters.json' with { type: 'json' };

/** What MLflow refuses and an extension makes legal. Everything else that it refuses, ours refuses. */
const EXTENSIONS: readonly (readonly [extension: string, kind: string, input: string])[] = [
  ['not', 'runs', 'NOT metrics.loss < 1'],
  ['is null everywhere', 'runs', 'run_name IS NOT NULL'],
  ['is null everywhere', 'runs', 'dataset.name IS NULL'],
  ['is null everywhere', 'registered_models', 'tags.k IS NULL'],
  ['in everywhere', 'experiments', "name IN ('a')"],
  ['in everywhere', 'model_versions', 'version_number IN (1)'],
];

interface Clause {
  readonly type: string;
  readonly key: string;
  readonly comparator: string;
  readonly value: string | number | readonly string[] | null;
}

const { cases } = fixture;
const now = new Date('2026-11-26T12:00:00Z');

function isExtension({ kind, input }: { readonly kind: string; readonly input: string }): boolean {
  return EXTENSIONS.some(([, ...extended]) => extended[0] === kind && extended[1] === input);
}

/** What a filter of conditions joined by `and` says, each condition by itself. */
function clausesOf(filter: Filter | undefined): readonly Filter[] {
  if (filter === undefined) return [];
  return filter.kind === 'and' ? filter.terms : [filter];
}

/** MLflow's clause in our words: names of attributes are canonical, numbers are numbers, words of a status are lower case. */
function ourClause({ type, key, comparator, value }: Clause, kind: QueryKind): Comparison {
  const entity = type === 'parameter' ? 'param' : type;
  const attribute = entity === 'attribute' ? attributeNamed(key, kind) : undefined;
  const field = { entity, key: attribute?.key ?? key };
  const ours =
    entity === 'metric'
      ? Number(value)
      : attribute?.lowered === true && typeof value === 'string'
        ? value.toLowerCase()
        : value;
  return { kind: 'comparison', field, comparator, ...(value === null ? {} : { value: ours }) } as Comparison;
}

function refusalOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    return (error as MlopsError).code;
  }
}

const accepted = cases.filter((one) => 'ok' in one);
const refused = cases.filter((one) => !('ok' in one));
const isOrder = ({ kind }: { readonly kind: string }): boolean => kind === 'runs_order_by';

test('the fixture is there: accepted and refused, filters and orders, of every kind', () => {
  expect([accepted.length, refused.length, cases.filter(isOrder).length]).toEqual([66, 34, 16]);
  expect(new Set(cases.map(({ kind }) => kind)).size).toBe(5);
});

test.each(accepted.filter((one) => !isOrder(one)))('$kind: $input says what MLflow says that it says', (one) => {
  const kind = one.kind as QueryKind;
  const expected = (one.ok as readonly Clause[]).map((clause) => ourClause(clause, kind));
  expect(clausesOf(parseFilter(one.input, { now, kind }))).toEqual(expected);
});

test.each(accepted.filter(isOrder))('order $input says what MLflow says that it says', ({ input, ok }) => {
  const [type, key, ascending] = ok as unknown as readonly [string, string, boolean];
  const { field } = ourClause({ type, key, comparator: '=', value: '' }, 'runs');
  expect(parseOrder([input])).toEqual([{ field, direction: ascending ? 'asc' : 'desc' }]);
});

test.each(refused.filter((one) => !isExtension(one)))('$kind: $input is refused, as by MLflow', (one) => {
  const parse = (): unknown =>
    isOrder(one) ? parseOrder([one.input]) : parseFilter(one.input, { now, kind: one.kind as QueryKind });
  expect(refusalOf(parse)).toBe('usage');
});

test.each(EXTENSIONS)('the extension "%s" makes legal, of %s: %s', (_, kind, input) => {
  expect(refused.some((one) => one.kind === kind && one.input === input)).toBe(true);
  expect(fieldsIn(parseFilter(input, { now, kind: kind as QueryKind }))).not.toEqual([]);
});
