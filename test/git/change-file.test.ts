import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { changeFile, type ChangeAccess, type Changed, type FileChange } from '../../src/git/change-file.ts';
import { silentLog } from '../../src/log.ts';
import {
  commitFiles,
  commitToBare,
  contentOf,
  createRemote,
  createRepository,
  filesOf,
  fingerprintOf,
  git,
  installHook,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.ts';

const MAIN = 'refs/heads/main';
const OWN = 'refs/heads/mlops/promote-duration@production';
const PATH = 'deploy/production.yaml';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());
let remote = '';
let count = 0;
beforeEach(() => {
  count += 1;
  remote = createRemote(join(folder.path, `remote-${count}.git`));
});

function accessTo(url: string): ChangeAccess {
  return {
    remote: { url, config: {} },
    scratchParent: join(folder.path, `scratch-${count}`),
    clock: () => new Date(),
    random: () => 0,
    log: silentLog,
  };
}

function change(text: string, more: Partial<FileChange> = {}, url = remote): Promise<Changed> {
  return changeFile(accessTo(url), {
    base: MAIN,
    ref: OWN,
    path: PATH,
    message: `Say ${text}`,
    edit: () => text,
    ...more,
  });
}

const parentOf = (ref: string): string => git(remote, ['rev-parse', `${ref}^`]);

/** A commit on main by the identity of this program. */
function commitAsWe(message: string): string {
  const [name, email] = ['mlops-action', 'mlops-action@noreply.invalid'];
  const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
  return git(remote, ['commit-tree', '-p', MAIN, '-m', message, `${MAIN}^{tree}`], { env: { ...process.env, ...who } });
}

describe('a branch of ours', () => {
  test('gets one commit on the newest of the base, with every other file as it was', async () => {
    commitToBare(remote, MAIN, { 'a/b': 'b', 'deploy/staging.yaml': 's' });
    const changed = await change('one\n');
    expect(changed).toEqual({ outcome: 'written', commit: tipOf(remote, OWN) });
    expect(parentOf(OWN)).toBe(tipOf(remote, MAIN));
    expect(contentOf(remote, OWN, PATH)).toBe('one\n');
    expect(git(remote, ['diff', '--name-only', MAIN, OWN])).toBe(PATH);
    expect(filesOf(remote, MAIN)).not.toContain(PATH);
  });

  test('stays as it is for the same text, also when other files of the base change', async () => {
    await change('one\n');
    const tip = tipOf(remote, OWN);
    commitToBare(remote, MAIN, { other: 'x' });
    expect(await change('one\n')).toEqual({ outcome: 'unchanged', commit: tip });
    expect(tipOf(remote, OWN)).toBe(tip);
  });

  test('is replaced for another text, and stands on the newest of the base again', async () => {
    await change('one\n');
    const tip = commitToBare(remote, MAIN, { other: 'x' });
    expect(await change('two\n')).toMatchObject({ outcome: 'written' });
    expect(parentOf(OWN)).toBe(tip);
    expect(contentOf(remote, OWN, PATH)).toBe('two\n');
  });

  test('is not made where the base says so already', async () => {
    commitToBare(remote, MAIN, { [PATH]: 'one\n' });
    expect(await change('one\n')).toEqual({ outcome: 'settled' });
    expect(git(remote, ['for-each-ref', '--format=%(refname)'])).toBe(MAIN);
  });

  test('that holds a commit of somebody else is left alone, unless it says the same', async () => {
    await change('one\n');
    const foreign = commitToBare(remote, OWN, { 'train.py': 'evil' });
    expect(await change('one\n')).toEqual({ outcome: 'unchanged', commit: foreign });
    const refused = await change('two\n');
    expect(refused).toMatchObject({
      outcome: 'foreign',
      commit: foreign,
      committer: expect.stringContaining('@') as string,
    });
    expect(tipOf(remote, OWN)).toBe(foreign);
  });

  test('is decided on anew after a lost race, and what this program wrote meanwhile is replaced', async () => {
    commitToBare(remote, MAIN, { [PATH]: 'base\n' });
    const seen: (string | undefined)[] = [];
    const edit = (text: string | undefined): string => {
      seen.push(text);
      // Another job proposes something else at this very moment.
      if (seen.length === 1) git(remote, ['update-ref', OWN, commitAsWe('other')]);
      return `${text ?? ''}more\n`;
    };
    const changed = await change('', { edit });
    expect(seen).toEqual(['base\n', 'base\n']);
    expect(changed).toEqual({ outcome: 'written', commit: tipOf(remote, OWN) });
    expect(contentOf(remote, OWN, PATH)).toBe('base\nmore\n');
  });
});

