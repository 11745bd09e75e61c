// The files of a run come back as they were recorded, wherever they were kept, or not at all.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import type { ArtifactFile, ArtifactStore } from '../../src/artifacts/store.ts';
import { MlopsError } from '../../src/error.ts';
import type { Forge } from '../../src/forge/forge.ts';
import { githubForge } from '../../src/forge/github.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { downloadModel, type DownloadedModel, type Elsewhere } from '../../src/pipeline/versions/download-model.ts';
import { uploadModel } from '../../src/pipeline/recording/upload-model.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import { prepareRelease } from '../../src/registry/release.ts';
import { writeReleaseFiles } from '../../src/registry/release-files.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { digestOfFile } from '../../src/file-digest.ts';
import { aRun } from '../support/a-run.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';
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

function download(
  record: RunRecord,
  artifacts: ArtifactStore | undefined = store(),
  elsewhere?: Elsewhere,
): Promise<DownloadedModel> {
  const remote = { url: project, config: {} };
  const read = (): ReturnType<typeof readRegistry> => readRegistry({ remote, scratchParent: folder.path });
  const ports = { artifacts, forge: forge(), registry: { remote, clone: undefined, read } };
  return downloadModel(record, target, ports, elsewhere);
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

async function release(record: RunRecord, files: readonly ArtifactFile[], to: Forge = forge()): Promise<string> {
  const registered = await registerVersion(
    { remote: { url: project, config: {} }, scratchParent: folder.path, clock, random: () => 0.1, log: silentLog },
    { model: 'duration', bump: 'patch', commit: record.source.commit, evidence: evidenceFrom(record) },
  );
  const staged = join(folder.path, 'staged');
  mkdirSync(staged, { recursive: true });
  const plan = prepareRelease(record, registered, files.slice(0, 3), to.maxAssetSize);
  await to.publishRelease(await writeReleaseFiles(plan, staged));
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
    message: 'a-w.bin of the release duration@v0.0.1 has 6 bytes, not 3',
  });
  expect(existsSync(target)).toBe(false);
  writeFileSync(join(place, 'a-w.bin'), 'ONE');
  await expect(download(record)).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('a/w.bin is not what run') as string,
  });
  expect(existsSync(target)).toBe(false);
  rmSync(join(place, 'a-w.bin'));
  await expect(download(record)).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('is gone') as string,
  });
  expect(existsSync(target)).toBe(false);
});

