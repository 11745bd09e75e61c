import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import {
  commitToBare,
  contentOf,
  createEmptyRemote,
  createEmptyRepository,
  createRemote,
  createRepository,
  filesOf,
  git,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { openTestHistory, REF } from './open-test-history.ts';
import { newRunId, sampleBundle, sampleRun } from './sample-run.ts';

test('the first run starts the branch with a commit that says what it is', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const bundle = sampleBundle({}, { 'series.jsonl': Buffer.from('{"step":1}\n') });
  const { record } = bundle;

  const appended = await openTestHistory(remote, folder.path).append([bundle]);

  expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
  const path = recordPath(record.id);
  expect(filesOf(remote, REF)).toEqual(['README.md', 'mlops.json', path, path.replace(/json$/, 'series.jsonl')]);
  expect(contentOf(remote, REF, 'mlops.json')).toBe('{\n  "format": 1\n}\n');
  expect(contentOf(remote, REF, path)).toBe(canonicalJson(record));
  expect(
    git(remote, ['rev-list', '--parents', REF])
      .split('\n')
      .map((line) => line.split(' ').length),
  ).toEqual([2, 1]);
});

test('a later run is one commit on top, by the action itself, with one index line per file', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const first = await history.append([sampleBundle()]);
  const bundles = [sampleBundle(), sampleBundle({}, { 'changes.patch': Buffer.from('diff') })];

  const { commit = '' } = await history.append(bundles);

  expect(git(remote, ['rev-parse', `${commit}^`])).toBe(first.commit);
  expect(git(remote, ['log', '-1', '--format=%cn <%ce> %an', commit])).toBe(
    'mlops-action <mlops-action@noreply.invalid> mlops-action',
  );
  const message = git(remote, ['log', '-1', '--format=%B', commit]);
  expect(message).toMatch(/^runs: 2\n\n(Mlops-(Run|File): .*\n){3}Mlops-Total: 3\n\n\[skip ci\]/);
});

test('a lock that nobody holds costs little time, is named, and the run waits beside it', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  const lock = join(remote, `${REF}.lock`);
  writeFileSync(lock, '');
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };

  expect(await openTestHistory(remote, folder.path, { log }).append([sampleBundle()])).toEqual({
    commit: undefined,
    written: true,
  });
  expect(warnings).toEqual([expect.stringContaining(`if no git runs there, remove ${lock}.`)]);

  rmSync(lock);
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 1 });
});

test('recording the same run again writes nothing and names the commit', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const bundle = sampleBundle();
  const { commit } = await history.append([bundle]);

  expect(await history.append([bundle])).toEqual({ commit, written: false });
  expect(tipOf(remote, REF)).toBe(commit);
});

test('of several runs only those that are not there yet are written', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const [known, fresh] = [sampleBundle(), sampleBundle()];
  await history.append([known]);

  expect(await history.append([known, fresh])).toMatchObject({ written: true });

  const message = git(remote, ['log', '-1', '--format=%B', REF]);
  expect(message).toContain(fresh.record.id);
  expect(message).not.toContain(known.record.id);
});

test('a run id that is taken by another record is an error that names the file', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const history = openTestHistory(remote, folder.path);
  const { record } = sampleBundle();
  const { commit } = await history.append([{ record, files: {} }]);

  const again = history.append([{ record: { ...record, status: 'failed' }, files: {} }]);
  await expect(again).rejects.toMatchObject({
    code: 'tracking-conflict',
    message: expect.stringContaining(recordPath(record.id)),
  });
  expect(tipOf(remote, REF)).toBe(commit);
});

test('a record that could not be read back is refused before anything is asked of the remote', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(`${folder.path}/nowhere.git`, folder.path);
  await expect(history.append([sampleBundle({ id: '../../x' })])).rejects.toMatchObject({ code: 'record-invalid' });
  await expect(history.append([{ record: sampleRun(), files: { '../x': Buffer.alloc(0) } }])).rejects.toMatchObject({
    code: 'usage',
  });
  await expect(history.append([])).rejects.toMatchObject({ code: 'usage' });
});

describe('an empty repository', () => {
  test('is refused, because the tracking branch would become its default branch', async () => {
    using folder = temporaryFolder();
    const remote = createEmptyRemote(`${folder.path}/remote.git`);
    const local = createEmptyRepository(`${folder.path}/local`);
    for (const url of [remote, local]) {
      await expect(openTestHistory(url, folder.path).append([sampleBundle()])).rejects.toMatchObject({
        code: 'repository-empty',
        hint: expect.stringContaining('push the code first'),
      });
      expect(git(url, ['for-each-ref'])).toBe('');
    }
  });

  test('takes a history outside of the branches', async () => {
    using folder = temporaryFolder();
    const remote = createEmptyRemote(`${folder.path}/remote.git`);
    const history = openTestHistory(remote, folder.path, { ref: 'refs/mlops/tracking' });
    const bundle = sampleBundle();
    await history.append([bundle]);
    expect(git(remote, ['for-each-ref', '--format=%(refname)'])).toBe('refs/mlops/tracking');
    expect((await history.lines()).map(({ id }) => id)).toEqual([bundle.record.id]);
  });
});

