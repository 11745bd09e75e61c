// The workflows that `mlops init` writes: train, and on wish retrain, publish and deploy. Each is whole by itself, so that
// one that was changed by hand breaks no other. All pass actionlint and zizmor (pedantic) without findings. Pure.
import type { DispatchInput } from './dispatch-inputs.ts';
import type { Proposal } from './proposal.ts';
import { branchPattern, CHECKOUT, indented, mlopsLines, permissionLines, quoted, setupLines } from './workflow-text.ts';

export const OPTIONAL_WORKFLOWS = ['retrain', 'publish', 'deploy'] as const;
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
  // The model is chosen when it is deployed: one workflow serves all of them.
  return slug === '' || name === 'deploy' ? name : `${name}-${slug}`;
}

export function renderWorkflow(name: WorkflowName, proposal: Proposal): string {
  const lines = { train: trainLines, retrain: retrainLines, publish: publishLines, deploy: deployLines }[name](
    proposal,
    workflowTitle(name, proposal),
  );
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

function deployLines(_: Proposal, title: string): readonly string[] {
  const text = (name: string, description: string, isRequired: boolean): readonly string[] => [
    `${name}:`,
    `  description: ${quoted(description)}`,
    '  type: string',
    ...(isRequired ? ['  required: true'] : []),
  ];
  return [
    '# Deploys a registered version to an environment. The files come from the release of the version and are checked.',
    '# A beginning: the last step is yours to write. It is started by hand, as by',
    `#   gh workflow run ${title}.yml -f model=NAME -f version=v1.2.3 -f environment=production`,
    '# and by nothing else yet: of `deploy-workflow` in mlops.yaml nothing comes until promotion exists.',
    `name: ${title}`,
    `run-name: ${title} \${{ inputs.model }} \${{ inputs.version }} to \${{ inputs.environment }}`,
    '',
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    ...indented(6, [
      ...text('model', 'Name of the model in the registry', true),
      ...text('version', 'The version, such as v1.2.3', true),
      ...text('digest', 'SHA-256 over its files that is expected, if any', false),
      ...text('artifact-url', 'Where the files lie, for people; they are taken from the release', false),
      'environment:',
      "  description: 'Where to'",
      '  type: environment',
      '  required: true',
    ]),
    '',
    'permissions: {}',
    '',
    'concurrency:',
    `  group: ${title}-\${{ inputs.environment }}-\${{ inputs.model }}`,
    '  cancel-in-progress: false',
    '',
    'jobs:',
    `  ${title}:`,
    `    name: ${title}`,
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 30',
    '    environment: ${{ inputs.environment }}',
    ...indented(4, permissionLines({ 'contents: read': 'the release with the files' })),
    '    steps:',
    '      - name: Download the files of the version and check them',
    '        env:',
    '          GH_TOKEN: ${{ github.token }}',
    '          TAG: ${{ inputs.model }}@${{ inputs.version }}',
    '          DIGEST: ${{ inputs.digest }}',
    '        run: |',
    ...indented(10, DOWNLOAD),
    '      - name: Deploy',
    '        env:',
    '          MODEL: ${{ inputs.model }}',
    '          VERSION: ${{ inputs.version }}',
    '          ENVIRONMENT: ${{ inputs.environment }}',
    '        run: |',
    ...indented(10, [
      '# Replace these lines: the files of the version are in model/.',
      'ls -l model',
      'echo "::error::nothing deploys $MODEL $VERSION to $ENVIRONMENT yet: write the last step of this workflow"',
      'exit 1',
    ]),
  ];
}

const DOWNLOAD: readonly string[] = [
  'gh release download "$TAG" --repo "$GITHUB_REPOSITORY" --dir model',
  '(cd model && sha256sum --check --strict SHA256SUMS)',
  'recorded="$(jq --raw-output \'.model.digest // ""\' model/run.json)"',
  'if [[ -n "$DIGEST" && "$DIGEST" != "$recorded" ]]; then',
  '  echo "::error::the files of $TAG have the digest ${recorded:-(none)}, not $DIGEST"',
  '  exit 1',
  'fi',
];
