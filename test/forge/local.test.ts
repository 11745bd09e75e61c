import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Forge, PullRequestEvent } from '../../src/forge/forge.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { assetOf, describeForge, releaseOf } from '../contract/forge.ts';
import { commitFiles, createRepository, git, temporaryFolder } from '../support/git-fixtures.ts';

const MARKER = '<!-- mlops:report v=1 key=duration -->';
const PULL_REQUEST: PullRequestEvent = {
  number: undefined,
  head: '2'.repeat(40),
  headBranch: 'Feature/Faster?',
  base: '1'.repeat(40),
  baseBranch: 'main',
  isFork: false,
};
const clock = (): Date => new Date('2026-01-02T03:04:05.678Z');

function forgeIn(folder: string): Forge {
  return localForge({ folder, git: gitIn(folder), clock });
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
}

describeForge('local forge', async (folder) => {
  mkdirSync(folder, { recursive: true });
  createRepository(join(folder, 'repository'));
  const state = join(folder, 'repository/.git/mlops');
  return {
    forge: localForge({ folder: state, git: gitIn(join(folder, 'repository')), clock }),
    pullRequest: PULL_REQUEST,
    async comments() {
      return filesBelow(join(state, 'comments')).map((path) => readFileSync(join(state, 'comments', path), 'utf8'));
    },
    async checks(commit) {
      const checks = join(state, 'checks', commit);
      return filesBelow(checks).map((path) => {
        const text = readFileSync(join(checks, path), 'utf8');
        const [, title = '', conclusion = '', notes = '', summary = ''] =
          /^# (.*)\n\nConclusion: (.*)\n\n((?:- .*\n)*)\n?([^]*)$/.exec(text) ?? [];
        return {
          title,
          conclusion,
          summary,
          notes: [...notes.matchAll(/^- \w+ at (\S+:\d+):/gm)].map(([, at = '']) => at),
        };
      });
    },
    async releases() {
      const releases = join(state, 'releases');
      const stored = (existsSync(releases) ? readdirSync(releases) : []).map((name) => {
        const { tag, draft } = JSON.parse(readFileSync(join(releases, name, 'release.json'), 'utf8')) as {
          tag: string;
          draft: boolean;
        };
        const assets = readdirSync(join(releases, name)).filter((asset) => asset !== 'release.json');
        const texts = assets.map((asset) => [asset, readFileSync(join(releases, name, asset), 'utf8')] as const);
        return { tag, draft, assets: Object.fromEntries(texts) };
      });
      return stored.filter(({ draft }) => !draft).map(({ tag, assets }) => ({ tag, assets }));
    },
    async [Symbol.asyncDispose]() {},
  };
});

test('what it writes stands under .git/mlops, for a person to read, and the worktree stays as it was', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  const state = join(folder.path, '.git/mlops');
  const forge = localForge({ folder: state, git: gitIn(folder.path), clock });
  const asset = assetOf(folder.path, 'm.bin', 'weights');
  rmSync(asset.path);
  const outside = temporaryFolder();
  using _ = outside;
  const kept = assetOf(outside.path, 'm.bin', 'weights');
  await forge.upsertComment({ ...PULL_REQUEST, headBranch: 'faster' }, { marker: MARKER, render: () => `${MARKER}\n` });
  await forge.publishRelease(releaseOf('duration@v1.0.0', [kept]));
  await forge.dispatchWorkflow('train.yml', 'main', { depth: '12' });
  await forge.dispatchWorkflow('train.yml', 'main', { depth: '13' });
  const names = filesBelow(state).map((path) => path.replace(/~[0-9a-f]{20}/, '~…'));
  expect(names).toEqual([
    'comments/faster/duration.md',
    'dispatches/20260102T030405.678Z-train.yml-2.json',
    'dispatches/20260102T030405.678Z-train.yml.json',
    'releases/duration@v1.0.0/SHA256SUMS',
    'releases/duration@v1.0.0/m.bin',
    'releases/duration@v1.0.0/release.json',
  ]);
  expect(JSON.parse(readFileSync(join(state, 'dispatches/20260102T030405.678Z-train.yml.json'), 'utf8'))).toEqual({
    workflow: 'train.yml',
    ref: 'main',
    inputs: { depth: '12' },
    requested: '2026-01-02T03:04:05.678Z',
  });
  expect(git(folder.path, ['status', '--porcelain'])).toBe('');
});

