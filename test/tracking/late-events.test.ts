// Late events as readers of the branch see them: written with real git, in commits whose order is not that of the clocks.
import { expect, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunEvent } from '../../src/run/event.ts';
import { findRun, findRuns, latestRuns, runsOfCommit } from '../../src/tracking/find.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { eventName, foldersOf } from '../../src/tracking/layout.ts';
import { renderEventLine } from '../../src/tracking/line.ts';
import { syncHistories } from '../../src/tracking/sync.ts';
import { aCommit, anId } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';
import { commitToBare, createRemote, createRepository, git, temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { openTestHistory, REF, testOptions } from './open-test-history.ts';
import { newRunId, sampleBundle } from './sample-run.ts';

const DAY_MS = 86_400_000;

const tag = (run: string, value: string, minute: number): RunEvent =>
  anEvent({ type: 'tag', run, name: 'stage', value }, minute);

async function stateOf(history: TrackingHistory, run: string) {
  const [tracked] = await history.readStates([await findRun(history, run)]);
  return tracked?.state;
}

test('what holds is decided by the order of commits, also after two histories were united', async () => {
  using folder = temporaryFolder();
  const project = createRepository(`${folder.path}/project`);
  const remote = createRemote(`${folder.path}/remote.git`);
  const [here, there] = [openTestHistory(project, folder.path), openTestHistory(remote, folder.path)];
  const bundle = sampleBundle({ tags: { owner: 'ada' } });
  const { id } = bundle.record;
  const sync = () => syncHistories({ ...testOptions(remote, folder.path), local: { url: project, config: {} } });
  await here.append([bundle]);
  await sync();

  await here.append([], [tag(id, 'first, by a clock that is ahead', 9)]);
  await here.append([], [anEvent({ type: 'status', run: id, status: 'killed' }, 1), tag(id, 'second', 2)]);
  expect(await stateOf(here, id)).toMatchObject({ status: 'killed', tags: { owner: 'ada', stage: 'second' } });
  expect((await findRun(here, id)).status).toBe('killed');

  await there.append([], [tag(id, 'of another clone', 10)]);
  // The same event reaches the remote by both ways, and counts where it stands first.
  await there.append([], [anEvent({ type: 'deletion', run: id }, 3)]);
  await there.append([], [anEvent({ type: 'restoration', run: id }, 4)]);
  await here.append([], [anEvent({ type: 'deletion', run: id }, 3)]);
  await sync();
  const united = await stateOf(there, id);
  expect(united).toEqual(await stateOf(here, id));
  expect(united).not.toHaveProperty('deleted');
  // What only this side had is one commit now, on top: within it the ids decide.
  expect(united?.tags['stage']).toBe('first, by a clock that is ahead');
});

test('a deleted run is in no list and found by its whole id alone, until it is restored', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(`${folder.path}/remote.git`), folder.path);
  const commit = aCommit('c1');
  const bundles = ['main', 'main', 'other'].map((branch) =>
    sampleBundle({ source: { commit, branch, dirty: false } }, { log: Buffer.from(branch) }),
  );
  const [kept = '', deleted = '', other = ''] = bundles.map(({ record }) => record.id);
  await history.append(bundles, [anEvent({ type: 'deletion', run: deleted, reason: 'wrong data' })]);

  const idsOf = async (lines: ReturnType<TrackingHistory['lines']>) => (await lines).map(({ id }) => id);
  expect(await idsOf(history.lines())).toEqual([other, kept]);
  expect(await idsOf(history.lines({ withDeleted: true }))).toEqual([other, deleted, kept]);
  expect(await idsOf(latestRuns(history, 1, ({ branch }) => branch === 'main'))).toEqual([kept]);
  expect(await idsOf(runsOfCommit(history, commit))).toEqual([other, kept]);
  expect(await findRun(history, deleted)).toMatchObject({ id: deleted, deleted: true });
  await expect(findRun(history, deleted.slice(0, 31))).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(`deleted run's id only: ${deleted}`) as string,
    hint: expect.stringContaining(`mlops runs restore ${deleted}`) as string,
  });
  expect((await findRun(history, deleted.slice(0, 31), { withDeleted: true })).id).toBe(deleted);
  expect(await idsOf(findRuns(history, [other, deleted, other]))).toEqual([other, deleted]);
  expect(await history.readFile(deleted, 'log')).toEqual(Buffer.from('main'));

  await history.append([], [anEvent({ type: 'restoration', run: deleted }, 1)]);
  expect(await idsOf(history.lines())).toEqual([other, deleted, kept]);
});

