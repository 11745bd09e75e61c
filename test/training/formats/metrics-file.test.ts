import { expect, it, describe } from 'vitest';
import * as fc from 'fast-check';
import {
  parseAppendedMetrics,
  parseAppendedParams,
  parseAppendedTags,
} from '../../../src/training/formats/appended.ts';
import { parseMetricsFile } from '../../../src/training/formats/metrics-file.ts';
import type { Point } from '../../../src/training/formats/metric-values.ts';
import { anyCharacter } from '../../support/any-character.ts';

function pointsOf(file: string, text: string): readonly Point[] {
  const { points, warnings } = parseMetricsFile(file, text);
  expect(warnings).toEqual([]);
  return points;
}

describe('a metrics file', () => {
  it('of nested JSON gives names joined with dots', () => {
    expect(pointsOf('m.json', '{"a": {"b": {"c": 1}}, "d": 2e-3}')).toEqual([
      { name: 'a.b.c', value: 1 },
      { name: 'd', value: 0.002 },
    ]);
  });

  it("may hold Python's bare tokens and the strings that stand for them", () => {
    expect(
      pointsOf('m.json', '{"a": NaN, "b": Infinity, "c": -Infinity, "d": "NaN", "e": "-Infinity", "f": 1e999}'),
    ).toEqual([
      { name: 'a', value: Number.NaN },
      { name: 'b', value: Infinity },
      { name: 'c', value: -Infinity },
      { name: 'd', value: Number.NaN },
      { name: 'e', value: -Infinity },
      { name: 'f', value: Infinity },
    ]);
  });

  it.each([
    ['m.json', '[{"step": 1, "loss": 0.5}, {"step": 2, "loss": 0.25, "acc": 0.9}]'],
    ['m.json', '{"step": 1, "loss": 0.5}\n{"step": 2, "loss": 0.25, "acc": 0.9}\n'],
    ['m.jsonl', '{"epoch": 1, "loss": 0.5}\n\n{"epoch": 2, "loss": 0.25, "acc": 0.9}'],
    ['m.csv', 'step,loss,acc\n1,0.5,\n2,0.25,0.9\n'],
    ['m.csv', '"step","loss","acc"\r\n1,0.5,""\r\n2,"0.25",0.9'],
    ['m.tsv', 'epoch\tloss\tacc\n1\t0.5\t\n2\t0.25\t0.9\n'],
    ['m.yaml', '- {step: 1, loss: 0.5}\n- {step: 2, loss: 0.25, acc: 0.9}\n'],
    ['m.toml', '[[history]]\nstep = 1\nloss = 0.5\n[[history]]\nstep = 2\nloss = 0.25\nacc = 0.9\n'],
  ])('of rows with a step or epoch gives series: %s %j', (file, text) => {
    const prefix = file.endsWith('.toml') ? 'history.' : '';
    expect(pointsOf(file, text)).toEqual([
      { name: `${prefix}loss`, value: 0.5, step: 1 },
      { name: `${prefix}loss`, value: 0.25, step: 2 },
      { name: `${prefix}acc`, value: 0.9, step: 2 },
    ]);
  });

  it('prefers step over epoch, which then is a metric like others', () => {
    expect(pointsOf('m.jsonl', '{"epoch": 0.5, "step": 10, "loss": 1}')).toEqual([
      { name: 'epoch', value: 0.5, step: 10 },
      { name: 'loss', value: 1, step: 10 },
    ]);
  });

  it('of YAML may use anchors and merge keys', () => {
    expect(pointsOf('m.yml', 'base: &b {rmse: 1.5, n: .nan}\ntest:\n  <<: *b\n  rmse: .inf\n')).toEqual([
      { name: 'base.rmse', value: 1.5 },
      { name: 'base.n', value: Number.NaN },
      { name: 'test.n', value: Number.NaN },
      { name: 'test.rmse', value: Infinity },
    ]);
  });

  it('of TOML gives its numbers, dates as tags', () => {
    const { points, tags } = parseMetricsFile(
      'm.toml',
      'rmse = 6.1\nbig = 12345678901234567890123\nat = 2026-11-23\n[test]\nauc = nan\n',
    );
    expect(points).toEqual([
      { name: 'rmse', value: 6.1 },
      { name: 'big', value: 1.2345678901234568e22 },
      { name: 'test.auc', value: Number.NaN },
    ]);
    expect([...tags]).toEqual([['at', '2026-11-23']]);
  });

  it('of github-action-benchmark gives name, value and unit, the range as a tag', () => {
    const { points, tags } = parseMetricsFile(
      'b.json',
      '[{"name": "fit time", "unit": "ms", "value": 12.5, "range": "± 3"}]',
    );
    expect(points).toEqual([{ name: 'fit time', value: 12.5, unit: 'ms' }]);
    expect([...tags]).toEqual([['fit time.range', '± 3']]);
  });

  it("in Bencher's format gives benchmark.measure", () => {
    expect(pointsOf('b.json', '{"fit": {"latency": {"value": 88, "lower_value": 87, "upper_value": 89}}}')).toEqual([
      { name: 'fit.latency', value: 88 },
      { name: 'fit.latency.lower_value', value: 87 },
      { name: 'fit.latency.upper_value', value: 89 },
    ]);
  });

  it('in long form gives a metric per row', () => {
    expect(pointsOf('m.csv', 'metric,value\nrmse,6.1\nauc,nan\n')).toEqual([
      { name: 'rmse', value: 6.1 },
      { name: 'auc', value: Number.NaN },
    ]);
  });

  it('keeps text, booleans and null as tags and lists as artifacts', () => {
    const text = '{"a": "b", "ok": true, "none": null, "empty": "", "matrix": [[1, 2], [3, NaN]], "loss": [1, 2]}';
    const { points, tags, artifacts, warnings } = parseMetricsFile('m.json', text);
    expect(points).toEqual([]);
    expect([...tags]).toEqual([
      ['a', 'b'],
      ['ok', 'true'],
      ['none', 'null'],
    ]);
    expect(artifacts).toEqual([
      { name: 'matrix.json', content: '[[1,2],[3,"NaN"]]\n' },
      { name: 'loss.json', content: '[1,2]\n' },
    ]);
    expect(warnings).toEqual([]);
  });

  it('that is one number is a metric named after the file', () => {
    expect(pointsOf('out/rmse.json', '6.1')).toEqual([{ name: 'rmse', value: 6.1 }]);
  });

  it.each([
    ['m.json', '', 'the file is empty; a JSON value was expected', 1],
    ['m.json', '{"a": 1,\n "b": nope}', 'not JSON: unexpected token Identifier found', 2],
    [
      'm.yaml',
      'a: 1\nb: [1, 2\nc: 3\n',
      'not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      3,
    ],
    ['m.toml', 'a = 1\na = 2\n', 'not TOML: trying to redefine an already defined table or value', 2],
    ['m.csv', 'a,b\n1,"2\n', 'a quote stands alone; a closed quoted field was expected', 2],
    ['m.csv', '1,2\n3,4\n', 'the first line holds only numbers; a header line was expected', 1],
    ['m.xlsx', 'PK', 'unknown format; .json, .jsonl, .yaml, .toml, .csv or .tsv was expected', undefined],
  ])('that cannot be read costs a warning with file and line: %s %j', (file, text, message, line) => {
    const { points, warnings } = parseMetricsFile(file, text);
    expect(points).toEqual([]);
    expect(warnings).toEqual([{ message, file, ...(line === undefined ? {} : { line }) }]);
  });

  it('loses only the rows that cannot be read', () => {
    const csv = parseMetricsFile('m.csv', 'step,loss\n1,0.5\n2\n3,0.1\n');
    expect(csv.points.map(({ value }) => value)).toEqual([0.5, 0.1]);
    expect(csv.warnings).toEqual([
      { message: '1 cells where the header has 2; the row is left out', file: 'm.csv', line: 3 },
    ]);
    const lines = parseMetricsFile('m.jsonl', '{"a": 1}\n{"a": \n{"a": 3}\n');
    expect(lines.points.map(({ value }) => value)).toEqual([1, 3]);
    expect(lines.warnings).toEqual([
      { message: 'not JSON: unexpected end of input found; the line is left out', file: 'm.jsonl', line: 2 },
    ]);
  });

  it.each([
    ['m.json', '['.repeat(200_000)],
    ['m.json', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['m.yaml', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['m.toml', `a = ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('nested too deeply is one clear warning: %s', (file, text) => {
    const { points, warnings } = parseMetricsFile(file, text);
    expect(points).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(/nested|depth|deep/i);
  });

  it('of YAML aliases that multiply is one clear warning', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let index = 1; index < 9; index += 1)
      lines.push(
        `a${index}: &a${index} [${Array(10)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
      );
    const { warnings } = parseMetricsFile('m.yaml', lines.join('\n'));
    expect(warnings.map(({ message }) => message)).toEqual([
      'unfolds to more than 1000000 values; a smaller document was expected',
    ]);
  });

  it('of several megabytes is read without a syntax tree', () => {
    const rows = Array.from({ length: 60_000 }, (_, step) => ({ step, loss: 1 / (step + 1) }));
    expect(pointsOf('m.json', JSON.stringify(rows))).toHaveLength(60_000);
  });

  it('never throws and never pollutes, whatever it holds', () => {
    const file = fc.constantFrom('m.json', 'm.jsonl', 'm.yaml', 'm.toml', 'm.csv', 'm.tsv', 'm.txt', 'm');
    const text = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.json(),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            ':',
            ',',
            '"',
            '\n',
            '__proto__',
            'a',
            '1',
            'NaN',
            '-',
            ' ',
            '&a',
            '*a',
            '=',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(file, text, (name, content) => {
        const { points, tags } = parseMetricsFile(name, content);
        expect(({} as Record<string, unknown>)['a']).toBeUndefined();
        for (const recorded of [...points.map((point) => point.name), ...tags.keys()])
          expect(recorded).not.toBe('__proto__');
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is appended', () => {
  it('may be name=value and JSON lines, mixed, with numbers as languages print them', () => {
    const { points, tags, warnings } = parseAppendedMetrics(
      'MLOPS_METRICS',
      'rmse = 6.1\r\nauc=+.9\nx=nan\n{"step": 3, "loss": -Infinity}\ny=Inf\nnote=good run\n',
    );
    expect(points).toEqual([
      { name: 'rmse', value: 6.1 },
      { name: 'auc', value: 0.9 },
      { name: 'x', value: Number.NaN },
      { name: 'loss', value: -Infinity, step: 3 },
      { name: 'y', value: Infinity },
    ]);
    expect([...tags]).toEqual([['note', 'good run']]);
    expect(warnings).toEqual([]);
  });

  it('is warned of by line where it is neither', () => {
    expect(
      parseAppendedMetrics('MLOPS_METRICS', 'a=1\nhello\n=2\nb=\n{"c"\n').warnings.map(({ line }) => line),
    ).toEqual([2, 3, 4, 5]);
  });

  it('keeps params as numbers and booleans only where the text is exactly that', () => {
    const { params } = parseAppendedParams(
      'MLOPS_PARAMS',
      'a=0.1\nb=007\nc=true\nd=1e-3\ne=12345678901234567890\nf=a=b\ng=\n',
    );
    expect(Object.fromEntries(params)).toEqual({
      a: 0.1,
      b: '007',
      c: true,
      d: 0.001,
      e: '12345678901234567890',
      f: 'a=b',
      g: '',
    });
  });

  it('cuts names and texts of unbearable length', () => {
    const { tags } = parseAppendedTags('MLOPS_TAGS', `${'n'.repeat(10_000)}=${'t'.repeat(10_000)}`);
    const [[name, text] = ['', '']] = [...tags];
    expect(name).toHaveLength(501);
    expect(text).toHaveLength(6001);
  });
});
