// mlops artifacts, on versions whose files are here, on GitHub, or nowhere.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RescuedVersion } from '../../src/pipeline/versions/rescue-releases.ts';
import { gitHubAccess } from '../../src/cli/github-access.ts';
import {
  commitFiles,
  createEmptyRemote,
  createEmptyRepository,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { startGitHub, type GitHubEmulator } from '../support/github-emulator.ts';
import { aRun } from '../support/a-run.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { zipOf } from '../support/zip.ts';
import { mlops } from '../support/mlops.ts';

const REPOSITORY = 'acme/cars';
const TAG = 'cars@v0.0.1';

let template: TemporaryFolder;
let folder: TemporaryFolder;
let project: string;

// A registered model with a remote, made once; each test works on a copy.
beforeAll(async () => {
  template = temporaryFolder();
  project = createEmptyRepository(join(template.path, 'project'));
  commitFiles(project, {
    'mlops.yaml':
      'model: cars\ncommand: echo weights > model.bin; echo rmse=5 >> "$MLOPS_METRICS"\nmodel-files: model.bin\n',
    '.gitignore': 'model.bin\n',
  });
  git(project, ['remote', 'add', 'origin', createEmptyRemote(join(template.path, 'remote.git'))]);
  const { status, stderr } = await mlops(project, ['train', '--register', 'always', '--no-push']);
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => template[Symbol.dispose]());

beforeEach(() => {
  folder = temporaryFolder();
  project = join(folder.path, 'project');
  cpSync(template.path, folder.path, { recursive: true });
  git(project, ['remote', 'set-url', 'origin', join(folder.path, 'remote.git')]);
  return () => folder[Symbol.dispose]();
});

const state = (...path: readonly string[]): string => join(project, '.git/mlops', ...path);
const onGitHub = ({ apiUrl, token }: GitHubEmulator): NodeJS.ProcessEnv => {
  return { GITHUB_REPOSITORY: REPOSITORY, GITHUB_API_URL: apiUrl, GH_TOKEN: token };
};

test('rescue completes the release that a crash left, and says what it did', async () => {
  const place = state('releases', TAG);
  const release = JSON.parse(readFileSync(join(place, 'release.json'), 'utf8')) as object;
  writeFileSync(join(place, 'release.json'), JSON.stringify({ ...release, draft: true }));
  rmSync(join(place, 'model.bin'));
  const doctor = async (): Promise<object> =>
    (await mlops(project, ['doctor', '--check', 'releases', '--all', '--json'])).json();
  const warned = { status: 'warning', message: `${TAG} has no release`, fix: `mlops artifacts rescue '${TAG}'` };
  expect(await doctor()).toMatchObject([warned]);
  const said = await mlops(project, ['artifacts', 'rescue', '--json']);
  expect(said.json<readonly RescuedVersion[]>()).toMatchObject([{ tag: TAG, outcome: 'rescued' }]);
  expect(said.status).toBe(0);
  expect(readFileSync(join(place, 'model.bin'), 'utf8')).toBe('weights\n');
  expect(await doctor()).toMatchObject([{ status: 'ok', message: '1 version of this machine with a release' }]);
  const again = await mlops(project, ['artifacts', 'rescue', 'cars@latest']);
  expect([again.status, again.stdout]).toEqual([0, expect.stringMatching(/cars@v0\.0\.1 +complete +file:/)]);
});

test('rescue fails for a version whose files are nowhere, with what to do', async () => {
  rmSync(state('releases'), { recursive: true });
  rmSync(state('artifacts'), { recursive: true });
  const said = await mlops(project, ['artifacts', 'rescue']);
  expect(said.status).toBe(1);
  expect(said.stdout).toMatch(/cars@v0\.0\.1 +failed +the model files of run \w+ are not on this machine/);
  expect(said.stdout).toContain('cars@v0.0.1: Download them there, or train again.');
});

test('what this machine has not is taken from the release on GitHub, and compared with the record', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  // The version is on GitHub, and its release is made there from what is here.
  git(project, ['push', '--quiet', 'origin', 'main', TAG]);
  const rescued = await mlops(project, ['artifacts', 'rescue', TAG, '--json'], onGitHub(github));
  expect(rescued.json<readonly RescuedVersion[]>()).toMatchObject([
    { outcome: 'rescued', releaseUrl: expect.stringContaining(REPOSITORY) as string },
  ]);
  rmSync(state('releases'), { recursive: true });
  rmSync(state('artifacts'), { recursive: true });
  const target = join(folder.path, 'model');
  const download = (environment: NodeJS.ProcessEnv): ReturnType<typeof mlops> =>
    mlops(project, ['artifacts', 'download', 'cars@latest', '--output', target, '--json'], environment);

  const without = await download({ ...onGitHub(github), GH_TOKEN: '', GITHUB_TOKEN: '' });
  expect(without.status).toBe(1);
  expect(without.stderr).toContain(
    'The release of cars@v0.0.1 may have them too: GitHub is asked where GH_TOKEN is set',
  );

  const [release] = await github.releases(REPOSITORY);
  const { id } = release!.assets.find(({ name }) => name === 'model.bin')!;
  github.exchangeAsset(id, 'poison!\n', 'old');
  const poisoned = await download(onGitHub(github));
  expect([poisoned.status, existsSync(target)]).toEqual([1, false]);
  expect(poisoned.stderr).toContain('model.bin is not what run');

  github.exchangeAsset(id, 'weights\n', 'new');
  const whole = await download(onGitHub(github));
  expect([whole.status, whole.json()]).toMatchObject([0, { folder: target, files: ['model.bin'] }]);
  expect(readFileSync(join(target, 'model.bin'), 'utf8')).toBe('weights\n');
});

test('what a workflow run kept is taken from GitHub, and stdout has the answer alone', async () => {
  const archive = zipOf({ 'model.bin': 'weights' });
  const store = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/zip' }).end(archive);
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  const artifactUrl = (): string => `http://127.0.0.1:${(store.address() as AddressInfo).port}/4711.zip`;
  await using github = await startGitHub({ repositories: [REPOSITORY], artifactUrl });
  try {
    const files = [{ path: 'model.bin', size: 7, sha256: sha256('weights') }];
    const artifact = { id: '4711', url: 'https://github.com/acme/cars', digest: `sha256:${sha256(archive)}` };
    const record = aRun({ model: { files, artifact } });
    await openTestHistory(project, folder.path).append([{ record, files: {} }]);
    const target = join(folder.path, 'model');
    const words = ['artifacts', 'download', record.id, '--output', target, '--json'];
    expect((await mlops(project, words, onGitHub(github))).json()).toMatchObject({ files: ['model.bin'] });
    expect(readFileSync(join(target, 'model.bin'), 'utf8')).toBe('weights');
    rmSync(target, { recursive: true });
    github.fail('GET', /\/artifacts\/4711\/zip$/, [{ status: 410, message: 'Artifact has expired' }]);
    const said = await mlops(project, words, onGitHub(github));
    expect(said.json()).toMatchObject({
      error: { message: expect.stringContaining('are gone: the workflow artifact with them was deleted') as string },
    });
  } finally {
    store.close();
  }
});

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

test('the release of a version that is not on GitHub stays here, where it would be no version', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  git(project, ['push', '--quiet', 'origin', 'main']);
  rmSync(state('releases'), { recursive: true });
  mkdirSync(state('releases'));
  const said = await mlops(project, ['artifacts', 'rescue', '--json'], onGitHub(github));
  expect(said.json<readonly RescuedVersion[]>()).toMatchObject([
    { outcome: 'rescued', releaseUrl: expect.stringMatching(/^file:/) as string },
  ]);
  expect(readdirSync(state('releases'))).toEqual([TAG]);
  expect(await github.releases(REPOSITORY)).toEqual([]);
});

test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
  ['https://github.com/acme/cars.git', {}, 'acme/cars'],
  ['git@github.com:acme/cars.git', {}, 'acme/cars'],
  ['ssh://git@ssh.github.com:443/acme/cars', {}, 'acme/cars'],
  ['https://gitlab.com/acme/cars', {}, undefined],
  ['https://github.com.evil.example/acme/cars', {}, undefined],
  ['https://ghe.example.com/acme/cars', { GITHUB_SERVER_URL: 'https://ghe.example.com' }, 'acme/cars'],
  ['https://github.com/acme/cars', { GITHUB_SERVER_URL: 'https://ghe.example.com' }, undefined],
  ['/srv/git/cars.git', {}, undefined],
  ['/srv/git/cars.git', { GITHUB_REPOSITORY: 'acme/cars' }, 'acme/cars'],
])('%s with %j is %s', (address, environment, repository) => {
  expect(gitHubAccess(address, environment)?.repository).toBe(repository);
});
