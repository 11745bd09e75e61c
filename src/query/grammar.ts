// The grammar of filters and orders: words → what they say, not yet whether that makes sense. Pure.
//
//   filter      := disjunction
//   disjunction := conjunction ( OR conjunction )*
//   conjunction := negation ( AND negation )*
//   negation    := NOT negation | "(" disjunction ")" | condition
//   condition   := name ( comparator value | [NOT] IN list | IS [NOT] NULL )
//   orders      := name [ASC | DESC] ( "," name [ASC | DESC] )*
import {
  EmbeddedActionsParser,
  EOF,
  tokenLabel,
  type IParserErrorMessageProvider,
  type IToken,
  type ParserMethod,
} from 'chevrotain';
import * as token from './tokens.ts';

/** A condition in words: a name, a comparator (in upper case, one space between two words) and its values. */
export interface Condition {
  readonly kind: 'condition';
  readonly name: IToken;
  readonly comparator: string;
  /** First word of the comparator. */
  readonly comparatorToken: IToken;
  readonly values: readonly IToken[];
}

export type Syntax =
  | Condition
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Syntax[] }
  | { readonly kind: 'not'; readonly term: Syntax };

export interface OrderClause {
  readonly name: IToken;
  readonly direction: 'asc' | 'desc';
}

/** The first word that fits nothing, undefined at the end of the text, and what would fit. */
export interface Mismatch {
  readonly found: IToken | undefined;
  readonly expected: string;
}

export type Parsed<T> = { readonly value: T } | { readonly mismatch: Mismatch };

/** Error messages are what was expected, and nothing else. */
const EXPECTED: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) =>
    expected === token.CLOSE && ruleName === 'negation' ? 'and, or, ")"' : tokenLabel(expected),
  buildNotAllInputParsedMessage: ({ ruleName }) => (ruleName === 'orders' ? 'asc, desc, the end' : 'and, or, the end'),
  buildNoViableAltMessage: ({ expectedPathsPerAlt, customUserDescription }) =>
    customUserDescription ??
    [...new Set(expectedPathsPerAlt.flat().map(([first]) => (first === undefined ? '' : tokenLabel(first))))].join(
      ', ',
    ),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    expectedIterationPaths.map(([first]) => (first === undefined ? '' : tokenLabel(first))).join(', '),
};

class QueryParser extends EmbeddedActionsParser {
  readonly filter = this.RULE('filter', (): Syntax => this.SUBRULE(this.disjunction));

