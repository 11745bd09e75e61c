// The check's words and its annotations, from comparisons.
import { expect, test } from 'vitest';
import type { CheckStatus, Comparison, MetricRow } from '../../src/comparison/comparison.ts';
import { gateLinesOf } from '../../src/config/gate-lines.ts';
import { renderCheck, renderLegsCheck } from '../../src/report/check.ts';
import { gateNotes, lineNotes } from '../../src/report/gate-notes.ts';
import { aRegression } from '../support/a-run.ts';
import { aReport } from './a-report.ts';

const PLACES = {
  configFile: 'models/mlops.yaml',
  gateLines: gateLinesOf('gates:\n  rmse:\n    max: 7\n  auc: {min: 1}\n'),
};

function comparisonWith(
  ...gates: readonly (readonly [name: string, kind: 'max' | 'present', status: CheckStatus])[]
): Comparison {
  const rows = gates.map(([name, kind, status]): MetricRow => {
    const checks = [{ kind, status, reason: `${name} is ${status}` }];
    const shown = { direction: 'lower', primary: false, movement: 'new', history: [], count: false } as const;
    return { name, ...shown, gate: { status, checks } };
  });
  return { schema: 1, run: '1'.repeat(32), rows, historyRuns: [] };
}

test('what gates say against a run stands worst first, each with its line', () => {
  const comparison = comparisonWith(['auc', 'present', 'warn'], ['rmse', 'max', 'fail'], ['f1', 'max', 'inconclusive']);
  expect(gateNotes(comparison, PLACES)).toEqual([
    { metric: 'rmse', status: 'fail', reason: 'rmse is fail', place: { file: 'models/mlops.yaml', line: 3 } },
    { metric: 'f1', status: 'inconclusive', reason: 'f1 is inconclusive' },
    { metric: 'auc', status: 'warn', reason: 'auc is warn', place: { file: 'models/mlops.yaml', line: 4 } },
  ]);
});

test('a gate that passes or was skipped says nothing, and one from an input has no line', () => {
  expect(gateNotes(comparisonWith(['auc', 'present', 'pass'], ['rmse', 'max', 'skipped']), PLACES)).toEqual([]);
  expect(lineNotes([{ comparison: comparisonWith(['rmse', 'max', 'fail']) }], { ...PLACES, gateLines: {} })).toEqual(
    [],
  );
});

test('a matrix has one annotation for each condition, whatever the number of its legs', () => {
  const legs = Array.from({ length: 256 }, (_, seed) => {
    return { name: `seed: ${seed}`, comparison: comparisonWith(['rmse', 'max', seed === 7 ? 'warn' : 'fail']) };
  });
  const notes = lineNotes(legs, PLACES);
  expect(notes.map(({ line, level, title }) => [line, level, title])).toEqual([
    [3, 'failure', 'rmse fails its gate'],
    [3, 'warning', 'rmse warns'],
  ]);
  const lines = notes[0]?.message.split('\n') ?? [];
  expect([lines[0], lines.at(-1), lines.length]).toEqual(['seed: 0: rmse is fail', 'and 235 more legs', 21]);
});

test('foreign names cannot break out of an annotation', () => {
  const gateLines = { 'rm\u001B[2Jse\n::error::x': { '': 2 } };
  const comparison = comparisonWith(['rm\u001B[2Jse\n::error::x', 'max', 'fail']);
  const [note] = lineNotes([{ comparison }], { ...PLACES, gateLines });
  expect(note?.title).toBe('rmse ::error::x fails its gate');
  expect(note?.message).toBe('rmse ::error::x is fail');
});

test('the title is the headline without marks, the summary the report without the marker of the comment', () => {
  const { title, summary } = renderCheck(aReport(aRegression()));
  expect(title).toMatch(/^Fail: \S+ of duration is /);
  expect(title).not.toMatch(/[`*]/);
  expect(summary).not.toContain('<!--');
  expect(summary).not.toContain('### ❌');
  expect(summary).not.toContain('mermaid');
  expect(summary).toContain('| Gate |');
});

test('a long report is shortened until it fits in bytes, and keeps table and gates', () => {
  const report = aReport(aRegression());
  const params = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`größe-${n}`, 'übermäßig']));
  const run = { ...report.run, params };
  const { summary } = renderCheck({ ...report, run });
  expect(Buffer.byteLength(summary)).toBeLessThan(65_000);
  expect(summary).toContain('| Gate |');
  const legs = {
    legs: [{ ...report, run }] as const,
    missing: [],
    superseded: 0,
    model: 'duration',
    key: 'duration',
    updated: report.updated,
  };
  const ofLegs = renderLegsCheck(legs);
  expect(Buffer.byteLength(ofLegs.summary)).toBeLessThan(65_000);
  expect(ofLegs.title).toMatch(/^Fail: duration fails in 1 of 1 legs/);
});
