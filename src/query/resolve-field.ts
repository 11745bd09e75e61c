// What a name in a filter or an order means: which metric, param, tag, attribute or part of a dataset. Pure.
import { nearestOf } from '../config/nearest.ts';
import { attributeNamed, DATASET_KEYS, searched, type QueryKind } from './attributes.ts';
import type { Field } from './filter.ts';
import { errorAt, quoted, type Source, type Span } from './place.ts';

/** What may be compared with a field. A `param` may be a text and, where it reads as one, a number. */
export type FieldType = 'text' | 'number' | 'seconds' | 'time' | 'boolean' | 'param';

export interface ResolvedField {
  readonly field: Field;
  readonly type: FieldType;
  /** Texts are to be lowered. */
  readonly lowered: boolean;
}

/**
 * @param name as it is written: `metrics.loss`, ``tags.`a b` ``, `started`, "started"
 * @throws MlopsError `usage` for an unknown entity or attribute, with the nearest known, and for an empty name
 */
export function resolveField(name: string, kind: QueryKind, source: Source, at: Span): ResolvedField {
  const [first, rest] = partsOf(name);
  if (rest === undefined) return resolveAttribute(unquoted(first), kind, source, at);
  const { entities } = searched(kind);
  const word = unquoted(first);
  const entity = Object.hasOwn(entities, word) ? entities[word] : undefined;
  if (entity === undefined) throw unknownEntity(word, Object.keys(entities), source, at);
  const key = unquoted(rest);
  if (key === '' || (key === rest && /[`'"]/.test(rest))) {
    throw errorAt(source, at, `${quoted(name)} names nothing`, `The whole name stands in backticks: ${word}.\`a b\`.`);
  }
  if (entity === 'attribute') return resolveAttribute(key, kind, source, at);
  if (entity === 'dataset' && !DATASET_KEYS.includes(key)) {
    const problem = `there is no ${quoted(`dataset.${key}`)}${guess(key, DATASET_KEYS)}`;
    throw errorAt(source, at, problem, `A dataset has ${DATASET_KEYS.join(', ')}.`);
  }
  const type = entity === 'metric' ? 'number' : entity === 'param' ? 'param' : 'text';
  return { field: { entity, key }, type, lowered: false };
}

function resolveAttribute(name: string, kind: QueryKind, source: Source, at: Span): ResolvedField {
  const attribute = attributeNamed(name, kind);
  if (attribute === undefined) {
    const { attributes } = searched(kind);
    const known = attributes.flatMap(({ key, aliases }) => [key, ...aliases]);
    const others =
      kind === 'runs'
        ? ` Metrics, params and tags have their kind before the name: metrics.${plainOr(name, 'rmse')}.`
        : '';
    throw errorAt(
      source,
      at,
      `there is no attribute ${quoted(name)}${guess(name, known)}`,
      `Attributes are ${attributes.map(({ key }) => key).join(', ')}.${others}`,
    );
  }
  const { key, type, seconds = false, lowered = false } = attribute;
  return { field: { entity: 'attribute', key }, type: seconds ? 'seconds' : type, lowered };
}

function unknownEntity(word: string, known: readonly string[], source: Source, at: Span): Error {
  return errorAt(
    source,
    at,
    `${quoted(word)} is nothing that can be asked for${guess(word, known)}`,
    `Before the dot stands one of ${known.join(', ')}.`,
  );
}

function guess(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? '' : `, did you mean "${nearest}"?`;
}

/** The first dot outside of backticks parts the entity from the name, which may hold dots itself. */
function partsOf(name: string): readonly [first: string, rest: string | undefined] {
  const first = /^(?:`(?:``|[^`])*`|"[^]*"|[^.]*)/.exec(name)?.[0] ?? '';
  return first === name ? [name, undefined] : [first, name.slice(first.length + 1)];
}

/** Without the quotes around all of it; as in MLflow, doubled quotes within stay doubled. */
function unquoted(word: string): string {
  const whole = /^(?:`(?:``|[^`])*`|"(?:""|\\"|[^"])*"|'(?:''|\\'|[^'])*')$/;
  return whole.test(word) ? word.slice(1, -1) : word;
}

function plainOr(name: string, example: string): string {
  return /^\w{1,40}$/.test(name) ? name : example;
}