describe('a release on GitHub', () => {
  const REPOSITORY = 'acme/trips';
  const MAX = 4000;
  const BIG = 'abcdefghij'.repeat(1000);
  let github: GitHubEmulator;
  let remote: Forge;
  beforeEach(async () => {
    await serve();
    return () => github.close();
  });

  async function serve(options: Partial<GitHubOptions> = {}): Promise<void> {
    await github?.close();
    github = await startGitHub({ repositories: [REPOSITORY], ...options });
    const { token, apiUrl } = github;
    remote = githubForge({ token, apiUrl, repository: REPOSITORY, log: silentLog, retryDelayMs: 1 }, MAX);
  }

  /** A run with a file that is larger than an asset may be, and with its release. */
  async function released(): Promise<{ readonly record: RunRecord; readonly tag: string }> {
    const model = [await fileOf('a/w.bin', 'one'), await fileOf('big.bin', BIG), await fileOf('marker', '')];
    const commit = git(project, ['rev-parse', 'HEAD']);
    const record = aRun({ model: { files: model.map(entryOf) }, source: { commit } });
    await release(record, model, remote);
    return { record, tag: 'duration@v0.0.1' };
  }

  const fromGitHub = (record: RunRecord): Promise<DownloadedModel> =>
    download(record, undefined, { forge: remote, artifacts: undefined });

  /** The asset with this name, as GitHub has it. */
  async function assetCalled(name: string): Promise<number> {
    const [published] = await github.releases(REPOSITORY);
    return published!.assets.find((asset) => asset.name === name)!.id;
  }

  test.each([true, false])(
    'has large files in parts, which are joined; digests of assets: %s',
    async (assetDigests) => {
      await serve({ assetDigests });
      const { record } = await released();
      const [published] = await github.releases(REPOSITORY);
      expect(published?.assets.map(({ name }) => name).toSorted()).toEqual([
        'MODEL_CARD.md',
        'SHA256SUMS',
        'big.bin.part-001',
        'big.bin.part-002',
        'big.bin.part-003',
        'model-manifest.json',
        'run.json',
        'w.bin',
      ]);
      const { model } = await fromGitHub(record);
      expect(model.map(({ from }) => readFileSync(from, 'utf8'))).toEqual(['one', BIG, '']);
      expect(readdirSync(target).toSorted()).toEqual(['a', 'big.bin', 'marker']);
    },
  );

  test('is looked at where this machine has neither artifact nor release', async () => {
    const { record } = await released();
    const { model } = await download(record, store(), { forge: remote, artifacts: undefined });
    expect(model).toHaveLength(3);
    await release(record, [], forge());
    target = `${target}-again`;
    // One here that lacks the files is no release to take them from.
    expect((await download(record, store(), { forge: remote, artifacts: undefined })).model).toHaveLength(3);
  });

  test.each([
    ['w.bin', 'TWO', 'new', 'w.bin in the release duration@v0.0.1 is not what was released'],
    ['w.bin', 'TWO', 'old', 'a/w.bin is not what run'],
    [
      'big.bin.part-002',
      'x'.repeat(4000),
      'new',
      'big.bin.part-002 in the release duration@v0.0.1 is not what was released',
    ],
    ['big.bin.part-002', 'x'.repeat(4000), 'old', 'big.bin is not what run'],
    ['model-manifest.json', '{', 'old', 'model-manifest.json'],
  ] as const)('whose %s was exchanged is refused, and nothing is left', async (name, content, digest, message) => {
    const { record } = await released();
    github.exchangeAsset(await assetCalled(name), content, digest);
    await expect(fromGitHub(record)).rejects.toMatchObject({
      name: 'MlopsError',
      message: expect.stringContaining(message) as string,
    });
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(folder.path).filter((entry) => entry.startsWith('target'))).toEqual([]);
  });

  test('whose manifest tells of other parts than the record allows is refused', async () => {
    const { record } = await released();
    const id = await assetCalled('model-manifest.json');
    const [published] = await github.releases(REPOSITORY);
    const manifest = published!.assets.find((asset) => asset.id === id)!.content.toString();
    const shorter = JSON.parse(manifest) as { files: { assets: object[] }[] };
    shorter.files[1]?.assets.pop();
    github.exchangeAsset(id, JSON.stringify(shorter, undefined, 1).padEnd(manifest.length), 'old');
    await expect(fromGitHub(record)).rejects.toMatchObject({
      code: 'artifact-mismatch',
      message: 'the parts of big.bin in the release duration@v0.0.1 have 8000 bytes, and the run recorded 10000',
    });
  });

  test.each(['w.bin', 'big.bin.part-002'])('without %s is said to be incomplete', async (name) => {
    const { record } = await released();
    await github.call('DELETE', `/repos/${REPOSITORY}/releases/assets/${await assetCalled(name)}`);
    await expect(fromGitHub(record)).rejects.toMatchObject({
      code: 'not-found',
      message: `the release duration@v0.0.1 lacks ${name === 'w.bin' ? 'a/w.bin' : 'big.bin'}`,
      hint: expect.stringContaining('mlops artifacts rescue duration@v0.0.1') as string,
    });
  });

  test('takes the place of an artifact that cannot be had, whose failure counts where there is no release', async () => {
    const { record } = await trained();
    const kept = { ...record, model: { ...record.model, artifact: { id: '4711', url: 'https://github.com/x' } } };
    const artifacts = {
      kind: 'workflow' as const,
      download: () => Promise.reject(new MlopsError('artifact-failed', 'the service is down', 'Come again.')),
    };
    await expect(download(kept, undefined, { forge: remote, artifacts })).rejects.toThrow('the service is down');
    const { record: whole } = await released();
    const other = { ...whole, model: { ...whole.model, artifact: { id: '4711', url: 'https://github.com/x' } } };
    expect((await download(other, undefined, { forge: remote, artifacts })).model).toHaveLength(3);
  });

  test('that cannot be asked is named, with what is lacking', async () => {
    const { record } = await released();
    const kept = { ...record, model: { ...record.model, artifact: { id: '4711', url: 'https://github.com/x' } } };
    await expect(download(kept, store(), { because: 'set GH_TOKEN' })).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('The release of duration@v0.0.1 may have them too: set GH_TOKEN.') as string,
    });
  });
});

test('a folder that holds something is left alone', async () => {
  const { record, files } = await trained();
  await release(record, files);
  mkdirSync(target);
  writeFileSync(join(target, 'mine'), 'mine');
  await expect(download(record)).rejects.toMatchObject({ code: 'artifact-failed' });
  expect(readdirSync(target)).toEqual(['mine']);
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
