// What starts workflows, and what stops them: jobs that never run, run twice, or are cancelled while they record.
import { check, findingsOr, listed, problem, warning, type Check, type Finding } from '../check.ts';
import type { ModelFolder } from '../facts.ts';
import { hasOwnToken } from '../workflow/permissions.ts';
import { isLetThrough } from '../workflow/ref-filter.ts';
import {
  actionStepsOf,
  patternsOf,
  taskOf,
  triggersOf,
  type ActionStep,
  type Workflow,
} from '../../workflow/workflow.ts';

export const WORKFLOW_TRIGGER_CHECKS: readonly Check[] = [
  check({
    id: 'workflow-concurrency',
    title: 'No push or schedule cancels a training that is under way: its run would be lost or killed',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const findings = actionSteps.flatMap(({ workflow, job }): readonly Finding[] => {
        const cancelling = [workflow.concurrency, job.concurrency].find((each) => each?.cancelInProgress === true);
        const [trigger] = triggersOf(workflow, 'push', 'schedule', 'workflow_dispatch');
        if (cancelling === undefined || trigger === undefined) return [];
        return [
          warning(
            `a ${trigger.event} cancels the training before it, whose run is then recorded as killed or not at all`,
            "cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
            { file: workflow.path, line: cancelling.line },
          ),
        ];
      });
      return findingsOr(findings, 'no training is cancelled by the next');
    },
  }),
  check({
    id: 'workflow-tags',
    title: 'Workflows that wait for version tags or releases can be started by them',
    needs: ['workflows', 'actionSteps', 'models'],
    judge({ workflows, actionSteps, models }) {
      const registering = actionSteps.filter((step) => registers(step, models));
      const findings = workflows.flatMap(({ workflow }) =>
        workflow === undefined
          ? []
          : [...unstarted(workflow, registering, models), ...stoppedBySlash(workflow, models)],
      );
      return findingsOr(findings, 'no workflow waits in vain for a version');
    },
  }),
  check({
    id: 'workflow-loop',
    title: 'A version tag does not start another training',
    needs: ['actionSteps', 'models'],
    judge({ actionSteps, models }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const push = triggersOf(step.workflow, 'push').find(
          (each) =>
            !['branches', 'branches-ignore', 'tags', 'tags-ignore'].some(
              (name) => patternsOf(each, name) !== undefined,
            ),
        );
        if (push === undefined || taskOf(step) !== 'train' || !registers(step, models) || !hasOwnToken(step)) return [];
        return [
          warning(
            'a version tag made with this github-token starts this workflow again, which trains the commit once more',
            "on: {push: {branches: ['**']}}",
            { file: step.workflow.path, line: push.line },
          ),
        ];
      });
      return findingsOr(findings, 'no training starts another');
    },
  }),
  check({
    id: 'workflow-run',
    title: 'The workflows that a `workflow_run` waits for exist, by the name that stands in their files',
    needs: ['workflows'],
    judge({ workflows }) {
      const all = workflows.flatMap(({ workflow }) => workflow ?? []);
      const names = all.map(({ name }) => name);
      const findings = all
        .filter((workflow) => actionStepsOf(workflow).length > 0)
        .flatMap((workflow) => triggersOf(workflow, 'workflow_run').map((trigger) => ({ workflow, trigger })))
        .flatMap(({ workflow, trigger }) => {
          const strange = (patternsOf(trigger, 'workflows') ?? []).filter((name) => !names.includes(name));
          const others = names.filter((name) => name !== workflow.name);
          return strange.map((name) =>
            problem(
              `no workflow is called ${JSON.stringify(name)}, so nothing starts this one`,
              others.length === 0 ? 'Add the workflow.' : `Name one by its \`name\`: ${listed(others, 10)}`,
              { file: workflow.path, line: trigger.line },
            ),
          );
        });
      return findingsOr(findings, 'workflows wait for others that exist');
    },
  }),
  check({
    id: 'workflow-default-branch',
    title:
      'Workflows with a schedule, or started by hand or by others, are on the default branch, where GitHub looks for them',
    needs: ['workflows', 'defaultBranchWorkflows'],
    judge({ workflows, defaultBranchWorkflows: { branch, files } }) {
      const findings = workflows.flatMap(({ workflow }): readonly Finding[] => {
        if (workflow === undefined || actionStepsOf(workflow).length === 0 || files.includes(workflow.path)) return [];
        return triggersOf(workflow, 'schedule', 'workflow_dispatch', 'workflow_run', 'issue_comment').map(
          ({ event, line }) =>
            warning(
              `${event} does nothing yet: the file is not on ${branch} of origin`,
              `Merge it into ${branch} (or \`git fetch origin\`, if that was done).`,
              { file: workflow.path, line },
            ),
        );
      });
      return findingsOr(findings, 'workflows are where GitHub looks for them');
    },
  }),
];

function registers(step: ActionStep, models: readonly ModelFolder[]): boolean {
  if (taskOf(step) === 'register') return true;
  const when = step.inputs['register'];
  if (taskOf(step) !== 'train') return false;
  return when === undefined ? models.some(({ settings }) => settings.register.when !== 'never') : when !== 'never';
}

/** Nothing that the job's token makes starts a workflow. */
function unstarted(
  workflow: Workflow,
  registering: readonly ActionStep[],
  models: readonly ModelFolder[],
): readonly Finding[] {
  if (registering.length === 0 || registering.some(hasOwnToken)) return [];
  return triggersOf(workflow, 'push', 'release', 'create').flatMap((trigger): readonly Finding[] => {
    const tags = patternsOf(trigger, 'tags');
    const isMeant =
      trigger.event === 'push'
        ? tags !== undefined &&
          tags.some((each) => /[@#]/.test(each) || /^\*+$/.test(each)) &&
          models.some((each) => isLetThrough(tags, tagOf(each)))
        : true;
    if (!isMeant || actionStepsOf(workflow).length > 0) return [];
    const what = trigger.event === 'push' ? 'tag' : trigger.event === 'release' ? 'release' : 'tag or branch';
    return [
      warning(
        `this waits for a ${what} that the action makes, but nothing that the job's token makes starts a workflow`,
        "Put the work into a job after the training: `needs: train`, `if: needs.train.outputs.model-version != ''`; or give the action the token of an app: `github-token: ${{ steps.app.outputs.token }}`.",
        { file: workflow.path, line: trigger.line },
      ),
    ];
  });
}

/** `*` does not match the slash in the name of a model. */
function stoppedBySlash(workflow: Workflow, models: readonly ModelFolder[]): readonly Finding[] {
  return triggersOf(workflow, 'push').flatMap((trigger) => {
    const tags = patternsOf(trigger, 'tags');
    return models.flatMap((model): readonly Finding[] => {
      const tag = tagOf(model);
      const isStopped =
        tags !== undefined &&
        tag.includes('/') &&
        !isLetThrough(tags, tag) &&
        isLetThrough(tags, tag.replaceAll('/', '-'));
      if (!isStopped) return [];
      return [
        warning(
          `the tags ${JSON.stringify(tags)} let no version of ${model.settings.model} through: * stops at a slash`,
          "tags: ['**@v*']",
          {
            file: workflow.path,
            line: trigger.line,
          },
        ),
      ];
    });
  });
}

function tagOf({ settings }: ModelFolder): string {
  return `${settings.model}@v1.2.3`;
}
