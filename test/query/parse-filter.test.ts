// The extensions over MLflow's grammar, what errors say, and texts that mean harm.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { searched } from '../../src/query/attributes.ts';
import { allOf, asksFor, type Comparison, type Filter } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse-filter.ts';
import { renderFilter } from './render-filter.ts';

const now = new Date('2026-11-26T12:00:00Z');
const HOUR = 3_600_000;

function parse(text: string): Filter | undefined {
  return parseFilter(text, { now });
}

function refusal(text: string): MlopsError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof MlopsError) return error;
    throw error;
  }
  throw new Error(`not refused: ${text.slice(0, 80)}`);
}

/** The value of a filter of one condition. */
function valueOf(text: string): unknown {
  return (parse(text) as { readonly value?: unknown }).value;
}

/** Characters of which a grammar may think wrong. */
const ODD = Array.from('ab1é日🐧.,`\'"\\()=<>%_- \n\t\0\u2028');

function textWithout(...left: readonly string[]): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...ODD.filter((character) => !left.includes(character))), maxLength: 12 });
}

const metric = (key: string, value: number): Comparison => ({
  kind: 'comparison',
  field: { entity: 'metric', key },
  comparator: '>',
  value,
});
const [a, b, c] = [metric('a', 1), metric('b', 2), metric('c', 3)];

describe('a filter', () => {
  test('joins with and before or, and brackets go before both', () => {
    const text = 'metrics.a > 1 or metrics.b > 2 and metrics.c > 3';
    expect(parse(text)).toEqual({ kind: 'or', terms: [a, { kind: 'and', terms: [b, c] }] });
    expect(parse('(metrics.a > 1 OR metrics.b > 2) AND metrics.c > 3')).toEqual({
      kind: 'and',
      terms: [{ kind: 'or', terms: [a, b] }, c],
    });
  });

  test('negates the next condition only, or a bracket', () => {
    expect(parse('not metrics.a > 1 and metrics.b > 2')).toEqual({ kind: 'and', terms: [{ kind: 'not', term: a }, b] });
    expect(parse('NOT (metrics.a > 1 and metrics.b > 2)')).toEqual({
      kind: 'not',
      term: { kind: 'and', terms: [a, b] },
    });
  });

  test('knows each attribute by its name, its aliases and with its entity', () => {
    for (const { key, aliases } of searched('runs').attributes) {
      for (const name of [key, ...aliases]) {
        const field = { entity: 'attribute', key };
        for (const text of [`\`${name}\` is null`, `attributes.\`${name}\` is null`, `run."${name}" is null`])
          expect([text, parse(text)]).toEqual([text, { kind: 'comparison', field, comparator: 'IS NULL' }]);
      }
    }
  });

  test('asks for metrics, params, tags and datasets that are there or not', () => {
    for (const name of ['metrics.a', 'params.a', 'tags.a', 'dataset.name', 'started', 'duration', 'dirty', 'error']) {
      expect(parse(`${name} is not null`)).toMatchObject({ comparator: 'IS NOT NULL' });
    }
  });

  test('takes lists of texts and of numbers, of whatever is asked', () => {
    expect(valueOf("branch in ('main', \"it's\",)")).toEqual(['main', "it's"]);
    expect(valueOf('metrics.a NOT IN (1, -2.5, 1e3)')).toEqual([1, -2.5, 1000]);
    expect(valueOf('params.depth in (4, 6)')).toEqual([4, 6]);
    expect(valueOf("tags.k in ('x')")).toEqual(['x']);
    expect(valueOf('duration in (90s, 2m)')).toEqual([90, 120]);
    expect(valueOf('started in (2026-01-31, 5)')).toEqual([Date.UTC(2026, 0, 31), 5]);
  });

  test('compares a param with a number as a number and with a text as a text', () => {
    expect(parse('params.lr >= 0.01')).toMatchObject({ comparator: '>=', value: 0.01 });
    expect(parse("params.lr = '0.01'")).toMatchObject({ comparator: '=', value: '0.01' });
    expect(refusal("params.lr >= '0.01'").message).toContain('does not fit params.lr');
  });

  test('reads true and false of what is true or false', () => {
    expect(parse('dirty = true')).toMatchObject({ comparator: '=', value: 1 });
    expect(parse('deleted != FALSE')).toMatchObject({ comparator: '!=', value: 0 });
    for (const text of ["dirty = 'true'", 'dirty = 1', 'dirty > true', 'dirty in (true)']) {
      expect([text, refusal(text).code]).toEqual([text, 'usage']);
    }
  });

  test('lowers the words of status and verdict, which MLflow writes upper case', () => {
    expect(valueOf("status = 'FINISHED'")).toBe('finished');
    expect(valueOf("verdict in ('PASS')")).toEqual(['pass']);
    expect(valueOf("branch = 'MAIN'")).toBe('MAIN');
  });

  test('says whether it asks for an attribute, however deep', () => {
    const filter = parse("metrics.a > 1 or not (branch = 'main' and deleted = true)");
    expect([asksFor('deleted', filter), asksFor('branch', filter), asksFor('a', filter)]).toEqual([true, true, false]);
    expect([allOf([]), allOf([undefined, a]), allOf([a, b])]).toEqual([undefined, a, { kind: 'and', terms: [a, b] }]);
  });
});

