import { expect, test } from 'vitest';
import { checkConclusion, exitStatusFor, exitStatusForLegs } from '../../src/pipeline/settle.ts';

test.each([
  ['finished', undefined, 'fail', 0],
  ['finished', 'pass', 'fail', 0],
  ['finished', 'fail', 'fail', 3],
  ['finished', 'fail', 'inconclusive', 3],
  ['finished', 'fail', 'never', 0],
  ['finished', 'inconclusive', 'fail', 0],
  ['finished', 'inconclusive', 'inconclusive', 4],
  ['failed', 'pass', 'never', 1],
  ['killed', undefined, 'never', 1],
] as const)('a %s run with verdict %s under fail-on %s ends with status %i', (status, verdict, failOn, expected) => {
  expect(exitStatusFor({ status, verdict }, failOn)).toBe(expected);
});

test.each([
  [['finished', 'finished'], 'pass', false, 'fail', 0],
  [['finished', 'killed'], 'pass', false, 'never', 1],
  [['finished'], 'fail', true, 'fail', 3],
  [['finished'], 'inconclusive', true, 'fail', 1],
  [['finished'], undefined, true, 'never', 0],
] as const)(
  'legs that %j, with verdict %s, some missing: %s, under fail-on %s end with status %i',
  (statuses, verdict, areMissing, failOn, expected) => {
    expect(exitStatusForLegs({ statuses, verdict, areMissing }, failOn)).toBe(expected);
  },
);

test.each([
  [0, 'pass', 'success'],
  [0, undefined, 'neutral'],
  [0, 'inconclusive', 'neutral'],
  [0, 'fail', 'neutral'],
  [1, undefined, 'failure'],
  [3, 'fail', 'failure'],
  [4, 'inconclusive', 'failure'],
] as const)('the check of a job with status %i and verdict %s is %s', (status, verdict, conclusion) => {
  expect(checkConclusion(status, verdict)).toBe(conclusion);
});
