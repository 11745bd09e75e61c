// The workflows that give a version a stage, take it back and bring it live. What a person fills into their forms, or what
// a promotion gives to the deploy workflow, the action takes from the event by itself. Pure.
import type { Proposal } from './proposal.ts';
import { branchPattern, CHECKOUT, indented, mlopsLines, permissionLines, quoted } from './workflow-text.ts';

type Place = Pick<Proposal, 'folder' | 'config' | 'defaultBranch'>;

export function promoteLines(proposal: Place, title: string): readonly string[] {
  return [
    '# Gives a version a stage, if the evidence allows: by hand, or by merging a change of deploy/<stage>.yaml.',
    `name: ${title}`,
    ...form([
      ...textInput('version', 'Such as v1.2.3; empty for the latest'),
      ...stageInput(proposal),
      ...textInput('reason', 'Why; it stands in the tag for ever'),
      ...flagInput('force', 'Pass over what speaks against it; needs a reason'),
    ]),
    '  push:',
    `    branches: [${branchPattern(proposal.defaultBranch)}]`,
    "    paths: ['deploy/**']",
    '',
    ...oneAtATime(title, proposal),
    '',
    ...job(title, proposal, 'promote', {
      'contents: write': 'the tag, the history, and the branch of a proposal',
      'pull-requests: write': 'the pull request where a stage has `approval: pull-request`',
      ...STARTS,
    }),
  ];
}

export function rollbackLines(proposal: Place, title: string): readonly string[] {
  return [
    '# Takes a stage back to the version before, and deploys that; with `drill` it is only tried whether it would work.',
    `name: ${title}`,
    ...form([
      ...stageInput(proposal),
      ...textInput('version', 'Where to go back to; empty for the version before'),
      ...textInput('reason', 'Why; it stands in the tag for ever'),
      ...flagInput('drill', 'Only try whether it would work'),
    ]),
    '',
    ...oneAtATime(title, proposal),
    '',
    ...job(title, proposal, 'rollback', { 'contents: write': 'the tag and the history', ...STARTS }),
  ];
}

export function deployLines(proposal: Place, title: string): readonly string[] {
  return [
    '# Brings a version live after it got its stage, by the `deploy` of mlops.yaml. A promotion and a rollback start it, as the',
    '# `deploy-workflow` of mlops.yaml says; by hand it deploys again what holds the stage.',
    `name: ${title}`,
    `run-name: ${title} \${{ inputs.model }} \${{ inputs.version }} to \${{ inputs.stage }}`,
    ...form([
      ...textInput('version', 'The version; empty for the one that holds the stage'),
      ...textInput('stage', 'The stage that it holds', true),
      ...textInput('digest', 'SHA-256 over its files that is expected'),
      ...textInput('artifact-url', 'Where the files lie, for people'),
      ...textInput('tag', 'Tag of the assignment'),
      ...textInput('run-id', 'The run that the version is of'),
      ...textInput('deployment', 'Number of the deployment on GitHub'),
    ]),
    '',
    ...oneAtATime(title, proposal),
    '',
    ...job(title, proposal, 'deploy', {
      'contents: write': 'the history, and the tag where the version before comes back',
      'actions: read': 'the model files, as an artifact of the training',
      'deployments: write': 'what is live, as GitHub shows it',
    }),
  ];
}

const STARTS = {
  'actions: write': 'starting the deploy workflow, and reading what the training left',
  'deployments: write': 'what is live, as GitHub shows it',
};

function job(
  title: string,
  { folder }: Place,
  task: 'promote' | 'rollback' | 'deploy',
  permissions: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    'permissions: {}',
    '',
    'jobs:',
    `  ${title}:`,
    `    name: ${title}`,
    '    runs-on: ubuntu-latest',
    // Twice the time that a deploy command has by itself: the version before may have to come back.
    `    timeout-minutes: ${task === 'deploy' ? 90 : 30}`,
    '    # With reviewers of an environment, which private repositories have on GitHub Enterprise only, a person approves first:',
    '    # environment: ${{ inputs.stage }}',
    ...indented(4, permissionLines(permissions)),
    '    steps:',
    ...indented(6, [
      ...CHECKOUT,
      ...(task === 'deploy' ? ['# Steps that log in where the command deploys to belong here.'] : []),
      ...mlopsLines({ task, ...(folder === '.' ? {} : { 'working-directory': folder }) }),
    ]),
  ];
}

/** Nothing is cancelled half-way. A model that is not named in the form is that of mlops.yaml, and the same group. */
function oneAtATime(title: string, { config: { model = '' } }: Place): readonly string[] {
  const named = /^[\w/-]+$/.test(model) ? `inputs.model || '${model}'` : 'inputs.model';
  return ['concurrency:', `  group: ${title}-\${{ ${named} }}-\${{ inputs.stage }}`, '  cancel-in-progress: false'];
}

/** What is asked of a person, the model first. */
function form(inputs: readonly string[]): readonly string[] {
  return [
    '',
    'on:',
    '  workflow_dispatch:',
    '    inputs: # the action reads them from the event',
    ...indented(6, [...textInput('model', 'Name of the model; empty for that of mlops.yaml'), ...inputs]),
  ];
}

function textInput(name: string, description: string, isRequired = false): readonly string[] {
  return [
    `${name}:`,
    `  description: ${quoted(description)}`,
    '  type: string',
    ...(isRequired ? ['  required: true'] : []),
  ];
}

function flagInput(name: string, description: string): readonly string[] {
  return [`${name}:`, `  description: ${quoted(description)}`, '  type: boolean', '  default: false'];
}

function stageInput({ config }: Place): readonly string[] {
  const { stages = [] } = config;
  const names = Array.isArray(stages) ? stages : Object.keys(stages);
  if (names.length === 0) return textInput('stage', 'Such as production', true);
  return [
    'stage:',
    "  description: 'One of those of mlops.yaml'",
    '  type: choice',
    `  options: [${names.map(quoted).join(', ')}]`,
    '  required: true',
  ];
}
