// ${{ }} by GitHub's own expression engine, with the status functions that only a running job can answer.
import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';

export type JobStatus = 'success' | 'failure' | 'cancelled';

/** What an expression can see: contexts as plain JSON values, and how the job stands. */
export interface ExpressionScope {
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly status: JobStatus;
}

const STATUS_FUNCTIONS = ['success', 'failure', 'cancelled', 'always'] as const;

/** The value of an expression, without its `${{ }}`, as text. */
export function evaluateText(expression: string, scope: ExpressionScope): string {
  const functions = statusFunctions(scope.status);
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(scope.contexts), [...functions.values()]).parse();
  const contexts = Object.entries(scope.contexts).map(([key, value]) => ({ key, value: expressionData(value) }));
  const all = new Map([...Object.entries(wellKnownFunctions), ...functions]);
  return new Evaluator(parsed, new data.Dictionary(...contexts), all).evaluate().coerceString();
}

/** Replaces every `${{ expression }}` of a text. A `}}` within a quoted string does not end an expression. */
export function interpolate(template: string | number | boolean, scope: ExpressionScope): string {
  return String(template).replaceAll(TEMPLATE, (_, expression: string) => evaluateText(expression, scope));
}

/** Whether a step with this `if:` runs. Without a status function in it, `success() &&` stands before it. */
export function isWanted(condition: string | boolean | undefined, scope: ExpressionScope): boolean {
  const bare = String(condition ?? 'success()').replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1');
  const { tokens } = new Lexer(bare).lex();
  const asksStatus = tokens.some(({ lexeme }, at) => {
    return STATUS_FUNCTIONS.some((name) => name === lexeme.toLowerCase()) && tokens[at + 1]?.lexeme === '(';
  });
  return evaluateText(asksStatus ? `!!(${bare})` : `success() && !!(${bare})`, scope) === 'true';
}

const TEMPLATE = /\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/g;

function statusFunctions(status: JobStatus): Map<string, FunctionDefinition> {
  const answers = {
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
    always: true,
  };
  return new Map(
    STATUS_FUNCTIONS.map((name) => {
      const call = (): data.ExpressionData => new data.BooleanData(answers[name]);
      return [name, { name, minArgs: 0, maxArgs: 0, call }];
    }),
  );
}

function expressionData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
}
