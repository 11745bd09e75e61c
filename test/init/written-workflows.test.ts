// Whatever is found in a repository, what is written is sound: it parses, it says what was meant, the linters of workflows
// have nothing to say, and no foreign text becomes an expression or a command.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { array, assert, boolean, constantFrom, dictionary, double, oneof, property, record, string } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/parse-config.ts';
import { proposeFor, type Proposal } from '../../src/init/proposal.ts';
import { checkFile, renderFiles, type RenderedFile, stageAdvice } from '../../src/init/rendered-files.ts';
import { OPTIONAL_WORKFLOWS } from '../../src/init/workflows.ts';
import { anyCharacter } from '../support/any-character.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { findLinter, lint } from '../support/linters.ts';
import { factsOf, TRAIN_PY } from './facts.ts';

type Files = Readonly<Record<string, string>>;

const ALL = { workflows: OPTIONAL_WORKFLOWS, devcontainer: true };

const PARAMS = 'alpha: 0.5\nwarm: true\nmodel: {name: "a ${{ github.token }}", depth: 3}\n"it\'s": "\\"x\\"\\n"\n';

const REPOSITORIES: Readonly<Record<string, Files>> = {
  nothing: { 'train.py': TRAIN_PY },
  pip: { 'train.py': TRAIN_PY, 'requirements.txt': '', 'params.yaml': PARAMS },
  version: { 'train.py': TRAIN_PY, 'requirements.txt': '', '.python-version': '3.13' },
  requires: { 'train.py': TRAIN_PY, 'pyproject.toml': 'requires-python = ">=3.11"\n' },
  uv: { 'train.py': TRAIN_PY, 'uv.lock': '' },
  poetry: { 'train.py': TRAIN_PY, 'poetry.lock': '' },
  pdm: { 'train.py': TRAIN_PY, 'pdm.lock': '' },
  pipenv: { 'train.py': TRAIN_PY, 'Pipfile.lock': '' },
  conda: { 'train.py': TRAIN_PY, 'environment.yml': '' },
  r: { 'train.R': 'library(jsonlite)\nlm(y ~ x)\n' },
  renv: { 'train.R': 'lm(y ~ x)\n', 'renv.lock': '' },
  description: { 'train.R': 'lm(y ~ x)\n', DESCRIPTION: '' },
  julia: { 'train.jl': 'fit!(m)\n', 'Project.toml': '' },
  npm: { 'train.mjs': 'export {}\n', 'package.json': '{}', 'package-lock.json': '{}' },
  pnpm: { 'train.mjs': 'export {}\n', 'package.json': '{}', 'pnpm-lock.yaml': '' },
  yarn: { 'train.mjs': 'export {}\n', 'package.json': '{}', 'yarn.lock': '', '.nvmrc': '24' },
  unlocked: { 'train.mjs': 'export {}\n', 'package.json': '{}' },
  make: {
    Makefile: 'train:\n\ttrue\n',
    'requirements.txt': '',
    'package.json': '{}',
    'Project.toml': '',
    DESCRIPTION: '',
  },
  shell: { 'train.sh': 'true\n' },
  notebook: { 'train.ipynb': '{}', 'requirements.txt': 'papermill\n' },
  dvc: { 'dvc.yaml': 'stages: {}', 'requirements.txt': 'dvc\n' },
  mlflow: {
    MLproject: 'entry_points: {main: {parameters: {a: {default: 1}}, command: "python t.py {a}"}}',
    'conda.yaml': '',
  },
};

let folder: TemporaryFolder;

beforeAll(() => void (folder = temporaryFolder()));
afterAll(() => folder[Symbol.dispose]());

function written(files: Files, more: Parameters<typeof factsOf>[1] = {}): readonly RenderedFile[] {
  const proposal = proposeFor(factsOf(files, more));
  if (proposal === undefined) throw new Error('nothing was proposed');
  return renderFiles(proposal, ALL);
}

/** Every variant in a repository of its own, for the linters. */
function writeVariants(): readonly string[] {
  const paths: string[] = [];
  for (const [name, files] of Object.entries(REPOSITORIES)) {
    for (const place of ['.', 'models/fare']) {
      for (const file of written(files, { folder: place, defaultBranch: 'it\'s-${{ 1 }}+"main"' })) {
        const path = join(folder.path, `${name}-${place.replaceAll(/\W/g, '')}`, file.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, file.text);
        if (path.endsWith('.yml')) paths.push(path);
      }
    }
  }
  return paths;
}

const [actionlint, zizmor] = [await findLinter('actionlint'), await findLinter('zizmor')];

