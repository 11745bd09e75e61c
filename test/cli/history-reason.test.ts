import { expect, test } from 'vitest';
import { historyReason } from '../../src/cli/history-reason.ts';
import { renderDeprecationMessage } from '../../src/registry/deprecation.ts';
import { renderPromotionMessage, type Promotion } from '../../src/registry/promotion.ts';

const PROMOTION: Promotion = {
  schema: 1,
  kind: 'promotion',
  model: 'cars',
  version: 'v0.0.2',
  stage: 'production',
  metrics: {},
  gates: [],
};

test.each([
  ['a promotion that nobody explained', {}, ''],
  ['one with a reason', { reason: 'deeper' }, 'deeper'],
  ['one against the evidence', { forced: true, reason: 'smaller' }, 'forced: smaller'],
  ['a rollback', { kind: 'rollback' }, 'rollback'],
  ['a rollback against the evidence', { kind: 'rollback', forced: true, reason: 'late' }, 'rollback, forced: late'],
] as const)('%s', (_, more, words) => {
  expect(historyReason('assignment', renderPromotionMessage({ ...PROMOTION, ...more }))).toBe(words);
});

test('what was taken back says why, and a message of others nothing', () => {
  const message = renderDeprecationMessage(
    { model: 'cars', version: 'v0.0.1', stage: undefined },
    { reason: 'a leak' },
  );
  expect(historyReason('deregistration', message)).toBe('a leak');
  expect(historyReason('registration', 'x\n\nReason: mine')).toBe('');
  expect(historyReason('assignment', 'x\n\nReason: mine')).toBe('');
});
