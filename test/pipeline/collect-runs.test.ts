import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { compareRuns } from '../../src/comparison/compare.ts';
import { withoutTrends } from '../../src/comparison/trend.ts';
import { parseInputs } from '../../src/config/inputs.ts';
import { overlay } from '../../src/config/overlay.ts';
import { Gate } from '../../src/config/schema.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { MlopsError } from '../../src/error.ts';
import { collectRuns, type Collected } from '../../src/pipeline/recording/collect-runs.ts';
import { exitStatusForLegs } from '../../src/pipeline/settle.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { parseMessages } from '../../src/tracking/line.ts';
import { aCommit, anId, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import { git } from '../support/git-fixtures.ts';
import { zipOf } from '../support/zip.ts';
import { REF } from '../tracking/open-test-history.ts';
import { REPOSITORY, startOnGitHub, type OnGitHub } from './on-github.ts';

const GATES = { rmse: Gate.parse({ better: 'lower', max: 7 }) };
const SETTINGS = overlay({}, parseInputs({ task: 'collect', model: 'duration' }), {
  repository: REPOSITORY,
  workingDirectory: '.',
  configFile: undefined,
});
const EVENT: ForgeEvent = {
  name: 'pull_request',
  repository: REPOSITORY,
  repositoryUrl: `https://github.com/${REPOSITORY}`,
  defaultBranch: 'main',
  branch: 'deeper-trees',
  commit: aCommit('9f3c2ab'),
  actor: 'ada',
  pullRequest: {
    number: 1,
    head: aCommit('9f3c2ab'),
    headBranch: 'deeper-trees',
    base: aCommit('41d07ce'),
    baseBranch: 'main',
    isFork: false,
  },
  inputs: {},
  workflow: 'train',
  run: '77',
  attempt: 1,
  job: 'collect',
  matrix: undefined,
  runUrl: `https://github.com/${REPOSITORY}/actions/runs/77`,
};

let at: OnGitHub;
beforeEach(async () => {
  at = await startOnGitHub();
  return () => at[Symbol.asyncDispose]();
});

/** The record of a leg as its job leaves it: with its comparison against `baseline`. */
function aLeg(seed: number, sketch: RunSketch = {}, more: { attempt?: number; baseline?: RunRecord } = {}): RunRecord {
  const { attempt = 1, baseline } = more;
  const trigger = { event: 'pull_request', run: '77', job: 'train', attempt, job_total: 3, matrix: { seed } };
  const record = aPullRequestRun({ ...sketch, trigger }, 100 + seed + 10 * attempt);
  const comparison = compareRuns({
    candidate: record,
    gates: GATES,
    history: baseline === undefined ? [] : [baseline],
    ...(baseline === undefined
      ? { noBaseline: 'no run yet' }
      : {
          baseline: {
            record: baseline,
            choice: { run: baseline.id, commit: baseline.source.commit, branch: 'main', how: 'it is' },
          },
        }),
  });
  return { ...record, comparison: { ...withoutTrends(comparison) } };
}

const leave = (record: RunRecord): Promise<void> => at.leave({ record, files: {} });

function collect(): Promise<Collected> {
  return collectRuns({ settings: SETTINGS, event: EVENT, folder: at.folder }, at.ports);
}

function exitStatusOf({ legs, missing, verdict }: Collected): number {
  const statuses = legs.map(({ record }) => record.status);
  return exitStatusForLegs({ statuses, verdict, areMissing: missing.length > 0 }, 'fail');
}

const failure = { status: 'failed', error: { message: 'no memory', exit_code: 137 }, metrics: {} } as const;

test('what the legs left is one commit and one comment; a leg that was run again stands for itself, and all its runs are recorded', async () => {
  const baseline = aRun({ trigger: { event: 'push', job: 'train', matrix: { seed: 1 } } }, 1);
  await at.history.append([{ record: baseline, files: {} }]);
  const [good, broken] = [aLeg(1, { metrics: { rmse: 5.8 } }, { baseline }), aLeg(2, failure)];
  await leave(good);
  await leave(broken);
  const first = await collect();
  // The leg that broke off lacks the metric of a gate.
  expect(first).toMatchObject({
    status: 'failed',
    verdict: 'fail',
    missing: [{ job: 'train', found: 2, total: 3 }],
  });
  expect(first.best?.record).toEqual(good);
  expect(exitStatusOf(first)).toBe(1);
  expect(at.subjects()[0]).toBe('runs: 2');
  const [comment, ...others] = await at.github.comments(REPOSITORY, 1);
  expect(others).toEqual([]);
  expect(comment?.body).toContain('| ✅ | **seed: 1** (best) | pass | rmse | 6.10 | 5.80 | −0.30 (−4.9 %) better |');
  expect(comment?.body).toContain('1 of the 3 legs of `train` left no record');

  // Two jobs are run again; the artifacts of the first attempt are still there.
  const again = [aLeg(2, { metrics: { rmse: 6 } }, { attempt: 2 }), aLeg(3, { metrics: { rmse: 9 } }, { attempt: 2 })];
  for (const record of again) await leave(record);
  const second = await collect();
  expect(second.legs.map(({ record }) => record.id)).toEqual([good, ...again].map(({ id }) => id));
  expect(second).toMatchObject({ status: 'finished', verdict: 'fail', missing: [] });
  expect(exitStatusOf(second)).toBe(3);
  expect(at.subjects().slice(0, 2)).toEqual(['runs: 2', 'runs: 2']);
  expect(await at.github.comments(REPOSITORY, 1)).toEqual([
    expect.objectContaining({ body: expect.stringContaining('1 run of earlier attempts is recorded too') as string }),
  ]);
  const { runs } = parseMessages(git(at.ports.repositoryRoot, ['log', '--format=%B', REF]));
  expect(runs).toHaveLength(5);
  expect(new Set(runs.map(({ leg }) => leg)).size).toBe(3);

  // Nothing is written twice, and the comment stays as it is.
  const third = await collect();
  expect(third.trackingCommit).toBe(second.trackingCommit);
  expect(third.comment?.outcome).toBe('unchanged');
  expect(JSON.parse(readFileSync(third.reports.comparisonFile, 'utf8'))).toHaveLength(3);
  expect(readFileSync(third.reports.commentFile, 'utf8')).toContain('### ❌ Fail: `duration` fails in 1 of 3 legs');
});

test('each artifact that is no record is named in a warning, and the others are collected', async () => {
  const record = aLeg(1);
  await leave(record);
  const id = (minute: number): string => anId(minute);
  const archives: Readonly<Record<string, Buffer>> = {
    [`mlops-record-${id(1)}-leg`]: zipOf({ [`${id(1)}.json`]: canonicalJson(aLeg(2)) }),
    [`mlops-record-${id(2)}-leg`]: zipOf({ [`../${id(2)}.json`]: '{}' }),
    [`mlops-record-${id(3)}-leg`]: zipOf({ [`${id(3)}.json`]: 'not JSON' }),
    [`mlops-record-${id(4)}-leg`]: zipOf({ [`${id(4)}.json`]: '{"schema": 2}' }),
    [`mlops-record-${id(5)}-leg`]: Buffer.from('no archive'),
    [`mlops-record-${id(6)}-leg`]: zipOf(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}`, ''])),
    ),
    'mlops-record-': zipOf({ x: '' }),
    'something-else': zipOf({ x: '' }),
    // A job that recorded for itself.
    [`mlops-record-${id(7)}`]: zipOf({ x: '' }),
  };
  for (const [name, archive] of Object.entries(archives)) await at.leaveArchive(name, archive);
  const collected = await collect();
  expect(collected.legs.map((leg) => leg.record)).toEqual([record]);
  expect(await at.history.lines()).toHaveLength(1);
  const named = [1, 2, 3, 4, 5, 6].map((minute) =>
    at.said.warn.filter((line) => line.includes(`mlops-record-${id(minute)}-leg is passed over`)),
  );
  expect(named.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(at.said.warn).toHaveLength(6);
});

test('no record at all is an error that says what to do, and a branch that refuses leaves the artifacts and the comment', async () => {
  await expect(collect()).rejects.toMatchObject({
    code: 'not-found',
    message: 'no job of this workflow run left a record',
    hint: expect.stringContaining('collect: true') as string,
  });
  await leave(aLeg(1));
  const denied = new MlopsError('tracking-denied', 'the remote refuses pushes', 'Exclude the branch.');
  const history = { ...at.history, append: () => Promise.reject(denied) };
  const collected = await collectRuns(
    { settings: SETTINGS, event: EVENT, folder: at.folder },
    { ...at.ports, history },
  );
  expect(collected.failure).toMatchObject({
    code: 'tracking-denied',
    hint: expect.stringContaining('`task: sync` writes them later') as string,
  });
  expect(collected.trackingCommit).toBeUndefined();
  expect(await at.github.comments(REPOSITORY, 1)).toHaveLength(1);
});

test.each<[string, boolean, number]>([
  ['of a fork', true, 0],
  ['whose token turns out to read', false, 1],
])(
  'the collecting job of a pull request %s judges and leaves the rest to `task: publish`',
  async (_, isFork, tries) => {
    await leave(aLeg(1));
    let asked = 0;
    const append = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new MlopsError('tracking-forbidden', 'the credentials do not suffice', 'Give more.'));
    };
    const event = { ...EVENT, pullRequest: { ...EVENT.pullRequest!, isFork } };
    const options = { settings: SETTINGS, event, folder: at.folder };
    const collected = await collectRuns(options, { ...at.ports, history: { ...at.history, append } });
    expect(collected).toMatchObject({
      isLeft: true,
      failure: undefined,
      trackingCommit: undefined,
      comment: undefined,
    });
    expect(collected.reports.summary).toContain('rmse');
    expect([asked, await at.github.comments(REPOSITORY, 1)]).toEqual([tries, []]);
  },
);

test('a leg that is not of this workflow run, its branch and its commit is passed over', async () => {
  const good = aLeg(1);
  const planted: readonly (readonly [RunRecord, string])[] = [
    [{ ...aLeg(2), source: { ...good.source, branch: 'main' } }, 'it says that it is of main, not of deeper-trees'],
    [{ ...aLeg(3), source: { ...good.source, commit: aCommit('41d07ce') } }, 'it says that it trained commit 41d07ce'],
    [{ ...aLeg(4), trigger: { ...good.trigger, run: '76' } }, 'it says that workflow run 76 made it, not 77'],
    [{ ...aLeg(5), trigger: { ...good.trigger, event: 'push' } }, 'it says that the event was push'],
  ];
  for (const record of [good, ...planted.map(([record]) => record)]) await leave(record);
  expect((await collect()).legs.map(({ record }) => record.id)).toEqual([good.id]);
  expect(at.said.warn).toEqual(planted.map(([, why]) => expect.stringContaining(why) as string));
  expect(await at.history.lines()).toHaveLength(1);
});

test('a run that the branch refuses fails the collecting job, and the others are recorded', async () => {
  const [good, refused] = [aLeg(1), aLeg(2)];
  await at.history.append([{ record: { ...refused, params: { other: 1 } }, files: {} }]);
  await leave(refused);
  const alone = await collect();
  expect(alone.failure).toMatchObject({
    code: 'tracking-conflict',
    hint: expect.stringContaining(`The record of run ${refused.id} is kept as an artifact`) as string,
  });
  expect(at.said.info.filter((line) => line.startsWith('recorded'))).toEqual([]);
  await leave(good);
  expect((await collect()).failure).toMatchObject({ code: 'tracking-conflict' });
  expect((await at.history.lines()).map(({ id }) => id).toSorted()).toEqual([good.id, refused.id].toSorted());
});

test('a record whose comparison cannot be read does not pass', async () => {
  const record = { ...aLeg(1, { trigger: {} }), comparison: { schema: 1, verdict: 'pass' } };
  await leave(record);
  const gates = { rmse: Gate.parse({ better: 'lower', max: 7, 'max-regression': '1%' }) };
  const settings = { ...SETTINGS, gates };
  const { verdict } = await collectRuns({ settings, event: EVENT, folder: at.folder }, at.ports);
  expect(verdict).toBe('inconclusive');
});
