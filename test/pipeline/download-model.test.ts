// The files of a run come back as they were recorded, wherever they were kept, or not at all.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import type { ArtifactFile, ArtifactStore } from '../../src/artifacts/store.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { downloadModel, type DownloadedModel } from '../../src/pipeline/download-model.ts';
import { uploadModel } from '../../src/pipeline/upload-model.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import { prepareRelease } from '../../src/registry/release.ts';
import { writeReleaseFiles } from '../../src/registry/release-files.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { digestOfFile } from '../../src/file-digest.ts';
import { aRun } from '../support/a-run.ts';
import { createRepository, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

const clock = (): Date => new Date();
let folder: TemporaryFolder;
let project: string;
let target: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createRepository(join(folder.path, 'project'));
  target = join(folder.path, 'target');
  return () => folder[Symbol.dispose]();
});

async function fileOf(path: string, content: string): Promise<ArtifactFile> {
  const from = join(folder.path, 'trained', path);
  mkdirSync(dirname(from), { recursive: true });
  writeFileSync(from, content);
  return { path, from, ...(await digestOfFile(from)) };
}

const entryOf = ({ path, size, sha256 }: ArtifactFile): { path: string; size: number; sha256: string } => ({
  path,
  size,
  sha256,
});

const store = (): ArtifactStore => folderArtifacts({ folder: join(folder.path, 'store'), clock });
const forge = (): ReturnType<typeof localForge> =>
  localForge({ folder: join(folder.path, 'forge'), git: gitIn(project), clock });

function download(record: RunRecord, artifacts = store()): Promise<DownloadedModel> {
  const remote = { url: project, config: {} };
  const read = (): ReturnType<typeof readRegistry> => readRegistry({ remote, scratchParent: folder.path });
  return downloadModel(record, target, { artifacts, forge: forge(), registry: { remote, clone: undefined, read } });
}

/** A run with a model in two folders, an empty file among it, and one more artifact. */
async function trained(): Promise<{ readonly record: RunRecord; readonly files: readonly ArtifactFile[] }> {
  const model = [await fileOf('a/w.bin', 'one'), await fileOf('b/w.bin', 'two'), await fileOf('marker', '')];
  const plot = await fileOf('plot.svg', '<svg/>');
  const commit = git(project, ['rev-parse', 'HEAD']);
  const record = aRun({ model: { files: model.map(entryOf) }, artifacts: [entryOf(plot)], source: { commit } });
  return { record, files: [...model, plot] };
}

test('model and artifacts come from the store', async () => {
  const { record, files } = await trained();
  const kept = await uploadModel(record, files, { artifacts: store(), log: silentLog }, { retentionDays: undefined });
  const { model, artifacts } = await download(kept.record);
  expect(model.map(({ path }) => path)).toEqual(['a/w.bin', 'b/w.bin', 'marker']);
  expect(artifacts.map(({ path }) => path)).toEqual(['plot.svg']);
  expect(model.map(({ from }) => readFileSync(from, 'utf8'))).toEqual(['one', 'two', '']);
});

test.each([
  [
    'another content',
    async () => [await fileOf('a/w.bin', 'ONE'), await fileOf('b/w.bin', 'two'), await fileOf('marker', '')],
  ],
  ['a file less', async () => [await fileOf('a/w.bin', 'one'), await fileOf('b/w.bin', 'two')]],
  ['a file more', async () => [...(await trained()).files, await fileOf('run.sh', 'rm -rf /')]],
] as const)('an artifact that has %s than the record is not handed out', async (_, others) => {
  const { record } = await trained();
  const stored = await store().upload('artifact', await others(), { retentionDays: undefined });
  const wrong = { ...record, model: { ...record.model, artifact: { id: stored.id } } };
  await expect(download(wrong)).rejects.toMatchObject({ code: 'artifact-mismatch' });
  expect(existsSync(target)).toBe(false);
});

async function release(record: RunRecord, files: readonly ArtifactFile[]): Promise<string> {
  const registered = await registerVersion(
    { remote: { url: project, config: {} }, scratchParent: folder.path, clock, random: () => 0.1, log: silentLog },
    { model: 'duration', bump: 'patch', commit: record.source.commit, evidence: evidenceFrom(record) },
  );
  const staged = join(folder.path, 'staged');
  mkdirSync(staged);
  const plan = prepareRelease(record, registered, files.slice(0, 3), undefined);
  await forge().publishRelease(await writeReleaseFiles(plan, staged));
  return join(folder.path, 'forge/releases', registered.tag);
}

test('a version whose artifact is not here has its model in the release, under the paths of the record', async () => {
  const { record, files } = await trained();
  await release(record, files);
  const elsewhere = { ...record, model: { ...record.model, artifact: { id: '4711', url: 'https://github.com/x' } } };
  for (const run of [elsewhere, record]) {
    const { model } = await download(run);
    expect(model.map(({ path }) => path)).toEqual(['a/w.bin', 'b/w.bin', 'marker']);
    expect(model.map(({ from }) => readFileSync(from, 'utf8'))).toEqual(['one', 'two', '']);
    target = `${target}-again`;
  }
});

test('a release whose file was changed or removed is not handed out', async () => {
  const { record, files } = await trained();
  const place = await release(record, files);
  writeFileSync(join(place, 'a-w.bin'), 'poison');
  await expect(download(record)).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('a/w.bin') as string,
  });
  expect(existsSync(target)).toBe(false);
  rmSync(join(place, 'a-w.bin'));
  await expect(download(record)).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('is gone') as string,
  });
  expect(existsSync(target)).toBe(false);
});

test('a run that made no files is said to have none', async () => {
  const { record } = await trained();
  const bare = { ...record, model: { ...record.model, files: [] }, artifacts: [] };
  await expect(download(bare)).rejects.toMatchObject({ message: `run ${record.id} has no files` });
});

test.each([
  ['never', undefined, 'were not kept', 'upload-model: false'],
  [
    'on GitHub',
    { id: '4711', url: 'https://github.com/acme/x/actions/runs/1/artifacts/4711' },
    'https://github.com/acme/x/',
    'Open that address',
  ],
  ['on another machine', { id: 'duration-1' }, 'on the machine that trained it', 'Download them there'],
] as const)('files that were kept %s are said to be so', async (_, artifact, message, hint) => {
  const { record } = await trained();
  const run = artifact === undefined ? record : { ...record, model: { ...record.model, artifact } };
  await expect(download(run)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(message) as string,
    hint: expect.stringContaining(hint) as string,
  });
  expect(existsSync(target)).toBe(false);
});
