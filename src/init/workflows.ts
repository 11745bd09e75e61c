// The workflows that `mlops init` writes: train, and on wish retrain, publish, promote, rollback and deploy. Each is whole by
// itself, so that one that was changed by hand breaks no other. All pass actionlint and zizmor (pedantic) without findings. Pure.
import type { DispatchInput } from './dispatch-inputs.ts';
import type { Proposal } from './proposal.ts';
import { deployLines, promoteLines, rollbackLines } from './stage-workflows.ts';
import { branchPattern, CHECKOUT, indented, mlopsLines, permissionLines, quoted, setupLines } from './workflow-text.ts';

export const OPTIONAL_WORKFLOWS = ['retrain', 'publish', 'promote', 'rollback', 'deploy'] as const;
export type WorkflowName = 'train' | (typeof OPTIONAL_WORKFLOWS)[number];

/**
 * The file's name without its ending, which is also the workflow's: in a monorepo with the folder's. A train.yml that does
 * something else is left alone; ours is then mlops.yml.
 */
export function workflowTitle(
  name: WorkflowName,
  { folder, foreignWorkflows }: Pick<Proposal, 'folder' | 'foreignWorkflows'>,
): string {
  const title = titleIn(name, folder);
  return name === 'train' && foreignWorkflows.includes(title) ? titleIn('mlops', folder) : title;
}

function titleIn(name: WorkflowName | 'mlops', folder: string): string {
  const last = folder === '.' ? '' : folder.slice(folder.lastIndexOf('/') + 1);
  const slug = last.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return slug === '' ? name : `${name}-${slug}`;
}

const LINES: Readonly<Record<WorkflowName, (proposal: Proposal, title: string) => readonly string[]>> = {
  train: trainLines,
  retrain: retrainLines,
  publish: publishLines,
  promote: promoteLines,
  rollback: rollbackLines,
  deploy: deployLines,
};

export function renderWorkflow(name: WorkflowName, proposal: Proposal): string {
  const lines = LINES[name](proposal, workflowTitle(name, proposal));
  return `${lines.join('\n')}\n`;
}

function trainLines(proposal: Proposal, title: string): readonly string[] {
  return [
    '# Trains on every push to the default branch and on every pull request, and by hand with other params.',
    `name: ${title}`,
    '',
    'on:',
    '  push:',
    `    branches: [${branchPattern(proposal.defaultBranch)}]`,
    '  pull_request:',
    '  workflow_dispatch:',
    ...indented(4, inputLines(proposal.inputs)),
    '',
    'permissions: {}',
    '',
    'concurrency:',
    `  group: ${title}-\${{ github.ref }}`,
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }} # a newer commit of a pull request replaces an older one",
    '',
    ...trainingJob(title, proposal, { 'pull-requests: write': 'the comment' }),
  ];
}

function retrainLines(proposal: Proposal, title: string): readonly string[] {
  return [
    '# Trains again in time, because the world moves on though the code does not, and by hand with other params.',
    `name: ${title}`,
    '',
    'on:',
    '  schedule:',
    "    - cron: '17 5 * * 1' # Mondays at 5:17 UTC; on the hour everyone's jobs wait",
    '  workflow_dispatch:',
    ...indented(4, inputLines(proposal.inputs)),
    '',
    'permissions: {}',
    '',
    'concurrency:',
    `  group: ${title}-\${{ github.ref }}`,
    '  cancel-in-progress: false',
    '',
    ...trainingJob(title, proposal),
  ];
}

const WHY_WRITE = 'the run on mlops-tracking, versions and their releases';

/** @param more permissions beside that of the run itself, with the reasons */
function trainingJob(
  title: string,
  proposal: Proposal,
  more: Readonly<Record<string, string>> = {},
): readonly string[] {
  return [
    'jobs:',
    `  ${title}:`,
    `    name: ${title}`,
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 60',
    ...indented(4, permissionLines({ 'contents: write': WHY_WRITE, ...more })),
    '    steps:',
    ...indented(6, [
      ...CHECKOUT,
      ...setupLines(proposal.toolchains, proposal.folder),
      ...mlopsLines(folderInput(proposal)),
    ]),
  ];
}

function folderInput({ folder }: Proposal): Readonly<Record<string, string>> {
  return folder === '.' ? {} : { 'working-directory': folder };
}

function inputLines(inputs: readonly DispatchInput[]): readonly string[] {
  if (inputs.length === 0) return [];
  return [
    'inputs: # the training finds each as MLOPS_PARAM_<NAME>, when it is not empty',
    ...inputs.flatMap(({ name, type, description }) => [
      `  ${name}:`,
      `    description: ${quoted(description)}`,
      `    type: ${type}`,
    ]),
  ];
}

function publishLines(proposal: Proposal, title: string): readonly string[] {
  return [
    '# A pull request of a fork, or of Dependabot, trains without the right to write. This records and comments what it left.',
    `name: ${title}`,
    '',
    'on:',
    '  workflow_run: # zizmor: ignore[dangerous-triggers] runs the code of the default branch only, and nothing of the fork',
    `    workflows: [${workflowTitle('train', proposal)}]`,
    '    types: [completed]',
    '',
    'permissions: {}',
    '',
    'concurrency:',
    `  group: ${title}-\${{ github.event.workflow_run.id }}`,
    '  cancel-in-progress: false',
    '',
    'jobs:',
    `  ${title}:`,
    `    name: ${title}`,
    "    if: ${{ github.event.workflow_run.event == 'pull_request' }}",
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 15',
    ...indented(
      4,
      permissionLines({
        'actions: read': 'the record that the run left as an artifact',
        'contents: write': 'the run on mlops-tracking',
        'pull-requests: write': 'the comment',
      }),
    ),
    '    steps:',
    ...indented(6, [...CHECKOUT, ...mlopsLines({ task: 'publish', ...folderInput(proposal) })]),
  ];
}
