// Steps back in a registry at a remote: who is told what, what is written, and what the history knows to be live.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deprecateModel, type Deprecated } from '../../src/pipeline/versions/deprecate-model.ts';
import type { RegistryAccess } from '../../src/registry/access.ts';
import { appendEvent } from '../../src/registry/append-event.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import type { RunEvent } from '../../src/run/event.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { anId, aRun } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';
import { createRemote, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';

let folder: TemporaryFolder;
let remote: string;
let clone: string;
let history: TrackingHistory;
let warnings: string[];

beforeEach(async () => {
  folder = temporaryFolder();
  remote = createRemote(join(folder.path, 'remote.git'));
  clone = join(folder.path, 'clone');
  git(folder.path, ['clone', '--quiet', remote, clone]);
  history = openTestHistory(remote, folder.path);
  warnings = [];
  const commit = git(clone, ['rev-parse', 'HEAD']);
  const run = aRun({ id: anId(), source: { commit } });
  await history.append([{ record: run, files: {} }]);
  await registerVersion(access(), { model: 'duration', bump: 'v1.0.0', commit, evidence: evidenceFrom(run) });
  await appendEvent(access(), 'duration', () => ({
    write: { action: { action: 'assign', stage: 'production' }, commit, message: 'Assign it\n' },
  }));
});
afterEach(() => {
  folder[Symbol.dispose]();
});

const log = { info: () => {}, debug: () => {}, warn: (message: string) => void warnings.push(message) };

const access = (url = remote): RegistryAccess => ({
  remote: { url, config: {} },
  clone: url === clone ? undefined : clone,
  scratchParent: join(folder.path, 'scratch'),
  clock: () => new Date(1_790_000_000_000),
  random: () => 0.1,
  log,
});

function deprecate(
  [model, version, stage]: readonly [string, string?, string?],
  { force = false, reason = 'leaked data', url = remote } = {},
): Promise<Deprecated> {
  const { clone: copy, remote: at, scratchParent: scratch, clock, random } = access(url);
  const registry = { remote: at, clone: copy, read: () => readRegistry(access(clone)) };
  const request = { model, version, stage, reason, actor: 'Ada', force };
  return deprecateModel(request, { history, registry, scratch, clock, random, log });
}

const tagsOf = (repository: string): readonly string[] => git(repository, ['tag', '--list']).split('\n');
const deployment = (news: Readonly<Record<string, string>>, minute = 1): RunEvent =>
  anEvent({ type: 'deployment', run: anId(), environment: 'duration/production', version: 'v1.0.0', ...news }, minute);
const deploy = (state: string, minute = 1) => history.append([], [deployment({ state }, minute)]);

it('takes a stage, a version and the model back, each once, here and at the remote', async () => {
  expect(await deprecate(['duration', 'v1.0.0', 'production'])).toEqual({
    model: 'duration',
    version: 'v1.0.0',
    stage: 'production',
    tag: 'duration#production!#2',
    unchanged: undefined,
    consequences: ['no version is in production any more'],
  });
  expect(git(remote, ['tag', '--list', '--format=%(contents)', 'duration#production!#2'])).toMatch(
    /^Take production from duration v1\.0\.0\n\nReason: leaked data\nBy: Ada\nMlops-Write: [0-9a-f]{16}\n$/,
  );
  expect(await deprecate(['duration', 'v1.0.0', 'production'])).toMatchObject({
    tag: undefined,
    unchanged: 'duration v1.0.0 is not in production any more (duration#production!#2)',
  });
  expect(await deprecate(['duration', 'v1.0.0'])).toMatchObject({ tag: 'duration@v1.0.0!' });
  expect(await deprecate(['duration'])).toMatchObject({ tag: 'duration@deprecated', consequences: [] });
  expect(await deprecate(['duration'])).toMatchObject({ tag: undefined });
  const tags = [
    'duration#production!#2',
    'duration#production#1',
    'duration@deprecated',
    'duration@v1.0.0',
    'duration@v1.0.0!',
  ];
  expect([tagsOf(remote), tagsOf(clone)]).toEqual([tags, tags]);
  expect(warnings).toEqual([]);
});

it('writes nothing that is in use, unless it is forced, and then the tag tells of it', async () => {
  await deploy('success');
  await expect(deprecate(['duration', 'v1.0.0'])).rejects.toMatchObject({
    code: 'deletion-refused',
    message: expect.stringContaining('it is in production, which would go with it, and is being served') as string,
  });
  await expect(deprecate(['duration', 'v1.0.0', 'production'])).rejects.toMatchObject({ code: 'deletion-refused' });
  await expect(deprecate(['duration'])).rejects.toMatchObject({ code: 'deletion-refused' });
  expect(tagsOf(remote)).toEqual(['duration#production#1', 'duration@v1.0.0']);

  expect(await deprecate(['duration', 'v1.0.0', 'production'], { force: true })).toHaveProperty(
    'tag',
    'duration#production!#2',
  );
  const message = git(remote, ['tag', '--list', '--format=%(contents)', 'duration#production!#2']);
  expect(message).toContain('\nForced, although v1.0.0 is being served in production\n');
});

it.each(['inactive', 'failure', 'error'])('takes a stage whose deployment is %s', async (state) => {
  await deploy('success');
  await deploy(state, 2);
  expect(await deprecate(['duration', 'v1.0.0', 'production'])).toHaveProperty('tag', 'duration#production!#2');
});

it('takes a stage where another version is live than the one that holds it', async () => {
  await history.append([], [deployment({ state: 'success', version: 'v0.9.0' })]);
  expect(await deprecate(['duration', 'v1.0.0', 'production'])).toHaveProperty('tag', 'duration#production!#2');
});

it('says when it cannot know what is live', async () => {
  history = openTestHistory(join(folder.path, 'absent.git'), folder.path);
  expect(await deprecate(['duration', 'v1.0.0', 'production'])).toHaveProperty('tag', 'duration#production!#2');
  expect(warnings).toEqual([expect.stringMatching(/^what of duration is being served is not known: /)]);
});

it('names what is not there, and where it is', async () => {
  await expect(deprecate(['durations'])).rejects.toMatchObject({
    code: 'not-found',
    message: 'no model "durations" is registered, did you mean "duration"?',
  });
  await expect(deprecate(['duration', 'v1.0.1'])).rejects.toMatchObject({ code: 'not-found' });
  git(clone, ['tag', '-a', '-m', 'x', 'local@v0.0.1']);
  await expect(deprecate(['local', 'v0.0.1'])).rejects.toMatchObject({
    message: 'local is registered in this repository only, not at the remote',
  });
  expect(await deprecate(['local', 'v0.0.1'], { url: clone })).toHaveProperty('tag', 'local@v0.0.1!');
  expect(tagsOf(remote)).toHaveLength(2);
});

it('decides anew when somebody else was faster', async () => {
  await using server = await startGitHttpServer({
    root: folder.path,
    fault: async ({ isPush }) => {
      if (isPush && tagsOf(remote).length === 2)
        await deprecate(['duration', 'v1.0.0', 'production'], { reason: 'first' });
      return undefined;
    },
  });
  const done = await deprecate(['duration', 'v1.0.0', 'production'], { url: `${server.url}/remote.git` });
  expect(done.unchanged).toBe('duration v1.0.0 is not in production any more (duration#production!#2)');
  expect(tagsOf(remote)).toHaveLength(3);
});
