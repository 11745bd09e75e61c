// Foreign text on a terminal: seen as it is, obeyed never.
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { plainMarkdown } from '../../src/report/plain-markdown.ts';
import { renderTable } from '../../src/cli/print.ts';
import { printable, printableJson, printableLine } from '../../src/cli/printable.ts';
import { renderRunSummary } from '../../src/cli/run-summary.ts';
import { code, md } from '../../src/report/markdown.ts';
import { aReport } from '../report/a-report.ts';
import { aRegression } from '../support/a-run.ts';

test('control characters and bidirectional marks become visible, and text of several lines keeps them', () => {
  expect(printable('a\u001B[2J\u009B\u202Eb\n\tc\r')).toBe(
    String.raw`a\u001b[2J\u009b\u202eb` + '\n\tc' + String.raw`\u000d`,
  );
  expect(printableLine('one\nerror: two\u2028three')).toBe(String.raw`one\nerror: two\u2028three`);
  expect(printableLine('\u001B]0;title\u0007\u202E')).toBe(String.raw`\u001b]0;title\u0007\u202e`);
});

test('JSON holds no character that a terminal obeys, and reads the same', () => {
  const value = { 'na\u009Bme': ['\u001B]0;x\u0007', '\u202E\u2066', '\u007F', 'plain é 数'] };
  const text = printableJson(value, 2);
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
  expect(text).toContain('plain é 数');
  expect(JSON.parse(text)).toEqual(value);
});

test('a cell of a table cannot begin a line', () => {
  const lines = stripVTControlCharacters(renderTable(['A', 'B'], [['x\ny', '1']], ' r')).split('\n');
  expect(lines).toEqual(['A     B', String.raw`x\ny  1`]);
});

test.each(['rmse', 'a*b_c*', '<b>&amp;', '@team #12', '[x](y)', String.raw`back\slash`, '$1 ~ !x'])(
  'the report’s escapes are taken back on a terminal: %s',
  (name) => {
    expect(plainMarkdown(`### **${md(name)}** is 2`)).toBe(`${name} is 2`);
  },
);

test('code spans and links are their text', () => {
  expect(plainMarkdown(`${code('main')} and [${code('41d07ce')}](https://example.org/c/1)`)).toBe('main and 41d07ce');
});

test('the summary of a run holds no markup and says where the rest is', () => {
  const input = aReport(aRegression());
  const text = stripVTControlCharacters(renderRunSummary(input, { comment: 'file:///c.md', tag: 'cars@v1.0.0' }));
  expect(text).not.toMatch(/<!--|<details|```|\*\*|^#|\|:--/m);
  expect(text).toMatch(/^METRIC +/m);
  expect(text).toContain(`run      ${input.run.id}`);
  expect(text).toContain('version  cars@v1.0.0');
  expect(text).toContain('comment  file:///c.md');
  expect(text).toContain(`mlops report ${input.run.id.slice(0, 12)}`);
});
