import { expect, test } from 'vitest';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { createRemote, git, temporaryFolder, tipOf } from '../support/git-fixtures.ts';
import { startGitHttpServer, type Fault, type Stage } from '../support/git-http-server.ts';
import { startWriter, type Writer } from './append-worker.ts';
import { openTestHistory, REF } from './open-test-history.ts';
import { newRunId, sampleBundle } from './sample-run.ts';

/** Where the writer dies, and whether the remote has taken its push by then. */
const moments: readonly (readonly ['received' | Stage, boolean])[] = [
  ['received', false],
  ['accepted', true],
  ['answering', true],
];

test.each(moments)(
  'a writer that dies when its push is %s leaves the run there at most once',
  async (moment, isThere) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    let writer: Writer | undefined;
    const die = async (): Promise<void> => writer?.kill();
    await using server = await startGitHttpServer({
      root: folder.path,
      async fault({ isPush }): Promise<Fault | undefined> {
        if (!isPush || moment !== 'received') return undefined;
        await die();
        return 'drop-before';
      },
      async pause(stage, { isPush }) {
        if (isPush && stage === moment) await die();
        return undefined;
      },
    });
    const id = newRunId();
    writer = startWriter({ url: `${server.url}/remote.git`, folder: folder.path, id });

    expect(await writer.answer).toBeUndefined();

    const blobs = (): readonly string[] =>
      git(remote, ['ls-tree', '-r', '--object-only', REF, '--', recordPath(id)])
        .split('\n')
        .filter(Boolean);
    const blob = blobIdOf(canonicalJson(sampleBundle({ id }).record), 'sha1');
    expect(blobs()).toEqual(isThere ? [blob] : []);
    // The job is run again with the same id.
    const again = await openTestHistory(remote, folder.path).append([sampleBundle({ id })]);
    expect(again).toEqual({ commit: tipOf(remote, REF), written: !isThere });
    expect(blobs()).toEqual([blob]);
    expect(
      git(remote, ['log', '--format=%s', REF])
        .split('\n')
        .filter((line) => line.endsWith(id)),
    ).toHaveLength(1);
  },
);

test('a writer that is left alone says what it did', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const stages: string[] = [];
  await using server = await startGitHttpServer({
    root: folder.path,
    pause(stage, { isPush }) {
      if (isPush) stages.push(stage);
      return undefined;
    },
  });
  const writer = startWriter({ url: `${server.url}/remote.git`, folder: folder.path });
  expect(await writer.answer).toEqual({ commit: tipOf(remote, REF), written: true });
  expect(stages).toEqual(['accepted', 'answering']);
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