describe('times and durations', () => {
  test.each([
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2026-01-31T08:05', Date.UTC(2026, 0, 31, 8, 5)],
    ['2026-01-31T08:05:06.789Z', Date.UTC(2026, 0, 31, 8, 5, 6, 789)],
    ['2026-01-31T08:05+02:00', Date.UTC(2026, 0, 31, 6, 5)],
    ['2026-01-31T08:05-0330', Date.UTC(2026, 0, 31, 11, 35)],
    ["'2026-01-31 08:05'", Date.UTC(2026, 0, 31, 8, 5)],
    ['1664067852747', 1_664_067_852_747],
    ['-7d', now.getTime() - 7 * 24 * HOUR],
    ['-1d12h', now.getTime() - 36 * HOUR],
    ['-2w', now.getTime() - 14 * 24 * HOUR],
    ['-1.5h', now.getTime() - 1.5 * HOUR],
    ['-90s', now.getTime() - 90_000],
  ])('started >= %s', (text, milliseconds) => {
    expect(valueOf(`started >= ${text}`)).toBe(milliseconds);
  });

  test.each(['2026-02-30', '2026-13-01', '2026-01-31T25:00', '2026-01-31T08:05+99:00', '7d', "'soon'", 'soon', "'5'"])(
    'started >= %s is refused with what can be written',
    (text) => {
      const { message, hint } = refusal(`started >= ${text}`);
      expect(message).toMatch(/^filter, column 12: .* is no time\n/);
      expect(hint).toMatch(/2026-01-31|-7d/);
    },
  );

  test('a duration is in seconds, with a unit or without', () => {
    expect(['2h', '1h30m', '1.5m', '90', '1d', '1w'].map((text) => valueOf(`duration > ${text}`))).toEqual([
      7200, 5400, 90, 90, 86_400, 604_800,
    ]);
    expect(refusal('metrics.time > 2h').hint).toContain('number');
  });
});

describe('an error', () => {
  test.each([
    ['metrics.a > ', 12, 'too early', 'a value'],
    ['metrics.a > 1 metrics.b > 2', 15, '"metrics.b"', 'and, or, the end'],
    ['(metrics.a > 1', 15, 'too early', 'and, or, ")"'],
    ['metrics.a > 1)', 14, '")"', 'and, or, the end'],
    ['metrics.a == 1', 12, '"="', 'one ='],
    ['metrics.a <> 1', 12, '">"', '!='],
    ["params.my-param = 'x'", 10, '"-"', 'params.`my-param`'],
    ["params.a = 'x", 12, `"'"`, 'not closed'],
    ["brnch = 'main'", 1, 'did you mean "branch"?', 'Attributes are id,'],
    ['rmse < 3', 1, 'no attribute "rmse"', 'metrics.rmse'],
    ['metrcs.rmse < 3', 1, 'did you mean "metrics"?', 'metrics'],
    ["datasets.nam = 'x'", 1, 'did you mean "name"?', 'digest'],
    ['branch = main', 10, '"main" is no text', "'main'"],
    ["metrics.a > '1'", 13, 'is no number', 'without quotes: 1'],
    ['metrics.a > 1e999', 13, 'is no number', 'too large'],
    ["metrics.a LIKE 'x'", 16, 'is no number', '0.5'],
    ["branch > 'a'", 8, '">" does not fit branch', '= != LIKE ILIKE IN NOT IN'],
    ["params.a in ('x', 1)", 19, 'texts and numbers', 'one of the two'],
    ['metrics.a in ()', 15, '")"', 'a value'],
    ["tags.a.'b' = 'x'", 1, 'names nothing', 'backticks'],
    ["tags.'' = 'x'", 1, 'names nothing', 'backticks'],
    ['metrics.a > 1; metrics.b > 2', 14, '";"', 'and, or, the end'],
    ['and or', 5, '"or"', 'a name'],
  ])('%j is about column %i', (text, column, problem, advice) => {
    const { code, message, hint } = refusal(text);
    const [first = '', excerpt = '', caret = ''] = message.split('\n');
    expect(code).toBe('usage');
    expect(first).toMatch(new RegExp(`^filter, column ${column}: `));
    expect(first).toContain(problem);
    expect(hint).toContain(advice);
    expect(excerpt).toBe(text);
    expect(caret.indexOf('^')).toBe(column - 1);
  });

  test('shows the place alone in a long text, on one line', () => {
    const { message } = refusal(`${"branch = 'x'\nor ".repeat(20)}oops ${"or branch = 'y' ".repeat(20)}`);
    const [first, excerpt = '', caret = '', ...more] = message.split('\n');
    expect([first?.startsWith('filter, column 326: "or"'), more]).toEqual([true, []]);
    expect(excerpt).toMatch(/^….{70}…$/);
    expect(excerpt.slice(caret.indexOf('^')).startsWith('or branch')).toBe(true);
  });

  test('shows a dot for what a terminal would obey', () => {
    expect(refusal('metrics.a > \u001b[2J\u202e').message.split('\n')).toEqual([
      String.raw`filter, column 13: "\u001b" does not belong here`,
      'metrics.a > ·[2J·',
      '            ^',
    ]);
  });

  test('counts characters, not the units that hold them', () => {
    const { message } = refusal("tags.`🐧🐧` = 'x' oops");
    const [first, , caret = ''] = message.split('\n');
    expect([first?.slice(0, 18), caret.indexOf('^')]).toEqual(['filter, column 17:', 16]);
  });
});

