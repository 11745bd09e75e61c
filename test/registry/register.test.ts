import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { RegistryAccess } from '../../src/registry/access.ts';
import { evidenceFrom, parseEvidence, renderTagMessage } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion, type RegisteredVersion } from '../../src/registry/register.ts';
import { showTable } from '../../src/registry/show.ts';
import { anId, aRun } from '../support/a-run.ts';
import {
  commitToBare,
  createRemote,
  createRepository,
  fingerprintOf,
  git,
  installHook,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';

let folder: TemporaryFolder;
let remote: string;
let seconds: number;

beforeEach(() => {
  folder = temporaryFolder();
  remote = createRemote(join(folder.path, 'remote.git'));
  seconds = 1_790_000_000;
});
afterEach(() => {
  folder[Symbol.dispose]();
});

const access = (url = remote): RegistryAccess => ({
  remote: { url, config: {} },
  scratchParent: join(folder.path, 'scratch'),
  clock: () => new Date((seconds += 1) * 1000),
  random: () => 0.1,
  log: silentLog,
});

interface Asked {
  readonly run?: string;
  readonly commit?: string;
  readonly bump?: string;
  readonly model?: string;
  readonly url?: string;
}

function register({
  run = anId(),
  commit,
  bump = 'patch',
  model = 'duration',
  url,
}: Asked = {}): Promise<RegisteredVersion> {
  const trained = commit ?? tipOf(url === undefined || url.startsWith('http') ? remote : url, 'refs/heads/main');
  const evidence = evidenceFrom(aRun({ id: run, source: { commit: trained } }));
  return registerVersion(access(url), { model, bump, commit: trained, evidence });
}

const tagsOf = (directory: string): readonly string[] => git(directory, ['tag', '--list']).split('\n').filter(Boolean);
const nextCommit = (): string =>
  commitToBare(remote, 'refs/heads/main', { 'train.py': randomBytes(8).toString('hex') });

describe('registerVersion', () => {
  it('writes an annotated tag of the trained commit with the evidence in its message', async () => {
    const commit = tipOf(remote, 'refs/heads/main');
    expect(await register()).toEqual({
      model: 'duration',
      version: 'v0.0.1',
      tag: 'duration@v0.0.1',
      object: git(remote, ['rev-parse', 'refs/tags/duration@v0.0.1']),
      commit,
      time: 1_790_000_001,
      written: true,
    });
    expect(git(remote, ['cat-file', '-t', 'duration@v0.0.1'])).toBe('tag');
    const tag = git(remote, ['cat-file', 'tag', 'duration@v0.0.1']);
    expect(tag.split('\n').slice(0, 4)).toEqual([
      `object ${commit}`,
      'type commit',
      'tag duration@v0.0.1',
      'tagger mlops-action <mlops-action@noreply.invalid> 1790000001 +0000',
    ]);
    expect(parseEvidence(tag)).toMatchObject({ run: anId(), metrics: { rmse: 6.1 } });
    expect(git(remote, ['fsck', '--strict'])).toBe('');
  });

  it('numbers versions after all tags of the remote', async () => {
    git(remote, ['tag', '-a', '-m', 'x', 'duration@v1.4.9', 'main']);
    git(remote, ['tag', '-a', '-m', 'x', 'other@v7.0.0', 'main']);
    nextCommit();
    expect(await register({ run: anId(1) })).toMatchObject({ version: 'v1.4.10' });
    nextCommit();
    expect(await register({ run: anId(2), bump: 'minor' })).toMatchObject({ version: 'v1.5.0' });
    nextCommit();
    expect(await register({ run: anId(3), bump: 'major' })).toMatchObject({ version: 'v2.0.0' });
    nextCommit();
    expect(await register({ run: anId(4), bump: 'v3.0.0-rc.1' })).toMatchObject({ version: 'v3.0.0-rc.1' });
  });

  it('gives a run one version, however often it is registered', async () => {
    const first = await register();
    nextCommit();
    expect(await register({ commit: first.commit, bump: 'major' })).toEqual({ ...first, written: false });
    expect(tagsOf(remote)).toEqual(['duration@v0.0.1']);
  });

  it('takes no tag for the version of a run that stands on another commit, whatever its message says', async () => {
    const trained = tipOf(remote, 'refs/heads/main');
    const message = renderTagMessage('duration', 'v9.0.0', evidenceFrom(aRun({ source: { commit: trained } })));
    const other = nextCommit();
    git(remote, ['tag', '-a', 'duration@v9.0.0', '-m', message, other]);
    expect(await register({ commit: trained })).toMatchObject({ version: 'v9.0.1', commit: trained, written: true });
    // A child with other files is no carrier.
    expect(git(remote, ['rev-parse', `${other}^`])).toBe(trained);
    // One with the same files is.
    await register({ run: anId(1), commit: trained });
    expect(await register({ run: anId(1), commit: trained })).toMatchObject({ version: 'v9.0.2', written: false });
  });

  it('never reuses a number: not of a lightweight tag, one taken back, or one with a counter', async () => {
    git(remote, ['tag', 'duration@v0.0.1', 'main']);
    git(remote, ['tag', '-a', '-m', 'x', 'duration@v0.0.2!', 'main']);
    git(remote, ['tag', '-a', '-m', 'x', 'duration@v0.0.3#1', nextCommit()]);
    git(remote, ['tag', '-a', '-m', 'x', 'duration@v0.0.3!#2', 'main']);
    nextCommit();
    expect(await register()).toMatchObject({ version: 'v0.0.4' });
  });

  it('refuses an exact version that another run has', async () => {
    await register({ bump: 'v1.0.0' });
    await expect(register({ run: anId(1), bump: 'v1.0.0' })).rejects.toMatchObject({ code: 'release-refused' });
  });

  it('puts a second version of a commit on a child with the same files, as GTO allows one version a commit', async () => {
    const first = await register();
    const second = await register({ run: anId(1) });
    expect(second).toMatchObject({ version: 'v0.0.2', written: true });
    expect(git(remote, ['rev-parse', `${second.commit}^`])).toBe(first.commit);
    expect(git(remote, ['diff', first.commit, second.commit])).toBe('');
    expect(parseEvidence(git(remote, ['cat-file', 'tag', second.tag]))).toMatchObject({ commit: first.commit });
    expect(git(remote, ['fsck', '--strict'])).toBe('');
    expect(await register({ run: anId(1) })).toEqual({ ...second, written: false });
    expect(await register({ run: anId(2), model: 'other' })).toMatchObject({ commit: first.commit });
  });

  it('gives four jobs that register at once four consecutive versions', async () => {
    const commit = tipOf(remote, 'refs/heads/main');
    const versions = await Promise.all(
      [1, 2, 3, 4].map(async (minute) => {
        const job = { ...access(), scratchParent: join(folder.path, `scratch-${minute}`), random: Math.random };
        const evidence = evidenceFrom(aRun({ id: anId(minute), source: { commit } }));
        return (await registerVersion(job, { model: 'duration', bump: 'patch', commit, evidence })).version;
      }),
    );
    expect(versions.toSorted()).toEqual(['v0.0.1', 'v0.0.2', 'v0.0.3', 'v0.0.4']);
    expect(tagsOf(remote)).toEqual(versions.toSorted().map((version) => `duration@${version}`));
    const { artifacts } = await readRegistry(access());
    expect(new Set(artifacts[0]?.versions.map((version) => version.commit)).size).toBe(4);
  });

  it('is renumbered when another writer takes the number between reading and pushing', async () => {
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => {
        if (isPush && tagsOf(remote).length === 0) git(remote, ['tag', '-a', '-m', 'x', 'duration@v0.0.1', 'main~0']);
        return undefined;
      },
    });
    expect(await register({ url: `${server.url}/remote.git` })).toMatchObject({ version: 'v0.0.2', written: true });
  });

  it('dates a version after all tags of the model, so that a clock that is late does not keep it deprecated', async () => {
    const env = { ...TEST_GIT_ENVIRONMENT, GIT_COMMITTER_DATE: '@1790009000 +0000' };
    const commit = commitToBare(remote, 'refs/heads/main', { 'train.py': '2' }, 'Train', { at: new Date(1.7e12) });
    for (const name of ['v0.0.1', 'deprecated']) {
      git(remote, ['tag', '-a', '-m', 'x', `duration@${name}`, commit], { env });
    }
    expect(await register()).toMatchObject({ version: 'v0.0.2', time: 1_790_009_001 });
    expect((await readRegistry(access())).artifacts[0]?.isActive).toBe(true);
  });

  it('reads a remote without a tag as an empty registry', async () => {
    await using server = await startGitHttpServer({ root: folder.path });
    expect(await readRegistry(access(`${server.url}/remote.git`))).toEqual({ artifacts: [] });
    await expect(readRegistry(access(`${server.url}/absent.git`))).rejects.toMatchObject({ code: 'not-a-repository' });
  });

  it('is not kept from registering by a tag that is the name of a tree', async () => {
    git(remote, ['update-ref', 'refs/tags/duration@tree', git(remote, ['rev-parse', 'main^{tree}'])]);
    expect(await register()).toMatchObject({ version: 'v0.0.1' });
    await using server = await startGitHttpServer({ root: folder.path });
    expect((await readRegistry(access(`${server.url}/remote.git`))).artifacts).toHaveLength(1);
  });

  it('knows that a tag was written although the answer was lost', async () => {
    let drops = 1;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => (isPush && drops-- > 0 ? 'drop-after' : undefined),
    });
    expect(await register({ url: `${server.url}/remote.git` })).toMatchObject({ version: 'v0.0.1', written: true });
    expect(tagsOf(remote)).toEqual(['duration@v0.0.1']);
  });

  it('pushes no files for a commit that is no longer the tip of any branch', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`data/${i}`, randomBytes(20_000).toString('hex')]),
    );
    const commit = commitToBare(remote, 'refs/heads/main', files);
    nextCommit();
    git(remote, ['config', 'receive.maxInputSize', '20000']);
    expect(await register({ commit })).toMatchObject({ version: 'v0.0.1', commit });
    expect(await register({ commit, run: anId(1) })).toMatchObject({ version: 'v0.0.2' });
    await using server = await startGitHttpServer({ root: folder.path });
    const url = `${server.url}/remote.git`;
    expect(await register({ commit, run: anId(2), url })).toMatchObject({ version: 'v0.0.3' });
    expect(server.bytes.received).toBeLessThan(10_000);
    expect(server.bytes.sent).toBeLessThan(20_000);
  });

  it('works from a shallow clone and leaves it as it was', async () => {
    nextCommit();
    const clone = join(folder.path, 'clone');
    git(folder.path, ['clone', '--quiet', '--depth=1', `file://${remote}`, clone]);
    const before = fingerprintOf(clone);
    await register({ commit: git(clone, ['rev-parse', 'HEAD']) });
    expect(fingerprintOf(clone)).toEqual(before);
  });

  it('registers in a local repository without a remote, and touches nothing there but the tag', async () => {
    const local = createRepository(join(folder.path, 'local'));
    installHook(join(local, '.git'), 'pre-receive', '#!/bin/sh\nexit 1\n');
    const before = fingerprintOf(local);
    await register({ url: local });
    const after = fingerprintOf(local);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed.filter((file) => !/^\.git\/(objects|refs\/tags)\//.test(file))).toEqual([]);
    expect(Object.keys(before).filter((file) => !(file in after))).toEqual([]);
    expect(await register({ url: local, run: anId(1) })).toMatchObject({ version: 'v0.0.2' });
    expect(showTable(await readRegistry(access(local))).rows).toMatchObject([{ name: 'duration', latest: 'v0.0.2' }]);
  });

  it('works with SHA-256 repositories', async () => {
    remote = createRemote(join(folder.path, 'sha256.git'), { objectFormat: 'sha256' });
    expect(await register()).toMatchObject({ version: 'v0.0.1' });
    await using server = await startGitHttpServer({ root: folder.path });
    const state = await readRegistry(access(`${server.url}/sha256.git`));
    expect(showTable(state).rows).toMatchObject([{ latest: 'v0.0.1' }]);
  });

  it('says so when a rule of the remote refuses the tag, and leaves nothing behind', async () => {
    installHook(remote, 'update', '#!/bin/sh\necho "GH013: Repository rule violations found" >&2\nexit 1\n');
    await expect(register()).rejects.toMatchObject({
      code: 'forge-denied',
      message: expect.stringContaining('GH013') as string,
      hint: expect.stringContaining('tag rulesets') as string,
    });
    expect(tagsOf(remote)).toEqual([]);
  });

  it('names the missing permission when the credentials do not suffice', async () => {
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ service }) => (service === 'git-receive-pack' ? { status: 403 } : undefined),
    });
    await expect(register({ url: `${server.url}/remote.git` })).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('contents: write') as string,
    });
  });

  it('says so when the remote does not have the commit', async () => {
    await expect(register({ commit: 'a'.repeat(40) })).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('Push the commit') as string,
    });
  });

  it('is offline where nothing answers, and never takes that for an empty registry', async () => {
    await expect(readRegistry(access('http://127.0.0.1:9/x.git'))).rejects.toMatchObject({ code: 'offline' });
    await expect(register({ url: 'http://127.0.0.1:9/x.git' })).rejects.toMatchObject({ code: 'offline' });
  });

  it('refuses names and bumps that are none before it asks the remote', async () => {
    for (const model of ['a//b', '../x', 'a b', '-x', 'm@v1.0.0', 'aux/x', '']) {
      await expect(register({ model })).rejects.toMatchObject({ code: 'usage' });
    }
    for (const bump of ['1.2.3', 'biggest', 'v1.2', '--force', '']) {
      await expect(register({ bump })).rejects.toMatchObject({ code: 'usage' });
    }
  });
});
