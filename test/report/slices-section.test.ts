import { expect, test } from 'vitest';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import type { PairedRows } from '../../src/comparison/evidence.ts';
import { summarizeSlices } from '../../src/comparison/slice-summary.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderReportPage } from '../../src/report/html/report-page.ts';
import { anImprovement } from '../support/a-run.ts';
import { aReport } from './a-report.ts';

const SIZE = 60;

/** Rows of 60 for each slice; `shifts` is what this run's error is larger by, and every row wobbles a little. */
function rowsOf(shifts: Readonly<Record<string, number>>): PairedRows {
  const names = Object.keys(shifts);
  const count = names.length * SIZE;
  const at = (row: number): number => shifts[names[Math.floor(row / SIZE)] ?? ''] ?? 0;
  const error = (row: number): number => 1 + 0.01 * Math.sin(row * 7.3);
  return {
    kind: 'paired-rows',
    target: new Float64Array(count),
    baseline: Float64Array.from({ length: count }, (_, row) => error(row)),
    candidate: Float64Array.from({ length: count }, (_, row) => error(row * 3 + 1) + at(row)),
    task: 'regression',
    isProbability: false,
    slices: names.map((value, index) => ({
      column: 'zone',
      value,
      rows: Uint32Array.from({ length: SIZE }, (_, row) => index * SIZE + row),
    })),
    lost: { baseline: 0, candidate: 0 },
    source: 'stored',
    holdout: 'a'.repeat(64),
  };
}

function reportOf(shifts: Readonly<Record<string, number>>) {
  const report = aReport(anImprovement());
  const slices = summarizeSlices(rowsOf(shifts));
  return { ...report, comparison: { ...report.comparison, ...(slices === undefined ? {} : { slices }) } };
}

test('slices beyond chance stand worst first, with their rows and intervals, and others are counted only', () => {
  const comment = renderComment(reportOf({ north: 0, south: 0.5, west: -0.2, east: 0.9 }));
  expect(comment).toContain('<b>Slices</b>: 2 of 4 got worse, 1 better');
  const lines = comment.split('\n').filter((line) => line.includes('zone = '));
  expect(lines.map((line) => /zone = (\w+)/.exec(line)?.[1])).toEqual(['east', 'south', 'west']);
  expect(lines[0]).toMatch(/^\| 🔴 \| `zone = east` \| 60 \| \+0\.90\d* \[\+0\.\d+, \+0\.\d+\] worse \|$/);
  expect(lines[2]).toMatch(/^\| 🟢 .* better \|$/);
});

test('hostile names of slices stay text in the comment and on the page', () => {
  const report = reportOf({ '`|<script>@team/all': 0.5 });
  const [line = ''] = renderComment(report).match(/^.*@team.*$/m) ?? [];
  expect(line).toMatch(/^\| 🔴 \| ``zone = `\\\|<script>@team\/all`` \|/);
  expect(renderReportPage(report)).not.toContain('<script>');
});

test('where nothing is beyond chance, or there are no slices, nothing is said', () => {
  expect(renderComment(reportOf({ north: 0, south: 0 }))).not.toContain('Slices');
  expect(renderComment(reportOf({}))).not.toContain('Slices');
});

test('of many slices the worst and the best are kept, and the record gives them back', () => {
  const shifts = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`z${n}`, (n % 2 === 0 ? 1 : -1) * (n + 1) * 0.01]),
  );
  const { comparison } = reportOf(shifts);
  expect(comparison.slices).toMatchObject({ judged: 60, worse: 30, better: 30 });
  expect(comparison.slices?.rows.map(({ slice }) => slice)).toHaveLength(20);
  expect([comparison.slices?.rows[0]?.slice, comparison.slices?.rows.at(-1)?.slice]).toEqual([
    'zone = z58',
    'zone = z59',
  ]);
  const stored = JSON.parse(JSON.stringify(comparison)) as Record<string, unknown>;
  expect(comparisonOf({ comparison: stored })?.slices).toEqual(comparison.slices);
  expect(renderComment({ ...reportOf(shifts) })).toContain('40 more in the [job summary]');
});