describe('a local release', () => {
  test('has sums that fit, and says when it was published', async () => {
    using folder = temporaryFolder();
    const forge = forgeIn(folder.path);
    const asset = assetOf(folder.path, 'm.bin', 'weights');
    await forge.publishRelease(releaseOf('v1', [asset]));
    const place = join(folder.path, 'releases/v1');
    expect(readFileSync(join(place, 'SHA256SUMS'), 'utf8')).toBe(`${asset.sha256}  m.bin\n`);
    expect(JSON.parse(readFileSync(join(place, 'release.json'), 'utf8'))).toMatchObject({
      tag: 'v1',
      draft: false,
      published: '2026-01-02T03:04:05.678Z',
      assets: [{ name: 'm.bin', size: 7, sha256: asset.sha256 }],
    });
  });

  test('stays a draft when the sums that come with it do not fit, and is published once they do', async () => {
    using folder = temporaryFolder();
    const forge = forgeIn(folder.path);
    const asset = assetOf(folder.path, 'm.bin', 'weights');
    const wrong = assetOf(folder.path, 'SHA256SUMS', `${'0'.repeat(64)}  m.bin\n`);
    await expect(forge.publishRelease(releaseOf('v1', [asset, wrong]))).rejects.toMatchObject({
      code: 'artifact-mismatch',
      message: expect.stringContaining('SHA256SUMS'),
    });
    const record = join(folder.path, 'releases/v1/release.json');
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ draft: true });
    const right = assetOf(folder.path, 'SHA256SUMS', `${asset.sha256}  m.bin\n`);
    await forge.publishRelease(releaseOf('v1', [asset, right]));
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ draft: false });
  });

  test('whose asset was changed on disk is not called published again', async () => {
    using folder = temporaryFolder();
    const forge = forgeIn(folder.path);
    const release = releaseOf('v1', [assetOf(folder.path, 'm.bin', 'weights')]);
    await forge.publishRelease(release);
    writeFileSync(join(folder.path, 'releases/v1/m.bin'), 'backdoor');
    await expect(forge.publishRelease(release)).rejects.toMatchObject({ code: 'artifact-mismatch' });
  });

  test('that lacks an asset is refused once it is published', async () => {
    using folder = temporaryFolder();
    const forge = forgeIn(folder.path);
    const first = assetOf(folder.path, 'm.bin', 'weights');
    await forge.publishRelease(releaseOf('v1', [first]));
    const more = releaseOf('v1', [first, assetOf(folder.path, 'n.bin', 'more')]);
    await expect(forge.publishRelease(more)).rejects.toMatchObject({
      code: 'release-refused',
      message: 'the release v1 is published without n.bin',
    });
  });

  test.each(['../m.bin', 'a/b', '.hidden', 'release.json', 'RELEASE.JSON', 'a\\b', '', 'new\nline'])(
    'refuses an asset named %j',
    async (name) => {
      using folder = temporaryFolder();
      const asset = { ...assetOf(folder.path, 'm.bin', 'weights'), name };
      await expect(forgeIn(folder.path).publishRelease(releaseOf('v1', [asset]))).rejects.toMatchObject({
        code: 'release-refused',
      });
      expect(existsSync(join(folder.path, 'releases'))).toBe(false);
    },
  );

  test('whose record was edited by hand is named', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'releases/v1'), { recursive: true });
    writeFileSync(join(folder.path, 'releases/v1/release.json'), '{');
    await expect(forgeIn(folder.path).publishRelease(releaseOf('v1', []))).rejects.toMatchObject({
      code: 'release-refused',
      message: expect.stringContaining('release.json'),
    });
  });
});

test('a hostile branch and a hostile key are file names below the folder, each its own', async () => {
  using folder = temporaryFolder();
  const forge = forgeIn(folder.path);
  const branches = ['../../../etc', 'a/b', 'a-b', 'A/B', 'con', 'nul.txt', 'x'.repeat(10_000), 'a\nb', '..', '‮gpj'];
  for (const headBranch of branches) {
    await forge.upsertComment({ ...PULL_REQUEST, headBranch }, { marker: MARKER, render: () => headBranch });
  }
  const bodies = filesBelow(folder.path).map((path) => readFileSync(join(folder.path, path), 'utf8'));
  expect(bodies.toSorted()).toEqual(branches.toSorted());
  expect(readdirSync(folder.path)).toEqual(['comments']);
  const key = { marker: '<!-- mlops:report v=1 key=..%2F..%2Fup%zz -->', render: () => 'key' };
  await forge.upsertComment(PULL_REQUEST, key);
  expect(readdirSync(folder.path)).toEqual(['comments']);
});

test('the merge base is what git says', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  const base = git(folder.path, ['rev-parse', 'HEAD']);
  git(folder.path, ['switch', '--quiet', '-c', 'faster']);
  const head = commitFiles(folder.path, { a: '1' });
  git(folder.path, ['switch', '--quiet', 'main']);
  const main = commitFiles(folder.path, { b: '1' });
  expect(await forgeIn(folder.path).findMergeBase(main, head)).toBe(base);
});

test('changed files are what git says, with their lines, under both names of a moved one', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  const from = commitFiles(folder.path, { 'train.py': 'a\nb\n', 'a\tb|c': 'x\n', 'model.bin': '\0\u0001' });
  git(folder.path, ['mv', 'train.py', 'fit.py']);
  const to = commitFiles(folder.path, { 'a\tb|c': 'y\nz\n', 'model.bin': '\0\u0002' });
  const found = await forgeIn(folder.path).findChangedFiles(from, to);
  expect(found?.isCut).toBe(false);
  expect(found?.files.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: 'a\tb|c', added: 2, removed: 1 },
    { path: 'fit.py', added: 2, removed: 0 },
    { path: 'model.bin', added: 0, removed: 0 },
    { path: 'train.py', added: 0, removed: 2 },
  ]);
});

