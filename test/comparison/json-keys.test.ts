// What `mlops compare --json` and `comparison.json` hold, key by key: programs read it, so that no key goes away unseen.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { withChangedFiles } from '../../src/comparison/changed-files.ts';
import { aReport } from '../report/a-report.ts';
import { aPullRequestRun, aRegression, anImprovement } from '../support/a-run.ts';

const KEYS = [
  'baseline.branch',
  'baseline.commit',
  'baseline.how',
  'baseline.run',
  'changes.code.baseline',
  'changes.code.candidate',
  'changes.code.files.added',
  'changes.code.files.count',
  'changes.code.files.isCut',
  'changes.code.files.most[].added',
  'changes.code.files.most[].path',
  'changes.code.files.most[].removed',
  'changes.code.files.removed',
  'changes.code.same',
  'changes.command.baseline',
  'changes.command.candidate',
  'changes.command.name',
  'changes.data[].baseline',
  'changes.data[].candidate',
  'changes.data[].name',
  'changes.environment[].baseline',
  'changes.environment[].candidate',
  'changes.environment[].name',
  'changes.packages[].baseline',
  'changes.packages[].candidate',
  'changes.packages[].name',
  'changes.paramCount',
  'changes.params[].baseline',
  'changes.params[].candidate',
  'changes.params[].name',
  'evidence.how',
  'evidence.kind',
  'evidence.passedOver[]',
  'historyRuns[].commit',
  'historyRuns[].run',
  'noBaseline',
  'rows[].baseline',
  'rows[].candidate',
  'rows[].count',
  'rows[].delta',
  'rows[].direction',
  'rows[].gate.checks[].bound',
  'rows[].gate.checks[].difference.alpha',
  'rows[].gate.checks[].difference.count',
  'rows[].gate.checks[].difference.counted',
  'rows[].gate.checks[].difference.estimate',
  'rows[].gate.checks[].difference.evidence',
  'rows[].gate.checks[].difference.from',
  'rows[].gate.checks[].difference.interval[]',
  'rows[].gate.checks[].difference.method',
  'rows[].gate.checks[].difference.p',
  'rows[].gate.checks[].kind',
  'rows[].gate.checks[].limit',
  'rows[].gate.checks[].reason',
  'rows[].gate.checks[].status',
  'rows[].gate.checks[].tolerance',
  'rows[].gate.status',
  'rows[].history[]',
  'rows[].movement',
  'rows[].name',
  'rows[].noise.runs',
  'rows[].noise.sigma',
  'rows[].noise.source',
  'rows[].primary',
  'rows[].relative',
  'rows[].unit',
  'run',
  'schema',
  'verdict.reasons[].metric',
  'verdict.reasons[].reason',
  'verdict.reasons[].status',
  'verdict.status',
  'verdict.warned',
];

function keysOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => keysOf(entry, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, entry]) => keysOf(entry, path === '' ? key : `${path}.${key}`));
}

const machine = { environment: { os: 'debian 13', gpu: 'H100' }, command: 'make train' };
const stories = [
  anImprovement(),
  aRegression(),
  { ...anImprovement(), history: [] },
  { ...anImprovement(), candidate: aPullRequestRun({ ...machine, metrics: { rmse: { value: 5, unit: 'min' } } }) },
].map((story) =>
  withChangedFiles(
    aReport(story).comparison,
    { files: [{ path: 'train.py', added: 4, removed: 1 }], isCut: true },
    true,
  ),
);

test('the keys of a comparison are these', () => {
  expect([...new Set(stories.flatMap((story) => keysOf(story)))].toSorted()).toEqual(KEYS);
  expect(stories.map(({ schema }) => schema)).toEqual([1, 1, 1, 1]);
});

test('the README names every key at the top and in a row', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('### A comparison as JSON'));
  const words = section.slice(0, section.indexOf('\n## '));
  const names = KEYS.map((key) => /^rows\[\]\.(\w+)/.exec(key)?.[1] ?? key.split(/\W/)[0] ?? '');
  for (const name of new Set(names)) expect(words).toContain(`\`${name}\``);
});
