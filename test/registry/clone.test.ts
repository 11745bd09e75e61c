// Registering at a remote from a clone: both hold the very same tag objects, whichever had them first.
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { registerVersion, type RegisteredVersion } from '../../src/registry/register.ts';
import { anId, aRun } from '../support/a-run.ts';
import {
  commitFiles,
  createRemote,
  git,
  installHook,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';

let folder: TemporaryFolder;
let remote: string;
let clone: string;
let seconds: number;
let warnings: string[];

beforeEach(() => {
  folder = temporaryFolder();
  remote = createRemote(join(folder.path, 'remote.git'));
  clone = join(folder.path, 'clone');
  git(folder.path, ['clone', '--quiet', remote, clone]);
  seconds = 1_790_000_000;
  warnings = [];
  return () => folder[Symbol.dispose]();
});

/** Registers a run of the clone's HEAD: at the remote, or in the clone alone. */
function register(where: 'remote' | 'clone', { run = anId(), bump = 'patch' } = {}): Promise<RegisteredVersion> {
  const commit = git(clone, ['rev-parse', 'HEAD']);
  return registerVersion(
    {
      remote: { url: where === 'remote' ? remote : clone, config: {} },
      clone: where === 'remote' ? clone : undefined,
      scratchParent: join(folder.path, 'scratch'),
      clock: () => new Date((seconds += 1) * 1000),
      random: () => 0.1,
      log: { ...silentLog, warn: (message) => void warnings.push(message) },
    },
    { model: 'duration', bump, commit, evidence: evidenceFrom(aRun({ id: run, source: { commit } })) },
  );
}

const objectOf = (directory: string, tag: string): string => tipOf(directory, `refs/tags/${tag}`);

test('a version that is registered at the remote is in the clone too', async () => {
  const { tag } = await register('remote');
  expect(objectOf(clone, tag)).toBe(objectOf(remote, tag));
  expect(warnings).toEqual([]);
});

test('a version that was registered before there was a remote is pushed as the very tag that it is', async () => {
  const first = await register('clone');
  const object = objectOf(clone, first.tag);
  installHook(join(clone, '.git'), 'pre-push', '#!/bin/sh\nexit 1\n');
  expect(await register('remote')).toEqual({ ...first, written: false });
  expect([objectOf(remote, first.tag), objectOf(clone, first.tag)]).toEqual([object, object]);
  expect(git(remote, ['tag', '--list'])).toBe(first.tag);
  expect(warnings).toEqual([]);
});

test('a version on a commit of its own is pushed with that commit', async () => {
  await register('clone');
  const second = await register('clone', { run: anId(1) });
  expect(await register('remote', { run: anId(1) })).toEqual({ ...second, written: false });
  expect(git(remote, ['rev-parse', `${second.tag}^{commit}`])).toBe(second.commit);
  expect(git(remote, ['fsck', '--strict'])).toBe('');
});

test('of two tag objects for one version of one run the one of the remote wins', async () => {
  const { tag } = await register('clone');
  git(clone, ['update-ref', 'refs/kept/tag', objectOf(clone, tag)]);
  git(clone, ['tag', '-d', tag]);
  await register('remote');
  const object = objectOf(remote, tag);
  git(clone, ['update-ref', `refs/tags/${tag}`, 'refs/kept/tag']);
  expect(objectOf(clone, tag)).not.toBe(object);
  await register('remote');
  expect([objectOf(clone, tag), objectOf(remote, tag)]).toEqual([object, object]);
  expect(warnings).toEqual([]);
});

test('a number that the clone has given away is given to no other run at the remote', async () => {
  await register('clone');
  expect(await register('remote', { run: anId(1) })).toMatchObject({ version: 'v0.0.2' });
  expect(await register('remote')).toMatchObject({ version: 'v0.0.1', written: false });
});

test('a version of the clone whose number the remote gave to another run is refused, and the way out is named', async () => {
  const { tag } = await register('clone');
  const local = objectOf(clone, tag);
  git(remote, ['tag', '-a', '-m', 'by hand', tag, 'main']);
  await expect(register('remote')).rejects.toMatchObject({
    code: 'release-refused',
    message: expect.stringContaining(`at the remote ${tag} is another run`) as string,
    hint: expect.stringContaining(`git tag -d ${tag}`) as string,
  });
  expect(objectOf(clone, tag)).toBe(local);
});

test('a clone that cannot take the tag is warned of with what git said, and the version stands', async () => {
  git(clone, ['tag', 'duration@v0.0.1/in-the-way']);
  expect(await register('remote')).toMatchObject({ tag: 'duration@v0.0.1', written: true });
  expect(warnings).toEqual([expect.stringMatching(/duration@v0\.0\.1 is at the remote, but .*in-the-way/)]);
});

test('a tag of the clone that stands for another run is never replaced', async () => {
  const { tag } = await register('remote');
  git(clone, ['tag', '-d', tag]);
  commitFiles(clone, { 'train.py': 'print("rmse=5")\n' });
  git(clone, ['tag', '-a', '-m', 'mine', tag]);
  const mine = objectOf(clone, tag);
  git(clone, ['reset', '--quiet', '--hard', 'HEAD^']);
  expect(await register('remote')).toMatchObject({ tag, written: false });
  expect(objectOf(clone, tag)).toBe(mine);
  expect(warnings).toEqual([expect.stringContaining('is another run in this repository')]);
});

test.each(['remote', 'clone'] as const)('a run of the %s that has a version is never given another', async (where) => {
  const first = await register(where, { bump: 'v0.3.0' });
  await expect(register(where, { bump: 'v0.4.0' })).rejects.toMatchObject({
    code: 'release-refused',
    message: expect.stringContaining('is duration@v0.3.0 already') as string,
  });
  expect(await register(where, { bump: 'v0.3.0' })).toEqual({ ...first, written: false });
  expect(await register(where, { bump: 'major' })).toEqual({ ...first, written: false });
});
