// What linters say of the action, of this project's workflows and of those that the documents show. Each has to find a
// planted fault and to name every file that it looked at: a linter that looks at nothing is content with everything.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { findLinter, lint } from '../support/linters.ts';
import { readActionFiles, readShownWorkflows, readWorkflows, ROOT } from './workflow-texts.ts';

const JOB = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n';
const FAULTY_WORKFLOW = `${JOB}      - run: echo "\${{ github.event.issue.title }}"\n        shel: bash\n`;
const FAULTY_ACTION = `name: x
description: x
inputs: {title: {description: x}}
runs:
  using: composite
  steps:
    - {run: 'echo "\${{ inputs.title }}"', shell: bash}
`;

const workflows = await readWorkflows();
const shown = await readShownWorkflows();
const actions = await readActionFiles();

test('there is something to look at', () => {
  expect(workflows.map(({ name }) => name)).toContain('.github/workflows/ci.yml');
  expect(shown.map(({ name }) => name)).toContain('README.md, block 1');
  expect(actions.map(({ name }) => name)).toEqual([
    'action.yml',
    ...['dist', 'src/action'].flatMap((folder) => ['plan', 'publish'].map((name) => `${folder}/${name}/action.yml`)),
  ]);
});

const actionlint = await findLinter('actionlint');
describe.skipIf(actionlint === undefined)('actionlint', () => {
  test('finds nothing in any workflow, and a planted fault', async () => {
    using folder = temporaryFolder();
    const place = join(folder.path, '.github/workflows');
    mkdirSync(place, { recursive: true });
    const texts = [...workflows, ...shown, { name: 'planted', text: FAULTY_WORKFLOW }];
    const names = new Map(texts.map(({ name }, index) => [name, join(place, `${index}.yml`)]));
    for (const { name, text } of texts) writeFileSync(names.get(name) ?? '', text);
    // A recipe runs on a machine of the reader's own.
    writeFileSync(join(folder.path, 'actionlint.yaml'), 'self-hosted-runner: {labels: [gpu]}\n');

    const clean = [...names].filter(([name]) => name !== 'planted').map(([, path]) => path);
    // Where it is, shellcheck has opinions on scripts that are no part of the workflow.
    const args = ['-verbose', '-no-color', '-shellcheck=', '-pyflakes=', '-config-file', 'actionlint.yaml'];
    const found = await lint(actionlint ?? '', [...args, ...clean], folder.path);
    expect(found.output.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line))).toEqual([]);
    expect(found.status).toBe(0);
    expect(found.output.match(/Found total 0 errors in \S+ \S+ for /g)).toHaveLength(clean.length);

    const planted = await lint(actionlint ?? '', [...args, names.get('planted') ?? ''], folder.path);
    expect(planted.status).toBe(1);
    expect(planted.output).toMatch(/unexpected key "shel"/);
    expect(planted.output).toMatch(/github\.event\.issue\.title" is potentially untrusted/);
  });
});

const zizmor = await findLinter('zizmor');
describe.skipIf(zizmor === undefined)('zizmor', () => {
  const args = ['--offline', '--no-config', '--persona=pedantic', '--no-progress', '--no-exit-codes', '--color=never'];

  test('finds nothing in the action, its workflows and what updates them, with its strictest rules', async () => {
    const found = await lint(zizmor ?? '', [...args, '.'], ROOT);
    expect(found.output).toContain('No findings to report');
    const looked = [...found.output.matchAll(/completed (?:\.\/)?(\S+)/g)].map(([, name]) => name);
    expect(looked).toEqual(expect.arrayContaining([...workflows, ...actions].map(({ name }) => name)));
  });

  test('finds nothing in the whole workflows of the documents, which are pinned to tags for the sake of the reader', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, '.github/workflows'), { recursive: true });
    const whole = shown.filter(({ isWhole }) => isWhole);
    for (const [index, { text }] of whole.entries())
      writeFileSync(join(folder.path, `.github/workflows/${index}.yml`), text);
    const policy = 'rules: {unpinned-uses: {config: {policies: {"*": ref-pin}}}}';
    writeFileSync(join(folder.path, 'zizmor.yml'), policy);
    const plain = args.filter((word) => word !== '--no-config' && word !== '--persona=pedantic');
    const found = await lint(zizmor ?? '', [...plain, '--config', 'zizmor.yml', '.'], folder.path);
    expect(found.output).toContain('No findings to report');
    expect(whole.length).toBeGreaterThan(8);
    expect(found.output.match(/ completed /g)).toHaveLength(whole.length);
  });

  test('finds a planted fault', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'action.yml'), FAULTY_ACTION);
    expect((await lint(zizmor ?? '', [...args, '.'], folder.path)).output).toContain('template-injection');
  });
});

describe('action-validator', () => {
  // Its newest schema is older than two words of GitHub's; what it says of the rest holds.
  const known = (text: string): string =>
    text.replace(/^( *using: )node24$/m, '$1node20').replace(/^( *)attestations: write/m, '$1checks: write');

  test.each(actions)('finds nothing in $name', ({ text }) => {
    expect(validateAction(known(text)).errors).toEqual([]);
  });

  test.each([...workflows, ...shown])('finds nothing in $name', ({ text }) => {
    expect(validateWorkflow(known(text)).errors).toEqual([]);
  });

  test('finds planted faults', () => {
    expect(validateAction(FAULTY_ACTION.replace('shell:', 'shel:')).errors).not.toEqual([]);
    expect(validateWorkflow(FAULTY_WORKFLOW).errors).not.toEqual([]);
  });
});
