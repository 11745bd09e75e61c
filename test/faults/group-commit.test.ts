import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { inboxFolder, inboxRef, refusedRef } from '../../src/tracking/inbox/waiting.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { parseMessages } from '../../src/tracking/line.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import {
  commitToBare,
  createRemote,
  filesOf,
  git,
  installHook,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { leaveInInbox } from '../tracking/inbox-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

const MINUTE = 60_000;

/** Ids of all records in the index of the remote, and the refs that are left of the protocol. */
function stateOf(remote: string): { readonly ids: readonly string[]; readonly refs: string } {
  const { runs } = parseMessages(git(remote, ['log', '--format=%B', REF]));
  const records = filesOf(remote, REF).filter((path) => path.endsWith('.json') && path !== 'mlops.json');
  expect(records.toSorted()).toEqual(runs.map(({ id }) => recordPath(id)).toSorted());
  return { ids: runs.map(({ id }) => id).toSorted(), refs: git(remote, ['for-each-ref', 'refs/mlops']) };
}

const idsOf = (bundles: readonly ReturnType<typeof sampleBundle>[]): readonly string[] =>
  bundles.map(({ record }) => record.id).toSorted();

test('many writers at once leave every run on the branch exactly once, in a few commits', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await using server = await startGitHttpServer({ root: folder.path });
  const url = `${server.url}/remote.git`;
  const bundles = Array.from({ length: 12 }, () => sampleBundle({}, { 'changes.patch': Buffer.from('diff') }));

  const appended = await Promise.all(
    bundles.map((bundle) => openTestHistory(url, folder.path, { contended: true }).append([bundle])),
  );

  expect(appended.every(({ written }) => written)).toBe(true);
  expect(stateOf(remote)).toEqual({ ids: idsOf(bundles), refs: '' });
  expect(Number(git(remote, ['rev-list', '--count', REF]))).toBeLessThan(8);
  expect(git(remote, ['log', '-1', '--format=%B', REF])).toContain('Mlops-Total: 12');
});

test('a writer whose turn it is not leaves after four requests', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const first = sampleBundle();
  leaveInInbox(remote, first, new Date(Date.now() - MINUTE));
  await using server = await startGitHttpServer({ root: folder.path });
  const bundle = sampleBundle();

  const appended = await openTestHistory(`${server.url}/remote.git`, folder.path, { contended: true }).append([bundle]);

  expect(appended).toEqual({ commit: undefined, written: true });
  expect(server.requests).toHaveLength(4);
  expect(tipOf(remote, REF)).toBe('');
  expect(await openTestHistory(remote, folder.path).fold()).toEqual({
    folded: 2,
    refused: [],
    commit: tipOf(remote, REF),
  });
  expect(stateOf(remote)).toEqual({ ids: idsOf([first, bundle]), refs: '' });
});

test('an entry that has lost its writer is folded in by the next one', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const orphan = sampleBundle();
  leaveInInbox(remote, orphan, new Date(Date.now() - 3 * MINUTE));
  const bundle = sampleBundle();
  const history = openTestHistory(remote, folder.path, { contended: true, random: () => 0 });
  expect(await history.append([bundle])).toEqual({ commit: tipOf(remote, REF), written: true });
  expect(stateOf(remote)).toEqual({ ids: idsOf([orphan, bundle]), refs: '' });
});

test.each([-1440, 1440])('a writer whose clock is %d minutes off loses nothing and blocks nobody', async (minutes) => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const skewed = sampleBundle();
  leaveInInbox(remote, skewed, new Date(Date.now() + minutes * MINUTE));
  const bundle = sampleBundle();
  const history = openTestHistory(remote, folder.path, { contended: true, random: () => 0 });
  expect(await history.append([bundle])).toMatchObject({ commit: tipOf(remote, REF) });
  expect(stateOf(remote)).toEqual({ ids: idsOf([skewed, bundle]), refs: '' });
});

test('more than a hundred entries are folded in parts, and two who fold at once do not disturb each other', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const bundles = Array.from({ length: 105 }, () => sampleBundle());
  for (const bundle of bundles) leaveInInbox(remote, bundle);
  const folds = await Promise.all([1, 2].map(() => openTestHistory(remote, folder.path).fold()));
  expect(folds.reduce((sum, { folded }) => sum + folded, 0)).toBe(105);
  expect(stateOf(remote)).toEqual({ ids: idsOf(bundles), refs: '' });
  expect(git(remote, ['rev-list', '--count', REF])).toBe('3');
});

test('what is too much for the remote at once is folded in smaller parts', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const bundles = Array.from({ length: 24 }, () => sampleBundle());
  for (const bundle of bundles) leaveInInbox(remote, bundle);
  installHook(remote, 'pre-receive', '#!/bin/sh\n[ "$(wc -l)" -lt 23 ] || kill -9 $PPID\n');
  expect(await openTestHistory(remote, folder.path, { random: () => 0 }).fold()).toMatchObject({ folded: 24 });
  expect(stateOf(remote)).toEqual({ ids: idsOf(bundles), refs: '' });
});

