// Versions through the command line: here, at origin, and the files of a version as they come back.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
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

let folder: TemporaryFolder;
let project: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, {
    'mlops.yaml': 'model: cars\ncommand: sh train.sh\nmodel-files: model.bin\n',
    'train.sh': 'echo rmse=5 >> "$MLOPS_METRICS"; echo weights > model.bin\n',
    '.gitignore': 'model.bin\n',
  });
  return () => folder[Symbol.dispose]();
});

function addOrigin(): string {
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  git(project, ['remote', 'add', 'origin', remote]);
  git(project, ['push', '--quiet', 'origin', 'main']);
  return remote;
}

const TAG = 'refs/tags/cars@v0.0.1';

test('a training that registers leaves its tag here and at origin, the same one', async () => {
  const remote = addOrigin();
  const said = await mlops(project, ['train', '--register', 'always', '--json']);
  expect(said.json()).toMatchObject({ version: 'v0.0.1' });
  expect(tipOf(project, TAG)).not.toBe('');
  expect(tipOf(project, TAG)).toBe(tipOf(remote, TAG));
});

test('a version registered before there was an origin reaches it unchanged, and cannot be renamed', async () => {
  await mlops(project, ['train']);
  await mlops(project, ['register']);
  const object = tipOf(project, TAG);
  const remote = addOrigin();
  const again = await mlops(project, ['register']);
  expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('cars@v0.0.1 (registered before)')]);
  expect([tipOf(remote, TAG), tipOf(project, TAG)]).toEqual([object, object]);
  const history = openTestHistory(project, folder.path);
  const [run] = await history.readStates(await history.lines());
  expect(run?.events).toMatchObject([{ type: 'registration', model: 'cars', version: 'v0.0.1', tag: 'cars@v0.0.1' }]);

  const renamed = await mlops(project, ['register', '--version', 'v1.0.0']);
  expect(renamed.status).toBe(1);
  expect(renamed.stderr).toContain('is cars@v0.0.1 already and cannot become v1.0.0 as well');
});

test('a version whose artifact was removed comes back from its release, or it is said where it was', async () => {
  await mlops(project, ['train']);
  rmSync(join(project, '.git/mlops/artifacts'), { recursive: true });
  const gone = await mlops(project, ['artifacts', 'download', 'main', '--output', join(folder.path, 'gone')]);
  expect(gone.status).toBe(1);
  expect(gone.stderr).toContain('are not on this machine');

  await mlops(project, ['train']);
  await mlops(project, ['register']);
  rmSync(join(project, '.git/mlops/artifacts'), { recursive: true });
  const output = join(folder.path, 'model');
  const said = await mlops(project, ['artifacts', 'download', 'cars@v0.0.1', '--output', output]);
  expect(said.stderr).toBe('');
  expect(readFileSync(join(output, 'model.bin'), 'utf8')).toBe('weights\n');
});

test('a run that failed is refused without a word on its model', async () => {
  const trained = await mlops(project, ['train', '--json', '--', 'false']);
  const { run } = trained.json<{ readonly run: string }>();
  const said = await mlops(project, ['register', run]);
  expect(said.status).toBe(1);
  expect(said.stderr).toContain('the training failed');
  expect(said.stderr).toContain('Register a run that finished');
  expect(said.stderr).not.toContain('model-files');
});

test('a run without a model is refused with what to configure, and no tag is made', async () => {
  commitFiles(project, { 'mlops.yaml': 'model: cars\ncommand: echo rmse=1 >> "$MLOPS_METRICS"\n' });
  const trained = await mlops(project, ['train', '--register', 'always']);
  expect(trained.status).toBe(0);
  expect(trained.stderr).toContain('not registered: the run has no model files');
  const said = await mlops(project, ['register']);
  expect(said.status).toBe(1);
  expect(said.stderr).toContain('the run has no model files');
  expect(said.stderr).toContain('model-files');
  expect(git(project, ['tag', '--list'])).toBe('');
});
