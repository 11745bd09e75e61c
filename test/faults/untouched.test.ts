// The user's repository and settings are theirs: whatever happens on the tracking branch, the rest stays byte for byte.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncHistories } from '../../src/tracking/sync.ts';
import {
  commitFiles,
  createRemote,
  createRepository,
  filesOf,
  fingerprintOf,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { openTestHistory, REF, testOptions } from '../tracking/open-test-history.ts';
import { sampleBundle } from '../tracking/sample-run.ts';

const HOOKS = ['pre-push', 'pre-commit', 'commit-msg', 'post-commit', 'reference-transaction', 'pre-receive', 'update'];

let folder: TemporaryFolder;
let kept: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = temporaryFolder();
  kept = { ...process.env };
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  Object.assign(process.env, kept);
  folder[Symbol.dispose]();
});

/** A global configuration in which nearly everything that could get in the way does; its hooks leave a mark and fail. */
function useHostileConfiguration(): { readonly mark: string } {
  const mark = join(folder.path, 'a-hook-ran');
  const script = `#!/bin/sh\necho "$0" >> '${mark}'\nexit 1\n`;
  const hooks = join(folder.path, 'template', 'hooks');
  mkdirSync(hooks, { recursive: true });
  for (const name of [...HOOKS, 'fsmonitor', 'gpg']) {
    writeFileSync(join(hooks, name), script);
    chmodSync(join(hooks, name), 0o755);
  }
  const config = join(folder.path, 'gitconfig');
  writeFileSync(
    config,
    `[user]
  useConfigOnly = true
[commit]
  gpgSign = true
[tag]
  gpgSign = true
[gpg]
  program = ${hooks}/gpg
[core]
  hooksPath = ${hooks}
  fsmonitor = ${hooks}/fsmonitor
  autocrlf = true
  eol = crlf
  logAllRefUpdates = always
[init]
  templateDir = ${join(folder.path, 'template')}
  defaultBranch = trunk
[fetch]
  prune = true
  pruneTags = true
  fsckObjects = true
  recurseSubmodules = true
  negotiationAlgorithm = skipping
[push]
  gpgSign = true
  followTags = true
  recurseSubmodules = check
  negotiate = true
  pushOption = surprise
  default = nothing
[remote "origin"]
  mirror = true
  tagOpt = --tags
[protocol]
  version = 0
[safe]
  bareRepository = explicit
[gc]
  auto = 1
[receive]
  denyCurrentBranch = updateInstead
  denyNonFastForwards = true
[transfer]
  fsckObjects = true
[log]
  showSignature = true
[format]
  pretty = oneline
[i18n]
  commitEncoding = ISO-8859-1
  logOutputEncoding = ISO-8859-1
[submodule]
  recurse = true
[filter "lfs"]
  required = true
  clean = false
  smudge = false
`,
  );
  process.env['GIT_CONFIG_GLOBAL'] = config;
  return { mark };
}

/** What a process that was started by a git hook, or by a careless script, finds in its environment. */
function leakGitEnvironment(repository: string): void {
  Object.assign(process.env, {
    GIT_DIR: join(repository, '.git'),
    GIT_WORK_TREE: repository,
    GIT_INDEX_FILE: join(repository, '.git', 'index'),
    GIT_OBJECT_DIRECTORY: join(repository, '.git', 'objects'),
    GIT_NAMESPACE: 'elsewhere',
    GIT_SHALLOW_FILE: join(repository, '.git', 'shallow'),
    GIT_CONFIG_PARAMETERS: "'core.bare=true'",
    GIT_AUTHOR_DATE: 'yesterday',
    GIT_PREFIX: 'src/',
  });
}

/** A repository with staged, changed and untracked files, a stash, a tag and a remote. */
function createBusyRepository(remote: string): string {
  const path = createRepository(join(folder.path, 'local'));
  writeFileSync(join(path, 'train.py'), 'stashed\n');
  git(path, ['stash']);
  git(path, ['tag', '-a', 'v1', '-m', 'One']);
  git(path, ['remote', 'add', 'origin', remote]);
  writeFileSync(join(path, 'train.py'), 'changed\r\n');
  writeFileSync(join(path, 'staged.py'), 'staged\n');
  git(path, ['add', 'staged.py']);
  writeFileSync(join(path, 'untracked.py'), 'untracked\n');
  return path;
}

/** All bytes of the repository but those that the tracking branch is made of. */
function restOf(repository: string): Readonly<Record<string, string>> {
  const own = /^\.git\/(objects\/(?!info)|(logs\/)?refs\/heads\/mlops-tracking$)/;
  return Object.fromEntries(Object.entries(fingerprintOf(repository)).filter(([path]) => !own.test(path)));
}

