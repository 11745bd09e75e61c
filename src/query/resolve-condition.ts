// What a condition compares: whether the comparator and the value fit the field, and the value in the field's unit. Pure.
import type { IToken } from 'chevrotain';
import type { QueryKind } from './attributes.ts';
import { searched } from './attributes.ts';
import type { Comparison, NumberComparator, TextComparator } from './filter.ts';
import type { Condition } from './grammar.ts';
import { errorAt, quoted, type Source, type Span } from './place.ts';
import { resolveField, type FieldType, type ResolvedField } from './resolve-field.ts';
import { parseDuration, parseTime } from './time.ts';
import * as token from './tokens.ts';

/** What a filter is read with. */
export interface Reading {
  readonly source: Source;
  readonly kind: QueryKind;
  /** Milliseconds since 1970 from which durations count. */
  readonly now: number;
}

const ORDERING: ReadonlySet<string> = new Set<NumberComparator>(['>', '>=', '<', '<=']);
const LIKENESS: ReadonlySet<string> = new Set(['LIKE', 'ILIKE']);

/**
 * The comparison that a condition makes.
 * @throws MlopsError `usage` for a field that is not known, a comparator or a value that does not fit it
 */
export function resolveCondition(condition: Condition, reading: Reading): Comparison {
  const { name, comparator, comparatorToken, values } = condition;
  const resolved = resolveField(name.image, reading.kind, reading.source, spanOf(name));
  const common = { kind: 'comparison', field: resolved.field } as const;
  if (comparator === 'IS NULL' || comparator === 'IS NOT NULL') return { ...common, comparator };

  const read = values.map((value) => readValue(value, resolved, reading));
  const texts = read.filter((value) => typeof value === 'string');
  const numbers = read.filter((value) => typeof value === 'number');
  if (texts.length > 0 && numbers.length > 0) {
    const other = values[read.findIndex((value) => typeof value !== typeof read[0])] ?? name;
    throw errorAt(reading.source, spanOf(other), 'the list holds texts and numbers', 'Give only one of the two.');
  }
  const isText = texts.length > 0;
  const fits = comparatorsOf(resolved.type, isText, searched(reading.kind).ordersTexts);
  if (!fits.includes(comparator)) {
    const hint = `It is compared with ${fits.join(' ')} IS NULL, IS NOT NULL.`;
    throw errorAt(reading.source, spanOf(comparatorToken), `${quoted(comparator)} does not fit ${name.image}`, hint);
  }
  if (comparator === 'IN' || comparator === 'NOT IN') {
    return { ...common, comparator, value: isText ? texts : numbers };
  }
  return isText
    ? { ...common, comparator: comparator as TextComparator, value: texts[0] ?? '' }
    : { ...common, comparator: comparator as NumberComparator, value: numbers[0] ?? 0 };
}

function comparatorsOf(type: FieldType, isText: boolean, ordersTexts: boolean): readonly string[] {
  if (type === 'boolean') return ['=', '!='];
  const ordering = isText && !ordersTexts ? [] : ORDERING;
  return ['=', '!=', ...ordering, ...(isText ? LIKENESS : []), 'IN', 'NOT IN'];
}

/** The value in the field's unit: text, number, milliseconds, seconds, 1 or 0. */
function readValue(value: IToken, resolved: ResolvedField, reading: Reading): string | number {
  const { type, lowered } = resolved;
  const { image, tokenType } = value;
  const isQuoted = tokenType === token.SINGLE_QUOTED || tokenType === token.DOUBLE_QUOTED;
  const refuse = (hint: string): Error =>
    errorAt(reading.source, spanOf(value), `${quoted(image)} is no ${WORDS[type]}`, hint);

  if (isQuoted && (type === 'text' || type === 'param')) {
    const text = image.slice(1, -1);
    return lowered ? text.toLowerCase() : text;
  }
  if (type === 'text') throw refuse(`Texts stand in quotes: '${plain(image)}'.`);
  if (type === 'boolean') {
    const word = tokenType === token.NAMED ? image.toLowerCase() : '';
    if (word === 'true' || word === 'false') return word === 'true' ? 1 : 0;
    throw refuse('Write true or false, without quotes.');
  }
  if (tokenType === token.NUMBER) {
    const number = Number(image);
    if (Number.isFinite(number)) return number;
    throw refuse('It is too large.');
  }
  if (type === 'seconds') {
    if (tokenType === token.LASTING) return parseDuration(image);
    throw refuse('Write seconds (90) or a duration (90s, 15m, 2h, 1d, 1w), without quotes.');
  }
  if (type === 'time') return readTime(value, isQuoted, reading, refuse);
  if (type === 'param') throw refuse(`Texts stand in quotes, '${plain(image)}'; numbers do not.`);
  const isNumber = isQuoted && image.length > 2 && Number.isFinite(Number(image.slice(1, -1)));
  throw refuse(isNumber ? `Write it without quotes: ${image.slice(1, -1)}.` : 'Write a number such as 0.5 or 1e-3.');
}

function readTime(value: IToken, isQuoted: boolean, reading: Reading, refuse: (hint: string) => Error): number {
  const { image, tokenType } = value;
  if (tokenType === token.LASTING) {
    const seconds = parseDuration(image);
    if (seconds <= 0) return reading.now + seconds * 1000;
    throw refuse(`Write -${image} for the time that long ago.`);
  }
  const time = tokenType === token.DATED || isQuoted ? parseTime(isQuoted ? image.slice(1, -1) : image) : undefined;
  if (time !== undefined) return time;
  throw refuse(
    'Write a date (2026-01-31), a time (2026-01-31T08:00Z), how long ago (-7d) or milliseconds since 1970, a number without quotes.',
  );
}

const WORDS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  param: 'text and no number',
  number: 'number',
  seconds: 'duration',
  time: 'time',
  boolean: 'truth value',
};

function plain(image: string): string {
  return image.replaceAll(/[`'"]/g, '').slice(0, 40).toWellFormed();
}

/** Where a word stands in the text. */
export function spanOf({ startOffset, image }: IToken): Span {
  return { start: startOffset, end: startOffset + image.length };
}