test('what waits at a SHA-256 remote is folded by whoever comes first', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`, { objectFormat: 'sha256' });
  installHook(remote, 'update', `#!/bin/sh\n[ "$1" != "${REF}" ]\n`);
  const bundle = sampleBundle();
  await expect(openTestHistory(remote, folder.path).append([bundle])).rejects.toMatchObject({
    message: expect.stringMatching(/: hook declined$/) as string,
    hint: expect.stringContaining('safe in') as string,
  });
  installHook(remote, 'update', '#!/bin/sh\nexit 0\n');
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 1, refused: [] });
  expect(stateOf(remote)).toEqual({ ids: idsOf([bundle]), refs: '' });
});

test('a run that is on the branch already is taken out of the inbox without a commit', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const bundle = sampleBundle();
  const { commit } = await openTestHistory(remote, folder.path).append([bundle]);
  leaveInInbox(remote, bundle);
  expect(await openTestHistory(remote, folder.path).fold()).toEqual({ folded: 1, refused: [], commit: undefined });
  expect(tipOf(remote, REF)).toBe(commit);
  expect(git(remote, ['for-each-ref', 'refs/mlops'])).toBe('');
});

test('what is no run is kept aside with a warning, and the others are folded', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const there = sampleBundle();
  await openTestHistory(remote, folder.path).append([there]);
  const good = sampleBundle();
  const refs = {
    taken: leaveInInbox(remote, { record: { ...there.record, command: 'other' }, files: {} }),
    foreign: inboxRef(REF, 1, newRunId()),
    notACommit: inboxRef(REF, 2, newRunId()),
    grown: inboxRef(REF, 3, newRunId()),
  };
  commitToBare(remote, refs.foreign, { '.github/workflows/evil.yml': 'on: push' });
  git(remote, ['update-ref', refs.notACommit, git(remote, ['rev-parse', `${REF}^{tree}`])]);
  git(remote, ['update-ref', refs.grown, REF]);
  leaveInInbox(remote, good);
  const warnings: string[] = [];
  const history = openTestHistory(remote, folder.path, {
    log: { ...silentLog, warn: (message) => warnings.push(message) },
  });

  const refused = Object.values(refs)
    .map((ref) => refusedRef({ ref, commit: git(remote, ['rev-parse', ref]) }))
    .toSorted();

  const folded = await history.fold();

  expect(folded).toMatchObject({ folded: 1 });
  expect(folded.refused.toSorted()).toEqual(refused);
  expect(warnings).toHaveLength(4);
  expect(git(remote, ['for-each-ref', '--format=%(refname)', 'refs/mlops']).split('\n')).toEqual(refused);
  expect(filesOf(remote, REF)).toContain(recordPath(good.record.id));
  expect(filesOf(remote, REF)).not.toContain('.github/workflows/evil.yml');
});

describe('a branch that a rule protects', () => {
  const hook = `#!/bin/sh\ncase "$1" in ${REF}) echo "GH006: Protected branch update failed for $1." >&2; exit 1;; esac\n`;

  test.each([false, true])('keeps the run in the inbox and says where (contended: %s)', async (contended) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    installHook(remote, 'update', hook);
    const bundle = sampleBundle();
    await expect(openTestHistory(remote, folder.path, { contended }).append([bundle])).rejects.toMatchObject({
      code: 'tracking-denied',
      message: expect.stringContaining('GH006'),
      hint: expect.stringContaining(`The run is safe in ${inboxFolder(REF)}`),
    });
    await expect(openTestHistory(remote, folder.path).fold()).rejects.toMatchObject({ code: 'tracking-denied' });
    expect(git(remote, ['for-each-ref', '--format=%(refname)', 'refs/mlops'])).toContain(bundle.record.id);

    installHook(remote, 'update', '#!/bin/sh\nexit 0\n');
    expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 1 });
    expect(stateOf(remote)).toEqual({ ids: idsOf([bundle]), refs: '' });
  });
});

test.each([
  ['on the way to the inbox', 0],
  ['of the fold', 1],
])('an answer that is lost %s makes no second entry', async (_way, lost) => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  let pushes = 0;
  await using server = await startGitHttpServer({
    root: folder.path,
    fault: ({ isPush }) => (isPush && pushes++ === lost ? 'drop-after' : undefined),
  });
  const bundle = sampleBundle();
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, { contended: true, random: () => 0 });
  expect(await history.append([bundle])).toMatchObject({ written: true });
  expect(pushes).toBeGreaterThan(lost + 1);
  expect(stateOf(remote)).toEqual({ ids: idsOf([bundle]), refs: '' });
  // The root commit and one more.
  expect(git(remote, ['rev-list', '--count', REF])).toBe('2');
});
