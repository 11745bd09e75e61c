// What a person may call a run, on a repository with a history and registered versions.
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { resolveRun, resolveVersionRun } from '../../src/pipeline/history/resolve-run.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import type { RunRecord } from '../../src/run/record.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { anId, aRun } from '../support/a-run.ts';
import { createRepository, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';

let folder: TemporaryFolder;
let project: string;
let history: TrackingHistory;
let commit: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createRepository(join(folder.path, 'project'));
  commit = git(project, ['rev-parse', 'HEAD']);
  history = openTestHistory(project, folder.path);
  return () => folder[Symbol.dispose]();
});

async function record(...runs: readonly RunRecord[]): Promise<void> {
  await history.append(runs.map((run) => ({ record: run, files: {} })));
}

const runOn = (branch: string, minute: number): RunRecord => aRun({ source: { branch, commit } }, minute);

async function register(run: RunRecord): Promise<void> {
  const clock = (): Date => new Date();
  const remote = { url: project, config: {} };
  const scratchParent = join(folder.path, 'scratch');
  const access = { remote, scratchParent, clock, random: () => 0.1, log: silentLog };
  await registerVersion(access, { model: 'duration', bump: 'patch', commit, evidence: evidenceFrom(run) });
}

const resolve = async (reference: string): Promise<string> =>
  (await resolveRun(reference, history, gitIn(project))).line.id;

test('a version, a stage, a branch, a commit and the start of an id name a run', async () => {
  const [version, newest] = [runOn('main', 0), runOn('main', 1)];
  await record(version, newest);
  await register(version);
  git(project, ['tag', '-a', '-m', 'x', 'duration#prod#1', 'duration@v0.0.1^{commit}']);
  for (const name of ['duration@v0.0.1', 'duration@latest', 'duration@prod', version.id]) {
    expect(await resolve(name)).toBe(version.id);
  }
  for (const name of ['main', commit, 'HEAD']) expect(await resolve(name)).toBe(newest.id);
});

test('a branch and a commit name the newest run that finished with committed code, and it is said what was passed over', async () => {
  const source = { branch: 'main', commit };
  const good = runOn('main', 0);
  const dirty = aRun({ source: { ...source, dirty: true } }, 2);
  const failed = aRun({ source, status: 'failed' }, 3);
  await record(failed);
  for (const name of ['main', 'HEAD']) {
    expect(await resolveRun(name, history, gitIn(project))).toMatchObject({
      line: { id: failed.id },
      why: 'it failed, and there is no better one',
    });
  }
  await record(dirty, good);
  for (const name of ['main', 'HEAD']) {
    expect(await resolveRun(name, history, gitIn(project))).toMatchObject({
      line: { id: good.id },
      why: expect.stringMatching(/^newer is run \w{12}, which (?:failed|had uncommitted changes)$/),
    });
  }
});

test.each(['a@team', 'duration@team'])('%s is a branch when no version is called so', async (branch) => {
  const [version, onBranch] = [runOn('main', 0), runOn(branch, 1)];
  await record(version, onBranch);
  await register(version);
  expect(await resolve(branch)).toBe(onBranch.id);
});

test.each([
  ['duration@v9.0.0', 'model "duration" has no version or stage "v9.0.0"'],
  ['other@v1.0.0', 'no model "other" is registered here'],
  ['nothing', '"nothing" is no run id'],
])('%s names nothing, and it is said so', async (reference, words) => {
  const run = runOn('main', 0);
  await record(run);
  await register(run);
  await expect(resolve(reference)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(words) as string,
  });
});

test('as a baseline a name that is no version is left to the other rules, and a tag without a run is warned of', async () => {
  const run = runOn('main', 0);
  await register(run);
  git(project, ['commit', '--quiet', '--allow-empty', '-m', 'Next']);
  git(project, ['tag', '-a', '-m', 'by hand', 'duration@v0.0.2']);
  const warnings: string[] = [];
  const read = (): ReturnType<typeof readRegistry> =>
    readRegistry({ remote: { url: project, config: {} }, scratchParent: join(folder.path, 'scratch') });
  const ports = {
    registry: { remote: { url: project, config: {} }, clone: undefined, read },
    log: { ...silentLog, warn: (message: string) => void warnings.push(message) },
  };
  expect(await resolveVersionRun('duration@v0.0.1', ports)).toBe(anId());
  for (const none of ['main', anId(), 'duration@v9.0.0', 'a@team', '@', 'duration@']) {
    expect(await resolveVersionRun(none, ports)).toBeUndefined();
  }
  expect(warnings).toEqual([]);
  expect(await resolveVersionRun('duration@v0.0.2', ports)).toBeUndefined();
  expect(warnings).toEqual(['the tag of duration@v0.0.2 names no run']);
});

test('a registry that cannot be read is no empty registry', async () => {
  const remote = { url: 'http://127.0.0.1:9/x.git', config: {} };
  const read = (): ReturnType<typeof readRegistry> => readRegistry({ remote, scratchParent: folder.path });
  const ports = { registry: { remote, clone: undefined, read }, log: silentLog };
  await expect(resolveVersionRun('duration@v0.0.1', ports)).rejects.toMatchObject({ code: 'offline' });
});

test('a name that looks like an option is none to git', async () => {
  const real = gitIn(project);
  const given: (readonly string[])[] = [];
  const watched = { ...real, exec: (args: readonly string[]) => (given.push(args), real.exec(args)) };
  for (const name of ['--git-dir=/', '--all', '-x']) {
    await expect(resolveRun(name, history, watched)).rejects.toMatchObject({ code: 'not-found' });
    expect(given.at(-1)?.slice(-2)).toEqual(['--end-of-options', `${name}^{commit}`]);
  }
});
