// Workflows that give versions a stage and bring them live: one starts the other, and each has to be told what is meant.
import { FEATURES, renderGrant } from '../../forge/permissions.ts';
import { actionStepsOf, taskOf, triggersOf, type ActionStep, type Workflow } from '../../workflow/workflow.ts';
import { check, findingsOr, listed, problem, warning, type Check, type Finding } from '../check.ts';
import type { Configuration } from '../facts.ts';
import { isGrantedTo } from '../workflow/permissions.ts';

export const WORKFLOW_STAGE_CHECKS: readonly Check[] = [
  check({
    id: 'workflow-deploy',
    title: 'The `deploy-workflow` of `mlops.yaml` exists, can be started by hand, and is told what to deploy',
    needs: ['workflows', 'configurations'],
    judge({ workflows, configurations }) {
      const findings = configurations.flatMap((configuration): readonly Finding[] => {
        const { deployWorkflow, file, lineOf } = configuration;
        if (deployWorkflow === undefined) return [];
        const name = deployWorkflow.split('/').at(-1);
        const found = workflows.find(({ path }) => path.endsWith(`/${name}`));
        if (found === undefined) {
          return [
            problem(
              `deploy-workflow: there is no ${deployWorkflow}`,
              `Add .github/workflows/${name}, or correct the name.`,
              { file, line: lineOf(['deploy-workflow']) },
            ),
          ];
        }
        if (found.workflow === undefined) return [];
        if (triggersOf(found.workflow, 'workflow_dispatch').length === 0) {
          return [
            problem(`${name} cannot be started after a version got its stage`, 'Add `workflow_dispatch:` below `on:`', {
              file: found.path,
            }),
          ];
        }
        return faultsOfDeploying(found.workflow, configuration);
      });
      const known = workflows.flatMap(({ workflow }) => workflow ?? []);
      return findingsOr([...findings, ...unnamed(known, configurations)], 'deploy workflows can be started');
    },
  }),
  check({
    id: 'workflow-stage',
    title:
      'Jobs that promote, roll back or deploy are told which stage, and may start what follows; one deploys at a time',
    needs: ['actionSteps', 'configurations'],
    judge({ actionSteps, configurations }) {
      const findings = actionSteps
        .filter((step) => ['promote', 'rollback', 'deploy'].includes(taskOf(step)))
        .flatMap((step) => [...withoutStage(step), ...withoutRights(step, configurations), ...atOnce(step)]);
      return findingsOr(findings, 'stages are given by jobs that can do so');
    },
  }),
];

/** Workflows that deploy, and that no promotion starts. */
function unnamed(
  workflows: readonly Workflow[],
  configurations: readonly Pick<Configuration, 'deployWorkflow'>[],
): readonly Finding[] {
  const steps = workflows.flatMap(actionStepsOf);
  const named = [
    ...configurations.map((each) => each.deployWorkflow),
    ...steps.map((step) => step.inputs['deploy-workflow']),
  ];
  return steps.flatMap((step): readonly Finding[] => {
    const file = step.workflow.path.split('/').at(-1) ?? '';
    const isNamed = named.some((each) => each?.split('/').at(-1) === file);
    if (taskOf(step) !== 'deploy' || isNamed) return [];
    return [
      warning(
        'no promotion starts this: `deploy-workflow` names it nowhere',
        `Add to mlops.yaml: \`deploy-workflow: ${file}\``,
        {
          file: step.workflow.path,
          line: step.line,
        },
      ),
    ];
  });
}

/** What a promotion tells that the action needs to be sure what it deploys. */
const TOLD = ['model', 'version', 'stage', 'digest', 'tag'];

