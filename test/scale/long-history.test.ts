// What changes when a history is long: full days continue by the hour, and a write fetches only the folders on its path.
import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../src/tracking/entry.ts';
import { placeEntries } from '../../src/tracking/base.ts';
import { FORMAT_CONTENT, FULL_DAY, hourFolderOf, recordPath } from '../../src/tracking/layout.ts';
import { parseMessages } from '../../src/tracking/line.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { commitToBare, createRemote, filesOf, git, temporaryFolder, tipOf } from '../support/git-fixtures.ts';
import { leaveInInbox } from '../tracking/inbox-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

const STARTED = new Date('2026-07-09T14:05:00.000Z');

/** A branch whose day of `STARTED` has so many files. */
function commitDay(remote: string, width: number): void {
  const names = Array.from({ length: width }, (_, i) => `runs/2026-07/09/${i.toString(16).padStart(32, '0')}.json`);
  commitToBare(remote, REF, {
    'mlops.json': FORMAT_CONTENT,
    ...Object.fromEntries(names.map((name) => [name, '{}'])),
    'runs/2026-06/30/other.json': '{}',
  });
}

const hourPathOf = (id: string): string => `${hourFolderOf(id)}/${id}.json`;

describe.each([
  ['with all folders', Number.POSITIVE_INFINITY],
  ['with the folders on the path alone', 0],
])('a write %s', (_mode, treelessFrom) => {
  test('goes to the folder of the hour when its day is full, once', async () => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    commitDay(remote, FULL_DAY - 1);
    await using server = await startGitHttpServer({ root: folder.path });
    const history = openTestHistory(`${server.url}/remote.git`, folder.path, { treelessFrom });
    const ids = [newRunId(STARTED), newRunId(STARTED), newRunId(STARTED)] as const;
    const bundles = ids.map((id) => sampleBundle({ id }));
    const nameOf = (index: 0 | 1 | 2): string => `${ids[index]}.json`;
    expect(await history.append(bundles.slice(0, 1))).not.toHaveProperty('byHour');
    expect(await history.append(bundles.slice(1, 2))).toMatchObject({ byHour: [nameOf(1)] });
    // The third is folded; the first two are tried again.
    leaveInInbox(remote, bundles[2] as (typeof bundles)[0]);
    const folded = await history.fold();
    expect(folded).toMatchObject({ folded: 1, commit: tipOf(remote, REF), byHour: [nameOf(2)] });
    const again = await history.append(bundles);
    expect(again).toEqual({ commit: folded.commit, written: false, byHour: expect.any(Array) as string[] });
    expect(again.byHour?.toSorted()).toEqual([nameOf(1), nameOf(2)].toSorted());

    const files = filesOf(remote, REF).filter((path) => ids.some((id) => path.includes(id)));
    expect(files.toSorted()).toEqual([recordPath(ids[0]), hourPathOf(ids[1]), hourPathOf(ids[2])].toSorted());
    expect(filesOf(remote, REF)).toHaveLength(FULL_DAY + 4);
    const records = await history.read(await history.lines());
    expect(records.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const taken = { ...bundles[1]?.record, command: 'other' } as (typeof bundles)[0]['record'];
    await expect(history.append([{ record: taken, files: {} }])).rejects.toMatchObject({ code: 'tracking-conflict' });
  });
});

test('a write with the folders on the path alone takes at most 13 requests, and nothing of other days', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  commitDay(remote, 2);
  await openTestHistory(remote, folder.path).append([sampleBundle({ id: newRunId(STARTED) })]);
  await using server = await startGitHttpServer({ root: folder.path });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, { treelessFrom: 0 });
  const bundle = sampleBundle({ id: newRunId(STARTED) });
  expect(await history.append([bundle])).toEqual({ commit: tipOf(remote, REF), written: true });
  expect(server.requests.length).toBeLessThanOrEqual(13);
  expect(filesOf(remote, REF)).toContain(recordPath(bundle.record.id));
  expect(git(remote, ['fsck', '--connectivity-only'])).toBe('');
  // A month, a day and a branch that are not there yet.
  const later = sampleBundle();
  await history.append([later]);
  expect(filesOf(remote, REF)).toEqual(
    expect.arrayContaining([recordPath(bundle.record.id), recordPath(later.record.id), 'runs/2026-06/30/other.json']),
  );
});

test('a write learns from what was read before whether the history is long', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle(), sampleBundle()]);
  await using server = await startGitHttpServer({ root: folder.path });
  const requestsOf = async (treelessFrom: number): Promise<number> => {
    const history = openTestHistory(`${server.url}/remote.git`, folder.path, { treelessFrom });
    await history.lines({ enough: 1 });
    server.reset();
    await history.append([sampleBundle()]);
    return server.requests.length;
  };
  expect(await requestsOf(2)).toBe(13);
  expect(await requestsOf(100)).toBe(5);
});

test('every commit says how many runs the branch holds, also after one that does not', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const totals = async (...bundles: readonly ReturnType<typeof sampleBundle>[]): Promise<number | undefined> => {
    await history.append(bundles);
    return parseMessages(git(remote, ['log', '-1', '--format=%B', REF])).total;
  };
  expect(await totals(sampleBundle(), sampleBundle({}, { 'changes.patch': Buffer.from('diff') }))).toBe(2);
  commitToBare(remote, REF, { 'note.txt': 'by hand' });
  expect(await totals(sampleBundle())).toBe(3);
});

test('a history outside of the branches is written and read alike, and no clone fetches it', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const ref = 'refs/mlops/tracking';
  const bundle = sampleBundle();
  const history = openTestHistory(remote, folder.path, { ref, contended: true });
  expect(await history.append([bundle])).toEqual({ commit: tipOf(remote, ref), written: true });
  expect(await history.read(await history.lines())).toEqual([bundle.record]);
  git(folder.path, ['clone', '--quiet', remote, 'clone']);
  expect(git(`${folder.path}/clone`, ['for-each-ref', '--format=%(refname)'])).not.toContain('mlops');
});

test('of two entries with one name and other content the first counts', () => {
  const { record } = sampleBundle();
  const [first, second] = [record, { ...record, command: 'other' }].map((each) =>
    entriesOf([{ record: each, files: {} }], [], 'sha1'),
  ) as [ReturnType<typeof entriesOf>, ReturnType<typeof entriesOf>];
  expect(placeEntries([first, second, first], [])).toEqual({
    missing: [{ entry: first[0], path: recordPath(record.id) }],
    taken: second,
    byHour: [],
  });
});
