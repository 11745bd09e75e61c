// What doctor says of workflow files. Each fault beside the file without it, which is fine.
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/doctor/checks.ts';
import { isLetThrough } from '../../src/doctor/workflow/ref-filter.ts';
import { actionSteps } from '../../src/workflow/workflow.ts';
import type { ModelFolder } from '../../src/doctor/facts.ts';
import { judge, words, workflowFacts } from './facts.ts';

const FINE = `on:
  push: {branches: [main]}
  pull_request:
permissions: {contents: write, pull-requests: write}
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {persist-credentials: false}
      - run: pip install -r requirements.txt
      - uses: org/mlops-action@v1
        with:
          command: python train.py
`;

const MATRIX = `on: pull_request
jobs:
  train:
    strategy: {matrix: {seed: [1, 2]}}
    steps:
      - uses: actions/checkout@v4
      - uses: org/mlops-action@v1
        with: {command: make, collect: true}
  collect:
    needs: train
    if: always()
    steps:
      - uses: actions/checkout@v4
      - uses: org/mlops-action@v1
        with: {task: collect}
`;

const DEPLOY = `on:
  push:
    tags: ['*@v*']
jobs: {deploy: {steps: [{run: ./deploy.sh}]}}
`;

const model = (name: string, when: 'auto' | 'never' = 'auto'): ModelFolder =>
  ({
    folder: '.',
    file: 'mlops.yaml',
    lineOf: () => 1,
    settings: { model: name, register: { when } },
  }) as unknown as ModelFolder;

const facts = {
  trackedFiles: [{ path: 'train.py', size: 1 }],
  models: [model('cars')],
  remotes: [{ name: 'origin', urls: ['git@github.com:acme/cars.git'] }],
  defaultBranchWorkflows: { branch: 'main', files: ['.github/workflows/train.yml'] },
  configurations: [],
};

const WORKFLOW_CHECKS = CHECKS.map(({ id }) => id).filter((id) => id.startsWith('workflow'));

test.each(WORKFLOW_CHECKS)('%s finds nothing in a workflow as README.md has it', (id) => {
  const found = judge(id, { ...facts, ...workflowFacts({ 'train.yml': FINE }) });
  expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
});

/** What the check says of the fine workflow with one text in the place of another, its place left out. */
function said(id: string, from: string, to: string, of = FINE): string {
  expect(of).toContain(from);
  return judge(id, { ...facts, ...workflowFacts({ 'train.yml': of.replace(from, to) }) })
    .map(words)
    .join('\n');
}

test.each([
  [
    'workflow',
    'jobs:\n',
    'jobs:\n\t',
    /^problem .github\/workflows\/train.yml:\d+ is no workflow: .* \| Correct the file/,
  ],
  ['workflow', 'mlops-action', 'other-action', /^warning no workflow uses mlops-action \| mlops init$/],
  [
    'workflow-version',
    '@v1\n',
    '@main\n',
    /^warning .*train.yml:12 "org\/mlops-action@main" is a branch.* \| uses: org\/mlops-action@v1$/,
  ],
  ['workflow-version', '@v1\n', '\n', /^problem .*names no version.* \| uses: org\/mlops-action@v1$/],
  [
    'workflow-checkout',
    '- uses: actions/checkout@v4\n        with: {persist-credentials: false}\n',
    '- run: "true"\n',
    /^problem .*train.yml:11 job train checks nothing out.* \| .*actions\/checkout@[0-9a-f]{40} # v[\d.]+`, with `with: \{persist-credentials: false\}`/,
  ],
  [
    'workflow-permissions',
    ', pull-requests: write',
    '',
    /^warning .*train.yml:6 job train does not grant pull-requests: write \| .*permissions: \{pull-requests: write\}/,
  ],
  [
    'workflow-permissions',
    'contents: write',
    'contents: read',
    /^problem .*train.yml:6 job train does not grant contents: write \| /,
  ],
  [
    'workflow-permissions',
    'permissions: {contents: write, pull-requests: write}\n',
    '',
    /^warning .*train.yml:5 job train does not grant contents: write and pull-requests: write \| /,
  ],
  [
    'workflow-credentials',
    '        with: {persist-credentials: false}\n',
    '',
    /^warning .*train.yml:9 the checkout of job train keeps its token.* \| .*`with:`.*`  persist-credentials: false`$/,
  ],
  [
    'workflow-container',
    '    steps',
    '    container: python:3.12-slim\n    steps',
    /^problem .*train.yml:8 job train runs in python:3.12-slim, which has no git \| .*apt-get install --yes git/,
  ],
  [
    'workflow-container',
    '    steps',
    '    container: {image: node:24-alpine}\n    steps',
    /has no bash and no git \| .*apk add bash git/,
  ],
  [
    'workflow-inputs',
    'command:',
    'comand:',
    /^problem .*train.yml:14 unknown input "comand", did you mean "command"\?/,
  ],
  [
    'workflow-inputs',
    'command: python train.py',
    'command: make\n          fail-on: maybe',
    /^problem .*train.yml:15 .*fail-on/,
  ],
  [
    'workflow-inputs',
    'command: python train.py',
    'task: register\n          bump: minor\n          version: v1.0.0',
    /^problem .*train.yml:12 .*version and bump both/,
  ],
  [
    'workflow-inputs',
    'command: python train.py',
    'task: colect',
    /^problem .*train.yml:14 unknown task "colect", did you mean "collect"/,
  ],
  [
    'workflow-inputs',
    'command: python train.py',
    'github-token: ghp_x',
    /^problem .*train.yml:14 github-token stands here in plain text \| .*secrets.NAME/,
  ],
  [
    'workflow-inputs',
    'command: python train.py',
    'working-directory: modles/a',
    /^problem .*train.yml:14 working-directory: no committed file is in "modles\/a"/,
  ],
  [
    'workflow-untrusted',
    'command: python train.py',
    "command: 'echo ${{ github.event.pull_request.title }}'",
    /^problem .*train.yml:14 the command holds text that strangers write.* \| .*env:/,
  ],
  [
    'workflow-untrusted',
    'pull_request:',
    'pull_request_target:',
    /^warning .*train.yml:3 on pull_request_target the base branch is trained.* \| Use `on: pull_request`/,
  ],
  [
    'workflow-concurrency',
    'jobs:\n',
    'concurrency: {group: train, cancel-in-progress: true}\njobs:\n',
    /^warning .*train.yml:5 a push cancels the training before it.* \| cancel-in-progress: \$\{\{ github.event_name == 'pull_request' \}\}/,
  ],
  ['workflow-default-branch', 'pull_request:', 'workflow_dispatch:', /^ok/],
])('%s, with %j become %j', (id, from, to, expected) => {
  expect(said(id, from, to)).toMatch(expected);
});