describe('a branch that is not what it should be is never written to', () => {
  const cases: readonly (readonly [string, Record<string, string>, RegExp, RegExp])[] = [
    ['another branch', { 'train.py': 'x' }, /holds no mlops\.json/, /another name/],
    ['a newer format', { 'mlops.json': '{"format": 2}\n' }, /format 2.*reads format 1/, /Update mlops-action/],
    ['an unreadable format', { 'mlops.json': '{"format": ' }, /not JSON/, /restore it/],
    ['no format', { 'mlops.json': '{"format": "1"}' }, /names no format/, /restore it/],
    ['a file in the place of the runs', { 'mlops.json': '{"format":1}', runs: 'x' }, /runs is no folder/, /restore it/],
    [
      'a file in the place of a month',
      { 'mlops.json': '{"format":1}', 'runs/2026-07': 'x' },
      /runs\/2026-07 is no/,
      /./,
    ],
    ['a file in the place of a day', { 'mlops.json': '{"format":1}', 'runs/2026-07/09': 'x' }, /07\/09 is no/, /./],
  ];
  test.each(cases)('%s', async (_case, files, message, hint) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    const tip = commitToBare(remote, REF, files, 'By hand', { orphan: true });
    const history = openTestHistory(remote, folder.path);
    const id = newRunId(new Date('2026-07-09T10:00:00Z'));

    await expect(history.append([sampleBundle({ id })])).rejects.toMatchObject({
      code: 'tracking-unreadable',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(tipOf(remote, REF)).toBe(tip);
  });
});

test('a format file that was only laid out differently is accepted', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  commitToBare(remote, REF, { 'mlops.json': '{"format":1,"note":"by hand"}' }, 'By hand', { orphan: true });
  expect(await openTestHistory(remote, folder.path).append([sampleBundle()])).toMatchObject({ written: true });
});

test.each([
  ['a clock behind its parent', '2026-07-09T10:00:00Z', '2026-07-10T10:00:00Z', '2026-07-10T10:00:00Z'],
  ['a back-dated parent', '2026-07-09T10:00:00Z', '2001-01-01T00:00:00Z', '2026-07-09T10:00:00Z'],
])('with %s a commit is never dated before its parent', async (_case, now, parent, expected) => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  commitToBare(remote, REF, { 'mlops.json': '{"format":1}' }, 'Old', { orphan: true, at: new Date(parent) });
  await openTestHistory(remote, folder.path, { clock: () => new Date(now) }).append([sampleBundle()]);
  const dated = git(remote, ['log', '-1', '--format=%ct', REF]);
  expect(new Date(Number(dated) * 1000)).toEqual(new Date(expected));
});

test.each(['bare', 'worktree'] as const)(
  'a SHA-256 repository (%s) is written and read like any other',
  async (kind) => {
    using folder = temporaryFolder();
    const create = kind === 'bare' ? createRemote : createRepository;
    const repository = create(`${folder.path}/repository`, { objectFormat: 'sha256' });
    const history = openTestHistory(repository, folder.path);
    const bundles = [sampleBundle({}, { 'series.jsonl': Buffer.from('1') }), sampleBundle()];
    for (const bundle of bundles) await history.append([bundle]);
    const lines = await history.lines();
    expect(lines.map(({ blob }) => blob.length)).toEqual([64, 64]);
    expect(await history.read(lines)).toEqual(bundles.map(({ record }) => record).toReversed());
    expect(await history.readFile(bundles[0]?.record.id ?? '', 'series.jsonl')).toEqual(Buffer.from('1'));
  },
);

test('a SHA-256 repository is written through the inbox and by the folders on the path', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`, { objectFormat: 'sha256' });
  const bundles = [sampleBundle(), sampleBundle(), sampleBundle()] as const;
  const options = [{}, { contended: true }, { treelessFrom: 0, contended: true }] as const;
  for (const [index, bundle] of bundles.entries()) {
    const appended = await openTestHistory(remote, folder.path, options[index]).append([bundle]);
    expect(appended).toEqual({ commit: tipOf(remote, REF), written: true });
  }
  expect(filesOf(remote, REF)).toEqual(expect.arrayContaining(bundles.map(({ record }) => recordPath(record.id))));
});

test.each([2, 8])('%i writers that start the branch at once are all recorded', async (count) => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const bundles = Array.from({ length: count }, () => sampleBundle());

  await Promise.all(
    bundles.map((bundle) => openTestHistory(remote, folder.path, { random: Math.random }).append([bundle])),
  );

  const expected = bundles.map(({ record }) => recordPath(record.id)).toSorted();
  expect(
    filesOf(remote, REF)
      .filter((path) => path.startsWith('runs/'))
      .toSorted(),
  ).toEqual(expected);
  const lines = await openTestHistory(remote, folder.path).lines();
  expect(lines.map(({ id }) => id).toSorted()).toEqual(bundles.map(({ record }) => record.id).toSorted());
  expect(git(remote, ['rev-list', '--min-parents=2', '--count', REF])).toBe('0');
});

test('a path that is no repository is an error', async () => {
  using folder = temporaryFolder();
  await expect(openTestHistory(folder.path, folder.path).append([sampleBundle()])).rejects.toMatchObject({
    code: 'not-a-repository',
  });
  await expect(openTestHistory(`${folder.path}/none`, folder.path).lines()).rejects.toMatchObject({
    code: 'not-a-repository',
  });
});
