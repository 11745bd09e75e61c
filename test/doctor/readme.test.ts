// The workflows that README.md shows are what users begin with: doctor has nothing to say against them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/doctor/checks.ts';
import type { ModelFolder } from '../../src/doctor/facts.ts';
import { judge, words, workflowFacts } from './facts.ts';

const README = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

const WORKFLOWS = [...README.matchAll(/^```yaml\n([^]*?)^```/gm)].flatMap(([, text = '']) =>
  text.includes('jobs:') && text.includes('mlops-action@') ? [text] : [],
);

const DEPLOYING = {
  folder: '.',
  file: 'mlops.yaml',
  lineOf: () => 1,
  deployWorkflow: 'train.yml',
  settings: { deploy: {} },
} as unknown as ModelFolder;

test('README.md shows workflows', () => {
  expect(WORKFLOWS.length).toBeGreaterThan(1);
});

test.each(WORKFLOWS)('nothing is wrong with the workflow of README.md %#', (text) => {
  // The one that `workflow_run` waits for stands beside it.
  const files = workflowFacts({ 'train.yml': text, 'other.yml': 'name: train\non: push\njobs: {}\n' });
  const facts = {
    ...files,
    trackedFiles: [...text.matchAll(/working-directory: (\S+)/g)].map(([, path = '']) => ({
      path: `${path}/a`,
      size: 1,
    })),
    models: [],
    // The mlops.yaml beside it names the workflow that deploys.
    configurations: text.includes('task: deploy') ? [DEPLOYING] : [],
    remotes: [],
    defaultBranchWorkflows: { branch: 'main', files: ['.github/workflows/train.yml'] },
  };
  const found = CHECKS.filter(({ id }) => id.startsWith('workflow')).flatMap(({ id }) => judge(id, facts));
  expect(found.filter(({ status }) => status !== 'ok').map(words)).toEqual([]);
});
