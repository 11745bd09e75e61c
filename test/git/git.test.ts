import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderImport } from '../../src/git/fast-import.ts';
import { gitIn } from '../../src/git/git.ts';
import { blobIdOf, formatOfObjectId } from '../../src/git/object-id.ts';
import { listTree, readBlobs } from '../../src/git/objects.ts';
import { withScratch } from '../../src/git/scratch.ts';
import { fetchRef } from '../../src/git/transfer.ts';
import {
  createEmptyRemote,
  createRepository,
  filesOf,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';

let folder: TemporaryFolder;
const kept = { ...process.env };

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  Object.assign(process.env, kept);
  folder[Symbol.dispose]();
});

describe('a git process', () => {
  test('that fails is a value with its status and what it said', async () => {
    const { code, stdout, stderr } = await gitIn(folder.path).exec(['rev-parse', 'HEAD']);
    expect(code).toBe(128);
    expect(stderr).toContain('not a git repository');
    expect(stdout.toString()).toBe('');
  });

  test('that fails where text was wanted is an error with the command', async () => {
    await expect(gitIn(folder.path).text(['rev-parse', 'HEAD'])).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringMatching(/git rev-parse HEAD failed with status 128: fatal: not a git repository/),
    });
  });

  test('takes and gives bytes of any kind and size', async () => {
    const repository = createRepository(`${folder.path}/r`);
    const bytes = randomBytes(3_000_000);
    const id = await gitIn(repository).text(['hash-object', '-w', '--stdin'], bytes);
    expect(id).toBe(blobIdOf(bytes, 'sha1'));
    expect((await gitIn(repository).exec(['cat-file', 'blob', id])).stdout.equals(bytes)).toBe(true);
  });

  test('reads its configuration from the environment, so that no secret is an argument', async () => {
    const repository = createRepository(`${folder.path}/r`);
    const config = { 'http.https://example.org/.extraheader': 'Authorization: basic s3cr3t', 'core.abbrev': '9' };
    const own = gitIn(repository, config);
    expect(await own.text(['config', 'http.https://example.org/.extraheader'])).toBe('Authorization: basic s3cr3t');
    expect(await own.text(['rev-parse', '--short', 'HEAD'])).toHaveLength(9);
    expect((await gitIn(repository).exec(['config', 'core.abbrev'])).code).toBe(1);
  });

  test("gives what it starts none of a job's tokens, and outside of a job the user's own", async () => {
    const repository = createRepository(`${folder.path}/r`);
    const tokens = ['INPUT_GITHUB-TOKEN', 'INPUT_INPUTS', 'ACTIONS_RUNTIME_TOKEN', 'GITHUB_TOKEN', 'GITEA_TOKEN'];
    for (const name of tokens) process.env[name] = 'secret';
    // A repository can name a program for git to start.
    const seen = async (): Promise<readonly string[]> => {
      const chunks: Buffer[] = [];
      for await (const chunk of gitIn(repository).stream(['-c', 'alias.spy=!env', 'spy'], [])) chunks.push(chunk);
      const names = new Set(
        Buffer.concat(chunks)
          .toString()
          .split('\n')
          .map((line) => line.split('=')[0] ?? ''),
      );
      return tokens.filter((name) => names.has(name));
    };
    process.env['GITHUB_ACTIONS'] = 'true';
    expect(await seen()).toEqual([]);
    process.env['GITHUB_ACTIONS'] = 'false';
    expect(await seen()).toEqual(['GITHUB_TOKEN', 'GITEA_TOKEN']);
  });

  test('takes no address for a command, whatever the settings allow', async () => {
    const settings = `${folder.path}/settings`;
    writeFileSync(settings, '[protocol "ext"]\n\tallow = always\n');
    process.env['GIT_CONFIG_GLOBAL'] = settings;
    const remote = { url: `ext::sh -c touch% ${folder.path}/started`, config: {} };
    const failure = await withScratch({ parent: folder.path, format: 'sha1', remotes: { there: remote } }, ({ git }) =>
      fetchRef(git, 'there', 'refs/heads/main', 'refs/heads/here'),
    );
    expect(failure?.said).toContain("transport 'ext' not allowed");
    expect(existsSync(`${folder.path}/started`)).toBe(false);
  });

  test('does not see git variables of the environment', async () => {
    const repository = createRepository(`${folder.path}/r`);
    const other = createRepository(`${folder.path}/other`);
    Object.assign(process.env, { GIT_DIR: `${other}/.git`, GIT_INDEX_FILE: '/none', GIT_OBJECT_DIRECTORY: '/none' });
    expect(await gitIn(repository).text(['rev-parse', '--show-toplevel'])).toBe(repository);
  });

  test.each(
    'EDITOR VISUAL PAGER GIT_EDITOR GIT_PAGER GIT_SEQUENCE_EDITOR SSH_ASKPASS GIT_ASKPASS GIT_SSH GIT_SSH_COMMAND GIT_PROXY_COMMAND GIT_EXTERNAL_DIFF GIT_TEMPLATE_DIR GIT_EXEC_PATH GIT_CONFIG_PARAMETERS PREFIX'.split(
      ' ',
    ),
  )('runs where %s is set, as a shell or npm may have done', async (name) => {
    const repository = createRepository(`${folder.path}/r`);
    process.env[name] = name === 'GIT_CONFIG_PARAMETERS' ? "'core.abbrev'='9'" : 'true';
    expect(await gitIn(repository).text(['rev-parse', '--show-toplevel'])).toBe(repository);
  });
});

test('object ids are those of git, in both formats', async () => {
  for (const format of ['sha1', 'sha256'] as const) {
    const repository = createRepository(`${folder.path}/${format}`, { objectFormat: format });
    const id = git(repository, ['hash-object', '--stdin'], { input: 'é\n' });
    expect(blobIdOf('é\n', format)).toBe(id);
    expect(formatOfObjectId(id)).toBe(format);
  }
});

test('a stream of commits becomes a branch, whatever the paths and contents', async () => {
  const repository = createEmptyRemote(`${folder.path}/r.git`);
  const odd = ['a b', '"quoted"', 'back\\slash', 'line\nD mlops.json', 'é', '-x', 'tab\t'];
  const content = Buffer.from('from :1\n\0\r\ndata 3\n');
  const stream = renderImport('refs/heads/t', undefined, [
    { message: 'First\n', seconds: 1_000_000_000, files: [{ path: 'mlops.json', content }] },
    { message: 'from refs/heads/main\n', seconds: 2_000_000_000, files: odd.map((path) => ({ path, content: path })) },
  ]);

  const commit = await gitIn(repository).text(['fast-import', '--quiet'], stream);

  expect(filesOf(repository, commit).toSorted()).toEqual([...odd, 'mlops.json'].toSorted());
  expect(git(repository, ['log', '--format=%ct %s', 't'])).toBe('2000000000 from refs/heads/main\n1000000000 First');
  const entries = await listTree(gitIn(repository), commit, ['-r']);
  const blobs = await readBlobs(
    gitIn(repository),
    entries.map(({ id }) => id),
  );
  const read = new Map(entries.map(({ path }, index) => [path, blobs[index]?.toString()]));
  expect(read).toEqual(new Map([...odd.map((path) => [path, path] as const), ['mlops.json', content.toString()]]));
});

test('a blob that is not there is an error that names it', async () => {
  const repository = createRepository(`${folder.path}/r`);
  const id = 'd'.repeat(40);
  await expect(readBlobs(gitIn(repository), [id])).rejects.toMatchObject({
    code: 'git-failed',
    message: `object ${id} cannot be read: missing`,
  });
});
