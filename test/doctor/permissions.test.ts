import { expect, test } from 'vitest';
import { isAtLeast } from '../../src/doctor/checks/system.ts';
import { parseWorkflow } from '../../src/workflow/parse-workflow.ts';
import { lackingPermissions } from '../../src/doctor/workflow/permissions.ts';
import { actionSteps } from '../../src/workflow/workflow.ts';

function jobsUsingAction(text: string): readonly unknown[] {
  const steps = actionSteps([parseWorkflow('.github/workflows/train.yml', text)]);
  return steps.map((step) => ({ job: step.job.id, lacking: lackingPermissions(step) }));
}

const job = (permissions: string): string => `jobs:
  train:
    ${permissions}
    steps:
      - uses: actions/checkout@v4
      - uses: org/mlops-action@v1
`;

test.each([
  ['none at all', job(''), ['contents: write', 'pull-requests: write']],
  ['those of the workflow', `permissions: write-all\n${job('')}`, []],
  [
    'those of the job, which replace them',
    `permissions: write-all\n${job('permissions: {contents: write}')}`,
    ['pull-requests: write'],
  ],
  ['both', job('permissions: {contents: write, pull-requests: write}'), []],
  ['one in a comment', job('permissions: {contents: write} # pull-requests: write'), ['pull-requests: write']],
  [
    'none that matters, for it gives a token of its own',
    job('').replace(/$/, "        with: {github-token: '${{ secrets.PAT }}'}\n"),
    [],
  ],
  ['those of a push, where there is no comment', `on: push\n${job('permissions: {contents: write}')}`, []],
  [
    'those of a pull request',
    `on: [push, pull_request]\n${job('permissions: {contents: write}')}`,
    ['pull-requests: write'],
  ],
  ['those without comments', `${job('permissions: {contents: write}')}        with: {comment: false}\n`, []],
  ['read only', job('permissions: {contents: read, pull-requests: write}'), ['contents: write']],
])('of a job with %s it is told what is lacking', (_, text, lacking) => {
  expect(jobsUsingAction(text)).toEqual([{ job: 'train', lacking }]);
});

test.each([
  ['that leaves its record to another', 'with: {collect: true}', '{contents: read}', []],
  ['that collects', 'with: {task: collect}', '{contents: read}', ['contents: write', 'pull-requests: write']],
  ['that registers', 'with: {task: register}', '{contents: write}', []],
  [
    'that answers comments',
    'with: {task: slash-command}',
    '{contents: write}',
    ['pull-requests: write', 'actions: write'],
  ],
  ['that promotes', 'with: {task: promote}', '{contents: read}', ['contents: write']],
  ['that deploys', 'with: {task: deploy}', '{contents: write}', ['actions: read']],
  ['that synchronises', 'with: {task: sync}', '{contents: write}', ['actions: read']],
  ['that synchronises and may', 'with: {task: sync}', '{contents: write, actions: read}', []],
])('of a job %s it is told what that task lacks', (_, inputs, permissions, lacking) => {
  const text = `jobs: {one: {permissions: ${permissions}, steps: [{uses: org/mlops-action@v1, ${inputs}}]}}`;
  expect(jobsUsingAction(text)).toEqual([{ job: 'one', lacking }]);
});

test.each([
  '',
  'jobs:',
  'jobs: {a: {steps: [{uses: org/other@v1}]}}',
  'jobs: {a: {uses: x/y/.github/workflows/mlops.yml@v1}}',
])('a workflow without the action is not judged: %s', (text) => {
  expect(jobsUsingAction(text)).toEqual([]);
});

test.each([
  ['2.39.rc1', true],
  ['2.38.0', true],
  ['2.50.1.windows.1', true],
  ['2.39.5 (Apple Git-154)', true],
  ['3.0.0', true],
  ['2.37.9', false],
  ['unknown', undefined],
])('Git %s is new enough: %s', (version, isNew) => {
  expect(isAtLeast(version, [2, 38])).toBe(isNew);
});
