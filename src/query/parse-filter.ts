// A filter as people and MLflow's clients write it → what it says. Loaded only where there is one: the parser's library
// takes a moment to start. Pure.
import type { IToken, TokenType } from 'chevrotain';
import { MlopsError } from '../error.ts';
import type { QueryKind } from './attributes.ts';
import type { Filter } from './filter.ts';
import { parseFilterSyntax, type Mismatch, type Syntax } from './grammar.ts';
import { errorAt, quoted, type Source } from './place.ts';
import { resolveCondition, spanOf, type Reading } from './resolve-condition.ts';
import { AND, CLOSE, COMPARATOR, ILIKE, IN, IS, LIKE, NOT, OPEN, OTHER, tokenize } from './tokens.ts';

/** Characters of a filter, and of an order. */
const LONGEST = 100_000;
/** Brackets and `not`s within each other. */
const DEEPEST = 100;
/** SQLite takes expressions up to a depth of 1,000, */
const MOST_CONDITIONS = 500;
/** and 32,766 bound values. */
const MOST_WORDS = 20_000;
const CONDITION: ReadonlySet<TokenType> = new Set([COMPARATOR, LIKE, ILIKE, IN, IS]);

/**
 * Reads a filter.
 * @param text in the grammar that the README describes; the empty text is undefined, which is every run
 * @param now what durations count from
 * @throws MlopsError `usage` with column and caret, for whatever cannot be read or makes no sense
 */
export function parseFilter(
  text: string,
  { now, kind = 'runs' }: { readonly now: Date; readonly kind?: QueryKind },
): Filter | undefined {
  if (text === '') return undefined;
  const source: Source = { what: 'filter', text };
  const words = joining(wordsOf(source));
  if (words.length === 0) {
    if (text.trim() !== '') return undefined;
    throw new MlopsError(
      'usage',
      `the filter ${quoted(text)} says nothing`,
      "Write a condition such as status = 'finished'.",
    );
  }
  requireModest(words, source);
  const parsed = parseFilterSyntax(words);
  if ('mismatch' in parsed) throw mismatchError(parsed.mismatch, source);
  return resolve(parsed.value, { source, kind, now: now.getTime() });
}

/**
 * The words of a filter or an order.
 * @throws MlopsError `usage` for a text that is too long
 */
export function wordsOf({ what, text }: Source): readonly IToken[] {
  if (text.length <= LONGEST) return tokenize(text);
  throw new MlopsError(
    'usage',
    `the ${what} has ${text.length} characters, beginning with ${quoted(text)}`,
    `At most ${LONGEST} are read.`,
  );
}

/** The error that a word stands where it does not belong. */
export function mismatchError({ found, expected }: Mismatch, source: Source): MlopsError {
  if (found === undefined) {
    const end = source.text.trimEnd().length;
    return errorAt(source, { start: end, end: end + 1 }, 'it ends too early', `Expected: ${expected}.`);
  }
  const advice = adviceOn(found, source.text);
  return errorAt(
    source,
    spanOf(found),
    `${quoted(found.image)} does not belong here`,
    `Expected: ${expected}.${advice}`,
  );
}

/** MLflow passes over an `and` that joins nothing. */
function joining(words: readonly IToken[]): readonly IToken[] {
  const isAnd = (word: IToken | undefined): boolean => word?.tokenType === AND;
  const last = words.findLastIndex((word) => !isAnd(word));
  return words.slice(0, last + 1).filter((word, index) => !isAnd(word) || (index > 0 && !isAnd(words[index - 1])));
}

/** Refuses what would cost too much, before anything is done that calls itself. */
function requireModest(words: readonly IToken[], source: Source): void {
  let brackets = 0;
  let negations = 0;
  let conditions = 0;
  for (const word of words) {
    const { tokenType } = word;
    if (tokenType === OPEN) brackets += 1;
    else if (tokenType === CLOSE) brackets -= 1;
    else negations = tokenType === NOT ? negations + 1 : 0;
    if (CONDITION.has(tokenType)) conditions += 1;
    if (Math.max(brackets, negations) > DEEPEST) {
      throw errorAt(source, spanOf(word), 'it is nested too deep', `At most ${DEEPEST} levels are read.`);
    }
    if (conditions > MOST_CONDITIONS) {
      throw errorAt(source, spanOf(word), 'there are too many conditions', `At most ${MOST_CONDITIONS} are read.`);
    }
  }
  const surplus = words[MOST_WORDS];
  if (surplus === undefined) return;
  throw errorAt(source, spanOf(surplus), 'there are too many words', `At most ${MOST_WORDS} are read.`);
}

function resolve(syntax: Syntax, reading: Reading): Filter {
  if (syntax.kind === 'condition') return resolveCondition(syntax, reading);
  if (syntax.kind === 'not') return { kind: 'not', term: resolve(syntax.term, reading) };
  return { kind: syntax.kind, terms: syntax.terms.map((term) => resolve(term, reading)) };
}

/** What people coming from other languages write, and what they mean. */
function adviceOn({ tokenType, image, startOffset }: IToken, text: string): string {
  const before = text.slice(0, startOffset);
  if (image === '=' && before.endsWith('=')) return ' Equality is one =.';
  if (image === '>' && before.endsWith('<')) return ' Inequality is !=.';
  if (tokenType !== OTHER) return '';
  if (/['"`]/.test(image)) return ` The quote ${image} is not closed.`;
  const name = /[\p{L}\p{N}_.]+$/u.exec(before)?.[0].split('.') ?? [];
  if (name.length < 2) return '';
  const rest = /^[^\s=!<>(),'"`]*/.exec(text.slice(startOffset))?.[0] ?? '';
  const whole = `${name[0]}.\`${name.slice(1).join('.')}${rest.slice(0, 40).toWellFormed()}\``;
  return ` A name with other characters than letters, digits, _ and . stands in backticks: ${whole}.`;
}
