import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { HistoryOptions } from '../../src/tracking/access.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunEvent } from '../../src/run/event.ts';
import { hourFolderOf, recordPath } from '../../src/tracking/layout.ts';
import { syncHistories, type Synced } from '../../src/tracking/sync.ts';
import {
  commitFiles,
  commitToBare,
  contentOf,
  createEmptyRemote,
  createRemote,
  createRepository,
  filesOf,
  git,
  installHook,
  temporaryFolder,
  tipOf,
  type RepositoryOptions,
} from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { leaveInInbox } from './inbox-fixtures.ts';
import { openTestHistory, REF, testOptions } from './open-test-history.ts';
import { sampleBundle, newRunId } from './sample-run.ts';

interface Pair extends Disposable {
  readonly folder: string;
  readonly local: string;
  readonly remote: string;
}

function createPair(options: RepositoryOptions = {}): Pair {
  const folder = temporaryFolder();
  return {
    folder: folder.path,
    local: createRepository(`${folder.path}/local`, options),
    remote: createRemote(`${folder.path}/remote.git`, options),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

function sync(pair: Pair, members: Partial<HistoryOptions> = {}): Promise<Synced> {
  return syncHistories({
    ...testOptions(pair.remote, pair.folder, members),
    local: { url: pair.local, config: {} },
  });
}

/** Records new runs on one side, in one commit, and gives their paths. */
async function record(pair: Pair, side: 'local' | 'remote', count = 1): Promise<readonly string[]> {
  const bundles = Array.from({ length: count }, (_, i) =>
    sampleBundle({}, { 'series.jsonl': Buffer.from(`${side} ${i}`) }),
  );
  await openTestHistory(pair[side], pair.folder).append(bundles);
  return bundles.map((bundle) => recordPath(bundle.record.id));
}

async function expectUnited(pair: Pair, commit: string | undefined, paths: readonly string[]): Promise<void> {
  expect(tipOf(pair.local, REF)).toBe(commit);
  expect(tipOf(pair.remote, REF)).toBe(commit);
  for (const side of [pair.local, pair.remote]) {
    expect(filesOf(side, REF).filter((path) => /\/[0-9a-f]{32}\.json$/.test(path))).toEqual(paths.toSorted());
    for (const path of paths) expect(JSON.parse(contentOf(side, REF, path))).toMatchObject({ schema: 1 });
    const lines = await openTestHistory(side, pair.folder).lines();
    expect(lines.map(({ id }) => recordPath(id)).toSorted()).toEqual(paths.toSorted());
  }
}

test('two repositories without the branch have nothing to unite', async () => {
  using pair = createPair();
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 0, pushed: 0, commit: undefined });
});

test('a branch that only one side has goes to the other as it is', async () => {
  using pair = createPair();
  const paths = await record(pair, 'local', 2);
  const tip = tipOf(pair.local, REF);
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 0, pushed: 2, commit: tip });
  await expectUnited(pair, tip, paths);

  git(pair.local, ['update-ref', '-d', REF]);
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 2, pushed: 0, commit: tip });
  await expectUnited(pair, tip, paths);
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 0, pushed: 0, commit: tip });
});

test.each(['sha1', 'sha256'] as const)('a side that is behind is moved forward (%s)', async (objectFormat) => {
  using pair = createPair({ objectFormat });
  const first = await record(pair, 'remote');
  await sync(pair);
  const second = await record(pair, 'remote', 2);
  const ahead = tipOf(pair.remote, REF);
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 2, pushed: 0, commit: ahead });
  const third = await record(pair, 'local');
  expect(await sync(pair)).toEqual({ folded: 0, pulled: 0, pushed: 1, commit: tipOf(pair.local, REF) });
  await expectUnited(pair, tipOf(pair.local, REF), [...first, ...second, ...third]);
});