describe('a hostile text', () => {
  test.each([
    ['brackets', '('.repeat(99_999)],
    ['closing brackets', ')'.repeat(99_999)],
    ['closing, then opening brackets', ')'.repeat(50_000) + '('.repeat(49_999)],
    ['negations', 'not '.repeat(24_999)],
    ['negated brackets', 'not('.repeat(24_999)],
    ['quotes', "'".repeat(99_999)],
    ['escaped quotes', `tags.a = '${String.raw`\'`.repeat(40_000)}oops`],
    ['backticks', 'a.`'.repeat(33_333)],
    ['a name without end', `tags.${'a.'.repeat(40_000)}`],
    ['conditions', "a = 'x' or ".repeat(9_000)],
    ['values', `branch in (${"'x',".repeat(20_000)})`],
    ['digits', `metrics.a > ${'9'.repeat(90_000)}`],
    ['too much of it', 'x'.repeat(100_001)],
  ])('of %s is refused in words, and soon', (_, text) => {
    const { code, message } = refusal(text);
    expect(code).toBe('usage');
    expect(message.length).toBeLessThan(400);
  });

  test('a hundred brackets and the names of what every object has are no harm', () => {
    expect(parse(`${'('.repeat(100)}metrics.a > 1${')'.repeat(100)}`)).toEqual(a);
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(parse(`params.${name} = 'x'`)).toMatchObject({ field: { entity: 'param', key: name } });
      expect(refusal(`${name} = 'x'`).message).toContain('no attribute');
      expect(refusal(`${name}.x = 'x'`).message).toContain('nothing that can be asked for');
    }
  });

  test('of any kind is read or refused as usage', () => {
    const words = 'metrics.a,tags.`x,\',",(,),in,not,is null,>,1,-7d,and'.split(',');
    const text = fc.array(fc.constantFrom(...words)).map((chosen) => chosen.join(' '));
    fc.assert(
      fc.property(fc.oneof(textWithout(), text), (text) => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof MlopsError)) throw error;
        }
      }),
    );
  });
});

test('what a filter says, written down, is read as the same', () => {
  // What holds both quotes, or a backslash before its closing one, has no text.
  const name = fc.oneof(textWithout('`'), textWithout('"', '\\')).map((key) => `${key}x`);
  const text = fc.oneof(textWithout("'", '\\'), textWithout('"', '\\'));
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const numberComparator = fc.constantFrom('=', '!=', '>', '>=', '<', '<=');
  const textField = fc.oneof(
    fc.record({ entity: fc.constantFrom('param', 'tag'), key: name }),
    fc.record({ entity: fc.constant('attribute'), key: fc.constantFrom('branch', 'command', 'id') }),
    fc.record({ entity: fc.constant('dataset'), key: fc.constantFrom('name', 'digest', 'context') }),
  );
  const numberField = fc.oneof(
    fc.record({ entity: fc.constantFrom('param', 'metric'), key: name }),
    fc.record({ entity: fc.constant('attribute'), key: fc.constantFrom('started', 'duration') }),
  );
  const kind = fc.constant('comparison');
  const list = { minLength: 1, maxLength: 4 };
  const comparison = fc.oneof(
    fc.record({ kind, field: numberField, comparator: numberComparator, value: number }),
    fc.record({ kind, field: textField, comparator: fc.constantFrom('=', '!=', 'LIKE', 'ILIKE'), value: text }),
    fc.record({ kind, field: textField, comparator: fc.constantFrom('IN', 'NOT IN'), value: fc.array(text, list) }),
    fc.record({ kind, field: numberField, comparator: fc.constantFrom('IN', 'NOT IN'), value: fc.array(number, list) }),
    fc.record({ kind, field: fc.oneof(textField, numberField), comparator: fc.constantFrom('IS NULL', 'IS NOT NULL') }),
  );
  const { filter } = fc.letrec<{ filter: unknown }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        terms: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant('not'), term: tie('filter') }),
    ),
  }));
  fc.assert(
    fc.property(filter, (value) => {
      expect(parse(renderFilter(value as Filter))).toEqual(value);
    }),
  );
});
