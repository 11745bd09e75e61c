import { expect, test } from 'vitest';
import { renderGiven, renderProposed } from '../../src/cli/promotion-text.ts';
import type { Given } from '../../src/pipeline/promotion/assign-stage.ts';

const GIVEN = {
  outcome: 'assigned',
  promotion: {
    schema: 1,
    kind: 'promotion',
    model: 'cars',
    version: 'v0.0.2',
    stage: 'production',
    metrics: {},
    gates: [],
  },
  written: { tag: 'cars#production#2', commit: 'c'.repeat(40) },
} as unknown as Given;

test('a deployment that failed with nothing to come back names the two ways on', () => {
  const followed = { kind: 'failed', reason: 'x', words: 'its deployment failed: x', rolledBack: undefined } as const;
  const text = renderGiven({ ...GIVEN, followed });
  expect(text).toContain('`mlops deploy cars@production` tries again');
  expect(text).toContain('`mlops rollback cars production` goes back');
  expect(renderGiven({ ...GIVEN, followed: { kind: 'nothing' } })).not.toContain('mlops ');
});

test('a proposal without a forge says what has to follow the merge', () => {
  const proposed = { outcome: 'proposed', promotion: GIVEN.promotion, branch: 'b' } as const;
  expect(renderProposed({ ...proposed, url: 'file:///x.md' })).toMatch(/`mlops promote` assigns[^]+file:\/\/\/x\.md$/);
  expect(renderProposed({ ...proposed, url: 'https://github.com/a/b/pull/1' })).not.toContain('mlops promote');
});