test.skipIf(actionlint === undefined)('actionlint finds nothing in any variant', async () => {
  const paths = writeVariants();
  expect(paths).toHaveLength(Object.keys(REPOSITORIES).length * 2 * 6);
  expect(await lint(actionlint ?? '', paths, folder.path)).toEqual({ status: 0, output: '' });
  // It does look: a file that is wrong is told of.
  const wrong = 'on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: "${{ no.a }}"}]}}\n';
  writeFileSync(join(folder.path, 'wrong.yml'), wrong);
  expect((await lint(actionlint ?? '', ['wrong.yml'], folder.path)).status).toBe(1);
});

test.skipIf(zizmor === undefined)('zizmor finds nothing in any variant, as a pedant', async () => {
  const words = ['--offline', '--no-progress', '--persona=pedantic'];
  const { status, output } = await lint(zizmor ?? '', [...words, ...writeVariants()], folder.path);
  expect([status, output]).toEqual([0, expect.stringContaining('No findings to report')]);
  // It does look: without its reasons the same file is told of.
  const train = written(REPOSITORIES['pip'] ?? {}).find(({ path }) => path.endsWith('train.yml'));
  writeFileSync(join(folder.path, 'bare.yml'), (train?.text ?? '').replaceAll(/ # zizmor.*/g, ''));
  expect((await lint(zizmor ?? '', [...words, 'bare.yml'], folder.path)).status).not.toBe(0);
});

test.each(Object.entries(REPOSITORIES))('%s: every file is read as those will who read it', (_, files) => {
  for (const place of ['.', 'models/fare']) {
    for (const file of written(files, { folder: place })) {
      checkFile(file);
      if (file.path.endsWith('.json')) JSON.parse(file.text);
    }
  }
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Workflow {
  readonly name: string;
  readonly on: {
    readonly push?: { readonly branches: readonly string[] };
    readonly workflow_run?: { readonly workflows: readonly string[] };
    readonly workflow_dispatch?: { readonly inputs?: Readonly<Record<string, unknown>> };
  };
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions: unknown; readonly steps: readonly Step[] }>>;
}

function workflowsIn(files: readonly RenderedFile[]): readonly Workflow[] {
  return files.filter(({ path }) => path.endsWith('.yml')).map(({ text }) => parse(text) as Workflow);
}

test('every job starts without rights, is given few, and no step keeps credentials or holds an expression', () => {
  for (const files of Object.values(REPOSITORIES)) {
    for (const workflow of workflowsIn(written(files, { folder: 'models/fare' }))) {
      expect(workflow.permissions).toEqual({});
      for (const { steps, permissions } of Object.values(workflow.jobs)) {
        expect(Object.keys(permissions as object)).not.toContain('id-token');
        for (const { run } of steps) expect(run ?? '').not.toContain('${{');
        const actions = steps.flatMap(({ uses }) => uses ?? []);
        for (const uses of actions) expect(uses).toMatch(/@[0-9a-f]{40}$|^org\/mlops-action@v1$/);
        const checkout = steps.filter(({ uses }) => uses?.startsWith('actions/checkout'));
        for (const step of checkout) expect(step.with).toMatchObject({ 'persist-credentials': false });
      }
    }
  }
});

test('in a monorepo the workflows have names, folders and files of their own', () => {
  const files = written(REPOSITORIES['pip'] ?? {}, { folder: 'models/fare' });
  expect(files.map(({ path }) => path)).toEqual([
    'models/fare/mlops.yaml',
    ...['train', 'retrain', 'publish', 'promote', 'rollback', 'deploy'].map(
      (name) => `.github/workflows/${name}-fare.yml`,
    ),
    '.devcontainer/devcontainer.json',
  ]);
  const [train, , publish] = workflowsIn(files);
  expect(publish?.on.workflow_run?.workflows).toEqual([train?.name]);
  const steps = train?.jobs['train-fare']?.steps ?? [];
  expect(steps[1]?.with).toMatchObject({ 'cache-dependency-path': 'models/fare/requirements.txt' });
  expect(steps[2]?.['working-directory']).toBe('models/fare');
  expect(steps[3]?.with).toEqual({ 'working-directory': 'models/fare' });
});

test('retraining has the inputs of the training, and no right that it does not use', () => {
  const [train, retrain] = workflowsIn(written(REPOSITORIES['pip'] ?? {}));
  expect(Object.keys(retrain?.on.workflow_dispatch?.inputs ?? {})).toContain('alpha');
  expect(retrain?.on.workflow_dispatch).toEqual(train?.on.workflow_dispatch);
  expect(retrain?.jobs['retrain']?.permissions).toEqual({ contents: 'write' });
  expect(train?.jobs['train']?.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
});

test('stages are chosen from those of mlops.yaml, which names the deploy workflow, and a promotion may start it', () => {
  const config = { command: 'python train.py', stages: ['staging', "it's"] };
  const proposal = proposeFor({ ...factsOf(REPOSITORIES['pip'] ?? {}), config });
  const files = renderFiles(proposal ?? ({} as Proposal), ALL);
  const [, , , promote, rollback, deploy] = workflowsIn(files);
  expect(promote?.on.workflow_dispatch?.inputs?.['stage']).toMatchObject({ type: 'choice', options: config.stages });
  expect(rollback?.on.workflow_dispatch?.inputs?.['stage']).toMatchObject({ options: config.stages });
  expect(Object.keys(deploy?.on.workflow_dispatch?.inputs ?? {})).toEqual(
    expect.arrayContaining(['model', 'version', 'stage', 'digest', 'tag']),
  );
  expect(promote?.jobs['promote']?.permissions).toMatchObject({ actions: 'write', deployments: 'write' });
  expect(parse(files[0]?.text ?? '')).toMatchObject({ 'deploy-workflow': 'deploy.yml' });
  // Started by hand without a model it waits for the one that a promotion started.
  expect(files.find(({ path }) => path.endsWith('/deploy.yml'))?.text).toContain(
    `  group: deploy-\${{ inputs.model || '${proposal?.config.model ?? '?'}' }}-\${{ inputs.stage }}\n  cancel-in-progress: false`,
  );
});

test('workflows of stages say what mlops.yaml lacks for them, and nothing once it is there', () => {
  const all = { workflows: ['promote', 'deploy'] } as const;
  expect(stageAdvice({ command: 'x' }, { workflows: ['retrain'] })).toEqual([]);
  expect(stageAdvice({ command: 'x' }, all).join()).toMatch(/`deploy`[^]*`stages`/);
  const deploy = { command: './deploy.sh', rollback: 'auto', timeout: 60 } as const;
  expect(stageAdvice({ command: 'x', stages: ['production'], deploy }, all)).toEqual([]);
});

const name = string({ unit: anyCharacter, minLength: 1, maxLength: 20 });
const hostile = oneof(
  name,
  constantFrom(
    'a\n- run: evil',
    "'",
    '"',
    '${{ github.token }}',
    '}}',
    '# x',
    '\\',
    '\u2028',
    '__proto__',
    ': ',
    '- a',
    '\ttab',
  ),
);

function expressionsIn(files: readonly RenderedFile[]): number {
  return files.flatMap(({ path, text }) => (path.endsWith('.yml') ? text.split('${{').slice(1) : [])).length;
}

test('property: no name or value breaks out of its place in any file', () => {
  const repository = record({
    params: dictionary(hostile, oneof(hostile, double(), boolean()), { maxKeys: 8 }),
    metrics: array(hostile, { maxLength: 3 }),
    branch: hostile,
    owner: hostile,
    script: oneof(
      hostile.map((text) => `${text}.py`),
      constantFrom('train.py'),
    ),
    command: oneof(hostile, constantFrom(undefined)),
  });
  const usual = expressionsIn(written(REPOSITORIES['nothing'] ?? {}));
  assert(
    property(repository, ({ params, metrics, branch, owner, script, command }) => {
      const files = {
        [script]: TRAIN_PY,
        'requirements.txt': '',
        'params.json': JSON.stringify(params),
        'metrics.json': JSON.stringify(Object.fromEntries([...metrics.map((metric) => [metric, 1]), ['rmse', 2]])),
      };
      const facts = factsOf(files, { defaultBranch: branch, repository: owner });
      const proposal: Proposal | undefined = proposeFor(facts, command?.trim() === '' ? undefined : command);
      if (proposal === undefined) return;
      const rendered = renderFiles(proposal, ALL);
      const [config, ...workflows] = rendered;
      const written = { ...proposal.config, 'deploy-workflow': 'deploy.yml' };
      expect(parseConfig(config?.text ?? '', 'mlops.yaml')).toEqual(written);
      for (const { steps } of workflowsIn(workflows).flatMap(({ jobs }) => Object.values(jobs))) {
        for (const step of steps) expect(step.run ?? '').not.toContain('${{');
      }
      const [train] = workflowsIn(workflows);
      expect(Object.keys(train?.jobs ?? {})).toEqual(['train']);
      expect(Object.keys(train?.on.workflow_dispatch?.inputs ?? {})).toEqual(proposal.inputs.map(({ name }) => name));
      expect(expressionsIn(rendered)).toBe(usual);
      JSON.parse(rendered.at(-1)?.text ?? '');
    }),
    { numRuns: 300 },
  );
});