test.each([false, true])(
  'a history at a remote (contended: %s) leaves the repository at hand byte for byte as it was',
  async (contended) => {
    const remote = createRemote(join(folder.path, 'remote.git'));
    const local = createBusyRepository(remote);
    await using server = await startGitHttpServer({ root: folder.path });
    const before = fingerprintOf(local);
    const { mark } = useHostileConfiguration();
    leakGitEnvironment(local);
    const here = process.cwd();
    process.chdir(local);

    const history = openTestHistory(`${server.url}/remote.git`, folder.path, { contended });
    const bundles = [sampleBundle({ experiment: 'é' }), sampleBundle()];
    for (const bundle of bundles) await history.append([bundle]);
    const lines = await history.lines({ enough: 2 });

    expect(await history.read(lines)).toEqual(bundles.map(({ record }) => record).toReversed());
    expect(fingerprintOf(local)).toEqual(before);
    expect(existsSync(mark)).toBe(false);
    expect(git(remote, ['for-each-ref', '--format=%(refname)']).split('\n')).toEqual(['refs/heads/main', REF]);
    process.chdir(here);
  },
);

test('a shallow, detached checkout with a submodule, filtered files and a worktree stays byte for byte as it was', async () => {
  const remote = createRemote(join(folder.path, 'remote.git'));
  const source = createRepository(join(folder.path, 'source'));
  git(source, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', remote, 'sub']);
  commitFiles(source, { '.gitattributes': '*.bin filter=lfs -text\n', 'model.bin': 'version https://git-lfs\n' });
  const url = `file://${source}`;
  git(folder.path, ['clone', '--quiet', '--depth=1', url, 'local']);
  const local = join(folder.path, 'local');
  git(local, ['checkout', '--quiet', '--detach']);
  git(local, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init']);
  git(local, ['worktree', 'add', '--quiet', '--detach', '../linked']);
  const [before, linked] = [fingerprintOf(local), fingerprintOf(join(folder.path, 'linked'))];
  await using server = await startGitHttpServer({ root: folder.path });
  const history = openTestHistory(`${server.url}/remote.git`, folder.path);
  const { mark } = useHostileConfiguration();
  for (const place of ['local', 'local/sub', 'linked']) {
    process.chdir(join(folder.path, place));
    expect(await history.append([sampleBundle()])).toMatchObject({ written: true });
  }
  process.chdir('/');
  expect(fingerprintOf(local)).toEqual(before);
  expect(fingerprintOf(join(folder.path, 'linked'))).toEqual(linked);
  expect(existsSync(mark)).toBe(false);
});

test.each([false, true])(
  'a history in the repository at hand (contended: %s) adds its branch and changes nothing else',
  async (contended) => {
    const remote = createRemote(join(folder.path, 'remote.git'));
    const local = createBusyRepository(remote);
    const before = restOf(local);
    const old = fingerprintOf(join(local, '.git', 'objects'));
    const status = git(local, ['status', '--porcelain']);
    const { mark } = useHostileConfiguration();
    leakGitEnvironment(local);

    const history = openTestHistory(local, folder.path, { contended });
    const bundle = sampleBundle();
    await history.append([bundle]);
    await history.append([sampleBundle()]);

    expect(await history.read((await history.lines()).slice(1))).toEqual([bundle.record]);
    expect(restOf(local)).toEqual(before);
    expect(fingerprintOf(join(local, '.git', 'objects'))).toMatchObject(old);
    expect(git(local, ['status', '--porcelain'])).toBe(status);
    expect(existsSync(mark)).toBe(false);
  },
);

test('uniting both histories changes the tracking branch and nothing else', async () => {
  const remote = createRemote(join(folder.path, 'remote.git'));
  const local = createBusyRepository(remote);
  const before = restOf(local);
  await using server = await startGitHttpServer({ root: folder.path });
  const url = `${server.url}/remote.git`;
  const { mark } = useHostileConfiguration();
  leakGitEnvironment(local);
  await openTestHistory(local, folder.path).append([sampleBundle()]);
  await openTestHistory(url, folder.path).append([sampleBundle()]);

  const synced = await syncHistories({ ...testOptions(url, folder.path), local: { url: local, config: {} } });

  expect(synced).toMatchObject({ pulled: 1, pushed: 1 });
  expect(tipOf(local, REF)).toBe(tipOf(remote, REF));
  expect(filesOf(local, REF)).toHaveLength(4);
  expect(restOf(local)).toEqual(before);
  expect(existsSync(mark)).toBe(false);
});
