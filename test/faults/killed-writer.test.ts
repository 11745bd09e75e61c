// A writer that is killed at any step leaves nothing half done: what the remote had acknowledged is there exactly once,
// whoever comes next, and the same run can be written again.
import { expect, test } from 'vitest';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { createRemote, git, temporaryFolder, tipOf } from '../support/git-fixtures.ts';
import { startGitHttpServer, type Fault, type Stage } from '../support/git-http-server.ts';
import { startWriter, type Writer } from './append-worker.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

type Moment = 'received' | Stage;

/**
 * Directly: the push is request 5. Through the inbox: its push is request 2, the list of what waits is 4, the fetch of
 * the branch is 8, the push of the fold is 10, the list after it is 12.
 */
const DIRECTLY = { contended: false, requests: 5 };
const INBOX = { contended: true, requests: 12 };

/** Which way the writer takes, at which of its requests it dies, and whether the remote has acknowledged it by then. */
const moments: readonly (readonly [typeof DIRECTLY, number, Moment, 'nowhere' | 'in the inbox' | 'on the branch'])[] = [
  [DIRECTLY, 5, 'received', 'nowhere'],
  [DIRECTLY, 5, 'accepted', 'on the branch'],
  [DIRECTLY, 5, 'answering', 'on the branch'],
  [INBOX, 2, 'received', 'nowhere'],
  [INBOX, 2, 'accepted', 'in the inbox'],
  [INBOX, 4, 'answering', 'in the inbox'],
  [INBOX, 8, 'accepted', 'in the inbox'],
  [INBOX, 10, 'received', 'in the inbox'],
  [INBOX, 10, 'accepted', 'on the branch'],
  [INBOX, 12, 'received', 'on the branch'],
];

test.each(moments)(
  '%j: a writer that is killed when request %d is %s leaves its run %s',
  async (way, at, moment, place) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    let writer: Writer | undefined;
    let count = 0;
    await using server = await startGitHttpServer({
      root: folder.path,
      async fault(): Promise<Fault | undefined> {
        count += 1;
        if (count !== at || moment !== 'received') return undefined;
        await writer?.kill();
        return 'drop-before';
      },
      async pause(stage) {
        if (count === at && stage === moment) await writer?.kill();
        return undefined;
      },
    });
    const id = newRunId();
    const bundle = sampleBundle({ id });
    writer = startWriter({ url: `${server.url}/remote.git`, folder: folder.path, id, contended: way.contended });

    expect(await writer.answer).toBeUndefined();

    const blobs = (): readonly string[] =>
      git(remote, ['ls-tree', '-r', '--object-only', REF, '--', recordPath(id)])
        .split('\n')
        .filter(Boolean);
    const waiting = (): string => git(remote, ['for-each-ref', '--format=%(refname)', 'refs/mlops']);
    const blob = blobIdOf(canonicalJson(bundle.record), 'sha1');
    expect(blobs()).toEqual(place === 'on the branch' ? [blob] : []);
    expect(waiting().includes(id)).toBe(place === 'in the inbox');

    // Another one tidies up, then the job is run again with the same id.
    await openTestHistory(remote, folder.path).fold();
    expect(blobs()).toEqual(place === 'nowhere' ? [] : [blob]);
    const again = await openTestHistory(remote, folder.path).append([bundle]);
    expect(again).toEqual({ commit: tipOf(remote, REF), written: place === 'nowhere' });
    expect(blobs()).toEqual([blob]);
    expect(waiting()).toBe('');
    const lines = git(remote, ['log', '--format=%B', REF])
      .split('\n')
      .filter((line) => line.startsWith(`Mlops-Run: ${id}`));
    expect(lines).toHaveLength(1);
  },
);

test.each([DIRECTLY, INBOX])('%j: a writer that is left alone says what it did', async ({ contended, requests }) => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  await using server = await startGitHttpServer({ root: folder.path });
  const writer = startWriter({ url: `${server.url}/remote.git`, folder: folder.path, contended });
  expect(await writer.answer).toEqual({ commit: tipOf(remote, REF), written: true });
  // The moments above count on it.
  expect(server.requests).toHaveLength(requests);
});

test('a connection that ends in the middle of the answer to a push leaves the run once', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await using server = await startGitHttpServer({
    root: folder.path,
    pause: (stage, { isPush }) => (isPush && stage === 'answering' ? 'drop' : undefined),
  });
  const appended = await openTestHistory(`${server.url}/remote.git`, folder.path).append([sampleBundle()]);
  expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
  expect(git(remote, ['rev-list', '--count', REF])).toBe('2');
});
