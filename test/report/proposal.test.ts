import { expect, test } from 'vitest';
import { renderProposal, type ProposalInput } from '../../src/report/proposal.ts';

const INPUT: ProposalInput = {
  promotion: {
    schema: 1,
    kind: 'promotion',
    model: 'duration',
    version: 'v1.2.0',
    stage: 'production',
    run: '0197a1b2c3d47e5f80718293a4b5c6d7',
    model_digest: 'a'.repeat(64),
    verdict: 'pass',
    metrics: { rmse: 5.9, mae: 'NaN', rows: 1000 },
    gates: [
      { gate: 'rmse', status: 'pass' },
      { gate: 'size', status: 'warn', reason: '58 MB is near 60 MB' },
    ],
    replaces: 'v1.1.0',
    actor: 'Ada',
  },
  championMetrics: { rmse: 6.1, rows: 1000 },
  base: 'main',
  path: 'deploy/production.yaml',
  isNamed: true,
  releaseUrl: 'https://github.com/acme/taxi/releases/tag/duration%40v1.2.0',
  isDeployed: true,
};

test('the proposal tells what is better, what merging does and how it is undone', () => {
  expect(renderProposal(INPUT)).toMatchInlineSnapshot(`
    "Merging this gives \`production\` to \`duration\` \`v1.2.0\` in place of \`v1.1.0\`.

    | Metric | \`v1.1.0\`, now | \`v1.2.0\`, proposed | Change |
    |:--|--:|--:|--:|
    | \`rmse\` | 6.10 | 5.90 | −0.20 |
    | \`mae\` | – | NaN | – |
    | \`rows\` | 1,000 | 1,000 | ±0 |

    **Verdict: pass**

    | Gate | Result | Why |
    |:--|:--|:--|
    | \`rmse\` | pass | – |
    | \`size\` | **warn** | 58 MB is near 60 MB |

    - Run \`0197a1b2c3d47e5f80718293a4b5c6d7\`
    - Model files: SHA-256 \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`
    - [Release of the version](https://github.com/acme/taxi/releases/tag/duration%40v1.2.0)
    - Proposed by Ada

    **What merging does:** the change of \`deploy/production.yaml\` comes to \`main\`. The push checks the digest above once more, assigns the stage, deploys the version and records both.

    **To undo it:** revert this pull request, or run \`mlops rollback duration production\`.
    "
  `);
});

test('a file that names the model for the first time is not said to be undone by a revert', () => {
  const text = renderProposal({ ...INPUT, isNamed: false });
  expect(text).toContain('**To undo it:** run `mlops rollback duration production`. Reverting does not: ');
});

test('names and words of foreign hands stay what they are', () => {
  const evil = '](https://evil.example) | @team #12 <img src=x> `x` \n\n# big';
  const text = renderProposal({
    ...INPUT,
    promotion: {
      ...INPUT.promotion,
      metrics: { [evil]: 1 },
      gates: [{ gate: evil, status: 'fail', reason: evil }],
      forced: true,
      against: evil,
      reason: evil,
      actor: evil,
      url: 'javascript:alert(1)',
    },
    releaseUrl: 'https://x.example/) [a](b',
  });
  expect(text).not.toMatch(/^# big/m);
  const outsideCode = text.replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, '');
  expect(outsideCode).not.toMatch(/<img|javascript|[^\\]\]\(|@team|#12/);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([5, 5, 5, 4, 4, 4]);
});

test('what is not known is not shown', () => {
  const { run: _run, model_digest: _digest, verdict: _verdict, replaces: _replaces, ...rest } = INPUT.promotion;
  const promotion = { ...rest, metrics: {}, gates: [] };
  const text = renderProposal({
    ...INPUT,
    promotion,
    championMetrics: undefined,
    releaseUrl: undefined,
    isDeployed: false,
  });
  expect(text).toContain('which no version holds yet');
  expect(text).toContain('**Verdict: none, as no gate applied**');
  expect(text).toContain('No digest of the model files is known');
  expect(text).not.toMatch(/undefined|deploys it/);
});
