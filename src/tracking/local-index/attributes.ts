// Attributes of runs by their canonical names, and the columns that hold them, which are called the same. Pure.
import { MlopsError } from '../../error.ts';
import { searched } from '../../query/attributes.ts';
import { RUN_COLUMNS, type RunColumn } from './run-rows.ts';

export interface Attribute {
  readonly column: RunColumn;
  /** Times and durations are numbers, truths 1 or 0. A word is a text whose case does not matter. */
  readonly kind: 'text' | 'word' | 'number';
}

const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map(
  searched('runs').attributes.flatMap(({ key, type, lowered = false }) => {
    const column = RUN_COLUMNS.find((name) => name === key);
    const kind = type !== 'text' ? 'number' : lowered ? 'word' : 'text';
    return column === undefined ? [] : [[key, { column, kind }] as const];
  }),
);

/** @throws MlopsError `usage` for a name that no attribute has */
export function attributeOf(name: string): Attribute {
  const attribute = ATTRIBUTES.get(name);
  if (attribute !== undefined) return attribute;
  throw new MlopsError(
    'usage',
    `runs have no attribute ${JSON.stringify(name.slice(0, 80))}`,
    `Attributes are ${[...ATTRIBUTES.keys()].join(', ')}.`,
  );
}
