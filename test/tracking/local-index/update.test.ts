import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/run/canonical.ts';
import type { RunRecord } from '../../../src/run/record.ts';
import { fileName, FORMAT_PATH, foldersOf, hourFolderOf, recordPath } from '../../../src/tracking/layout.ts';
import { openTestHistory, REF } from '../open-test-history.ts';
import { newRunId, sampleBundle, sampleRun } from '../sample-run.ts';
import {
  contentOf,
  createRemote,
  createRepository,
  fingerprintOf,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../../support/git-fixtures.ts';
import { startGitHttpServer, type GitHttpServer } from '../../support/git-http-server.ts';
import { anEvent, askIndex, commitRuns, eventPath, idsIn, indexOptions } from './open-test-index.ts';

let folder: TemporaryFolder;
let server: GitHttpServer;
let made = 0;

type SixRuns = readonly [RunRecord, RunRecord, RunRecord, RunRecord, RunRecord, RunRecord];

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startGitHttpServer({ root: folder.path });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** A remote with a tracking branch, as path and as URL. */
function aRemote(objectFormat: 'sha1' | 'sha256' = 'sha1'): { readonly path: string; readonly url: string } {
  made += 1;
  const name = `remote-${made}.git`;
  return { path: createRemote(join(folder.path, name), { objectFormat }), url: `${server.url}/${name}` };
}

function newestFirst(...ids: readonly string[]): readonly string[] {
  return ids.toReversed();
}

test.each(['a repository of this machine', 'a remote'])('the index of %s grows with its branch', async (place) => {
  const { path, url } = aRemote();
  const options = indexOptions(place === 'a remote' ? url : path, folder.path);
  expect(await idsIn(options)).toEqual([]);
  const runs = Array.from({ length: 4 }, (_, n) => sampleRun({ started: `2026-07-0${n + 1}T10:00:00.000Z` }));
  const [a, b, c, d] = runs.map(({ id }) => id) as [string, string, string, string];
  commitRuns(path, runs.slice(0, 2));
  expect(await idsIn(options)).toEqual(newestFirst(a, b));
  commitRuns(path, runs.slice(2, 3));
  expect(await idsIn(options)).toEqual(newestFirst(a, b, c));
  await openTestHistory(url, folder.path).append([{ record: runs[3] ?? sampleRun(), files: {} }]);
  expect(await idsIn(options)).toEqual(newestFirst(a, b, c, d));
  expect(await idsIn(options)).toEqual(newestFirst(a, b, c, d));
});

test.each(['a repository of this machine', 'a remote'])(
  'the index of %s follows a branch that is rewritten, rewound, deleted and begun again',
  async (place) => {
    const { path, url } = aRemote();
    const options = indexOptions(place === 'a remote' ? url : path, folder.path);
    const [a, b, c] = [sampleRun(), sampleRun(), sampleRun()];
    const first = commitRuns(path, [a]);
    const second = commitRuns(path, [b], { events: [anEvent(a.id, 'tag', { name: 'best', value: 'yes' })] });
    const ask = (): Promise<readonly unknown[]> =>
      askIndex(options, async (index) =>
        (
          await index.page({ limit: 9, order: [{ field: { entity: 'attribute', key: 'id' }, direction: 'asc' }] })
        ).runs.map(({ record, state }) => [record.id, record.params['alpha'], state.tags]),
      );
    expect(await ask()).toEqual([
      [a.id, 0.5, { best: 'yes' }],
      [b.id, 0.5, {}],
    ]);
    git(path, ['update-ref', REF, first]);
    expect(await ask()).toEqual([[a.id, 0.5, {}]]);
    // One record has other content, one is gone, one is new; the commits before are gone from the repository.
    git(path, ['update-ref', '-d', REF]);
    commitRuns(path, [{ ...a, params: { alpha: 0.7 } }, c]);
    git(path, ['reflog', 'expire', '--expire=now', '--all']);
    git(path, ['gc', '--quiet', '--prune=now']);
    expect(await ask()).toEqual([
      [a.id, 0.7, {}],
      [c.id, 0.5, {}],
    ]);
    git(path, ['update-ref', '-d', REF]);
    expect(await ask()).toEqual([]);
    commitRuns(path, [b]);
    expect(await ask()).toEqual([[b.id, 0.5, {}]]);
    expect(second).not.toBe(first);
  },
);

test('one new run costs three requests, and so does none', async () => {
  const { path, url } = aRemote();
  const options = indexOptions(url, folder.path);
  commitRuns(
    path,
    Array.from({ length: 30 }, () => sampleRun()),
  );
  await idsIn(options);
  for (const runs of [[sampleRun()], []]) {
    if (runs.length > 0) commitRuns(path, runs);
    server.reset();
    expect(await askIndex(options, async (index) => (await index.page({ limit: 40 })).runs.length)).toBe(31);
    expect(server.requests.length).toBeLessThanOrEqual(3);
  }
});

test('a remote that was made anew with the other object format is mirrored anew', async () => {
  const { path, url } = aRemote();
  const options = indexOptions(url, folder.path);
  for (const objectFormat of ['sha1', 'sha256', 'sha1'] as const) {
    rmSync(path, { recursive: true });
    createRemote(path, { objectFormat });
    const run = sampleRun();
    commitRuns(path, [run]);
    expect(await idsIn(options)).toEqual([run.id]);
  }
});

test('events hold in the order of their commits, within one commit by their ids, and later batches after earlier ones', async () => {
  for (const place of ['path', 'url'] as const) {
    const remote = aRemote();
    const options = indexOptions(remote[place], folder.path);
    const run = sampleRun();
    const ids = Array.from({ length: 6 }, () => newRunId());
    const tag = (id: string | undefined, value: string): ReturnType<typeof anEvent> =>
      anEvent(run.id, 'tag', { name: 'stage', value }, id);
    const stage = (): Promise<string | undefined> =>
      askIndex(options, async (index) => (await index.page({ limit: 1 })).runs[0]?.state.tags['stage']);
    commitRuns(remote.path, [run]);
    // Ids go the other way than commits, as with writers whose clocks differ.
    commitRuns(remote.path, [], { events: [tag(ids[5], 'first')] });
    commitRuns(remote.path, [], { events: [tag(ids[3], 'second'), tag(ids[4], 'third')] });
    expect(await stage()).toBe('third');
    commitRuns(remote.path, [], { events: [tag(ids[2], 'fourth')] });
    expect(await stage()).toBe('fourth');
    commitRuns(remote.path, [], { events: [tag(ids[1], 'fifth')] });
    commitRuns(remote.path, [], { events: [tag(ids[0], 'sixth')] });
    expect(await stage()).toBe('sixth');
    // Read at once, they come to the same.
    const anew = { ...options, cache: join(folder.path, `anew-${place}`) };
    expect(await askIndex(anew, async (index) => (await index.page({ limit: 1 })).runs[0]?.state.tags['stage'])).toBe(
      'sixth',
    );
  }
});

test('events of two histories that were united hold in the order of the united branch, not in that of their arrival', async () => {
  for (const place of ['path', 'url'] as const) {
    const remote = aRemote();
    const options = indexOptions(remote[place], folder.path);
    const run = sampleRun();
    const first = commitRuns(remote.path, [run]);
    const theirs = anEvent(run.id, 'tag', { name: 'stage', value: 'theirs' });
    const ours = anEvent(run.id, 'tag', { name: 'stage', value: 'ours' });
    const stage = (): Promise<string | undefined> =>
      askIndex(options, async (index) => (await index.page({ limit: 1 })).runs[0]?.state.tags['stage']);
    commitRuns(remote.path, [], { events: [ours] });
    expect(await stage()).toBe('ours');
    // As `mlops sync` unites: on top of the other history a commit that carries ours over.
    git(remote.path, ['update-ref', REF, first]);
    commitRuns(remote.path, [], { events: [theirs] });
    commitRuns(remote.path, [], { events: [ours] });
    expect(await stage()).toBe('ours');
  }
});

test('late events change what a run is found by, and a deleted run is found only by a filter that speaks of it', async () => {
  const { path } = aRemote();
  const options = indexOptions(path, folder.path);
  const [a, b] = [sampleRun({ tags: { team: 'red' } }), sampleRun()];
  commitRuns(path, [a, b], {
    events: [
      anEvent(a.id, 'status', { status: 'failed' }),
      anEvent(a.id, 'tag', { name: 'team', value: 'blue' }),
      anEvent(a.id, 'registration', { model: 'm', version: 'v1.0.0', tag: 'm@v1.0.0' }),
      anEvent(b.id, 'deletion', {}),
    ],
  });
  const find = (entity: 'attribute' | 'tag', key: string, value: string | number): Promise<readonly string[]> =>
    askIndex(options, (index) => {
      const comparison = { kind: 'comparison', field: { entity, key }, comparator: '=', value } as const;
      return index.find({ limit: 9, filter: comparison as never }).ids;
    });
  expect(await idsIn(options)).toEqual([a.id]);
  expect(await find('attribute', 'status', 'FAILED')).toEqual([a.id]);
  expect(await find('attribute', 'version', 'v1.0.0')).toEqual([a.id]);
  expect(await find('tag', 'team', 'blue')).toEqual([a.id]);
  expect(await find('tag', 'team', 'red')).toEqual([]);
  expect(await find('attribute', 'deleted', 1)).toEqual([b.id]);
  commitRuns(path, [], { events: [anEvent(b.id, 'restoration', {})] });
  expect([...(await idsIn(options))].toSorted()).toEqual([a.id, b.id]);
});

test('of a job that was run again the newest attempt is found, as runs come and go', async () => {
  const { path } = aRemote();
  const options = indexOptions(path, folder.path);
  const attempt = (number: number, hour: number) =>
    sampleRun({
      started: `2026-07-0${hour}T10:00:00.000Z`,
      trigger: { event: 'push', run: '77', job: 'fit', attempt: number },
    });
  const [first, second, third] = [attempt(1, 1), attempt(2, 2), attempt(3, 3)];
  const superseded = {
    kind: 'comparison',
    comparator: '=',
    field: { entity: 'attribute', key: 'superseded' },
  } as const;
  const stands = async (): Promise<readonly string[]> => {
    const shown = await idsIn(options);
    // An index that is made anew says the same as the one that followed.
    expect(await idsIn(indexOptions(path, join(folder.path, `anew-${(made += 1)}`)))).toEqual(shown);
    return shown;
  };
  commitRuns(path, [second]);
  expect(await stands()).toEqual([second.id]);
  commitRuns(path, [first]);
  expect(await stands()).toEqual([second.id]);
  commitRuns(path, [third]);
  expect(await stands()).toEqual([third.id]);
  const found = await askIndex(options, (index) =>
    index.page({ limit: 9, filter: { ...superseded, value: 1 }, withTotal: true }),
  );
  expect(found.runs.map(({ record, superseded }) => [record.id, superseded])).toEqual([
    [second.id, true],
    [first.id, true],
  ]);
  commitRuns(path, [], { events: [anEvent(third.id, 'deletion', {})] });
  expect(await stands()).toEqual([second.id]);
});

test('what cannot be read is named with its reason, counts for nothing, and takes no other run away', async () => {
  const { path } = aRemote();
  const options = indexOptions(path, folder.path);
  const [good, other, newer, broken, doubled, partly] = [1, 2, 3, 4, 5, 6].map(() => sampleRun()) as unknown as SixRuns;
  const both = [recordPath(doubled.id), `${hourFolderOf(doubled.id)}/${doubled.id}.json`].toSorted();
  const strange = `runs/2026-07/09/${'f'.repeat(32)}.json`;
  const event = anEvent(good.id, 'note', { text: 'x' });
  const unknown = { ...anEvent(good.id, 'note', { text: 'x' }), type: 'promotion' } as never;
  commitRuns(path, [good], {
    events: [unknown],
    files: {
      [both[0] ?? '']: canonicalJson(doubled),
      [recordPath(other.id)]: canonicalJson(good),
      [recordPath(newer.id)]: canonicalJson({ ...newer, schema: 2 }),
      [recordPath(broken.id)]: '{"schema": 1',
      [both[1] ?? '']: canonicalJson(doubled),
      // Sound as far as the index looks, and no record all the same.
      [recordPath(partly.id)]: canonicalJson({ ...partly, environment: {} }),
      [eventPath(event)]: '{}',
      [strange]: canonicalJson(good),
      'runs/readme.txt': 'not ours',
    },
  });
  await askIndex(options, async (index) => {
    const page = await index.page({ limit: 9, withTotal: true });
    expect(page.runs.map(({ record }) => record.id).toSorted()).toEqual([good.id, doubled.id].toSorted());
    expect(page.total).toBe(2);
  });
  const problems = await askIndex(options, (index) => index.unreadable());
  expect(new Map(problems.map(({ path: at, reason }) => [at, reason]))).toEqual(
    new Map([
      [recordPath(other.id), expect.stringContaining(`the record of run ${good.id}`)],
      [recordPath(newer.id), expect.stringContaining('schema 2')],
      [recordPath(broken.id), expect.stringContaining('not JSON')],
      [recordPath(partly.id), expect.stringContaining('environment')],
      [both[1], expect.stringContaining('too')],
      [eventPath(event), expect.stringContaining('no run event')],
      [strange, expect.any(String)],
    ]),
  );
  // Mended on the branch, they are runs.
  commitRuns(path, [other, newer, broken, partly]);
  expect(await idsIn(options)).toHaveLength(6);
});

test('a branch that is none of ours, or of a newer format, is an error and not an empty list', async () => {
  const { path } = aRemote();
  const options = indexOptions(path, folder.path);
  git(path, ['update-ref', REF, tipOf(path, 'refs/heads/main')]);
  await expect(idsIn(options)).rejects.toMatchObject({ code: 'tracking-unreadable' });
  commitRuns(path, [sampleRun()]);
  expect(await idsIn(options)).toHaveLength(1);
  commitRuns(path, [sampleRun()], { files: { [FORMAT_PATH]: '{"format": 99}\n' } });
  await expect(idsIn(options)).rejects.toMatchObject({ message: expect.stringContaining('format 99') });
  commitRuns(path, [], { files: { [FORMAT_PATH]: null } });
  await expect(idsIn(options)).rejects.toMatchObject({ code: 'tracking-unreadable' });
  commitRuns(path, []);
  expect(await idsIn(options)).toHaveLength(2);
});

test('full series stay with the remote until somebody asks for them', async () => {
  const { path, url } = aRemote();
  const options = indexOptions(url, folder.path);
  const [long, short] = [sampleRun(), sampleRun()];
  const series = Array.from({ length: 20_000 }, (_, step) => `{"step":${step},"value":${Math.random()}}\n`).join('');
  commitRuns(path, [long, short], {
    files: { [`${foldersOf(long.id)[2]}/${fileName(long.id, 'series.jsonl')}`]: series },
  });
  server.reset();
  expect(await idsIn(options)).toHaveLength(2);
  expect(server.bytes.sent).toBeLessThan(20_000);
  await askIndex(options, async (index) => {
    expect((await index.readFile(long.id, 'series.jsonl'))?.toString()).toBe(series);
    expect(await index.readFile(short.id, 'series.jsonl')).toBeUndefined();
    expect(await index.readFile(newRunId(), 'series.jsonl')).toBeUndefined();
  });
  expect(server.bytes.sent).toBeGreaterThan(100_000);
  // It is here now.
  server.reset();
  const again = await askIndex(options, (index) => index.readFile(long.id, 'series.jsonl'));
  expect([again?.length, server.requests.length]).toEqual([series.length, 3]);
});

test('a record that is larger than what is mirrored at once is read all the same', async () => {
  const { path, url } = aRemote();
  const params = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`p${n}`, `${Math.random()}`.repeat(4)]));
  const [large, small] = [sampleRun({ params }), sampleRun()];
  commitRuns(path, [large, small]);
  const options = indexOptions(url, folder.path);
  const runs = await askIndex(options, async (index) => (await index.page({ limit: 9 })).runs);
  expect(runs.map(({ record }) => Object.keys(record.params).length).toSorted((a, b) => a - b)).toEqual([1, 2000]);
});

