// Versions whose release did not become complete get it from where their files still are, or it is said why not.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArtifactFile } from '../../src/artifacts/store.ts';
import { digestOfFile } from '../../src/file-digest.ts';
import { silentLog } from '../../src/log.ts';
import { releaseVersion } from '../../src/pipeline/versions/register-run.ts';
import { rescueVersion, versionsToRescue, type RescuedVersion } from '../../src/pipeline/versions/rescue-releases.ts';
import { uploadModel } from '../../src/pipeline/recording/upload-model.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import type { TagObject } from '../../src/registry/event.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion, type RegisteredVersion } from '../../src/registry/register.ts';
import { registryState } from '../../src/registry/state.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aRun } from '../support/a-run.ts';
import { git } from '../support/git-fixtures.ts';
import { REPOSITORY, startOnGitHub, type OnGitHub } from './on-github.ts';

const RELEASES = `/repos/${REPOSITORY}/releases`;
const NO_CARD = { card: {}, model: 'duration' };
const BIG = 'abcdefghij'.repeat(1000);

describe('on GitHub', () => {
  let on: OnGitHub;
  beforeEach(async () => {
    on = await startOnGitHub();
  });
  afterEach(() => on[Symbol.asyncDispose]());

  /** A recorded run with a workflow artifact, as a version without a release. */
  async function registered(): Promise<{
    readonly record: RunRecord;
    readonly version: RegisteredVersion;
    readonly files: readonly ArtifactFile[];
  }> {
    const remote = on.ports.registry.remote.url;
    const from = join(on.folder, 'trained');
    mkdirSync(from);
    const files: ArtifactFile[] = [];
    for (const [path, text] of Object.entries({ 'model.bin': 'weights', 'big.bin': BIG })) {
      writeFileSync(join(from, path), text);
      files.push({ path, from: join(from, path), ...(await digestOfFile(join(from, path))) });
    }
    const entries = files.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
    const run = aRun({ model: { files: entries }, source: { commit: git(remote, ['rev-parse', 'main']) } });
    const { record } = await uploadModel(run, files, on.ports, { retentionDays: undefined });
    await on.history.append([{ record, files: {} }]);
    const version = await registerVersion(
      {
        remote: on.ports.registry.remote,
        scratchParent: on.ports.scratch,
        clock: () => new Date(),
        random: () => 0.1,
        log: silentLog,
      },
      { model: 'duration', bump: 'patch', commit: record.source.commit, evidence: evidenceFrom(record) },
    );
    return { record, version, files };
  }

  async function rescue(maxAssetSize = 4000): Promise<RescuedVersion> {
    const { token, apiUrl } = on.github;
    // GitHub's library reads the address of the API when it is loaded.
    const { githubForge } = await import('../../src/forge/github.ts');
    const forge = githubForge({ token, apiUrl, repository: REPOSITORY, log: silentLog, retryDelayMs: 1 }, maxAssetSize);
    const { remote } = on.ports.registry;
    const read = (): ReturnType<typeof readRegistry> => readRegistry({ remote, scratchParent: on.ports.scratch });
    const ports = { ...on.ports, forge, registry: { remote, clone: undefined, read }, settings: NO_CARD };
    const [version, ...others] = versionsToRescue(await read(), undefined);
    expect(others).toEqual([]);
    const rescued = await rescueVersion(version!, ports, undefined);
    expect(readdirSync(on.ports.scratch).filter((name) => name.startsWith('rescue-'))).toEqual([]);
    return rescued;
  }

  const NAMES = ['MODEL_CARD.md', 'SHA256SUMS', 'big.bin', 'model.bin', 'run.json'];
  const NAMES_IN_PARTS = [
    'MODEL_CARD.md',
    'SHA256SUMS',
    ...['1', '2', '3'].map((n) => `big.bin.part-00${n}`),
    'model-manifest.json',
    'model.bin',
    'run.json',
  ];
  async function published(): Promise<readonly (readonly string[])[]> {
    const all = (await on.github.releases(REPOSITORY)).filter(({ draft }) => !draft);
    return all.map(({ assets }) => assets.map(({ name }) => name).toSorted());
  }

  test('a version without a release gets one from its workflow artifact, once', async () => {
    const { record, version } = await registered();
    const first = await rescue();
    expect(first).toMatchObject({ tag: version.tag, run: record.id, outcome: 'rescued' });
    expect(await published()).toEqual([NAMES_IN_PARTS]);
    const before = on.github.requests.length;
    expect(await rescue()).toMatchObject({ outcome: 'complete', releaseUrl: first.releaseUrl });
    expect(on.github.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('a draft that a crash left is resumed', async () => {
    const { record, version, files } = await registered();
    on.github.fail('POST', /\/releases\/1\/assets$/, [
      { status: 0, breaks: 'upload' },
      { status: 403, message: 'killed' },
    ]);
    const { releaseFailure } = await releaseVersion(record, version, files, { ...on.ports, settings: NO_CARD });
    expect(releaseFailure?.message).toContain('killed');
    expect(await rescue(2 ** 31 - 1)).toMatchObject({ outcome: 'rescued' });
    expect(await published()).toEqual([NAMES]);
    expect(await on.github.releases(REPOSITORY)).toHaveLength(1);
  });

  async function publishWithout(name: string): Promise<void> {
    const { record, version, files } = await registered();
    await releaseVersion(record, version, files, { ...on.ports, settings: NO_CARD });
    const [release] = await on.github.releases(REPOSITORY);
    const lost = release!.assets.find((asset) => asset.name === name)!;
    await on.github.call('DELETE', `${RELEASES}/assets/${lost.id}`);
  }

  test.each(['model.bin', 'SHA256SUMS'])('a published release that lost %s gets it again', async (name) => {
    await publishWithout(name);
    expect(await rescue(2 ** 31 - 1)).toMatchObject({ outcome: 'rescued' });
    expect(await published()).toEqual([NAMES]);
  });

  test('a version whose artifact has expired is named, and nothing half is made', async () => {
    await registered();
    on.github.fail('GET', /\/artifacts\/\d+\/zip$/, [{ status: 410, message: 'Artifact has expired' }]);
    expect(await rescue()).toMatchObject({
      outcome: 'failed',
      because: expect.stringContaining('are gone: the workflow artifact with them was deleted') as string,
      hint: 'Train again, and register that run.',
    });
    expect(await on.github.releases(REPOSITORY)).toEqual([]);
  });

  test('a release with another file in the place of a recorded one is not touched', async () => {
    const { record, version, files } = await registered();
    await releaseVersion(record, version, files, { ...on.ports, settings: NO_CARD });
    const [release] = await on.github.releases(REPOSITORY);
    on.github.exchangeAsset(release!.assets.find(({ name }) => name === 'model.bin')!.id, 'poison!', 'new');
    expect(await rescue(2 ** 31 - 1)).toMatchObject({
      outcome: 'failed',
      because: expect.stringContaining('model.bin in the release duration@v0.0.1 is not what was released') as string,
    });
  });
});

describe('which versions', () => {
  const tag = (name: string, time: number): TagObject => {
    return {
      name,
      time,
      object: '0'.repeat(40),
      commit: `${time}`.padStart(40, '0'),
      commitTime: 0,
      tagger: 'ada',
      message: 'Register',
    };
  };
  const state = registryState([
    tag('cars@v1.0.0', 1),
    tag('cars@v1.1.0', 2),
    tag('cars#production#1', 1),
    tag('cars@v0.9.0', 3),
    { ...tag('cars@v0.9.0!', 4), commit: '3'.padStart(40, '0') },
    tag('old@v1.0.0', 5),
    tag('old@deprecated', 6),
  ]);
  test.each([
    [undefined, ['cars@v1.1.0', 'cars@v1.0.0']],
    ['cars', ['cars@v1.1.0', 'cars@v1.0.0']],
    ['cars@production', ['cars@v1.0.0']],
    ['cars@latest', ['cars@v1.1.0']],
    ['cars@v1.0.0', ['cars@v1.0.0']],
    ['old', ['old@v1.0.0']],
  ])('%s means %j', (reference, tags) => {
    expect(versionsToRescue(state, reference).map(({ tag }) => tag)).toEqual(tags);
  });

  test.each(['cars@v0.9.0', 'cars@v9.0.0', 'bikes'])('%s means none', (reference) => {
    expect(() => versionsToRescue(state, reference)).toThrow(/is no active version/);
  });

  test('one that another program registered is passed over', async () => {
    const [version] = versionsToRescue(state, 'cars@latest');
    expect(await rescueVersion(version!, {} as never, undefined)).toMatchObject({
      outcome: 'skipped',
      because: 'its tag names no run',
    });
  });
});
