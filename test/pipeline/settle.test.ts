import { expect, test } from 'vitest';
import { exitStatusFor } from '../../src/pipeline/settle.ts';

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
