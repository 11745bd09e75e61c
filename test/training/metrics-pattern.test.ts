import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { parseMetricsPattern, readPatternMetrics } from '../../src/training/metrics-pattern.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { trainingProject } from './training-project.ts';

async function search(pattern: string, output: string) {
  using folder = temporaryFolder();
  const path = join(folder.path, 'output.log');
  writeFileSync(path, output);
  return await readPatternMetrics(parseMetricsPattern(pattern), path);
}

describe('a metrics pattern', () => {
  it('finds every metric of a line, with its step', async () => {
    const { points } = await search(
      String.raw`(?:epoch (?<step>\d+).*?)?\b(?<name>[a-z]+)=(?<value>[-+.\deE]+|nan)`,
      'epoch 1: loss=0.5 acc=0.7\r\n\u001b[32mepoch 2: loss=nan\u001b[0m\nrmse=1e-3\n',
    );
    expect(points).toEqual([
      { name: 'loss', value: 0.5, step: 1 },
      { name: 'acc', value: 0.7 },
      { name: 'loss', value: Number.NaN, step: 2 },
      { name: 'rmse', value: 0.001 },
    ]);
  });

  it("may be written in Python's form and with superfluous escapes", async () => {
    const { points } = await search(String.raw`(?P<name>\w+)\ \=\ (?P<value>[\d\.]+)`, 'rmse = 6.1\n');
    expect(points).toEqual([{ name: 'rmse', value: 6.1 }]);
  });

  it.each([
    ['(?<name>x', 'has no group "value"'],
    ['(?<value>x)', 'has no group "name"'],
    ['(?<name>x)(?<value>y', 'is no regular expression'],
  ])('%s is refused: %s', (pattern, problem) => {
    expect(() => parseMetricsPattern(pattern)).toThrow(MlopsError);
    expect(() => parseMetricsPattern(pattern)).toThrow(problem);
  });

  it('that finds a reserved name says so', async () => {
    const { points, warnings } = await search(
      String.raw`(?<name>\w+)=(?<value>\d+)`,
      '__proto__=1\nrmse=2\n__proto__=3\n',
    );
    expect(points).toEqual([{ name: 'rmse', value: 2 }]);
    expect(warnings).toEqual([{ message: 'the name "__proto__" is reserved; left out', file: 'metrics-pattern' }]);
  });

  it('that backtracks without end is stopped with a warning', async () => {
    const started = performance.now();
    const { points, warnings } = await search('(?<name>a)(a+)+(?<value>1)$', `${'a'.repeat(500)}\n`);
    expect(points).toEqual([]);
    expect(warnings).toEqual([
      { message: 'the metrics-pattern takes too long on this output; the search was stopped' },
    ]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('searches an output of very many lines to its end', async () => {
    const lines = Array.from({ length: 10_000 }, (_, line) => `loss=${line}`);
    const { points, warnings } = await search('(?<name>loss)=(?<value>\\d+)', lines.join('\n'));
    expect(warnings).toEqual([]);
    expect(points.map(({ value }) => value)).toEqual(lines.map((_, line) => line));
  });

  it('searches an output of one endless line in little memory', async () => {
    const { points } = await search('(?<name>x+)=(?<value>\\d)', `${'x'.repeat(20_000_000)}=1\ny=1\nx=2\n`);
    expect(points).toEqual([{ name: 'x', value: 2 }]);
  });

  it('reads metrics of any program that prints them; metrics files count more', async () => {
    using project = trainingProject();
    const { record } = await project.train(`echo "rmse: 7"; echo "mae: 3" >&2; echo '{"rmse": 6.1}' > metrics.json`, {
      settings: { metricsPattern: '(?<name>\\w+): (?<value>[\\d.]+)' },
    });
    expect(record.metrics).toEqual({
      rmse: { value: 6.1, first: 7, min: 6.1, max: 7, count: 2 },
      mae: { value: 3 },
    });
    expect(record.capture.found[0]).toBe('metrics-pattern: 2 metrics (2 values)');
  });

  it('that matches nothing, or is none, is warned of', async () => {
    using project = trainingProject();
    const nothing = await project.train('true', { settings: { metricsPattern: '(?<name>a)(?<value>b)' } });
    expect(nothing.record.capture.warnings).toEqual([{ message: 'the metrics-pattern matches nothing in the output' }]);
    const none = await project.train('true', { settings: { metricsPattern: '(' } });
    expect(none.record.capture.warnings[0]?.message).toContain('has no group "name"');
  });
});
