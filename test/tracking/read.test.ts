import { describe, expect, test } from 'vitest';
import { renderImport } from '../../src/git/fast-import.ts';
import { blobIdOf } from '../../src/git/object-id.ts';
import type { Log } from '../../src/log.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { timeOfRunId } from '../../src/run/id.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { findRun, latestRuns, runsOfCommit } from '../../src/tracking/find.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { lineOf, renderMessage, renderRunLine } from '../../src/tracking/line.ts';
import { rootCommit } from '../../src/tracking/start-branch.ts';
import { commitToBare, createRemote, git, temporaryFolder, tipOf } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { openTestHistory, REF } from './open-test-history.ts';
import { newRunId, sampleBundle, sampleRun } from './sample-run.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-07-09T12:00:00Z');

test('a repository without the branch has an empty history', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  expect(await history.lines()).toEqual([]);
  expect(await history.lines({ enough: 3, matches: () => true })).toEqual([]);
  expect(await history.read([])).toEqual([]);
  expect(await history.readFile(newRunId(), 'series.jsonl')).toBeUndefined();
});

test('what was written is read back as it was, unknown members included', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const record = sampleRun({
    experiment: 'a b/@team',
    source: { commit: 'c'.repeat(40), dirty: true },
    later: { x: 1 },
  });
  const patch = Buffer.from([0, 255, 10, 13]);
  await history.append([{ record, files: { 'changes.patch': patch } }]);

  const lines = await history.lines();

  expect(lines).toMatchObject([
    { id: record.id, status: 'finished', experiment: 'a b/@team', commit: 'c'.repeat(40), branch: '', dirty: true },
  ]);
  expect(await history.read(lines)).toEqual([record]);
  expect(await history.readFile(record.id, 'changes.patch')).toEqual(patch);
  expect(await history.readFile(record.id, 'series.jsonl')).toBeUndefined();
});

/** Twelve runs, one every forty days, the latest today; each commit is dated as its run. Newest first. */
function writeRunsOfAYear(remote: string): readonly RunRecord[] {
  const records = Array.from({ length: 12 }, (_, age) => {
    const id = newRunId(new Date(NOW.getTime() - age * 40 * DAY_MS));
    const branch = age === 11 ? 'old' : 'main';
    return sampleRun({ id, source: { commit: String(age % 10).repeat(40), branch, dirty: false } });
  });
  const oldestFirst = records.toReversed();
  const commits = oldestFirst.map((record) => {
    const content = canonicalJson(record);
    const line = lineOf(record, blobIdOf(content, 'sha1'));
    return {
      message: renderMessage([renderRunLine(line)]),
      seconds: Math.floor(timeOfRunId(record.id).getTime() / 1000),
      files: [{ path: recordPath(record.id), content }],
    };
  });
  const stream = renderImport(REF, undefined, [rootCommit(commits[0]?.seconds ?? 0), ...commits]);
  git(remote, ['fast-import', '--quiet'], { input: stream });
  return records;
}

describe('a history of more than a year', () => {
  test('is read newest first, as far back as needed, in few requests', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const records = writeRunsOfAYear(remote);
    const ids = records.map(({ id }) => id);
    await using server = await startGitHttpServer({ root: folder.path });
    const history = openTestHistory(`${server.url}/remote.git`, folder.path, { clock: () => NOW });
    const requestsOf = async (read: Promise<unknown>): Promise<number> => {
      server.reset();
      await read;
      return server.requests.length;
    };

    expect((await history.lines()).map(({ id }) => id)).toEqual(ids);
    expect((await history.lines({ enough: 3 })).map(({ id }) => id)).toEqual(ids.slice(0, 3));
    const onMain = await history.lines({ matches: ({ branch }) => branch === 'main', enough: 1 });
    expect(onMain.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    const onOld = await history.lines({ matches: ({ branch }) => branch === 'old', enough: 1 });
    expect(onOld.map(({ id }) => id)).toEqual(ids.slice(11));
    expect(await requestsOf(history.lines({ enough: 3 }))).toBe(3);
    expect(await requestsOf(history.lines({ matches: ({ branch }) => branch === 'main', enough: 1 }))).toBe(3);
    expect(await requestsOf(history.read(await history.lines()))).toBeLessThanOrEqual(5);
    expect(await history.read(await history.lines())).toEqual(records);
  });

  test('is read even when nothing in it is recent', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const started = new Date('2020-01-01T00:00:00Z');
    const bundle = sampleBundle({ id: newRunId(started) });
    await openTestHistory(remote, folder.path, { clock: () => started }).append([bundle]);
    const history = openTestHistory(remote, folder.path, { clock: () => NOW });
    const lines = await history.lines({ matches: () => true, enough: 1 });
    expect(lines.map(({ id }) => id)).toEqual([bundle.record.id]);
  });

  test('has a latest run by its start, also when an older one was recorded later', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const at = (daysAgo: number): Date => new Date(NOW.getTime() - daysAgo * 86_400_000);
    const [older, latest] = [50, 40].map((days) => sampleBundle({ id: newRunId(at(days)) }));
    await openTestHistory(remote, folder.path, { clock: () => at(40) }).append([latest!]);
    // As from a laptop that was offline for seven weeks.
    await openTestHistory(remote, folder.path, { clock: () => at(1) }).append([older!]);
    const history = openTestHistory(remote, folder.path, { clock: () => NOW });
    const lines = await history.lines({ matches: () => true, enough: 1 });
    expect(lines.map(({ id }) => id)).toEqual([latest?.record.id]);
  });

  test('is searched by id prefix, by number and by commit', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const records = writeRunsOfAYear(remote);
    const ids = records.map(({ id }) => id);
    const history = openTestHistory(remote, folder.path, { clock: () => NOW });
    const [newest = '', , , fourth = ''] = ids;
    const uuid = newest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();

    expect((await findRun(history, newest)).id).toBe(newest);
    expect((await findRun(history, fourth.slice(0, 12))).id).toBe(fourth);
    expect((await findRun(history, uuid)).id).toBe(newest);
    await expect(findRun(history, '01')).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(new RegExp(`12 run ids: ${newest} .* and 4 more`)),
    });
    await expect(findRun(history, 'ffff')).rejects.toMatchObject({ code: 'not-found' });
    await expect(findRun(history, 'main')).rejects.toMatchObject({ code: 'not-found' });
    expect((await latestRuns(history, 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await latestRuns(history, 2, ({ branch }) => branch === 'old')).map(({ id }) => id)).toEqual(ids.slice(11));
    expect((await runsOfCommit(history, '1'.repeat(40))).map(({ id }) => id)).toEqual([ids[1], ids[11]]);
  });
});