test('a job that trains the head of a pull request with the rights of pull_request_target is a problem', () => {
  const text = FINE.replace('pull_request:', 'pull_request_target:').replace(
    'persist-credentials: false',
    "ref: '${{ github.event.pull_request.head.sha }}'",
  );
  expect(judge('workflow-untrusted', workflowFacts({ 'train.yml': text })).map(words)).toEqual([
    expect.stringMatching(
      /^problem .*train.yml:9 on pull_request_target, job train checks out the code of a pull request, and its steps run it.* \| Train on `pull_request`/,
    ),
  ]);
});

test('what installs git in a container, what cancels only pull requests and what is an expression is fine', () => {
  const text = FINE.replace('    steps', '    container: python:3.12-slim\n    steps')
    .replace('pip install -r requirements.txt', 'apt-get update && apt-get install -y git')
    .replace('jobs:\n', "concurrency: {group: a, cancel-in-progress: '${{ github.event_name == 1 }}'}\njobs:\n")
    .replace('python train.py', "${{ inputs.command }}\n          fail-on: '${{ inputs.fail-on }}'");
  for (const id of ['workflow-container', 'workflow-concurrency', 'workflow-inputs']) {
    const found = judge(id, { ...facts, ...workflowFacts({ 'train.yml': text }) });
    expect(found.map(({ status }) => status)).toEqual(['ok']);
  }
});

