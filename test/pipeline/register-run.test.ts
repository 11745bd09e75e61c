// When a run becomes a version, and what happens to the tag when it cannot be released.
import { expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/comparison.ts';
import { decideRegistration } from '../../src/pipeline/versions/register-run.ts';
import { aRun } from '../support/a-run.ts';

const PASSED: Comparison = {
  schema: 1,
  run: 'r',
  rows: [],
  historyRuns: [],
  verdict: { status: 'pass', warned: false, reasons: [] },
};
const UNGATED: Comparison = { schema: 1, run: 'r', rows: [], historyRuns: [] };
const PUSH = { name: 'push', branch: 'main', defaultBranch: 'main', pullRequest: undefined };
const run = aRun();
const dirty = { ...run, source: { ...run.source, dirty: true } };
const failed = { ...run, status: 'failed' as const };
const empty = { ...run, model: { ...run.model, files: [] } };

test.each(['push', 'schedule', 'workflow_dispatch'])(
  'auto registers a good run of the default branch on %s',
  (name) => {
    expect(decideRegistration('auto', run, PASSED, { ...PUSH, name })).toEqual({ register: true });
    expect(decideRegistration('auto', run, UNGATED, { ...PUSH, name })).toEqual({ register: true });
  },
);

test.each([
  ['never', 'never', run, PASSED, PUSH, '`register` is never'],
  ['a failed gate', 'always', run, withVerdict('fail'), PUSH, 'its verdict is fail'],
  ['an inconclusive gate', 'auto', run, withVerdict('inconclusive'), PUSH, 'its verdict is inconclusive'],
  ['a failed training', 'always', failed, UNGATED, PUSH, 'the training failed'],
  ['uncommitted changes', 'always', dirty, PASSED, PUSH, 'it was trained with uncommitted changes'],
  ['a run without a model', 'auto', empty, PASSED, PUSH, 'the run has no model files'],
  ['a run without a model that is always wanted', 'always', empty, UNGATED, PUSH, 'the run has no model files'],
  ['another branch', 'auto', run, PASSED, { ...PUSH, branch: 'wip' }, 'wip is not the default branch'],
  ['another event', 'auto', run, PASSED, { ...PUSH, name: 'release' }, '`register: auto` does nothing on release'],
  [
    'a run by hand',
    'auto',
    run,
    PASSED,
    { ...PUSH, name: 'local' },
    '`register: auto` does nothing on your own machine: `mlops register` makes it a version',
  ],
] as const)('%s is no version, and the reason is said', (_, when, record, comparison, event, because) => {
  expect(decideRegistration(when, record, comparison, event)).toEqual({ because });
});

test('a branch without a name that is the default is never the default branch', () => {
  const event = { ...PUSH, branch: undefined, defaultBranch: undefined };
  expect(decideRegistration('auto', run, PASSED, event)).toHaveProperty('because');
});

function withVerdict(status: 'fail' | 'inconclusive'): Comparison {
  return { ...PASSED, verdict: { status, warned: false, reasons: [] } };
}