test('an event that cannot be read is a warning, one of a later version is passed over, and the run is there', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const warnings: string[] = [];
  const log: Log = { info() {}, warn: (message) => warnings.push(message), debug() {} };
  const history = openTestHistory(remote, folder.path, { log });
  const bundle = sampleBundle();
  const run = bundle.record.id;
  await history.append([bundle], [tag(run, 'good', 0)]);
  const pathOf = (minute: number): string => `${foldersOf(run)[2]}/${eventName(run, anId(minute))}`;
  const foreign = { schema: 1, id: anId(1), run, time: '2026-01-01T00:00:00.000Z', type: 'praise' };
  const later = { ...foreign, id: anId(2), schema: 2, type: 'tag' };
  commitToBare(remote, REF, {
    [pathOf(1)]: canonicalJson(foreign),
    [pathOf(2)]: canonicalJson(later),
    [pathOf(3)]: 'oops',
    [pathOf(4)]: canonicalJson(tag(newRunId(), 'of another run', 4)),
  });
  const blobs = [1, 2, 3, 4].map((minute) => git(remote, ['rev-parse', `${REF}:${pathOf(minute)}`]));
  const folderId = git(remote, ['rev-parse', `${REF}^{tree}`]);
  const lines = [...blobs, folderId, 'd'.repeat(40)].map((blob, index) => {
    const type = index === 0 ? 'praise' : 'tag';
    return renderEventLine({ id: anId(index + 1), run, blob, type, status: undefined });
  });
  commitToBare(remote, REF, {}, `events\n\n${lines.join('\n')}\n`);

  const [tracked] = await history.readStates(await history.lines());

  expect(tracked?.record).toEqual(bundle.record);
  expect(tracked?.events).toEqual([tag(run, 'good', 0)]);
  expect(tracked?.state.tags).toEqual({ stage: 'good' });
  expect(warnings).toEqual([expect.stringMatching(/4 events of these runs cannot be read .* is not there$/)]);
});

test('events are read in the requests of their records, and as far back as their runs are', async () => {
  using folder = temporaryFolder();
  createRemote(`${folder.path}/remote.git`);
  await using server = await startGitHttpServer({ root: folder.path });
  const now = Date.parse('2026-07-09T12:00:00Z');
  const historyAt = (daysAgo: number): TrackingHistory =>
    openTestHistory(`${server.url}/remote.git`, folder.path, { clock: () => new Date(now - daysAgo * DAY_MS) });
  const [old, recent] = [300, 20].map((days) => sampleBundle({ id: newRunId(new Date(now - days * DAY_MS)) }));
  const [oldId, recentId] = [old?.record.id ?? '', recent?.record.id ?? ''];
  await historyAt(300).append([old!]);
  await historyAt(20).append([recent!]);
  // Young events of a run that is older than the first window, and of one that is inside of it.
  await historyAt(1).append([], [anEvent({ type: 'deletion', run: oldId }), tag(recentId, 'new', 1)]);

  const history = historyAt(0);
  server.reset();
  const lines = await history.lines({ matches: () => true, enough: 1 });
  const reading = server.requests.length;
  expect((await history.readStates(lines)).map(({ state }) => state.tags)).toEqual([{ stage: 'new' }]);
  expect([reading, server.requests.length - reading]).toEqual([3, 2]);
  server.reset();
  const since = new Date(now - 60 * DAY_MS);
  expect((await history.lines({ since, withDeleted: true })).map(({ id }) => id)).toEqual([recentId]);
  expect(server.requests).toHaveLength(reading);
  // Without the deleted one there is no second run, so everything is read.
  expect(await history.lines({ enough: 2 })).toHaveLength(1);
  expect((await history.lines({ enough: 2, withDeleted: true })).map(({ id }) => id)).toEqual([recentId, oldId]);
});