test('histories that grew apart are united on top of the remote, with every run, file and index line', async () => {
  using pair = createPair();
  const common = await record(pair, 'remote');
  await sync(pair);
  const here = await record(pair, 'local', 2);
  const there = await record(pair, 'remote');
  const remoteTip = tipOf(pair.remote, REF);

  const { commit, ...counts } = await sync(pair);

  expect(counts).toEqual({ folded: 0, pulled: 1, pushed: 2 });
  await expectUnited(pair, commit, [...common, ...here, ...there]);
  expect(git(pair.remote, ['rev-parse', `${REF}^`])).toBe(remoteTip);
  const series = here[0]?.replace(/json$/, 'series.jsonl') ?? '';
  expect(contentOf(pair.remote, REF, series)).toBe('local 0');
  const id = here[0]?.slice(-37, -5) ?? '';
  expect(await openTestHistory(pair.remote, pair.folder).readFile(id, 'series.jsonl')).toEqual(Buffer.from('local 0'));
});

test('histories with nothing in common but their kind are united', async () => {
  using pair = createPair();
  const here = await record(pair, 'local', 2);
  const there = await record(pair, 'remote');
  const { commit, ...counts } = await sync(pair);
  expect(counts).toEqual({ folded: 0, pulled: 1, pushed: 2 });
  await expectUnited(pair, commit, [...here, ...there]);
});

test('lines of a later version and records without a line are carried over', async () => {
  using pair = createPair();
  await record(pair, 'remote');
  await record(pair, 'local');
  const { record: stray } = sampleBundle({ experiment: 'by hand' });
  const odd = 'runs/a "quoted" \\ name\nD mlops.json';
  commitToBare(
    pair.local,
    REF,
    {
      [recordPath(stray.id)]: JSON.stringify(stray),
      [recordPath(stray.id).replace('.json', '.e1.json')]: '{}',
      '"runs/a \\"quoted\\" \\\\ name\\nD mlops.json"': 'odd',
    },
    'By hand\n\nMlops-Later: e1 later\n',
  );
  await sync(pair);
  const lines = await openTestHistory(pair.remote, pair.folder).lines();
  expect(lines.find(({ id }) => id === stray.id)).toMatchObject({ experiment: 'by hand' });
  expect(git(pair.remote, ['log', '-1', '--format=%B', REF])).toContain('Mlops-Later: e1 later');
  expect(filesOf(pair.remote, REF)).toEqual(
    expect.arrayContaining([recordPath(stray.id).replace('.json', '.e1.json'), odd, 'mlops.json']),
  );
});

test('late events are united and counted like runs, also one without a line', async () => {
  using pair = createPair();
  const { record: trained } = sampleBundle();
  const run = trained.id;
  await openTestHistory(pair.remote, pair.folder).append([{ record: trained, files: {} }]);
  await sync(pair);
  const note = { schema: 1, run, type: 'note', time: '2026-07-09T10:00:00.000Z' } as const;
  const [listed, stray] = [newRunId(), newRunId()].map((id) => ({ ...note, id, text: id })) as [RunEvent, RunEvent];
  await openTestHistory(pair.local, pair.folder).append([], [listed]);
  const path = recordPath(run).replace('.json', `.${stray.id}.json`);
  commitToBare(pair.local, REF, { [path]: canonicalJson(stray) }, 'By hand');
  await record(pair, 'remote');

  expect(await sync(pair)).toMatchObject({ pulled: 1, pushed: 2 });

  const history = openTestHistory(pair.remote, pair.folder);
  const [tracked] = await history.readStates(await history.lines({ matches: ({ id }) => id === run }));
  expect(tracked?.events.map(({ id }) => id)).toEqual([listed.id, stray.id]);
});

test('who may not write to the remote gets what it has all the same, and is told of the refusal', async () => {
  using pair = createPair();
  const there = await record(pair, 'remote', 2);
  const here = await record(pair, 'local');
  installHook(pair.remote, 'update', '#!/bin/sh\necho "read only for you" >&2\nexit 1\n');
  const tip = tipOf(pair.remote, REF);
  await expect(sync(pair)).rejects.toMatchObject({ code: 'tracking-denied' });
  expect(tipOf(pair.remote, REF)).toBe(tip);
  expect(filesOf(pair.local, REF)).toEqual(expect.arrayContaining([...there, ...here]));
  installHook(pair.remote, 'update', '#!/bin/sh\nexit 0\n');
  expect(await sync(pair)).toMatchObject({ pulled: 0, pushed: 1 });
  expect(tipOf(pair.remote, REF)).toBe(tipOf(pair.local, REF));
});