describe('a branch that cannot be read is an error and never an empty history', () => {
  test.each([
    ['another branch', { 'train.py': 'x' }, true, /no mlops\.json/],
    ['a newer format', { 'mlops.json': '{"format":2}' }, false, /format 2/],
    ['a format file that is gone', { 'mlops.json': null }, false, /no mlops\.json/],
    ['a format file that is not JSON', { 'mlops.json': '<<<<<<<' }, false, /not JSON/],
  ])('%s', async (_case, files, orphan, message) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const history = openTestHistory(remote, folder.path);
    await history.append([sampleBundle()]);
    commitToBare(remote, REF, files, 'By hand', { orphan });
    await expect(history.lines()).rejects.toMatchObject({
      code: 'tracking-unreadable',
      message: expect.stringMatching(message),
    });
  });

  test('a commit that declares a newer format', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const history = openTestHistory(remote, folder.path);
    await history.append([sampleBundle()]);
    commitToBare(remote, REF, { x: '1' }, 'Next\n\nMlops-Format: 2\n');
    await expect(history.lines()).rejects.toMatchObject({
      code: 'tracking-unreadable',
      hint: expect.stringContaining('Update'),
    });
  });

  test.each([
    ['is not JSON', 'oops', /is not JSON/],
    ['has a newer schema', JSON.stringify({ ...sampleRun(), schema: 2 }), /schema 2.*reads schema 1/],
    ['belongs to another run', JSON.stringify(sampleRun()), /holds the record of run/],
  ])('a record that %s', async (_case, content, message) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const history = openTestHistory(remote, folder.path);
    await history.append([sampleBundle()]);
    const id = newRunId();
    commitToBare(remote, REF, { [recordPath(id)]: content });
    const blob = git(remote, ['rev-parse', `${REF}:${recordPath(id)}`]);
    commitToBare(remote, REF, {}, `run\n\nMlops-Run: ${id} ${blob} finished duration 1 main\n`);
    const lines = await history.lines();
    expect(lines).toHaveLength(2);
    await expect(history.read(lines)).rejects.toMatchObject({
      code: 'record-invalid',
      message: expect.stringMatching(message),
    });
  });

  test('a record that the remote no longer has', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const history = openTestHistory(remote, folder.path);
    await history.append([sampleBundle()]);
    const [line] = await history.lines();
    const gone = { ...line!, blob: 'd'.repeat(40) };
    await expect(history.read([gone])).rejects.toMatchObject({ code: 'tracking-unreadable' });
  });
});

test('a note by hand on top of the branch is no obstacle', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  await history.append([sampleBundle()]);
  commitToBare(remote, REF, { 'README.md': 'Ours.\n' }, 'Say it in our words');
  expect(await history.lines()).toHaveLength(1);
  expect(await history.lines({ enough: 1 })).toHaveLength(1);
  await history.append([sampleBundle()]);
  expect(await history.lines()).toHaveLength(2);
});

test('index lines that cannot be read are left out with a warning', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const warnings: string[] = [];
  const log: Log = { info() {}, warn: (message) => warnings.push(message), debug() {} };
  const history = openTestHistory(remote, folder.path, { log });
  await history.append([sampleBundle()]);
  commitToBare(remote, REF, {}, `run\n\nMlops-Run: nonsense\n`);
  expect(await history.lines()).toHaveLength(1);
  expect(warnings).toEqual([expect.stringMatching(/1 index line/)]);
});

test('reading changes nothing at the remote', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  await history.append([sampleBundle()]);
  const tip = tipOf(remote, REF);
  await history.read(await history.lines());
  expect(tipOf(remote, REF)).toBe(tip);
});

test('a server that cannot filter is read and written too', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  git(remote, ['config', 'uploadpack.allowFilter', 'false']);
  git(remote, ['config', 'uploadpack.allowAnySHA1InWant', 'false']);
  await using server = await startGitHttpServer({ root: folder.path });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path);
  const bundles = [sampleBundle({}, { 'series.jsonl': Buffer.from('1') }), sampleBundle()];
  for (const bundle of bundles) await history.append([bundle]);
  expect(await history.read(await history.lines())).toEqual(bundles.map(({ record }) => record).toReversed());
  expect(await history.readFile(bundles[0]?.record.id ?? '', 'series.jsonl')).toEqual(Buffer.from('1'));
});
