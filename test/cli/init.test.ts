// mlops init on real repositories: what it writes, what it leaves alone, and that a person is asked before anything is lost.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import {
  commitFiles,
  createEmptyRepository,
  git,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops, MLOPS_PROGRAM } from '../support/mlops.ts';
import { pythonVenv } from '../support/python.ts';

const TRAIN = 'echo "rmse=${MLOPS_PARAM_DEPTH:-5}" >> "$MLOPS_METRICS"\n';
const MINE = '# mine\nname: train\njobs: {train: {steps: [{uses: org/mlops-action@v1}]}}\n';

const DIABETES = resolve(import.meta.dirname, '../projects/sklearn-diabetes');
const venv = await pythonVenv();

let folder: TemporaryFolder;
let project: string;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'cars'));
  writeFileSync(join(project, 'train.sh'), TRAIN);
  writeFileSync(join(project, 'params.json'), '{"depth": 5}\n');
  return () => folder[Symbol.dispose]();
});

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

function writeWorkflow(text: string): void {
  mkdirSync(join(project, '.github/workflows'), { recursive: true });
  writeFileSync(join(project, '.github/workflows/train.yml'), text);
}

test('a fresh repository trains after one command; the second time nothing changes', async () => {
  const first = await mlops(project, ['init', '--yes']);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain('mlops.yaml created');
  expect(first.stdout.trimEnd().split('\n').slice(-3)).toEqual([
    "next  git add mlops.yaml .github && git commit -m 'Train with mlops'",
    '      mlops train',
    '      git push',
  ]);
  const written = git(project, ['add', '--all', '--verbose']);
  expect(written).toContain('.github/workflows/train.yml');
  git(project, ['commit', '--message', 'Train']);
  const again = await mlops(project, ['init', '--yes']);
  expect(again.stdout).toMatch(/^mlops\.yaml unchanged\n\.github\/workflows\/train\.yml unchanged$/m);
  expect(git(project, ['status', '--porcelain'])).toBe('');
  const trained = await mlops(project, ['train', '--json']);
  expect([trained.status, trained.json<{ record: unknown }>().record]).toMatchObject([
    0,
    {
      model: { name: 'cars' },
      status: 'finished',
      source: { dirty: false },
      params: { depth: 5 },
      metrics: { rmse: { value: 5 } },
    },
  ]);
});

test('what is there stays, and is told of; --force writes over it', async () => {
  writeWorkflow(MINE);
  writeFileSync(join(project, 'mlops.yaml'), 'model: mine\ncommand: bash train.sh\n');
  const kept = await mlops(project, ['init', '--yes']);
  expect(kept.stdout).toMatch(/^mlops\.yaml kept: it differs/m);
  expect(kept.stdout).toMatch(/^\.github\/workflows\/train\.yml kept: it differs/m);
  expect([read('.github/workflows/train.yml'), read('mlops.yaml')]).toEqual([
    MINE,
    'model: mine\ncommand: bash train.sh\n',
  ]);
  const forced = await mlops(project, ['init', '--yes', '--force', '--json']);
  expect(forced.json()).toMatchObject({
    files: [
      { path: 'mlops.yaml', outcome: 'replaced' },
      { path: '.github/workflows/train.yml', outcome: 'replaced' },
    ],
    config: { model: 'cars' },
  });
  expect(read('mlops.yaml')).toContain('model: cars');
});