test('the inboxes of both sides are folded before they are united', async () => {
  using pair = createPair();
  await record(pair, 'remote');
  await record(pair, 'local');
  const [here, there] = [sampleBundle(), sampleBundle()];
  leaveInInbox(pair.local, here);
  leaveInInbox(pair.remote, there);
  const { commit, ...counts } = await sync(pair);
  expect(counts).toEqual({ folded: 2, pulled: 2, pushed: 2 });
  expect([tipOf(pair.local, REF), tipOf(pair.remote, REF)]).toEqual([commit, commit]);
  for (const { record } of [here, there]) expect(filesOf(pair.local, REF)).toContain(recordPath(record.id));
});

test('who may only read gets what is there, though writes wait that others have to fold', async () => {
  using pair = createPair();
  const paths = await record(pair, 'remote');
  leaveInInbox(pair.remote, sampleBundle());
  await using server = await startGitHttpServer({
    root: pair.folder,
    fault: ({ service }) => (service === 'git-receive-pack' ? { status: 403 } : undefined),
  });
  const warnings: string[] = [];
  const synced = await sync(pair, {
    remote: { url: `${server.url}/remote.git`, config: {} },
    log: { ...silentLog, warn: (message) => void warnings.push(message) },
  });
  expect(synced).toMatchObject({ folded: 0, pulled: 1, pushed: 0 });
  expect(warnings).toEqual([expect.stringMatching(/^what waits in the inbox .* stays there: .*403/)]);
  await expectUnited(pair, tipOf(pair.remote, REF), paths);
});

test('a file in the folder of its day is the same one in the folder of its hour', async () => {
  using pair = createPair();
  await record(pair, 'remote');
  await record(pair, 'local');
  const { record: run } = sampleBundle();
  const text = canonicalJson(run);
  commitToBare(pair.remote, REF, { [recordPath(run.id)]: text });
  commitToBare(pair.local, REF, { [`${hourFolderOf(run.id)}/${run.id}.json`]: text });
  expect(await sync(pair)).toMatchObject({ pulled: 1, pushed: 1 });
  expect(filesOf(pair.local, REF).filter((path) => path.includes(run.id))).toEqual([recordPath(run.id)]);
});

test('the same path with two contents is an error that names it, and neither side moves', async () => {
  using pair = createPair();
  await record(pair, 'remote');
  await record(pair, 'local');
  const path = recordPath(newRunId());
  commitToBare(pair.local, REF, { [path]: 'here' });
  commitToBare(pair.remote, REF, { [path]: 'there' });
  const tips = [tipOf(pair.local, REF), tipOf(pair.remote, REF)];
  await expect(sync(pair)).rejects.toMatchObject({
    code: 'tracking-conflict',
    message: expect.stringContaining(path),
  });
  expect([tipOf(pair.local, REF), tipOf(pair.remote, REF)]).toEqual(tips);
});

test('a race that is lost at the remote is run again', async () => {
  using pair = createPair();
  await record(pair, 'remote');
  const here = await record(pair, 'local');
  let raced: readonly string[] = [];
  await using server = await startGitHttpServer({
    root: pair.folder,
    async fault({ method, service }) {
      if (method === 'GET' && service === 'git-receive-pack' && raced.length === 0) {
        raced = await record(pair, 'remote');
      }
      return undefined;
    },
  });
  const url = `${server.url}/remote.git`;
  const { commit, ...counts } = await sync(pair, { remote: { url, config: {} } });
  expect(raced).toHaveLength(1);
  expect(counts).toEqual({ folded: 0, pulled: 2, pushed: 1 });
  expect(filesOf(pair.remote, REF)).toEqual(expect.arrayContaining([...here, ...raced]));
  expect(tipOf(pair.local, REF)).toBe(commit);
});