function faultsOfDeploying(workflow: Workflow, { settings, file, lineOf }: Configuration): readonly Finding[] {
  const [step] = actionStepsOf(workflow).filter((each) => taskOf(each) === 'deploy');
  if (step === undefined) return [];
  const [trigger] = triggersOf(workflow, 'workflow_dispatch');
  const inputs = namesOf(trigger?.filters['inputs']);
  const lacking = TOLD.filter((name) => !inputs.includes(name) && step.inputs[name] === undefined);
  const findings: Finding[] = [];
  if (lacking.length > 0) {
    findings.push(
      warning(
        `${listed(lacking, 5)} ${lacking.length === 1 ? 'is no input' : 'are no inputs'} of its form, so a promotion cannot tell`,
        '`mlops init --workflows deploy --dry-run` shows the whole form.',
        { file: workflow.path, line: trigger?.line },
      ),
    );
  }
  const isDeployed = settings?.deploy !== undefined || settings?.stages?.some(({ deploy }) => deploy !== undefined);
  if (settings !== undefined && isDeployed !== true) {
    findings.push(
      problem(
        `${workflow.path} deploys, and nothing says how`,
        "Add for example `deploy: {command: ./deploy.sh, health: {url: 'https://…'}}`.",
        { file, line: lineOf(['deploy-workflow']) },
      ),
    );
  }
  return findings;
}

function withoutStage(step: ActionStep): readonly Finding[] {
  const { workflow, inputs } = step;
  const task = taskOf(step);
  if (inputs['stage'] !== undefined) return [];
  // A push assigns what deploy/*.yaml wishes.
  if (task === 'promote' && triggersOf(workflow, 'push').length > 0) return [];
  const [trigger] = triggersOf(workflow, 'workflow_dispatch');
  if (namesOf(trigger?.filters['inputs']).includes('stage')) return [];
  return [
    problem(`task ${task} is not told which stage`, 'Add `workflow_dispatch: {inputs: {stage: {type: string}}}`.', {
      file: workflow.path,
      line: trigger?.line ?? step.line,
    }),
  ];
}

function withoutRights(step: ActionStep, configurations: readonly Configuration[]): readonly Finding[] {
  const folder = step.inputs['working-directory'] ?? '.';
  const configured = configurations.find((each) => each.folder === folder)?.deployWorkflow;
  const starts = taskOf(step) !== 'deploy' && (step.inputs['deploy-workflow'] ?? configured) !== undefined;
  const needs = [...(starts ? FEATURES['deploy-workflow'].needs : []), ...FEATURES.deployment.needs];
  const isMeant = starts || taskOf(step) === 'deploy';
  const lacking = isMeant ? needs.filter((grant) => !isGrantedTo(step, grant)).map(renderGrant) : [];
  if (lacking.length === 0) return [];
  return [
    warning(
      `job ${step.job.id} does not grant ${lacking.join(' and ')}: ${starts ? 'the deploy workflow is not started' : 'GitHub does not show what is live'}`,
      `Add to the job: \`permissions: {${lacking.join(', ')}}\` (with what it grants already)`,
      { file: step.workflow.path, line: step.job.line },
    ),
  ];
}

/** A job knows nothing of another one that deploys to the same stage at the same time. */
function atOnce(step: ActionStep): readonly Finding[] {
  const { workflow, job } = step;
  if (taskOf(step) !== 'deploy') return [];
  const groups = [workflow.concurrency, job.concurrency].filter((each) => each !== undefined);
  const cancelling = groups.find(({ cancelInProgress }) => cancelInProgress === true);
  if (groups.length > 0 && cancelling === undefined) return [];
  const message =
    cancelling === undefined
      ? `two jobs ${job.id} can deploy to one stage at once`
      : `a deployment under way is cancelled half-way by the next one`;
  const fix = 'Add `concurrency: {group: "deploy-${{ inputs.stage }}", cancel-in-progress: false}`';
  return [warning(message, fix, { file: workflow.path, line: cancelling?.line ?? job.line })];
}

function namesOf(mapping: unknown): readonly string[] {
  return typeof mapping === 'object' && mapping !== null ? Object.keys(mapping) : [];
}