describe('deployments as files', () => {
  const request = {
    environment: 'duration/production',
    ref: 'duration#production#4',
    description: 'duration v1.2.0',
    payload: { version: 'v1.2.0' },
  };

  test('one for each environment and tag, with all that was reported of it, and one that is live', async () => {
    using folder = temporaryFolder();
    const { deployments } = forgeIn(folder.path);
    const first = await deployments.open(request);
    expect(await deployments.open({ ...request, description: 'again' })).toEqual(first);
    await deployments.report(first!.id, { state: 'queued', description: 'Waits' });
    await deployments.report(first!.id, { state: 'queued', description: 'Waits' });
    await deployments.report(first!.id, { state: 'success', description: 'Healthy', environmentUrl: 'file:///etc' });
    const other = await deployments.open({ ...request, environment: 'duration/staging' });
    await deployments.report(other!.id, { state: 'success', description: 'Healthy' });
    const second = await deployments.open({ ...request, ref: 'duration#production#5' });
    await deployments.report(second!.id, { state: 'success', description: 'Healthy' });
    const found = await Array.fromAsync(deployments.list('duration/production'));
    expect(Object.fromEntries(found.map(({ ref, status }) => [ref, status]))).toMatchObject({
      'duration#production#4': { state: 'inactive', description: 'duration#production#5 took its place' },
      'duration#production#5': { state: 'success', environmentUrl: undefined },
    });
    const [path = ''] = filesBelow(folder.path).filter((each) => /duration-production.*production-4/.test(each));
    const stored = JSON.parse(readFileSync(join(folder.path, path), 'utf8')) as { statuses: { state: string }[] };
    expect(stored.statuses.map(({ state }) => state)).toEqual(['queued', 'success', 'inactive']);
    expect((await Array.fromAsync(deployments.list('duration/staging')))[0]?.status?.state).toBe('success');
    expect(await Array.fromAsync(deployments.list('duration/none'))).toEqual([]);
  });

  test.each(['', 'x', '../../config', 'a/../../config', 'a/../../../config', '7000'])(
    '%j is no deployment',
    async (id) => {
      using folder = temporaryFolder();
      const state = join(folder.path, 'a/state');
      // What an id that leads out would find and write.
      const stored = { environment: 'e', ref: 'r', description: '', payload: {}, created: '', statuses: [] };
      mkdirSync(join(state, 'deployments/a'), { recursive: true });
      writeFileSync(join(folder.path, 'a/config.json'), JSON.stringify(stored));
      await expect(forgeIn(state).deployments.report(id, { state: 'queued', description: '' })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(filesBelow(folder.path)).toEqual(['a/config.json']);
      expect(readFileSync(join(folder.path, 'a/config.json'), 'utf8')).toBe(JSON.stringify(stored));
    },
  );
});

test('a file is read at a commit, a tag or a branch, and only where there is one', async () => {
  using folder = temporaryFolder();
  createRepository(folder.path);
  const commit = commitFiles(folder.path, { 'deploy/production.yaml': 'models: {}\n' });
  git(folder.path, ['tag', '--annotate', '--message=x', 'duration#production#4']);
  commitFiles(folder.path, { 'deploy/production.yaml': 'models: {a: 1}\n' });
  const forge = forgeIn(folder.path);
  expect(await forge.readTextFile('deploy/production.yaml', commit)).toBe('models: {}\n');
  expect(await forge.readTextFile('deploy/production.yaml', 'refs/tags/duration#production#4')).toBe('models: {}\n');
  expect(await forge.readTextFile('deploy/production.yaml', 'main')).toBe('models: {a: 1}\n');
  for (const path of ['deploy', 'none', '../x', '']) expect(await forge.readTextFile(path, 'main')).toBeUndefined();
  for (const ref of ['none', '--all', '']) {
    expect(await forge.readTextFile('deploy/production.yaml', ref)).toBeUndefined();
  }
});

test('a pull request is a file that says what to merge into what', async () => {
  using folder = temporaryFolder();
  const forge = forgeIn(folder.path);
  const request = { branch: 'mlops/promote-duration', base: 'main', title: 'Promote', body: 'rmse\n' };
  const first = await forge.openPullRequest(request);
  expect(first).toMatchObject({ number: undefined, outcome: 'created' });
  expect(await forge.openPullRequest(request)).toEqual({ ...first, outcome: 'unchanged' });
  expect(await forge.openPullRequest({ ...request, title: 'Promote v2' })).toEqual({ ...first, outcome: 'updated' });
  const [path = ''] = filesBelow(folder.path);
  expect(path).toMatch(/^pull-requests\/mlops-promote-duration/);
  const text = readFileSync(join(folder.path, path), 'utf8');
  expect(text).toBe(
    '# Promote v2\n\nBranch `mlops/promote-duration`, to be merged into `main`: git merge mlops/promote-duration\n\nrmse\n',
  );
});
