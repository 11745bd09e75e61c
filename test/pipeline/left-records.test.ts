// What of the records that a fork left is taken, and what of our secrets in it is kept.
import { expect, test } from 'vitest';
import { parseInputs } from '../../src/config/inputs.ts';
import { overlay } from '../../src/config/overlay.ts';
import { readLeftRecords } from '../../src/pipeline/recording/left-records.ts';
import { judgeFork } from '../../src/pipeline/recording/judge-left.ts';
import { parseWorkflowRun } from '../../src/forge/workflow-run.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { aCommit, aPullRequestRun, aRun } from '../support/a-run.ts';
import { REPOSITORY, startOnGitHub } from './on-github.ts';

const [HEAD, BASE] = [aCommit('9f3c2ab'), aCommit('41d07ce')];
const RUN = parseWorkflowRun({
  workflow_run: {
    id: 501,
    run_attempt: 1,
    event: 'pull_request',
    head_sha: HEAD,
    head_branch: 'main',
    head_repository: { full_name: 'mallory/trips' },
    created_at: '2026-11-23T06:39:00Z',
  },
  repository: { full_name: REPOSITORY },
});
const SECRET = 'hunter2-hunter2';

test('an artifact of another workflow run is not read, though the server lists it among those of this one', async () => {
  await using at = await startOnGitHub();
  const record = aPullRequestRun({ source: { commit: HEAD }, trigger: { run: '501', attempt: 1 } }, 60);
  await at.leave({ record, files: {} }, '502');
  const { forge } = at.ports;
  const ports = {
    ...at.ports,
    clock: () => new Date('2026-11-23T08:00:00Z'),
    forge: { ...forge, listArtifacts: () => forge.listArtifacts!() },
  };
  const names = { model: 'duration', experiment: 'duration' };
  expect(await readLeftRecords(RUN, undefined, names, ports)).toEqual({ fresh: [], written: [], legs: [], notes: [] });
  const own = { ...RUN, id: '502' };
  expect((await readLeftRecords(own, undefined, names, ports)).notes).toEqual([expect.stringContaining('not 502')]);
});

test('a secret of the publishing job stands neither in the record of a fork nor in its comparison', async () => {
  await using at = await startOnGitHub();
  // The one is the fork's word, the other that of a run of ours which a job without this secret recorded.
  const base = aRun({ metrics: { rmse: 6.1, [SECRET]: 1 }, source: { commit: BASE } }, 1);
  await at.history.append([{ record: base, files: {} }]);
  const record = aPullRequestRun({ source: { commit: HEAD }, tags: { found: `a ${SECRET}` } }, 60);
  const ports = { ...at.ports, environment: { DEPLOY_TOKEN: SECRET } };
  const origin = { run: RUN, runUrl: undefined, pullRequest: undefined, mergeBase: BASE };
  const settings = overlay({}, parseInputs({ task: 'publish', model: 'duration' }), {
    repository: REPOSITORY,
    workingDirectory: '.',
    configFile: undefined,
  });
  const { judged, bundle } = await judgeFork({ record, files: {} }, origin, { settings, baseBranch: 'main' }, ports);
  expect(judged.record.tags).toEqual({ found: 'a ***' });
  expect(judged.comparison.rows.map(({ name }) => name)).toContain('***');
  expect(canonicalJson([judged.record, judged.comparison, bundle.record])).not.toContain(SECRET);
});
