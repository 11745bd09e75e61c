// The steps that use the action: can they work?
import { PINNED } from '../../init/pinned-actions.ts';
import { check, findingsOr, ok, problem, warning, type Check, type Finding } from '../check.ts';
import { lackingPermissions } from '../workflow/permissions.ts';
import { actionSteps, taskOf, type ActionStep } from '../../workflow/workflow.ts';

export const WORKFLOW_STEP_CHECKS: readonly Check[] = [
  check({
    id: 'workflow',
    title: 'Workflow files are YAML, and one of them uses the action',
    needs: ['workflows', 'remotes'],
    judge({ workflows, remotes }) {
      const broken = workflows.flatMap(({ path, fault }) =>
        fault === undefined
          ? []
          : [
              problem(`is no workflow: ${fault.message}`, 'Correct the file; `actionlint` names every fault.', {
                file: path,
                line: fault.line,
              }),
            ],
      );
      const steps = actionSteps(workflows);
      const isOnForge = remotes.some(
        ({ name, urls }) =>
          name === 'origin' && urls.some((url) => /^\w+:\/\/|^[^/]+:/.test(url) && !url.startsWith('file:')),
      );
      if (steps.length > 0) return [...broken, ...usingFiles(steps).map((path) => ok(`${path} uses mlops-action`))];
      if (!isOnForge && workflows.length === 0)
        return findingsOr(broken, 'no workflow uses mlops-action: runs are made by `mlops train`');
      return [...broken, warning('no workflow uses mlops-action', 'mlops init')];
    },
  }),
  check({
    id: 'workflow-version',
    title: 'The action is used at a tag or commit, not at a branch that changes under your feet',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const { uses } = step;
        if (uses.startsWith('./')) return [];
        const [, ref] = uses.split('@');
        const name = uses.split('@')[0] ?? uses;
        if (ref === undefined || ref === '') {
          return [problem(`"${uses}" names no version, which GitHub refuses`, `uses: ${name}@v1`, at(step))];
        }
        if (!/^(?:main|master|HEAD|dev|develop|latest|trunk)$/.test(ref)) return [];
        return [warning(`"${uses}" is a branch: what it does may change any day`, `uses: ${name}@v1`, at(step))];
      });
      return findingsOr(findings, 'the action is used at a fixed version');
    },
  }),
  check({
    id: 'workflow-checkout',
    title: 'The repository is checked out before the action runs',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const before = step.job.steps.slice(
          0,
          step.job.steps.findIndex(({ line }) => line === step.line),
        );
        const isThere = before.some(
          ({ uses = '', run = '' }) => /(?:^|\/)checkout(?:@|$)/.test(uses) || /\bgit (?:clone|fetch)\b/.test(run),
        );
        if (isThere) return [];
        return [problem(`job ${step.job.id} checks nothing out before it uses the action`, CHECKOUT, at(step))];
      });
      return findingsOr(findings, 'jobs check out first');
    },
  }),
  check({
    id: 'workflow-credentials',
    title: 'The checkout of a job that trains leaves no token where the training can read it',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const checkouts = actionSteps
        .filter((step) => taskOf(step) === 'train')
        .flatMap(({ workflow, job }) => job.steps.map((step) => ({ workflow, job, step })))
        .filter(({ step: { uses = '', inputs } }) => {
          const kept = inputs['persist-credentials'] ?? 'true';
          return uses.startsWith('actions/checkout@') && kept.toLowerCase() === 'true';
        });
      const findings = checkouts.map(({ workflow, job, step }) =>
        warning(
          `the checkout of job ${job.id} keeps its token in .git/config, where the training can read it`,
          'Add below its `uses:` the lines `with:` and `  persist-credentials: false`',
          { file: workflow.path, line: step.line },
        ),
      );
      return findingsOr(findings, 'no checkout leaves its token');
    },
  }),
  check({
    id: 'workflow-permissions',
    title: 'Each job grants the permissions that its task needs',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const lacking = lackingPermissions(step);
        if (lacking.length === 0) return [];
        // What is granted where nothing is said is a setting of the repository.
        const isSaid = (step.job.permissions ?? step.workflow.permissions) !== undefined;
        const finding = isSaid && lacking.includes('contents: write') ? problem : warning;
        return [
          finding(
            `job ${step.job.id} does not grant ${lacking.join(' and ')}`,
            `Add to the job: \`permissions: {${lacking.join(', ')}}\` (with what it grants already)`,
            { file: step.workflow.path, line: step.job.line },
          ),
        ];
      });
      return findingsOr(findings, 'jobs grant what they need');
    },
  }),
  check({
    id: 'workflow-container',
    title: 'The container of a job has bash and git',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const { container, id, steps } = step.job;
        const lacking = lackingIn(container?.image ?? '');
        const before = steps.slice(
          0,
          steps.findIndex(({ line }) => line === step.line),
        );
        const installed = before
          .map(({ run }) => run ?? '')
          .filter((run) => /\b(?:apk|apt-get|apt|dnf|yum|microdnf)\b/.test(run));
        const missing = lacking.filter((program) => !installed.some((run) => new RegExp(`\\b${program}\\b`).test(run)));
        if (container === undefined || missing.length === 0) return [];
        const install = /alpine/.test(container.image) ? 'apk add' : 'apt-get update && apt-get install --yes';
        return [
          problem(
            `job ${id} runs in ${container.image}, which has no ${missing.join(' and no ')}`,
            `Add as the first step: \`- run: ${install} ${missing.join(' ')}\``,
            {
              file: step.workflow.path,
              line: container.line,
            },
          ),
        ];
      });
      return findingsOr(findings, 'containers have what the action needs');
    },
  }),
];

const CHECKOUT = `Add before it: \`- uses: ${PINNED.checkout}\`, with \`with: {persist-credentials: false}\` below`;

function usingFiles(steps: readonly ActionStep[]): readonly string[] {
  return [...new Set(steps.map(({ workflow }) => workflow.path))];
}

function at({ workflow, line }: ActionStep): Pick<Finding, 'file' | 'line'> {
  return { file: workflow.path, line };
}

/** Of images that many use. */
function lackingIn(image: string): readonly string[] {
  if (/(?:^|[/:-])alpine/.test(image)) return ['bash', 'git'];
  return /-slim\b|^(?:ubuntu|debian)(?::|$)|^nvidia\/cuda\b/.test(image) ? ['git'] : [];
}