test('runs that are recorded on both sides while they are united are not lost', async () => {
  using pair = createPair();
  const before = [...(await record(pair, 'remote')), ...(await record(pair, 'local'))];
  const recordTwice = async (side: 'local' | 'remote'): Promise<readonly string[]> => [
    ...(await record(pair, side)),
    ...(await record(pair, side)),
  ];
  const [, ...recorded] = await Promise.all([sync(pair), recordTwice('local'), recordTwice('remote')]);
  const { commit } = await sync(pair);
  await expectUnited(pair, commit, [...before, ...recorded.flat()]);
});

test('a shallow clone is united like any other repository', async () => {
  using pair = createPair();
  commitToBare(pair.remote, 'refs/heads/main', { 'more.py': '1' });
  const there = await record(pair, 'remote', 3);
  git(pair.folder, ['clone', '--quiet', '--depth=1', `file://${pair.remote}`, 'shallow']);
  const shallow = { ...pair, local: `${pair.folder}/shallow` };
  git(shallow.local, ['fetch', '--quiet', '--depth=1', 'origin', `${REF}:${REF}`]);
  const here = await record(shallow, 'local');
  const more = await record(pair, 'remote');
  const { commit } = await sync(shallow);
  expect(filesOf(shallow.local, REF)).toEqual(filesOf(pair.remote, REF));
  expect(filesOf(pair.remote, REF)).toEqual(expect.arrayContaining([...there, ...more, ...here]));
  expect(tipOf(shallow.local, REF)).toBe(commit);
});

test('a linked worktree stands for its repository', async () => {
  using pair = createPair();
  const paths = await record(pair, 'remote');
  git(pair.local, ['worktree', 'add', '--quiet', '../linked', '-b', 'other']);
  await sync({ ...pair, local: `${pair.folder}/linked` });
  await expectUnited(pair, tipOf(pair.remote, REF), paths);
});

describe('what cannot be united is left as it is', () => {
  test('an empty remote', async () => {
    using pair = createPair();
    await record(pair, 'local');
    const remote = createEmptyRemote(`${pair.folder}/empty.git`);
    await expect(sync({ ...pair, remote })).rejects.toMatchObject({ code: 'repository-empty' });
    expect(git(remote, ['for-each-ref'])).toBe('');
  });

  test.each(['local', 'remote'] as const)('an unreadable %s branch', async (side) => {
    using pair = createPair();
    await record(pair, 'local');
    await record(pair, 'remote');
    const tip = commitToBare(pair[side], REF, { 'mlops.json': '{"format":2}' });
    await expect(sync(pair)).rejects.toMatchObject({ code: 'tracking-unreadable' });
    expect(tipOf(pair[side], REF)).toBe(tip);
  });

  test('a branch that is checked out', async () => {
    using pair = createPair();
    await record(pair, 'local');
    await sync(pair);
    await record(pair, 'remote');
    git(pair.local, ['switch', '--quiet', 'mlops-tracking']);
    const tip = tipOf(pair.local, REF);
    await expect(sync(pair)).rejects.toMatchObject({
      code: 'tracking-denied',
      hint: expect.stringContaining('git switch main'),
    });
    expect(tipOf(pair.local, REF)).toBe(tip);
    expect(git(pair.local, ['status', '--porcelain'])).toBe('');
  });

  test('a remote that cannot be reached', async () => {
    using pair = createPair();
    await record(pair, 'local');
    const url = 'http://127.0.0.1:1/remote.git';
    await expect(sync(pair, { remote: { url, config: {} } })).rejects.toMatchObject({ code: 'offline' });
  });

  test('a path without a repository', async () => {
    using pair = createPair();
    await expect(sync({ ...pair, local: pair.folder })).rejects.toMatchObject({ code: 'not-a-repository' });
    await expect(sync({ ...pair, local: `${pair.folder}/none` })).rejects.toMatchObject({ code: 'not-a-repository' });
  });

  test('the files of the worktree', async () => {
    using pair = createPair();
    commitFiles(pair.local, { 'a.txt': '1' });
    await record(pair, 'remote');
    await sync(pair);
    expect(git(pair.local, ['status', '--porcelain'])).toBe('');
    expect(git(pair.local, ['branch', '--show-current'])).toBe('main');
  });
});