  readonly disjunction: ParserMethod<[], Syntax> = this.RULE('disjunction', () => {
    const terms: Syntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: token.OR, DEF: () => terms.push(this.SUBRULE(this.conjunction)) });
    return this.ACTION(() => joined('or', terms));
  });

  readonly conjunction: ParserMethod<[], Syntax> = this.RULE('conjunction', () => {
    const terms: Syntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: token.AND, DEF: () => terms.push(this.SUBRULE(this.negation)) });
    return this.ACTION(() => joined('and', terms));
  });

  readonly negation: ParserMethod<[], Syntax> = this.RULE('negation', () =>
    this.OR([
      {
        ALT: (): Syntax => {
          this.CONSUME(token.NOT);
          const term = this.SUBRULE(this.negation);
          return { kind: 'not', term };
        },
      },
      {
        ALT: (): Syntax => {
          this.CONSUME(token.OPEN);
          const inner = this.SUBRULE(this.disjunction);
          this.CONSUME(token.CLOSE);
          return inner;
        },
      },
      { ALT: () => this.SUBRULE(this.condition) },
    ]),
  );

  readonly condition = this.RULE('condition', (): Condition => {
    const name = this.SUBRULE(this.name);
    const rest = this.OR([
      { ALT: () => this.SUBRULE(this.comparison) },
      { ALT: () => this.SUBRULE(this.membership) },
      { ALT: () => this.SUBRULE(this.absence) },
    ]);
    return { ...rest, name };
  });

  readonly comparison = this.RULE('comparison', (): Omit<Condition, 'name'> => {
    const comparatorToken = this.OR([
      { ALT: () => this.CONSUME(token.COMPARATOR) },
      { ALT: () => this.CONSUME(token.LIKE) },
      { ALT: () => this.CONSUME(token.ILIKE) },
    ]);
    const values = [this.SUBRULE(this.value)];
    const comparator = this.ACTION(() => comparatorToken.image.toUpperCase());
    return { kind: 'condition', comparator, comparatorToken, values };
  });

  readonly membership = this.RULE('membership', (): Omit<Condition, 'name'> => {
    const not = this.OPTION(() => this.CONSUME(token.NOT));
    const within = this.CONSUME(token.IN);
    this.CONSUME(token.OPEN);
    const values = [this.SUBRULE(this.value)];
    this.MANY(() => {
      this.CONSUME(token.COMMA);
      // A comma may stand before the bracket, as MLflow's clients write a list of one.
      this.OPTION2(() => values.push(this.SUBRULE2(this.value)));
    });
    this.CONSUME(token.CLOSE);
    const comparator = not === undefined ? 'IN' : 'NOT IN';
    return { kind: 'condition', comparator, comparatorToken: not ?? within, values };
  });

  readonly absence = this.RULE('absence', (): Omit<Condition, 'name'> => {
    const comparatorToken = this.CONSUME(token.IS);
    const not = this.OPTION(() => this.CONSUME(token.NOT));
    this.CONSUME(token.NULL);
    const comparator = not === undefined ? 'IS NULL' : 'IS NOT NULL';
    return { kind: 'condition', comparator, comparatorToken, values: [] };
  });

  readonly name = this.RULE('name', (): IToken =>
    this.OR([{ ALT: () => this.CONSUME(token.NAMED) }, { ALT: () => this.CONSUME(token.DOUBLE_QUOTED) }]),
  );

  /** A bare name is no value but true and false; what to make of it is said by what it is compared with. */
  readonly value = this.RULE('value', (): IToken =>
    this.OR({
      DEF: [token.SINGLE_QUOTED, token.DOUBLE_QUOTED, token.NUMBER, token.DATED, token.LASTING, token.NAMED].map(
        (type) => ({ ALT: () => this.CONSUME(type) }),
      ),
      ERR_MSG: 'a value',
    }),
  );

  readonly orders = this.RULE('orders', (): readonly OrderClause[] => {
    const clauses: OrderClause[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: token.COMMA, DEF: () => clauses.push(this.SUBRULE(this.order)) });
    return clauses;
  });

  readonly order = this.RULE('order', (): OrderClause => {
    const name = this.SUBRULE(this.name);
    const direction = this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(token.ASC) }, { ALT: () => this.CONSUME(token.DESC) }]),
    );
    return { name, direction: direction?.tokenType === token.DESC ? 'desc' : 'asc' };
  });

  constructor() {
    super([...token.TOKENS], { errorMessageProvider: EXPECTED, maxLookahead: 1 });
    this.performSelfAnalysis();
  }
}

function joined(kind: 'and' | 'or', terms: readonly Syntax[]): Syntax {
  const [first] = terms;
  return terms.length === 1 && first !== undefined ? first : { kind, terms };
}

// The parser keeps what it learns of its grammar, and is empty again after each text.
const parser = new QueryParser();

/** @param words of a filter that says something, no brackets deeper than the stack can bear */
export function parseFilterSyntax(words: readonly IToken[]): Parsed<Syntax> {
  return parsed(words, () => parser.filter());
}

export function parseOrderSyntax(words: readonly IToken[]): Parsed<readonly OrderClause[]> {
  return parsed(words, () => parser.orders());
}

function parsed<T>(words: readonly IToken[], rule: () => T): Parsed<T> {
  parser.input = [...words];
  const value = rule();
  const [error] = parser.errors;
  parser.input = [];
  if (error === undefined) return { value };
  const found = error.token.tokenType === EOF ? undefined : error.token;
  return { mismatch: { found, expected: error.message } };
}
