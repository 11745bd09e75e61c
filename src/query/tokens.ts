// The words of the query language. Pure.
import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain';
import { DATE, DURATION } from './time.ts';

// MLflow's parser reads quotes as SQL does, and undoes no escape: 'it''s' is the text it''s.
const SINGLE = /'(?:''|\\'|[^'])*'/;
const DOUBLE = /"(?:""|\\"|[^"])*"/;
const BACKTICKED = /`(?:``|[^`])*`/;
const END_OF_WORD = String.raw`(?![\p{L}\p{N}_])`;

/**
 * A name, with everything after its first dot; whether that may be so, the fields decide.
 * Names with other characters stand in quotes.
 */
const NAME = pattern(
  `(?:[\\p{L}_][\\p{L}\\p{N}_]*|${BACKTICKED.source})` +
    `(?:\\.(?:[\\p{L}\\p{N}_]+|${BACKTICKED.source}|${DOUBLE.source}|${SINGLE.source}))*`,
);

function pattern(source: string, flags = ''): RegExp {
  return new RegExp(source, `u${flags}`);
}

/** `label` is what an error says was expected. */
function token(name: string, source: RegExp | string, label: string): TokenType {
  const matcher = typeof source === 'string' ? source : matcherOf(source);
  return createToken({ name, label, pattern: matcher, line_breaks: false });
}

/** The lexer's own analysis of expressions knows no Unicode classes, so that it is given functions. */
function matcherOf(source: RegExp): (text: string, offset: number) => RegExpExecArray | null {
  const sticky = new RegExp(source.source, `${source.flags.replace('y', '')}y`);
  return (text, offset) => {
    sticky.lastIndex = offset;
    return sticky.exec(text);
  };
}

function keyword(word: string): TokenType {
  // `in.x` is a name that begins like a word of the language.
  return token(word.toUpperCase(), pattern(`${word}${END_OF_WORD}(?!\\.)`, 'i'), word);
}

export const AND = keyword('and');
export const OR = keyword('or');
export const NOT = keyword('not');
export const IN = keyword('in');
export const IS = keyword('is');
export const NULL = keyword('null');
export const LIKE = keyword('like');
export const ILIKE = keyword('ilike');
export const ASC = keyword('asc');
export const DESC = keyword('desc');

export const OPEN = token('OPEN', '(', '"("');
export const CLOSE = token('CLOSE', ')', '")"');
export const COMMA = token('COMMA', ',', '","');
export const COMPARATOR = token('COMPARATOR', /!=|>=|<=|[=<>]/, '= != > >= < <=');

export const NAMED = token('NAMED', NAME, 'a name');
export const SINGLE_QUOTED = token('SINGLE_QUOTED', SINGLE, "a text in quotes ('…')");
/** A text, or a name where a name must stand. */
export const DOUBLE_QUOTED = token('DOUBLE_QUOTED', DOUBLE, 'a text in quotes');
export const DATED = token('DATED', pattern(`${DATE.source}${END_OF_WORD}`), 'a date (2026-01-31)');
export const LASTING = token('LASTING', pattern(`${DURATION.source}${END_OF_WORD}`), 'a duration (-7d)');
export const NUMBER = token(
  'NUMBER',
  pattern(`-?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?${END_OF_WORD}`, 'i'),
  'a number',
);

const SPACE = createToken({ name: 'SPACE', pattern: matcherOf(/\s+/), group: Lexer.SKIPPED, line_breaks: false });
/** Whatever else: the parser never expects it, so that it is the parser that says what should stand there. */
export const OTHER = token('OTHER', pattern('.', 's'), 'nothing');

/** In the order in which they are tried. */
export const TOKENS: readonly TokenType[] = [
  SPACE,
  AND,
  OR,
  NOT,
  IN,
  IS,
  NULL,
  LIKE,
  ILIKE,
  ASC,
  DESC,
  OPEN,
  CLOSE,
  COMMA,
  COMPARATOR,
  NAMED,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  DATED,
  LASTING,
  NUMBER,
  OTHER,
];

const lexer = new Lexer([...TOKENS], { positionTracking: 'onlyOffset' });

/** The words of a text, with their places; there is none that fits no token. */
export function tokenize(text: string): readonly IToken[] {
  return lexer.tokenize(text).tokens;
}