test('what nobody changed since is written anew without asking, and keeps up with what was found since', async () => {
  writeFileSync(join(project, 'train.py'), 'import sklearn\nprint(sklearn.fit(1))\n');
  const words = ['init', '--yes', '--command', 'python train.py', '--workflows', 'retrain', '--devcontainer'];
  const first = await mlops(project, words);
  expect(first.stdout).toContain("`printf '%s\\n' scikit-learn > requirements.txt`");
  expect(first.stdout).toMatch(/what is marked ! above, without which no push trains; then git push$/m);
  writeFileSync(join(project, 'requirements.txt'), 'scikit-learn\n');
  // As Git for Windows checks it out.
  writeWorkflow(read('.github/workflows/train.yml').replaceAll('\n', '\r\n'));
  const again = await mlops(project, ['init', '--yes']);
  expect(again.stdout).toMatch(/^\.github\/workflows\/train\.yml replaced$/m);
  expect(again.stdout).toMatch(/^ {6}git push$/m);
  for (const path of [
    '.github/workflows/train.yml',
    '.github/workflows/retrain.yml',
    '.devcontainer/devcontainer.json',
  ]) {
    expect(read(path)).toContain('pip install --requirement requirements.txt');
  }
  // From here on it is somebody's own.
  writeWorkflow(read('.github/workflows/train.yml').replace(/^.*pip install.*$/m, '      - run: make'));
  const changed = await mlops(project, ['init', '--yes']);
  expect(changed.stdout).toMatch(/^\.github\/workflows\/train\.yml kept: it differs/m);
  expect(changed.stdout).toMatch(
    /train\.yml stays as it is, and no step of it installs the packages: add `- run: python3? -m pip/,
  );
  expect(changed.stdout).not.toMatch(/^ {6}git push$/m);
});

test('a dry run shows all of it and writes nothing', async () => {
  writeWorkflow(MINE);
  const { status, stdout } = await mlops(project, ['init', '--dry-run', '--workflows', 'retrain', '--devcontainer']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\.github\/workflows\/retrain\.yml would be created$/m);
  expect(stdout).toMatch(/^ {2}-# mine$/m);
  expect(stdout).toMatch(/^ {2}\+jobs:$/m);
  expect(existsSync(join(project, 'mlops.yaml'))).toBe(false);
  expect(read('.github/workflows/train.yml')).toBe(MINE);
});

test('a folder of a monorepo gets its own configuration and a workflow of its own', async () => {
  commitFiles(project, { 'models/fare/train.sh': TRAIN, 'readme.txt': '' });
  const said = await mlops(project, ['init', '--yes', '--working-directory', './models/fare/']);
  expect([said.status, said.stderr]).toEqual([0, '']);
  expect(read('models/fare/mlops.yaml')).toContain('model: cars-models-fare');
  expect(read('.github/workflows/train-fare.yml')).toContain("working-directory: 'models/fare'");
  expect(said.stdout).toContain('mlops train --working-directory models/fare');
});

test('whoever stands in the folder of a model means that one', async () => {
  commitFiles(project, { 'models/fare/train.sh': TRAIN, 'models/fare/deep/notes.txt': '', 'readme.txt': '' });
  const said = await mlops(join(project, 'models/fare'), ['init', '--yes']);
  expect(said.stdout.trimEnd().split('\n').slice(-3)).toEqual([
    "next  git add mlops.yaml ../../.github && git commit -m 'Train with mlops'",
    '      mlops train',
    '      git push',
  ]);
  expect(read('.github/workflows/train-fare.yml')).toContain("working-directory: 'models/fare'");
  const trained = await mlops(join(project, 'models/fare'), ['train', '--json']);
  expect(trained.json()).toMatchObject({ record: { model: { name: 'cars-models-fare' } } });
  // A folder in which nothing trains is any place in the repository.
  const deep = await mlops(join(project, 'models/fare/deep'), ['init', '--dry-run', '--json']);
  expect(deep.json()).toMatchObject({ files: [{ path: 'mlops.yaml' }, {}] });
});

test('where several folders train side by side, none of them is taken for the whole', async () => {
  const other = createEmptyRepository(join(folder.path, 'several'));
  commitFiles(other, { 'models/a/train.sh': TRAIN, 'models/b/train.sh': TRAIN });
  const { status, stderr } = await mlops(other, ['init', '--yes']);
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining(
      'mlops init --yes --working-directory models/a && mlops init --yes --working-directory models/b',
    ),
  ]);
  expect(existsSync(join(other, 'mlops.yaml'))).toBe(false);
});

test('a train.yml that does something else stays, and ours has another name', async () => {
  writeWorkflow('name: train\non: push\njobs: {a: {steps: [{run: make}]}} # no mlops-action\n');
  const { stdout } = await mlops(project, ['init', '--yes', '--workflows', 'publish']);
  expect(stdout).toMatch(/^\.github\/workflows\/mlops\.yml created$/m);
  expect(read('.github/workflows/mlops.yml')).toMatch(/^name: mlops$/m);
  expect(read('.github/workflows/publish.yml')).toContain('workflows: [mlops]');
  expect(read('.github/workflows/train.yml')).toContain('run: make');
  writeFileSync(join(project, '.github/workflows/mlops.yml'), 'on: push\n');
  const twice = await mlops(project, ['init', '--yes']);
  expect(twice.stdout).toContain('! nothing trains on a push: .github/workflows/mlops.yml stays as it is');
});

test('what comes next is told as the command was called, until the files are committed', async () => {
  const npx = { npm_command: 'exec', npm_lifecycle_event: 'npx' };
  await mlops(project, ['init', '--yes']);
  const { stdout } = await mlops(project, ['init', '--yes'], npx);
  expect(stdout).toContain('next  git add mlops.yaml .github && git commit');
  expect(stdout).toMatch(/^ {6}npx -p https:\S+\/mlops\.tgz mlops train$/m);
  expect(stdout).toMatch(/^register: auto makes every good model of main a version/m);
  git(project, ['add', '--all']);
  git(project, ['commit', '--message', 'Train']);
  expect((await mlops(project, ['init', '--yes'])).stdout).toMatch(/^next {2}mlops train$/m);
});

test('without a terminal nothing is asked and nothing is written', async () => {
  const { status, stderr } = await mlops(project, ['init']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('mlops init --yes')]);
  expect(existsSync(join(project, 'mlops.yaml'))).toBe(false);
});

test.each([
  ['a workflow that is none', ['--workflows', 'retrian'], 'retrain'],
  ['a folder that is none', ['--working-directory', 'nowhere'], 'nowhere'],
  ['a folder outside', ['--working-directory', '../..'], '../..'],
])('%s ends with status 2', async (_, words, told) => {
  const { status, stderr } = await mlops(project, ['init', '--yes', ...words]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(told)]);
  expect(existsSync(join(project, 'mlops.yaml'))).toBe(false);
});

test('nothing to train is told with what to give, and where else something is', async () => {
  const other = createEmptyRepository(join(folder.path, 'empty'));
  commitFiles(other, { 'models/fare/train.py': '', 'models/fare/mlops.yaml': '' });
  const { status, stderr } = await mlops(other, ['init', '--yes']);
  expect(status).toBe(2);
  expect(stderr).toContain("mlops init --command 'python fit.py'");
  expect(stderr).toContain('--working-directory: models/fare');
});

test('an mlops.yaml that cannot be read is an error with its place, not something to write over', async () => {
  writeFileSync(join(project, 'mlops.yaml'), 'command: bash train.sh\nmetrcs: a\n');
  const { status, stderr } = await mlops(project, ['init', '--yes']);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/mlops\.yaml:2|mlops\.yaml, line 2/)]);
});

test('a link that leads out of the repository is not followed', async () => {
  const outside = join(folder.path, 'outside');
  mkdirSync(outside);
  symlinkSync(outside, join(project, '.github'));
  const { status, stderr } = await mlops(project, ['init', '--yes']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('outside of the repository')]);
  expect(existsSync(join(outside, 'workflows'))).toBe(false);
  expect(existsSync(join(project, 'mlops.yaml'))).toBe(false);
});

test.skipIf(venv === undefined)('a fresh scikit-learn project is green at its first run', async () => {
  const fresh = createEmptyRepository(join(folder.path, 'diabetes'));
  cpSync(DIABETES, fresh, { recursive: true, filter: (path) => !path.endsWith('mlops.yaml') });
  git(fresh, ['add', '--all']);
  git(fresh, ['commit', '--message', 'A project']);
  const environment = { PATH: [venv?.bin, process.env['PATH']].join(delimiter) };
  const started = performance.now();
  const { status, stdout } = await mlops(fresh, ['init', '--yes'], environment);
  const trained = await mlops(fresh, ['train', '--json'], environment);
  console.info(`from mlops init --yes to the first green run: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  expect([status, trained.status]).toEqual([0, 0]);
  expect(stdout).toContain('no input of the workflow is seed, split.test_size, model.l1_ratio, model.max_iter');
  const { record } = trained.json<{ record: { model: { files: unknown }; metrics: Record<string, unknown> } }>();
  expect(Object.keys(record.metrics)).toContain('test.rmse');
  expect(record.model.files).toMatchObject([{ path: 'models/diabetes.joblib' }]);
  // Now that there are metrics, gates are proposed.
  const again = await mlops(fresh, ['init', '--dry-run', '--json'], environment);
  expect(again.json()).toMatchObject({
    files: [{ outcome: 'replaced' }, { outcome: 'unchanged' }],
    config: { gates: { 'test.mae': { better: 'lower', primary: true, 'max-regression': '1%' } } },
  });
});

const SCRIPT = 'script';
const hasScript = spawnSync(SCRIPT, ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** What is said to a person at a terminal who answers each question with the next of these lines, and then leaves. */
async function onTerminal(answers: readonly string[]): Promise<string> {
  const environment = { ...process.env, ...TEST_GIT_ENVIRONMENT, TERM: 'xterm' };
  const line = `'${process.execPath}' '${MLOPS_PROGRAM}' init`;
  const child = spawn(SCRIPT, ['-qec', line, '/dev/null'], { cwd: project, env: environment });
  const left = [...answers];
  let said = '';
  let answered = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    said += stripVTControlCharacters(chunk.toString()).replaceAll('\r\n', '\n');
    // A question is answered once, though codes that move the cursor may follow it.
    if (!said.endsWith('] ') || said.length === answered) return;
    answered = said.length;
    const answer = left.shift();
    if (answer === undefined) child.stdin.end();
    else child.stdin.write(`${answer}\n`);
  });
  child.stdin.on('error', () => undefined);
  await once(child, 'close');
  return said;
}

