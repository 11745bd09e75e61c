import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import {
  commitToBare,
  createRemote,
  filesOf,
  git,
  installHook,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { startGitHttpServer, type Fault } from '../support/git-http-server.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { sampleBundle } from '../tracking/sample-run.ts';

test('a direct append costs at most five requests', async () => {
  using folder = temporaryFolder();
  createRemote(`${folder.path}/remote.git`);
  await using server = await startGitHttpServer({ root: folder.path });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path);
  await history.append([sampleBundle()]);
  server.reset();
  await history.append([sampleBundle()]);
  expect(server.requests.length).toBeGreaterThan(0);
  expect(server.requests.length).toBeLessThanOrEqual(5);
});

test.each(['drop-before', 'drop-after'] as const)(
  'a connection that breaks (%s the server took the push) leaves the run recorded once',
  async (fault) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    let drops = 0;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => (isPush && drops++ === 0 ? fault : undefined),
    });
    const bundle = sampleBundle();

    const appended = await openTestHistory(`${server.url}/remote.git`, folder.path).append([bundle]);

    expect(drops).toBeGreaterThan(0);
    expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
    expect(
      git(remote, ['log', '--format=%s', REF])
        .split('\n')
        .filter((line) => line.endsWith(bundle.record.id)),
    ).toHaveLength(1);
    expect(filesOf(remote, REF)).toContain(recordPath(bundle.record.id));
  },
);

test('a server that keeps dropping what it accepted ends in the record being found', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  await using server = await startGitHttpServer({
    root: folder.path,
    fault: ({ isPush }) => (isPush ? 'drop-after' : undefined),
  });
  const appended = await openTestHistory(`${server.url}/remote.git`, folder.path).append([sampleBundle()]);
  expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
});

test('a passing fault of the server is waited out', async () => {
  using folder = temporaryFolder();
  createRemote(`${folder.path}/remote.git`);
  let faults = 0;
  await using server = await startGitHttpServer({
    root: folder.path,
    fault: () => (faults++ < 2 ? { status: 502, body: 'Bad gateway' } : undefined),
  });
  const appended = await openTestHistory(`${server.url}/remote.git`, folder.path).append([sampleBundle()]);
  expect(appended.written).toBe(true);
  expect(faults).toBeGreaterThan(2);
});

test('a server that stays broken is given up on', async () => {
  using folder = temporaryFolder();
  createRemote(`${folder.path}/remote.git`);
  await using server = await startGitHttpServer({ root: folder.path, fault: () => ({ status: 500 }) });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, { random: () => 0 });
  await expect(history.append([sampleBundle()])).rejects.toMatchObject({
    code: 'git-failed',
    message: expect.stringContaining('500'),
  });
});

describe('a branch that changes between the fetch and the push', () => {
  const disturbances: readonly (readonly [string, (remote: string) => void])[] = [
    ['is written by another job', (remote) => void commitToBare(remote, REF, { 'note.txt': 'other' })],
    [
      'is force-pushed',
      (remote) =>
        void commitToBare(remote, REF, { 'mlops.json': '{"format":1}', 'note.txt': 'new' }, 'New', { orphan: true }),
    ],
    ['is rewound', (remote) => void git(remote, ['update-ref', REF, `${REF}^`])],
    ['is deleted', (remote) => void git(remote, ['update-ref', '-d', REF])],
  ];
  test.each(disturbances)('and %s is written on as it is then', async (_case, disturb) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    let pushes = 0;
    let expected: readonly string[] = [];
    await using server = await startGitHttpServer({
      root: folder.path,
      fault({ method, service }) {
        if (method === 'GET' && service === 'git-receive-pack' && pushes++ === 0) {
          disturb(remote);
          expected = tipOf(remote, REF) === '' ? ['README.md', 'mlops.json'] : filesOf(remote, REF);
        }
        return undefined;
      },
    });
    const bundle = sampleBundle();

    const appended = await openTestHistory(`${server.url}/remote.git`, folder.path).append([bundle]);

    // The one that lost, the one to the inbox, the fold.
    expect(pushes).toBe(3);
    expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
    expect(git(remote, ['for-each-ref', 'refs/mlops'])).toBe('');
    expect(filesOf(remote, REF)).toEqual([...expected, recordPath(bundle.record.id)].toSorted());
  });
});

test('a race that is lost every time leaves the run in the inbox, and whoever comes next folds it in', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  const moves = ['a', 'b'].map((text) => commitToBare(remote, REF, { 'note.txt': text }));
  let count = 0;
  await using server = await startGitHttpServer({
    root: folder.path,
    fault({ method, service }) {
      if (method === 'GET' && service === 'git-receive-pack') {
        git(remote, ['update-ref', REF, moves[count % 2] ?? '']);
        count += 1;
      }
      return undefined;
    },
  });
  const warnings: string[] = [];
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, {
    random: () => 0,
    log: { ...silentLog, warn: (message) => warnings.push(message) },
  });
  const bundle = sampleBundle();
  expect(await history.append([bundle])).toEqual({ commit: undefined, written: true });
  expect(count).toBeGreaterThan(8);
  expect(warnings).toEqual([expect.stringMatching(/recorded in refs\/mlops\/inbox\/.*others wrote/)]);
  expect(filesOf(remote, REF)).not.toContain(recordPath(bundle.record.id));

  const next = sampleBundle();
  expect(await openTestHistory(remote, folder.path).append([next])).toMatchObject({ commit: expect.any(String) });
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 1 });
  expect(filesOf(remote, REF)).toEqual(
    expect.arrayContaining([bundle, next].map(({ record }) => recordPath(record.id))),
  );
});

