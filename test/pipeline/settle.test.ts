import { expect, test } from 'vitest';
import { exitStatusFor, exitStatusForLegs } from '../../src/pipeline/settle.ts';

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
