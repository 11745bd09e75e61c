// mlops registry check through the command line: what it says, how it ends, and what it leaves here and at origin.
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { anId, aRun } from '../support/a-run.ts';
import {
  commitFiles,
  createEmptyRemote,
  createEmptyRepository,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { tagAt } from './tag-at.ts';

let folder: TemporaryFolder;
let project: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  return () => folder[Symbol.dispose]();
});

test('a tag that was moved after its registration is told from the history, and is not put back by --fix', async () => {
  const commit = commitFiles(project, { 'train.sh': 'exit 0\n' });
  tagAt(project, 'cars@v0.0.1', commit, 1);
  const recorded = tipOf(project, 'refs/tags/cars@v0.0.1');
  const record = aRun({ model: { name: 'cars' }, source: { commit } });
  const registration = {
    type: 'registration' as const,
    model: 'cars',
    version: 'v0.0.1',
    tag: 'cars@v0.0.1',
    object: recorded,
  };
  const event = { schema: 1 as const, id: anId(5), run: record.id, time: '2026-11-26T22:00:00.000Z', ...registration };
  await openTestHistory(project, folder.path).append([{ record, files: {} }], [event]);
  const sound = await mlops(project, ['registry', 'check']);
  expect([sound.stdout, sound.stderr, sound.status]).toEqual(['1 tag: nothing is wrong\n', '', 0]);

  tagAt(project, 'cars@v0.0.1', commitFiles(project, { 'train.sh': 'exit 1\n' }), 1);
  const moved = await mlops(project, ['registry', 'check', '--fix']);
  expect(moved.status).toBe(1);
  expect(moved.stdout).toContain(`✗ moved: cars@v0.0.1 was moved: the history recorded the tag ${recorded}`);
  expect(moved.stdout).toContain(`git update-ref 'refs/tags/cars@v0.0.1' ${recorded}`);
  expect(tipOf(project, 'refs/tags/cars@v0.0.1')).not.toBe(recorded);

  git(project, ['tag', '-d', 'cars@v0.0.1']);
  const gone = await mlops(project, ['registry', 'check', '--json']);
  expect(gone.status).toBe(0);
  expect(gone.json()).toMatchObject({ findings: [{ id: 'gone', severity: 'warning', tags: ['cars@v0.0.1'] }] });
});

test('--fix mends here and at origin, also what only origin has; --no-push mends here alone', async () => {
  const commit = commitFiles(project, { 'mlops.yaml': 'model: cars\nstages: [prod, prod/eu]\n' });
  tagAt(project, 'cars@v0.0.1', commit, 1);
  tagAt(project, 'cars@v0.0.2', commit, 2);
  tagAt(project, 'cars#prod', commit, 3);
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  git(project, ['remote', 'add', 'origin', remote]);
  git(project, ['push', '--quiet', 'origin', 'main', '--tags']);
  const clone = join(folder.path, 'clone');
  git(folder.path, ['clone', '--quiet', remote, clone]);
  git(project, ['tag', '-d', 'cars#prod']);
  const before = git(remote, ['for-each-ref']);

  const found = await mlops(clone, ['registry', 'check']);
  expect(found.status).toBe(1);
  expect(found.stdout).toMatch(
    /^✗ two-versions: .*\n {4}mlops registry check --fix\n! stage-clash: cars#prod stands where prod\/eu/,
  );
  const here = await mlops(clone, ['registry', 'check', '--fix', '--no-push']);
  expect([here.status, git(remote, ['for-each-ref'])]).toEqual([0, before]);

  const both = await mlops(project, ['registry', 'check', '--fix']);
  expect(both.status).toBe(0);
  expect(both.stdout).toMatch(
    /✓ cars@v0.0.2: written anew on [0-9a-f]{7} here and at origin, since cars v0.0.1 stands on the same commit/,
  );
  expect(both.stdout).toMatch(
    /✓ cars#prod: renamed to cars#prod#1 on [0-9a-f]{7} here and at origin, .*; kept as refs\/mlops\/replaced\/\d{8}T\d{6}Z\/cars#prod\n/,
  );
  expect(both.stdout).toContain('In other clones the same command takes this over.');
  const tags = ['for-each-ref', 'refs/tags'];
  expect(git(remote, tags)).toBe(git(project, tags));
  expect(git(clone, tags)).toBe(git(project, tags));
});

test('a clone whose tag stands in the way of tags of origin gets them once it is renamed', async () => {
  const commit = commitFiles(project, { 'train.sh': 'exit 0\n' });
  tagAt(project, 'cars@v0.0.1', commit, 1);
  tagAt(project, 'cars#prod', commit, 3);
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  const other = createEmptyRepository(join(folder.path, 'other'));
  git(other, ['fetch', '--quiet', project, 'main']);
  tagAt(other, 'cars@v0.0.1', commit, 1);
  tagAt(other, 'cars#prod/eu#1', commit, 4);
  git(project, ['remote', 'add', 'origin', remote]);
  git(other, ['push', '--quiet', remote, 'FETCH_HEAD:refs/heads/main', '--tags']);

  const said = await mlops(project, ['registry', 'check', '--fix']);
  expect([said.status, said.stderr]).toEqual([0, '']);
  expect(said.stdout).toContain('cars#prod: renamed to cars#prod#1 here, since prod/eu needs a folder where it stands');
  expect(git(project, ['tag', '--list'])).toBe('cars#prod#1\ncars#prod/eu#1\ncars@v0.0.1');
});