test('the repository that is read keeps every byte, and a linked worktree is as good as its main one', async () => {
  const project = createRepository(join(folder.path, 'project'));
  const { id } = sampleRun();
  commitRuns(project, [sampleRun({ id })]);
  git(project, ['worktree', 'add', '--quiet', join(folder.path, 'linked')]);
  writeFileSync(join(project, 'train.py'), 'changed');
  const before = fingerprintOf(project);
  expect(await idsIn(indexOptions(project, folder.path))).toEqual([id]);
  expect(await idsIn(indexOptions(join(folder.path, 'linked'), folder.path))).toEqual([id]);
  expect(fingerprintOf(project)).toEqual(before);
  expect(contentOf(project, REF, recordPath(id))).toContain(id);
});

test('a mirror with many packs makes few of them and stays whole', async () => {
  const { path, url } = aRemote();
  const options = indexOptions(url, folder.path, { cache: join(folder.path, 'packs') });
  commitRuns(path, [sampleRun()]);
  await idsIn(options);
  const mirror = join(options.cache, readdirSync(options.cache)[0] ?? '', 'mirror.git');
  const packs = join(mirror, 'objects', 'pack');
  for (let n = 0; n < 50; n += 1) {
    const blob = git(mirror, ['hash-object', '-w', '--stdin'], { input: `${n}` });
    git(mirror, ['pack-objects', '--quiet', join(packs, 'pack')], { input: `${blob}\n` });
  }
  commitRuns(path, [sampleRun()]);
  expect(await askIndex(options, async (index) => (await index.page({ limit: 9 })).runs)).toHaveLength(2);
  expect(readdirSync(packs).filter((name) => name.endsWith('.pack')).length).toBeLessThan(10);
});

test('a bundle that the history appended is found with its event', async () => {
  const { path, url } = aRemote();
  const history = openTestHistory(url, folder.path);
  const bundle = sampleBundle();
  await history.append([bundle]);
  await history.append([], [anEvent(bundle.record.id, 'tag', { name: 'kept', value: 'yes' })]);
  const options = indexOptions(path, folder.path);
  const [run] = await askIndex(options, async (index) => (await index.page({ limit: 1 })).runs);
  expect(run?.state.tags).toEqual({ kept: 'yes' });
});
