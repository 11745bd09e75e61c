// Two runs on a terminal: the same answer as in the comment, no wider than the terminal.
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { renderComparisonText } from '../../src/cli/comparison-text.ts';
import { renderTable } from '../../src/cli/print.ts';
import { fittedWidths, widthOf, wrapped } from '../../src/cli/wrapped-text.ts';
import { withChangedFiles } from '../../src/comparison/changed-files.ts';
import { budgetsFor } from '../../src/report/budget.ts';
import { viewOf } from '../../src/report/report-view.ts';
import { aReport } from '../report/a-report.ts';
import { aRegression, anImprovement, type ReportStory } from '../support/a-run.ts';

function textOf(story: ReportStory, width = Infinity): string {
  const files = [
    { path: 'train.py', added: 4, removed: 1 },
    { path: 'features.py', added: 0, removed: 2 },
  ];
  const plain = aReport(story, { isLeg: true });
  const input = { ...plain, comparison: withChangedFiles(plain.comparison, { files, isCut: false }, true) };
  const [budget] = budgetsFor('summary');
  if (budget === undefined || input.baseRecord === undefined) throw new Error('no baseline');
  const view = viewOf(input, budget, 'summary');
  const text = renderComparisonText(view, input.baseRecord, ['main (0199a2)', 'mine (0199b3)'], width);
  return stripVTControlCharacters(text);
}

describe('two runs side by side', () => {
  it('begin with the answer, then tell why, the metrics with noise and gates, what changed, and which runs they are', () => {
    const text = textOf(anImprovement());
    const lines = [
      /^⚠️ Warn: duration is better than main, but latency_p95_ms is 0\.1 from its limit$/,
      /^rmse 6\.10 → 5\.82 \(−0\.28, 6\.3 σ\) against main@41d07ce\. .*Gates: 2 pass, 1 warn, 0 fail\.$/,
      /^- warn latency_p95_ms: /,
      /^METRIC +main \(0199a2\) +mine \(0199b3\) +CHANGE +NOISE +GATE$/,
      /^rmse +6\.10 +5\.82 +−0\.28 \(−4\.6 %, 6\.3 σ\) better +±0\.09 +pass: ≤ 7, ≤ main \+ 1 %$/,
      /^latency_p95_ms +38\.2 +44\.9 +\+6\.7 \(\+17\.5 %, .* σ\) worse +±1\.2 +warn: ≤ 45 \(0\.1 left\)$/,
      /“Within noise” is less than 2 σ/,
      /^What changed: 3 of 3 params · 2 files of code \(\+4 −3\) · 1 package · data identical$/,
      /^PARAM /,
      /^max_depth +6 +8$/,
      /^CODE /,
      /^train\.py +\+4 −1$/,
      /^PACKAGE /,
      /^xgboost +3\.0\.2 +3\.1\.0$/,
      /^RUN /,
      /^machine +ubuntu 24\.04, x64, 4 cores, 16(?:\.0)? GB +/,
    ];
    const at = lines.map((line) => text.split('\n').findIndex((shown) => line.test(shown)));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('put other data first among what changed, since no score can be compared then', () => {
    const story = aRegression();
    const text = textOf({ ...story, candidate: { ...story.candidate, params: { max_depth: 9 } } });
    expect(text).toMatch(/^❌ Fail: .*the data differ, so scores are not comparable$/m);
    expect(text).toMatch(/^- fail r2: NaN is not a finite number$/m);
    expect(text.indexOf('\nDATA ')).toBeLessThan(text.indexOf('\nPARAM '));
    expect(text).toMatch(
      /^data\/trips\.parquet +sha256:81ab81ab81ab, 1,284,112 rows +sha256:777777777777, 1,190,004 rows$/m,
    );
  });

  it.each([60, 80, 100])('fit a terminal of %i columns, and lose no word', (width) => {
    const [narrow, wide] = [textOf(anImprovement(), width), textOf(anImprovement())];
    expect(narrow.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
    const letters = (text: string) => text.replaceAll(/\s/g, '').split('').toSorted().join('');
    expect(letters(narrow)).toBe(letters(wide));
  });
});

test('prose breaks between words and keeps them, and a word that is too long breaks inside', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zé漢]{1,30}$/), { minLength: 1 }),
      fc.integer({ min: 5, max: 40 }),
      (words, width) => {
        const lines = wrapped(words.join(' '), width);
        expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      },
    ),
  );
});

test('columns share what there is: narrow ones stay as they are, none falls below eight', () => {
  expect(fittedWidths([5, 10, 40], 100)).toEqual([5, 10, 40]);
  expect(fittedWidths([5, 30, 40], 45)).toEqual([5, 20, 20]);
  expect(fittedWidths([5, 30, 40], 10)).toEqual([5, 8, 8]);
});

test('a broken cell stays in its column', () => {
  const table = stripVTControlCharacters(
    renderTable(['A', 'B', 'C'], [['one two three', '1', 'x']], ' r', { width: 15 }),
  );
  expect(table.split('\n')).toEqual(['A          B  C', 'one two    1  x', 'three']);
});
