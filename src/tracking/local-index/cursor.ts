// A place in a list that is told to the outside: an opaque text, from which the next page goes on. It holds where the last
// run of a page stood, not how many runs were before it: runs that are added meanwhile shift nothing. Pure.
import { z } from '../../zod.ts';
import { MlopsError } from '../../error.ts';
import type { Order } from '../../query/filter.ts';
import type { Position } from './compile-order.ts';

const Cursor = z.object({
  version: z.literal(1),
  /** The order of the list, as entity, key and direction. */
  order: z.array(z.tuple([z.string(), z.string(), z.string()])),
  /** Infinite numbers, which JSON lacks, stand as texts. */
  at: z.array(
    z.union([
      z.tuple([z.literal(0), z.literal('number'), z.union([z.number(), z.enum(['Infinity', '-Infinity'])])]),
      z.tuple([z.literal([0, 1]), z.literal('text'), z.string()]),
      z.tuple([z.literal([2, 3])]),
    ]),
  ),
  started: z.number().int(),
  id: z.string().regex(/^[0-9a-f]{32}$/),
});
type Cursor = Readonly<z.infer<typeof Cursor>>;

/** The cursor of a position in a list of this order. */
export function renderCursor(order: readonly Order[], { standings, started, id }: Position): string {
  const cursor: Cursor = {
    version: 1,
    order: renderedOrder(order),
    at: standings.map(({ rank, value }) => {
      if (typeof value === 'string') return [rank === 0 ? 0 : 1, 'text', value];
      if (typeof value !== 'number') return [rank === 2 ? 2 : 3];
      return [0, 'number', Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity'];
    }),
    started,
    id,
  };
  const ascii = JSON.stringify(cursor).replaceAll(/[^ -~]/g, escaped);
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The position of a cursor.
 * @throws MlopsError `usage` for a text that is no cursor, or one of a list in another order
 */
export function parseCursor(text: string, order: readonly Order[]): Position {
  const cursor = read(text);
  if (cursor === undefined) throw unfit(`${JSON.stringify(text.slice(0, 40))} is no place in a list of runs`);
  const { at, started, id } = cursor;
  const isSame = JSON.stringify(cursor.order) === JSON.stringify(renderedOrder(order));
  if (!isSame || at.length !== order.length) throw unfit('the place is one in a list of another order');
  return {
    standings: at.map((standing) => {
      const [rank, kind, value] = standing;
      if (kind === undefined) return { rank, value: null };
      return { rank, value: kind === 'number' ? Number(value) : value };
    }),
    started,
    id,
  };
}

function read(text: string): Cursor | undefined {
  try {
    return Cursor.parse(JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return undefined;
  }
}

function renderedOrder(order: readonly Order[]): Cursor['order'] {
  return order.map(({ field, direction }) => [field.entity, field.key, direction]);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unfit(what: string): MlopsError {
  return new MlopsError(
    'usage',
    what,
    'Give the cursor that the page before ended with, and the same order; or leave it out to begin again.',
  );
}