test.each([
  ['as README.md has it', '', '', /^ok/],
  [
    'nobody needs',
    '    needs: train\n',
    '',
    /^problem .*train.yml:3 job train leaves its record.* \| jobs: \{collect: \{needs: train, if: always\(\)/,
  ],
  [
    'that stops when a leg fails',
    '    if: always()\n',
    '',
    /^warning .*train.yml:9 job collect does not run when a leg fails.* \| .*if: always\(\)/,
  ],
  [
    'that does not collect',
    ', collect: true',
    '',
    /^warning .*train.yml:7 each leg of job train writes a comment and a check of its own/,
  ],
  ['with comments of their own', ', collect: true', ", comment-key: 'cars ${{ matrix.seed }}'", /^ok/],
])('of a matrix %s it is told', (_, from, to, expected) => {
  expect(said('workflow-matrix', from, to, MATRIX)).toMatch(expected);
});

test('a workflow that waits for tags which the job makes is never started, unless an app makes them', () => {
  const files = { 'train.yml': FINE, 'deploy.yml': DEPLOY };
  const own = FINE.replace('command:', "github-token: '${{ steps.app.outputs.token }}'\n          command:");
  expect(judge('workflow-tags', { ...facts, ...workflowFacts(files) }).map(words)).toEqual([
    expect.stringMatching(
      /^warning .*deploy.yml:2 this waits for a tag that the action makes.* \| .*needs: train.*model-version/,
    ),
  ]);
  const release = { ...files, 'deploy.yml': DEPLOY.replace(/push:\n.*/, 'release: {types: [published]}') };
  expect(judge('workflow-tags', { ...facts, ...workflowFacts(release) })[0]?.message).toContain('a release');
  for (const fine of [
    workflowFacts({ ...files, 'train.yml': own }),
    { ...workflowFacts(files), models: [model('cars', 'never')] },
    workflowFacts({ ...files, 'deploy.yml': DEPLOY.replace("'*@v*'", "'v*'") }),
  ]) {
    expect(judge('workflow-tags', { ...facts, ...fine }).map(({ status }) => status)).toEqual(['ok']);
  }
});

test('a star in a filter of tags stops at the slash of a name', () => {
  const files = workflowFacts({ 'train.yml': FINE, 'deploy.yml': DEPLOY });
  const said = judge('workflow-tags', { ...facts, ...files, models: [model('team/cars', 'never')] }).map(words);
  expect(said).toEqual([
    expect.stringMatching(/^warning .*deploy.yml:2 .*team\/cars.* stops at a slash \| tags: \['\*\*@v\*'\]$/),
  ]);
});

test.each([
  [['*'], 'a@v1', true],
  [['*'], 'a/b@v1', false],
  [['**'], 'a/b@v1', true],
  [['v[0-9].*', '!v1.*'], 'v2.0', true],
  [['v[0-9].*', '!v1.*'], 'v1.0', false],
  [['a+b'], 'aab', true],
  [['(x'], '(x', true],
  [['[z-a]'], 'b', false],
])('the filter %j lets %s through: %s', (patterns, name, passes) => {
  expect(isLetThrough(patterns, name)).toBe(passes);
});

test("a version tag starts a training again only where somebody else's token makes it and the push is not filtered", () => {
  const plain = FINE.replace('push: {branches: [main]}', 'push:');
  const own = plain.replace('command:', "github-token: '${{ secrets.PAT }}'\n          command:");
  const of = (text: string): readonly string[] =>
    judge('workflow-loop', { ...facts, ...workflowFacts({ 'train.yml': text }) }).map(words);
  expect(of(own)).toEqual([
    expect.stringMatching(
      /^warning .*train.yml:2 a version tag.* starts this workflow again.* \| on: \{push: \{branches: \['\*\*'\]\}\}/,
    ),
  ]);
  expect(of(plain)).toEqual([expect.stringMatching(/^ok/)]);
});

test('a deploy workflow has to exist and to take a dispatch', () => {
  const named = (deployWorkflow: string) => [{ ...model('cars'), deployWorkflow, error: undefined, script: undefined }];
  const of = (name: string, text = DEPLOY): string =>
    judge('workflow-deploy', { ...workflowFacts({ 'deploy.yml': text }), configurations: named(name) })
      .map(words)
      .join();
  expect(of('depoly.yml')).toMatch(
    /^problem mlops.yaml:1 deploy-workflow: there is no depoly.yml \| Add .github\/workflows\/depoly.yml/,
  );
  expect(of('deploy.yml')).toMatch(/^problem .*deploy.yml deploy.yml cannot be started.* \| Add `workflow_dispatch:`/);
  expect(of('deploy.yml', DEPLOY.replace('push:', 'workflow_dispatch:\n  push:'))).toMatch(/^ok/);
});

test('a job that deploys is told what, and how; one that promotes is told a stage and may start what follows', () => {
  const job = (on: string, task: string, permissions: string): string =>
    `on: ${on}\nconcurrency: a\njobs: {a: {permissions: ${permissions}, steps: [{uses: org/mlops-action@v1, with: {task: ${task}}}]}}\n`;
  const form = 'workflow_dispatch: {inputs: {model: , version: , stage: , digest: , tag: }}';
  const [plain] = [model('cars')];
  const configured = { ...plain, deployWorkflow: 'deploy.yml', error: undefined, script: undefined } as const;
  const deploying = { ...configured, settings: { ...configured.settings, deploy: {} } } as unknown as ModelFolder;
  const of = (id: string, text: string, ...configurations: readonly ModelFolder[]): string =>
    judge(id, { ...workflowFacts({ 'deploy.yml': text }), configurations })
      .map(words)
      .join();
  const ALL = '{contents: write, actions: write, deployments: write}';

  expect(of('workflow-deploy', job(`{${form}}`, 'deploy', ALL), deploying)).toMatch(/^ok/);
  expect(of('workflow-deploy', job(`{${form}}`, 'deploy', ALL), configured)).toMatch(/^problem .*nothing says how/);
  expect(of('workflow-deploy', job(`{${form}}`, 'deploy', ALL), { ...deploying, deployWorkflow: undefined })).toMatch(
    /^warning .*deploy.yml:3 no promotion starts this/,
  );
  const untold = job(`{${form.replace('digest: , tag: ', '')}}`, 'deploy', ALL);
  expect(of('workflow-deploy', untold, deploying)).toMatch(/^warning .*:1 digest, tag are no inputs/);

  expect(of('workflow-stage', job(`{${form}}`, 'promote', ALL), deploying)).toMatch(/^ok/);
  expect(of('workflow-stage', job('{push: {branches: [main]}}', 'promote', ALL), deploying)).toMatch(/^ok/);
  expect(of('workflow-stage', job('{workflow_dispatch: }', 'rollback', ALL), deploying)).toMatch(
    /^problem .* task rollback is not told which stage/,
  );
  const deploys = job(`{${form}}`, 'deploy', ALL);
  expect(of('workflow-stage', deploys, deploying)).toMatch(/^ok/);
  expect(of('workflow-stage', deploys.replace('concurrency: a\n', ''), deploying)).toMatch(
    /^warning .*two jobs a can deploy to one stage at once/,
  );
  const cancelling = deploys.replace('concurrency: a', 'concurrency: {group: a, cancel-in-progress: true}');
  expect(of('workflow-stage', cancelling, deploying)).toMatch(/^warning .*:2 a deployment under way is cancelled/);
  const poor = job(`{${form}}`, 'promote', '{contents: write}');
  expect(of('workflow-stage', poor, deploying)).toMatch(
    /^warning .*actions: write and deployments: write.*not started/,
  );
  expect(of('workflow-stage', poor, { ...deploying, deployWorkflow: undefined })).toMatch(/^ok/);
});

test('a workflow waits for others by their names, which have to exist', () => {
  const publish = (name: string): string =>
    `on: {workflow_run: {workflows: [${name}], types: [completed]}}\njobs: {a: {steps: [{uses: org/mlops-action@v1, with: {task: publish}}]}}\n`;
  const of = (name: string, title = 'name: Training\n'): string =>
    judge('workflow-run', workflowFacts({ 'train.yml': `${title}${FINE}`, 'publish.yml': publish(name) }))
      .map(words)
      .join();
  expect(of('train')).toMatch(
    /^problem .*publish.yml:1 no workflow is called "train", so nothing starts this one \| Name one by its `name`: Training$/,
  );
  expect(of('Training')).toMatch(/^ok/);
  // GitHub calls a workflow without a name by its path.
  expect(of('train', '')).toMatch(/: \.github\/workflows\/train\.yml$/);
  expect(of('.github/workflows/train.yml', '')).toMatch(/^ok/);
});

test('a schedule does nothing until its file is on the default branch', () => {
  const files = workflowFacts({ 'retrain.yml': FINE.replace('pull_request:', "schedule: [{cron: '0 5 * * 1'}]") });
  const of = (...there: readonly string[]): readonly string[] =>
    judge('workflow-default-branch', { ...files, defaultBranchWorkflows: { branch: 'main', files: there } }).map(words);
  expect(of()).toEqual([
    expect.stringMatching(/^warning .*retrain.yml:3 schedule does nothing yet.* \| Merge it into main/),
  ]);
  expect(of('.github/workflows/retrain.yml')).toEqual([expect.stringMatching(/^ok/)]);
});

test.each([
  'on: [push',
  'on: 5',
  'jobs: [a]',
  'jobs: {a: null}',
  'jobs: {a: {steps: [null, 3, {uses: 1, with: [x]}]}}',
  '',
  '- a',
])('a workflow that is none breaks no check: %s', (text) => {
  for (const id of WORKFLOW_CHECKS)
    expect(judge(id, { ...facts, ...workflowFacts({ 'odd.yml': text }) }).length).toBeGreaterThan(0);
});

test('workflows of which none uses the action are a warning wherever origin is', () => {
  const of = (files: Readonly<Record<string, string>>): readonly string[] =>
    judge('workflow', { ...facts, remotes: [], ...workflowFacts(files) }).map(words);
  expect(of({ 'ci.yml': FINE.replace('mlops-action', 'other') })).toEqual([
    'warning no workflow uses mlops-action | mlops init',
  ]);
  expect(of({})).toEqual([expect.stringMatching(/^ok no workflow uses/)]);
});

test('what mlops.yaml says of leaving records holds for each step of its folder that says nothing itself', () => {
  const text = MATRIX.replace(', collect: true', '');
  const { workflows } = workflowFacts({ 'train.yml': text });
  const judged = (collecting: readonly string[]): string =>
    judge('workflow-matrix', {
      ...facts,
      ...workflowFacts({ 'train.yml': text }),
      actionSteps: actionSteps(workflows, new Set(collecting)),
    })
      .map(({ status }) => status)
      .join();
  expect([judged([]), judged(['.']), judged(['models/other'])]).toEqual(['warning', 'ok', 'warning']);
});
