// What can be said of action.yml without running it.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { INPUTS } from '../../src/config/inputs.ts';
import { readActionFile, STEP_KEYS, type ActionFile, type ActionStep } from '../support/composite/action-file.ts';

const root = resolve(import.meta.dirname, '../..');

/** Names that users rely on: they may grow in number and never go away. */
const OUTPUTS = `run-id status verdict metrics comparison report comment-url tracking-commit artifact-id artifact-url
  artifact-digest model-digest model-version release-url stage deployment-url checksums predicate`.split(/\s+/);

let action: ActionFile;
let steps: readonly ActionStep[];
beforeAll(async () => {
  action = await readActionFile(root);
  if (action.runs.using !== 'composite') throw new Error('action.yml is no composite');
  steps = action.runs.steps;
});

test('the steps come in the order that keeps the token away from the training and from deploy commands', () => {
  const [before, between, after] = [
    ['stage', 'plan'],
    ['stage-again', 'publish'],
    ['stage-restored', 'restored'],
  ];
  const order = [...before, 'train', 'deploy', ...between, 'restore', ...after, 'clean-up'];
  expect(steps.map(({ id }) => id)).toEqual(order);
});

test('no script, folder or shell has an expression in it: values come in through the environment', () => {
  const texts = steps.map((step) => `${step.run ?? ''} ${step.shell ?? ''} ${step['working-directory'] ?? ''}`);
  expect(texts.filter((text) => text.includes('${{'))).toEqual([]);
});

test('a step that runs a command is given two variables and nothing that could hold a secret', () => {
  const running = steps.filter(({ shell }) => shell === 'bash');
  expect(running.map(({ id }) => id)).toEqual(['train', 'deploy', 'restore']);
  for (const step of running) {
    expect(Object.keys(step.env ?? {}).toSorted()).toEqual(['MLOPS_CAPTURE', 'MLOPS_WORKING_DIRECTORY']);
    expect(JSON.stringify(step)).not.toMatch(/token|secrets/i);
  }
});

test('only the JavaScript steps are given the inputs, among which is the token', () => {
  const given = steps.filter((step) => /toJSON\(\s*inputs\s*\)|github-token|github\.token/i.test(JSON.stringify(step)));
  expect(given.map(({ id }) => id)).toEqual(['plan', 'publish', 'restored']);
});

test('every nested action is one that was staged a step before, without pre or post', async () => {
  const uses = steps.flatMap((step) => (step.uses === undefined ? [] : [step.uses]));
  expect(uses).toEqual(['plan', 'publish', 'publish'].map((name) => `./.mlops-action/${name}`));
  for (const path of uses) {
    const folder = join(root, 'dist', path.replace('./.mlops-action/', ''));
    const text = await readFile(join(folder, 'action.yml'), 'utf8');
    expect(text).toMatch(/using: ['"]?node24/);
    expect(text).not.toMatch(/^\s+(?:pre|post)(?:-if)?:/m);
    expect(await readdir(folder)).toContain('index.js');
  }
});

test('what is staged after a command is run only where it could be staged', () => {
  const conditions = ['publish', 'restored'].map((name) => steps.find(({ id }) => id === name)?.if);
  expect(conditions).toEqual(
    ['stage-again', 'stage-restored'].map((stage) => `\${{ always() && steps.${stage}.outcome == 'success' }}`),
  );
});

test('inputs given to a nested action are inputs that it has', async () => {
  for (const step of steps.filter(({ uses }) => uses !== undefined)) {
    const nested = await readActionFile(join(root, 'dist', (step.uses ?? '').replace('./.mlops-action/', '')));
    expect(Object.keys(nested.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  }
});

test('steps use only the keys that the runner knows; commands run in bash, what stages in the sh of every container', () => {
  const keys = steps.flatMap((step) => Object.keys(step));
  expect(keys.filter((key) => !STEP_KEYS.includes(key as (typeof STEP_KEYS)[number]))).toEqual([]);
  const scripts = steps.filter(({ run }) => run !== undefined);
  expect(Object.fromEntries(scripts.map(({ id, shell }) => [id, shell]))).toEqual({
    stage: 'sh',
    train: 'bash',
    deploy: 'bash',
    'stage-again': 'sh',
    restore: 'bash',
    'stage-restored': 'sh',
    'clean-up': 'sh',
  });
});

test('every output of the action is an output of the publishing step', async () => {
  const publish = await readActionFile(join(root, 'dist/publish'));
  const references = Object.values(action.outputs).map(({ value = '' }) => {
    return /^\$\{\{ steps\.publish\.outputs\.([\w-]+) \}\}$/.exec(value)?.[1];
  });
  expect(Object.keys(publish.outputs)).toEqual(expect.arrayContaining(references));
  expect(steps.map(({ id }) => id)).toContain('publish');
});

test('inputs are those that the program reads, outputs those of the contract, each described', () => {
  expect(Object.keys(action.inputs).toSorted()).toEqual(Object.keys(INPUTS).toSorted());
  expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(OUTPUTS));
  const all = [...Object.entries(action.inputs), ...Object.entries(action.outputs)];
  expect(all.filter(([, { description = '' }]) => description === '').map(([name]) => name)).toEqual([]);
});

test('no input but the token has a default, which would lie over mlops.yaml', () => {
  const defaults = Object.entries(action.inputs).filter(([, input]) => (input.default ?? '') !== '');
  expect(defaults.map(([name]) => name)).toEqual(['github-token']);
});