describe('the base itself', () => {
  test('gets the commit on its tip, and two writers at once both come through', async () => {
    const append = (line: string): Promise<Changed> =>
      change('', { ref: MAIN, edit: (text) => (text?.includes(line) === true ? text : `${text ?? ''}${line}\n`) });
    const done = await Promise.all(['a', 'b', 'c'].map(append));
    expect(done.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
    expect(contentOf(remote, MAIN, PATH).trim().split('\n').toSorted()).toEqual(['a', 'b', 'c']);
    expect(Number(git(remote, ['rev-list', '--count', MAIN]))).toBe(4);
    expect(await append('a')).toEqual({ outcome: 'unchanged', commit: tipOf(remote, MAIN) });
  });

  test('that refuses by a rule leaves nothing behind', async () => {
    installHook(remote, 'pre-receive', 'echo "GH006: Protected branch update failed for refs/heads/main." >&2; exit 1');
    const tip = tipOf(remote, MAIN);
    expect(await change('one\n', { ref: MAIN })).toMatchObject({ outcome: 'failed', failure: { kind: 'refused' } });
    expect(tipOf(remote, MAIN)).toBe(tip);
  });

  test('that is not there is a failure', async () => {
    expect(await change('one\n', { base: 'refs/heads/none' })).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'absent-ref' },
    });
  });
});

describe('over a connection', () => {
  const pushesOf = ({ requests }: GitHttpServer): number => requests.filter(({ isPush }) => isPush).length;

  test('that breaks after the push was taken, what was written is found and not written twice', async () => {
    let drops = 1;
    await using server = await startGitHttpServer({
      root: folder.path,
      pause: (stage, { isPush }) => (stage === 'answering' && isPush && drops-- > 0 ? 'drop' : undefined),
    });
    const changed = await change('one\n', {}, `${server.url}/remote-${count}.git`);
    expect(changed).toEqual({ outcome: 'written', commit: tipOf(remote, OWN) });
    expect(git(remote, ['rev-list', '--count', `${MAIN}..${OWN}`])).toBe('1');
    expect(pushesOf(server)).toBeGreaterThan(0);
  });

  test('only the folders and the one file are fetched, and the old history is not', async () => {
    const large = 'x'.repeat(300_000).replaceAll('x', () => String.fromCodePoint(97 + Math.floor(Math.random() * 26)));
    commitToBare(remote, MAIN, { large, [PATH]: 'old\n' });
    for (let n = 0; n < 20; n += 1) commitToBare(remote, MAIN, { large: `${large}${n}` });
    await using server = await startGitHttpServer({ root: folder.path });
    expect(await change('one\n', {}, `${server.url}/remote-${count}.git`)).toMatchObject({ outcome: 'written' });
    expect(server.bytes.sent + server.bytes.received).toBeLessThan(20_000);
  });

  test('without credentials that suffice is a failure', async () => {
    await using server = await startGitHttpServer({ root: folder.path, authorization: 'Basic eA==' });
    expect(await change('one\n', {}, `${server.url}/remote-${count}.git`)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'forbidden' },
    });
  });
});

test('a repository with the other hash function is written too', async () => {
  const other = createRemote(join(folder.path, 'sha256.git'), { objectFormat: 'sha256' });
  const changed = await change('one\n', {}, other);
  expect(changed).toMatchObject({ outcome: 'written', commit: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(await change('one\n', {}, other)).toMatchObject({ outcome: 'unchanged' });
});

test('in the repository that a person works in nothing moves but the branch', async () => {
  const project = createRepository(join(folder.path, 'project'));
  commitFiles(project, { [PATH]: 'base\n' });
  const before = fingerprintOf(project);
  expect(await change('one\n', {}, project)).toMatchObject({ outcome: 'written' });
  const after = Object.entries(fingerprintOf(project)).filter(([path, print]) => before[path] !== print);
  expect(
    after.map(([path]) => path).filter((path) => !/^\.git\/(?:objects|refs\/heads\/mlops|logs)\b/.test(path)),
  ).toEqual([]);
  expect(git(project, ['status', '--porcelain'])).toBe('');
  expect(existsSync(join(folder.path, `scratch-${count}`, 'scratch.git'))).toBe(false);
  expect(await change('x\n', { ref: MAIN }, project)).toMatchObject({ failure: { kind: 'checked-out' } });
});

describe('a path that leads elsewhere', () => {
  test.each([
    '',
    '/etc/x',
    '../x',
    'a/../b',
    'a//b',
    '.git/config',
    'a/.GIT/x',
    'a\\b',
    './a',
    'a/',
    'a\nb',
    'x'.repeat(1001),
  ])('%j is refused before anything is asked', async (path) => {
    await expect(change('one\n', { path }, '/nowhere')).rejects.toMatchObject({ code: 'usage' });
  });

  test('a link, a file in the place of a folder and a folder in the place of a file are refused', async () => {
    const project = createRepository(join(folder.path, 'links'));
    mkdirSync(join(project, 'folder'));
    commitFiles(project, { 'folder/production.yaml': 'x', file: 'x', 'deploy.d/production.yaml/x': 'x' });
    symlinkSync('folder', join(project, 'deploy'));
    symlinkSync('/etc/passwd', join(project, 'folder/link.yaml'));
    commitFiles(project, {});
    const before = git(project, ['for-each-ref']);
    for (const [path, words] of [
      [PATH, 'deploy is a symbolic link and no folder'],
      ['folder/link.yaml', 'folder/link.yaml is a symbolic link and no file'],
      ['file/production.yaml', 'file is a file and no folder'],
      ['deploy.d/production.yaml', 'deploy.d/production.yaml is a folder and no file'],
    ] as const) {
      await expect(change('one\n', { path }, project)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(words) as string,
      });
    }
    expect(git(project, ['for-each-ref'])).toBe(before);
  });
});
