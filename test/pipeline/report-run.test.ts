import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Gate } from '../../src/config/schema.ts';
import { compareRuns } from '../../src/comparison/compare.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { postComment, writeReports } from '../../src/pipeline/reporting/report-run.ts';
import { anId, aPullRequestRun, aRun } from '../support/a-run.ts';
import { createRepository, temporaryFolder } from '../support/git-fixtures.ts';
import { SETTINGS } from '../training/training-project.ts';

it('`on-change` says nothing of a run that changed nothing, but does not leave an earlier failure standing', async () => {
  using folder = temporaryFolder();
  const root = createRepository(join(folder.path, 'repository'));
  const git = gitIn(root);
  const forge = localForge({ folder: join(folder.path, 'state'), git, clock: () => new Date() });
  const base = aRun();
  const pullRequest = {
    number: undefined,
    head: '2'.repeat(40),
    headBranch: 'idea',
    base: '1'.repeat(40),
    baseBranch: 'main',
    isFork: false,
  };

  async function post(rmse: number): Promise<string | undefined> {
    const record = aPullRequestRun({ metrics: { rmse } });
    const comparison = compareRuns({
      candidate: record,
      baseline: {
        record: base,
        choice: { run: base.id, commit: base.source.commit, how: 'the run of the merge base' },
      },
      history: [],
      gates: { rmse: Gate.parse({ better: 'lower', max: 7 }) },
    });
    const plan = {
      runId: anId(60),
      settings: { ...SETTINGS, comment: 'on-change' },
      event: { ...EVENT, pullRequest },
      overrides: {},
      source: record.source,
      remoteUrl: undefined,
      before: {},
    } as const;
    const facts = { plan, folder: folder.path, record, comparison, baseRecord: base, trackingCommit: undefined };
    const result = await postComment(await writeReports(facts), plan, { forge, log: silentLog });
    return result?.url === undefined ? undefined : readFileSync(fileURLToPath(result.url), 'utf8');
  }

  expect(await post(6.1)).toBeUndefined();
  expect(readdirSync(folder.path)).not.toContain('state');
  expect(await post(9)).toContain('### ❌ Fail');
  expect(await post(6.1)).toContain('### ✅ Pass');
});

const EVENT = {
  name: 'local',
  repository: undefined,
  repositoryUrl: undefined,
  defaultBranch: 'main',
  branch: 'idea',
  commit: '2'.repeat(40),
  actor: undefined,
  inputs: {},
  workflow: undefined,
  run: undefined,
  attempt: undefined,
  job: undefined,
  matrix: undefined,
  runUrl: undefined,
} as const;
