// What a fork's job left is hostile data: it is checked against GitHub, made anew, and never overwrites or stands for anything.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseInputs } from '../../src/config/inputs.ts';
import { overlay } from '../../src/config/overlay.ts';
import { Gate } from '../../src/config/schema.ts';
import { MlopsError } from '../../src/error.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { parseWorkflowRun, type WorkflowRun } from '../../src/forge/workflow-run.ts';
import { compareWithHistory } from '../../src/pipeline/judging/compare-run.ts';
import { readLeftRecords } from '../../src/pipeline/recording/left-records.ts';
import { publishFork, type PublishedFork } from '../../src/pipeline/recording/publish-fork.ts';
import { registerRun } from '../../src/pipeline/versions/register-run.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aBundle } from '../support/a-bundle.ts';
import { aCommit, aDigest, anId, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import type { ListedPull } from '../support/github-emulator.ts';
import { zipOf } from '../support/zip.ts';
import { REPOSITORY, startOnGitHub, type OnGitHub } from './on-github.ts';

const FORK = 'mallory/trips';
const [HEAD, BASE, MERGE] = [aCommit('9f3c2ab'), aCommit('41d07ce'), aCommit('3e')];
const RUN = '501';

const SETTINGS = {
  ...overlay({}, parseInputs({ task: 'publish', model: 'duration' }), {
    repository: REPOSITORY,
    workingDirectory: '.',
    configFile: undefined,
  }),
  gates: { rmse: Gate.parse({ better: 'lower', max: 7 }) },
};
const EVENT: ForgeEvent = {
  name: 'workflow_run',
  repository: REPOSITORY,
  repositoryUrl: `https://github.com/${REPOSITORY}`,
  defaultBranch: 'main',
  branch: 'main',
  commit: BASE,
  actor: 'ada',
  pullRequest: undefined,
  inputs: {},
  workflow: 'publish',
  run: '77',
  attempt: 1,
  job: 'publish',
  matrix: undefined,
  runUrl: `https://github.com/${REPOSITORY}/actions/runs/77`,
};

/** What GitHub says of the workflow run of the fork. */
function aWorkflowRun(over: Readonly<Record<string, unknown>> = {}): WorkflowRun {
  const workflow_run = {
    id: Number(RUN),
    run_attempt: 1,
    name: 'train',
    event: 'pull_request',
    head_sha: HEAD,
    head_branch: 'main',
    head_repository: { full_name: FORK },
    actor: { login: 'mallory' },
    created_at: '2026-11-23T06:39:00Z',
    ...over,
  };
  return parseWorkflowRun({ workflow_run, repository: { full_name: REPOSITORY } });
}

function aPull(over: Partial<ListedPull> = {}, repository: string | null = FORK): ListedPull {
  return {
    number: 1,
    state: 'open',
    head: { sha: HEAD, ref: 'main', repo: repository === null ? null : { full_name: repository } },
    base: { sha: BASE, ref: 'main', repo: { full_name: REPOSITORY } },
    ...over,
  };
}

/** The record that a job of the fork leaves, if it is honest. */
function aForkRun(sketch: RunSketch = {}, minute = 60): RunRecord {
  return aPullRequestRun(
    {
      metrics: { rmse: 5.8 },
      ...sketch,
      source: {
        branch: 'main',
        pull_request: { number: 1, head: HEAD, base: BASE },
        commit: MERGE,
        ...sketch.source,
      },
      trigger: { run: RUN, attempt: 1, job: 'train', ...sketch.trigger },
    },
    minute,
  );
}

let at: OnGitHub;
let pulls: readonly ListedPull[];
beforeEach(async () => {
  pulls = [aPull()];
  at = await startOnGitHub([RUN], {
    pullsOf: (head) => (head === 'mallory:main' || head === 'acme:bump' ? pulls : []),
    mergeBase: () => BASE,
    changedFiles: () => [{ filename: 'train.py', additions: 3, deletions: 1 }],
    parentsOf: (commit) => (commit === MERGE ? [BASE, HEAD] : [aCommit('77')]),
  });
});
afterEach(() => at[Symbol.asyncDispose]());

const leave = (record: RunRecord): Promise<void> => at.leave({ record, files: {} }, RUN);

/** Leaves a record that no collecting job was meant to take. */
const leaveRecord = (record: RunRecord): Promise<void> =>
  at.leaveArchive(`mlops-record-${record.id}`, zipOf({ [`${record.id}.json`]: canonicalJson(record) }), RUN);

/** Publishes an hour after the workflow run began. */
function publish(run = aWorkflowRun(), settings = SETTINGS): Promise<PublishedFork> {
  const ports = { ...at.ports, clock: () => new Date('2026-11-23T08:00:00Z') };
  return publishFork({ settings, event: EVENT, run, folder: at.ports.scratch }, ports);
}

async function recorded(): Promise<readonly RunRecord[]> {
  return at.history.read(await at.history.lines());
}

const bodies = async (): Promise<readonly string[]> =>
  (await at.github.comments(REPOSITORY, 1)).map(({ body }) => body);

test('the run of a fork is compared by our gates, recorded as a fork’s and commented on, and is no baseline and no version', async () => {
  const base = aRun({ metrics: { rmse: 6.1 }, source: { commit: BASE } }, 1);
  await at.history.append([{ record: base, files: {} }]);
  const { record, files } = aBundle({}, 60);
  const claims = aForkRun({
    series: record.series!,
    tags: { team: 'red' },
    name: 'trusted',
    parent: base.id,
    // The fork has loosened its gates, and says so in its own comparison.
    comparison: {
      schema: 1,
      run: anId(60),
      rows: [],
      historyRuns: [],
      verdict: { status: 'pass', warned: false, reasons: [] },
    },
    source: { dirty: false, patch: record.source.patch!, repository: REPOSITORY },
    trigger: { actor: 'ada', event: 'push', overrides: { a: 'b' }, url: 'https://evil.example/actions/runs/1' },
    model: {
      files: [{ path: 'm.bin', size: 1, sha256: aDigest('5d'), from: 'x' }],
      artifact: { id: '7000000001', url: `https://github.com/${REPOSITORY}/actions/runs/1/artifacts/2` },
    },
    metrics: { rmse: 7.5 },
  });
  await at.leave({ record: claims, files }, RUN);

  const published = await publish();
  expect(published).toMatchObject({ verdict: 'fail', status: 'finished', notes: [], failure: undefined });
  const kept = (await recorded())[0]!;
  expect(kept).toMatchObject({
    id: claims.id,
    metrics: { rmse: { value: 7.5 } },
    tags: { team: 'red' },
    comparison: { verdict: { status: 'fail' }, baseline: { run: base.id }, changes: { code: { files: { count: 1 } } } },
  });
  expect(kept.source).toEqual({
    repository: REPOSITORY,
    fork: FORK,
    commit: HEAD,
    branch: 'mallory:main',
    dirty: false,
    pull_request: { number: 1, head: HEAD, base: BASE, merge_base: BASE },
  });
  expect(kept.trigger).toEqual({
    event: 'pull_request',
    actor: 'mallory',
    workflow: 'train',
    run: RUN,
    attempt: 1,
    job: 'train',
    url: `https://github.com/${REPOSITORY}/actions/runs/${RUN}`,
  });
  expect(kept.model).toEqual({
    name: 'duration',
    files: [{ path: 'm.bin', size: 1, sha256: aDigest('5d') }],
    digest: aDigest('5d0c'),
  });
  expect(kept).not.toHaveProperty('name');
  expect(kept).not.toHaveProperty('parent');
  expect(await at.history.readFile(kept.id, 'series.jsonl')).toEqual(files['series.jsonl']);
  expect(await at.history.readFile(kept.id, 'changes.patch')).toBeUndefined();

  const [body = '', ...more] = await bodies();
  expect(more).toEqual([]);
  expect(body.split('\n')[2]).toBe('### ❌ Fail: `rmse` of `duration` is 0.50 over its limit; unverified, from a fork');
  expect(body).toContain('**Not verified**: the code of the fork `mallory/trips`');
  expect(body).not.toContain('This fails the job');
  // A command of a stranger is not offered to be copied.
  expect(body).not.toContain('python train.py');

  // Again, and the branch and the comment stay as they are.
  const commits = at.subjects().length;
  expect(await publish()).toMatchObject({ verdict: 'fail', notes: [], comment: { outcome: 'unchanged' } });
  expect([at.subjects().length, await bodies()]).toEqual([commits, [body]]);

  // Once the commit is merged it is the merge base of others; what the fork said of it is no measure even so.
  const later = aPullRequestRun({ source: { commit: aCommit('77') } }, 90);
  const options = { history: at.history, settings: SETTINGS, resolveVersion: async () => undefined };
  const pullRequest = { baseBranch: 'main', mergeBase: HEAD };
  const usual = await compareWithHistory(later, { ...options, pullRequest });
  expect(usual.comparison.baseline?.run).toBe(base.id);
  const named = await compareWithHistory(later, {
    ...options,
    settings: { ...SETTINGS, baseline: kept.id },
    pullRequest,
  });
  expect(named.comparison.noBaseline).toContain('comes from a fork');
  await expect(registerRun({ settings: SETTINGS, run: kept.id, commit: HEAD }, at.ports)).rejects.toMatchObject({
    code: 'release-refused',
    message: expect.stringContaining('it comes from a fork') as string,
  });
});

test.each<[string, RunSketch, string]>([
  ['another workflow run', { trigger: { run: '500' } }, 'it says that workflow run 500 made it'],
  [
    'another commit',
    { source: { pull_request: { number: 1, head: BASE, base: BASE } } },
    'it says that it is of commit 41d07ce',
  ],
  ['another repository', { source: { repository: FORK } }, 'it says that it is of repository mallory/trips'],
  [
    'another pull request',
    { source: { pull_request: { number: 2, head: HEAD, base: BASE } } },
    'it says that it is of pull request 2',
  ],
  ['a later attempt', { trigger: { attempt: 2 } }, 'it says that it is of attempt 2'],
  ['another time', { started: '2030-01-01T00:00:00.000Z' }, 'it says that it ran from 2030-01-01'],
  ['the time of its id', { id: anId(60 * 24 * 365 * 3000) }, 'it says that it ran from'],
])('a record that claims %s is passed over with a warning', async (_, sketch, why) => {
  await leave(aForkRun(sketch));
  const published = await publish();
  expect(published.notes).toEqual([expect.stringContaining(why)]);
  expect(at.said.warn).toEqual([expect.stringContaining(why)]);
  expect([await recorded(), await bodies()]).toEqual([[], []]);
});

test('a record with the id of a run of the repository overwrites nothing, and others of the fork are published', async () => {
  const ours = aRun({ metrics: { rmse: 6.1 }, trigger: { run: RUN } }, 70);
  await at.history.append([{ record: ours, files: {} }]);
  await leave(aForkRun({ id: ours.id }, 70));
  await leave(aForkRun({ trigger: { job: 'extra' } }));
  const published = await publish();
  expect(published.notes).toEqual([expect.stringContaining('another run of this repository has this id')]);
  const records = await recorded();
  expect(records.find(({ id }) => id === ours.id)).toEqual(ours);
  expect(records.filter(({ source }) => source.fork !== undefined)).toHaveLength(1);
});

const id = anId(60);
test.each<[string, () => Buffer, string]>([
  ['is too large', () => zipOf({ [`${id}.json`]: ' '.repeat(5_000_000) }), 'more than 4194304'],
  [
    'holds too many files',
    () => zipOf(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${id}.${n}`, '']))),
    'more than 20 files',
  ],
  ['is no archive', () => Buffer.from('<html>'), 'no zip archive'],
  ['climbs out of its folder', () => zipOf({ [`../../${id}.json`]: canonicalJson(aForkRun()) }), `holds no ${id}.json`],
  ['holds another run', () => zipOf({ [`${id}.json`]: canonicalJson(aForkRun({}, 61)) }), 'is the record of run'],
  ['is no record', () => zipOf({ [`${id}.json`]: '{"__proto__": {"id": 1}, "schema": 1}' }), 'is no run record'],
])('an artifact that %s is passed over', async (_, archive, why) => {
  await at.leaveArchive(`mlops-record-${id}`, archive(), RUN);
  expect(await publish()).toMatchObject({
    runs: [],
    notes: ['1 of the artifacts cannot be read as records, as the log says'],
  });
  expect(at.said.warn).toEqual([expect.stringContaining(why)]);
  expect([await recorded(), await bodies()]).toEqual([[], []]);
});

test('names that would mention people, forge our marker or change prototypes are text and nothing else', async () => {
  const marker = '<!-- mlops:report v=1 key=other pr=1 -->';
  const record = aForkRun({
    tags: { [marker]: '@ada' },
    trigger: { job: marker, matrix: { [marker]: '@ada #1' } },
    command: marker,
  });
  const text = canonicalJson(record)
    .replace('"rmse":', `${JSON.stringify(`@ada ${marker}`)}: {"value": 1}, "__proto__": {"value": 9}, "rmse":`)
    .replace('"schema": 1', '"schema": 1, "trusted": true, "__proto__": {"source": {"fork": "none"}}');
  await at.leaveArchive(
    `mlops-record-${record.id}-leg`,
    zipOf({ [`${record.id}.json`]: text, 'extra.json': '{}' }),
    RUN,
  );
  expect((await publish()).notes).toEqual([]);
  const [kept] = await recorded();
  expect(kept?.source.fork).toBe(FORK);
  expect(kept).not.toHaveProperty('trusted');
  expect(({} as Record<string, unknown>)['value']).toBeUndefined();
  const [body = ''] = await bodies();
  expect(body.split('\n')[0]).toBe('<!-- mlops:report v=1 key=duration pr=1 -->');
  expect(body.match(/^<!-- mlops:report/gm)).toHaveLength(1);
  expect(body.replaceAll(/(`+)[^]*?\1/g, '').replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(
    /@ada|<!-- mlops:report v=1 key=other/,
  );
});

test.each<[string, () => readonly ListedPull[], WorkflowRun, string, string]>([
  [
    'whose pull request is closed',
    () => [aPull({ state: 'closed' })],
    aWorkflowRun(),
    'pull request 1 is closed',
    FORK,
  ],
  [
    'whose pull request has moved on',
    () => [aPull({ head: { ...aPull().head, sha: aCommit('c0ffee1') } })],
    aWorkflowRun(),
    'has moved on to c0ffee1',
    FORK,
  ],
  [
    'that was deleted',
    () => [aPull({}, null)],
    aWorkflowRun({ head_repository: null }),
    'the fork was deleted',
    'unknown',
  ],
])('the run of a fork %s is recorded and not commented on', async (_, known, run, why, fork) => {
  pulls = known();
  await leave(aForkRun());
  const published = await publish(run);
  expect(published.notes).toEqual([expect.stringContaining(why)]);
  expect((await recorded()).map(({ source }) => source.fork)).toEqual([fork]);
  expect(await bodies()).toEqual([]);
});

test('of two pull requests of one branch that are open at once the comment goes to the one whose job left the record', async () => {
  const other = aPull({ number: 1, base: { ...aPull().base, ref: 'next' } });
  pulls = [aPull({ number: 2 }), other];
  await leave(aForkRun());
  expect((await publish()).notes).toEqual([]);
  expect(await bodies()).toHaveLength(1);
});

test('what the branch does not take is said, fails the job, and is commented on', async () => {
  await leave(aForkRun());
  const denied = new MlopsError('tracking-forbidden', 'the credentials do not suffice', 'Give more.');
  const history = { ...at.history, append: () => Promise.reject(denied) };
  const options = { settings: SETTINGS, event: EVENT, run: aWorkflowRun(), folder: at.ports.scratch };
  const ports = { ...at.ports, history, clock: () => new Date('2026-11-23T08:00:00Z') };
  expect(await publishFork(options, ports)).toMatchObject({
    failure: denied,
    trackingCommit: undefined,
    verdict: 'pass',
  });
  expect(await bodies()).toHaveLength(1);
});

test('a fork cannot fill the branch: what is too much together is left', async () => {
  const [first, second, third] = [61, 62, 63];
  for (const minute of [first, second, third]) {
    const tags = { noise: randomBytes(1_000_000).toString('base64') };
    await leaveRecord(aForkRun({ tags, trigger: { job: `job-${minute}` } }, minute));
  }
  const ports = { ...at.ports, clock: () => new Date('2026-11-23T08:00:00Z') };
  const most = { records: 100, bytes: 3_000_000 };
  const left = await readLeftRecords(aWorkflowRun(), undefined, SETTINGS, ports, most);
  expect(left.fresh).toHaveLength(2);
  expect(left.notes).toEqual([expect.stringContaining('more than 3000000 bytes together')]);
});

test('the legs of a matrix are one comment, and records of other models are left to their own step', async () => {
  for (const seed of [1, 2]) {
    const trigger = { job: 'train', matrix: { seed }, job_total: 2 };
    await leave(aForkRun({ trigger, metrics: { rmse: 5 + seed * 1.5 } }, 60 + seed));
  }
  // In a monorepo the matrix is one of models, and each is published for itself.
  const monorepo = { job: 'other', matrix: { model: 'fare' }, job_total: 9 };
  await leaveRecord(aForkRun({ model: { name: 'fare' }, experiment: 'fare', trigger: monorepo }, 65));
  expect(await publish()).toMatchObject({ verdict: 'fail', missing: [] });
  const [body = '', ...more] = await bodies();
  expect(more).toEqual([]);
  expect(body).toContain('fails in 1 of 2 legs; unverified, from a fork');
  expect(at.subjects()[0]).toBe('runs: 2');
  expect(at.said.info).toContainEqual(expect.stringMatching(/^1 records are of other models .*fare \(fare\)/));
  const fare = { ...SETTINGS, model: 'fare', experiment: 'fare', commentKey: 'fare' };
  expect(await publish(aWorkflowRun(), fare)).toMatchObject({ missing: [], status: 'finished' });
  expect(await bodies()).toHaveLength(2);
  expect(await recorded()).toHaveLength(3);
});

test('a leg that was left to be collected and never came is counted', async () => {
  await leave(aForkRun({ trigger: { matrix: { seed: 1 }, job_total: 2 } }));
  expect(await publish()).toMatchObject({ missing: [{ job: 'train', found: 1, total: 2 }], verdict: 'inconclusive' });
});

/** The workflow run of a branch of ours whose token reads. */
function ofDependabot(): WorkflowRun {
  pulls = [aPull({ head: { sha: HEAD, ref: 'bump', repo: { full_name: REPOSITORY } } })];
  return aWorkflowRun({
    head_branch: 'bump',
    head_repository: { full_name: REPOSITORY },
    actor: { login: 'dependabot[bot]' },
  });
}

test.each<[string, RunSketch, string]>([
  ['branch', { source: { branch: 'main' } }, 'it says that it is of main, not of bump'],
  ['commit', { source: { commit: BASE } }, `it says that it trained commit ${BASE}, not ${HEAD}`],
  ['repository', { source: { repository: FORK } }, `it says that it is of repository ${FORK}`],
  ['event', { trigger: { event: 'push' } }, 'it says that the event was push, not pull_request'],
  ['actor', { trigger: { actor: 'ada' } }, 'it says that ada started it, not dependabot[bot]'],
])(
  'what Dependabot’s job left with another %s than GitHub says is no baseline of anything: it is passed over',
  async (_, { source, trigger }, why) => {
    const run = ofDependabot();
    const honest = { source: { branch: 'bump' }, trigger: { actor: 'dependabot[bot]' } };
    await leave(aForkRun({ source: { ...honest.source, ...source }, trigger: { ...honest.trigger, ...trigger } }));
    expect(await publish(run)).toMatchObject({ runs: [], notes: [expect.stringContaining(why)] });
    expect([await recorded(), await bodies()]).toEqual([[], []]);
  },
);

test('what Dependabot’s job left is recorded as it is, and what jobs have recorded themselves is left alone', async () => {
  const run = ofDependabot();
  const record = aForkRun({ source: { branch: 'bump' }, trigger: { actor: 'dependabot[bot]' } });
  await leave(record);
  expect(await publish(run)).toMatchObject({ notes: [], comment: { outcome: 'created' } });
  expect(await recorded()).toEqual([record]);
  expect(await publish(run)).toMatchObject({ runs: [], notes: ['the jobs have recorded their runs themselves'] });
  expect(await publish(aWorkflowRun({ event: 'push' }))).toMatchObject({ runs: [] });
});

test('what Dependabot’s push left is recorded, and says no word to any pull request', async () => {
  const by = { event: 'push', actor: { login: 'dependabot[bot]' } };
  const run = aWorkflowRun({ head_branch: 'bump', head_repository: { full_name: REPOSITORY }, ...by });
  const trigger = { event: 'push', actor: 'dependabot[bot]', run: RUN, attempt: 1 };
  const record = aRun({ source: { branch: 'bump', commit: HEAD }, trigger }, 60);
  await leave(record);
  expect((await publish(run)).notes).toEqual(['push started it: its run is recorded, without a comment']);
  expect([await recorded(), await bodies()]).toEqual([[record], []]);
});