test.skipIf(!hasScript)(
  'a person is asked, Enter takes the proposal, and a difference is shown before it is written',
  async () => {
    writeWorkflow(MINE);
    const said = await onTerminal(['n', '', 'my trucks', 'trucks', 'n', 'maybe', 'retrain', 'y', 'perhaps', 'n']);
    expect(said).toContain('that is no command');
    expect(said).toContain('a name has letters');
    expect(said).toContain('Make every good model of main a version, with a tag and a release? [Y/n]');
    expect(said).toContain('there is no workflow "maybe"');
    expect(said).toContain('answer y or n');
    expect(said).toContain('What trains the model? [bash train.sh]');
    expect(said).toMatch(/^-# mine$/m);
    expect(said).toContain('Replace .github/workflows/train.yml, as shown? [y/N]');
    expect(read('.github/workflows/train.yml')).toBe(MINE);
    expect(read('mlops.yaml')).toContain('model: trucks\n');
    expect(read('mlops.yaml')).toContain('when: never');
    expect(existsSync(join(project, '.github/workflows/retrain.yml'))).toBe(true);
    expect(existsSync(join(project, '.devcontainer/devcontainer.json'))).toBe(true);
    await onTerminal(['', '', '', '', '', 'y']);
    expect(read('.github/workflows/train.yml')).toContain('org/mlops-action@v1');
  },
);

test.skipIf(!hasScript)('a terminal that is closed in the middle leaves everything as it was', async () => {
  expect(await onTerminal([''])).toContain('not answered to the end');
  expect(existsSync(join(project, 'mlops.yaml'))).toBe(false);
});