describe('a push that a rule refuses', () => {
  const hooks = [
    ['update', '#!/bin/sh\necho "GH006: Protected branch update failed for $1." >&2\nexit 1\n'],
    ['pre-receive', '#!/bin/sh\necho "GH013: Repository rule violations found" >&2\nexit 1\n'],
  ] as const;
  test.each(hooks)('(%s hook) is an error with both ways out, tried once on the branch', async (name, script) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    const tip = tipOf(remote, REF);
    installHook(remote, name, script);
    await using server = await startGitHttpServer({ root: folder.path });

    await expect(
      openTestHistory(`${server.url}/remote.git`, folder.path).append([sampleBundle()]),
    ).rejects.toMatchObject({
      code: 'tracking-denied',
      message: expect.stringMatching(/GH0(06|13)/),
      hint: expect.stringMatching(/ruleset.*refs\/mlops\/tracking/s),
    });
    // The second is the inbox, which this hook refuses as well.
    expect(server.requests.filter(({ isPush }) => isPush)).toHaveLength(2);
    expect(tipOf(remote, REF)).toBe(tip);
  });
});

describe('credentials', () => {
  test('come from the configuration and stand in no argument, file or message', async () => {
    using folder = temporaryFolder();
    createRemote(`${folder.path}/remote.git`);
    const authorization = `Basic ${Buffer.from('x-access-token:s3cr3t').toString('base64')}`;
    await using server = await startGitHttpServer({ root: folder.path, authorization });
    const url = `${server.url}/remote.git`;
    const config = { [`http.${server.url}/.extraheader`]: `Authorization: ${authorization}` };

    expect(await openTestHistory(url, folder.path, { remote: { url, config } }).append([sampleBundle()])).toMatchObject(
      {
        written: true,
      },
    );
    expect(server.requests.every((request) => request.authorization === authorization)).toBe(true);
    await expect(openTestHistory(url, folder.path).append([sampleBundle()])).rejects.toMatchObject({
      code: 'tracking-forbidden',
      hint: expect.stringContaining('contents: write'),
    });
  });

  const refusals: readonly (readonly [string, Fault])[] = [
    ['401', { status: 401 }],
    ['403', { status: 403, body: 'Permission to acme/demo.git denied to github-actions[bot].' }],
  ];
  test.each(refusals)(
    'that do not suffice to push (%s) are an error that names the permission',
    async (_status, fault) => {
      using folder = temporaryFolder();
      const remote = createRemote(`${folder.path}/remote.git`);
      await openTestHistory(remote, folder.path).append([sampleBundle()]);
      await using server = await startGitHttpServer({
        root: folder.path,
        fault: ({ service }) => (service === 'git-receive-pack' ? fault : undefined),
      });
      await expect(
        openTestHistory(`${server.url}/remote.git`, folder.path).append([sampleBundle()]),
      ).rejects.toMatchObject({ code: 'tracking-forbidden', hint: expect.stringContaining('contents: write') });
    },
  );

  test('in an address are not repeated in the error', async () => {
    using folder = temporaryFolder();
    const history = openTestHistory('http://user:s3cr3t@127.0.0.1:1/remote.git', folder.path);
    const error = await history.append([sampleBundle()]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'offline' });
    expect(String(error)).not.toContain('s3cr3t');
  });
});

test.each(['http://127.0.0.1:1/remote.git', 'http://no-such-host.invalid/remote.git'])(
  'a remote that cannot be reached (%s) is said to be offline',
  async (url) => {
    using folder = temporaryFolder();
    const history = openTestHistory(url, folder.path);
    await expect(history.append([sampleBundle()])).rejects.toMatchObject({ code: 'offline' });
    await expect(history.lines()).rejects.toMatchObject({ code: 'offline' });
  },
);

test('a remote that takes the connection and never says anything is given up', async () => {
  using folder = temporaryFolder();
  createRemote(`${folder.path}/remote.git`);
  const silence = Promise.withResolvers<undefined>();
  await using server = await startGitHttpServer({ root: folder.path, fault: () => silence.promise });
  const url = `${server.url}/remote.git`;
  const remote = { url, config: { 'http.lowSpeedTime': '1' } };
  await expect(openTestHistory(url, folder.path, { remote }).lines()).rejects.toMatchObject({
    code: 'git-failed',
    message: expect.stringContaining('Operation too slow'),
  });
  silence.resolve(undefined);
});

test('a remote that disappears after the push was sent is an error, not an empty history', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  await using server = await startGitHttpServer({
    root: folder.path,
    fault({ isPush }) {
      if (isPush) rmSync(remote, { recursive: true });
      return isPush ? 'drop-before' : undefined;
    },
  });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, { random: () => 0 });
  await expect(history.append([sampleBundle()])).rejects.toMatchObject({ code: 'not-a-repository' });
});

test('nothing is left in the scratch folder, neither after success nor after failure', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  await history.append([sampleBundle()]);
  await history.lines();
  commitToBare(remote, REF, { 'mlops.json': '{"format":9}' });
  await expect(history.append([sampleBundle()])).rejects.toMatchObject({ code: 'tracking-unreadable' });
  expect(readdirSync(`${folder.path}/scratch`)).toEqual([]);
});
