// The summary of a job that gives a stage: what it says, and that nothing foreign gets out of its place.
import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { Promotion } from '../../src/registry/promotion.ts';
import { renderDeployment } from '../../src/report/deployment-summary.ts';
import {
  renderDrill,
  renderGivenStage,
  renderProposedStage,
  renderRefusedStage,
  renderUnfollowed,
} from '../../src/report/stage-summary.ts';
import { foreign } from './foreign.ts';
import { rendered } from './rendered.ts';

const promotion = (text: string): Promotion => ({
  schema: 1,
  kind: 'promotion',
  model: text,
  version: 'v1.2.3',
  stage: text,
  verdict: 'pass',
  metrics: {},
  gates: [{ gate: text, status: 'pass', reason: text }],
  replaces: text,
  against: text,
  reason: text,
  actor: text,
  url: text,
});

test('a stage that was given is told with its tag, its verdict, what it replaces and what follows', () => {
  const text = renderGivenStage({
    isHeld: false,
    promotion: {
      ...promotion('duration'),
      stage: 'production',
      replaces: 'v1.2.2',
      compared_with: { run: 'a'.repeat(32), version: 'v1.2.2' },
    },
    tag: 'duration#production#4',
    releaseUrl: 'https://github.com/acme/cars/releases/tag/duration%40v1.2.3',
    followed: 'deploy.yml was started',
  });
  expect(text).toContain('### duration v1.2.3 has production');
  expect(text).toContain('[card and files](https://github.com/acme/cars/releases/tag/duration%40v1.2.3)');
  expect(text).toContain('It replaces v1.2.2. Then: deploy.yml was started.');
  expect(text).toContain('| verdict | pass against `v1.2.2` |');
  expect(text).toContain('`duration#production#4`');
});

function summariesOf(text: string): readonly string[] {
  const about = { model: text, version: text, stage: text };
  const url = 'https://github.com/acme/cars';
  return [
    renderGivenStage({ isHeld: false, promotion: promotion(text), tag: text, releaseUrl: url, followed: text }),
    renderRefusedStage({ ...about, objections: [text, text], isFinal: false }),
    renderProposedStage({ promotion: promotion(text), url, branch: text }),
    renderDrill({ ...about, from: text, reason: text, hint: text, files: 1, duration: 1 }),
    renderDeployment({ ...about, state: 'failed', reason: text, next: text }),
    renderUnfollowed({ done: 0, wishes: 1, refused: [{ wish: about, because: text }] }),
  ];
}

test('property: foreign text makes no markup, mention, link or line of its own', () => {
  const tame = summariesOf('tame').map(rendered);
  assert(
    property(foreign, (text) => {
      for (const [index, summary] of summariesOf(text).entries()) {
        const { tags, cells, links, prose } = rendered(summary);
        const { tags: usual, cells: usualCells, links: usualLinks } = tame[index] ?? rendered('');
        expect({ tags, cells, links }).toEqual({ tags: usual, cells: usualCells, links: usualLinks });
        expect(prose).not.toMatch(/@\w|#\d|https?:\/\//);
      }
    }),
    { numRuns: 200 },
  );
});
