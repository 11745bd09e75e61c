// An order as people and MLflow's clients write it → what it says. Pure.
import type { QueryKind } from './attributes.ts';
import type { Order } from './filter.ts';
import { parseOrderSyntax } from './grammar.ts';
import { mismatchError, wordsOf } from './parse-filter.ts';
import { errorAt, type Source, type Span } from './place.ts';
import { spanOf } from './resolve-condition.ts';
import { resolveField } from './resolve-field.ts';

interface Options {
  readonly kind?: QueryKind;
}

interface PlacedOrder {
  readonly order: Order;
  readonly source: Source;
  readonly at: Span;
}

/**
 * Reads what MLflow's clients send: one order a text, the first counts most.
 * @throws MlopsError `usage` with column and caret, also for two orders by the same field
 */
export function parseOrder(texts: readonly string[], { kind = 'runs' }: Options = {}): readonly Order[] {
  const placed = texts.flatMap((text) => {
    const source: Source = { what: 'order', text };
    const orders = ordersIn(source, kind);
    const second = orders[1];
    if (second === undefined) return orders;
    throw errorAt(source, second.at, 'a second order stands in one text', 'Give it as a text of its own.');
  });
  return distinct(placed);
}

/**
 * Reads a list in one text: `metrics.rmse asc, started desc`.
 * @throws MlopsError `usage` with column and caret, also for two orders by the same field
 */
export function parseOrderList(text: string, { kind = 'runs' }: Options = {}): readonly Order[] {
  return distinct(ordersIn({ what: 'order', text }, kind));
}

function ordersIn(source: Source, kind: QueryKind): readonly PlacedOrder[] {
  const parsed = parseOrderSyntax(wordsOf(source));
  if ('mismatch' in parsed) throw mismatchError(parsed.mismatch, source);
  return parsed.value.map(({ name, direction }) => {
    const at = spanOf(name);
    const { field } = resolveField(name.image, kind, source, at);
    return { order: { field, direction }, source, at };
  });
}

function distinct(placed: readonly PlacedOrder[]): readonly Order[] {
  const seen = new Set<string>();
  for (const { order, source, at } of placed) {
    const name = JSON.stringify([order.field.entity, order.field.key]);
    if (seen.has(name)) throw errorAt(source, at, 'it orders by the same twice', 'Leave the second out.');
    seen.add(name);
  }
  return placed.map(({ order }) => order);
}
