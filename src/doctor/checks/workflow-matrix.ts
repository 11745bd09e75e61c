// Matrices: many jobs that are one answer.
import { check, findingsOr, problem, warning, type Check, type Finding } from '../check.ts';
import { isLeft, taskOf, triggersOf, type ActionStep, type Workflow } from '../../workflow/workflow.ts';

export const WORKFLOW_MATRIX_CHECKS: readonly Check[] = [
  check({
    id: 'workflow-matrix',
    title:
      'Jobs of a matrix that leave their records have a job that collects them; without one each comments for itself',
    needs: ['actionSteps'],
    judge({ actionSteps }) {
      const using = new Set(actionSteps.map(({ workflow }) => workflow));
      const findings = [...using].flatMap((workflow) =>
        matrixFindings(
          workflow,
          actionSteps.filter((step) => step.workflow === workflow),
        ),
      );
      return findingsOr(findings, 'what is left is collected');
    },
  }),
];

function matrixFindings(workflow: Workflow, steps: readonly ActionStep[]): readonly Finding[] {
  const file = workflow.path;
  const collecting = steps.filter((step) => taskOf(step) === 'collect');
  const left = steps.filter(isLeft);
  const findings: Finding[] = [];
  for (const { job } of left) {
    const isCollected = collecting.some((step) => step.job.needs.includes(job.id));
    if (isCollected) continue;
    findings.push(
      problem(
        `job ${job.id} leaves its record to a job that collects, and no job with \`task: collect\` needs it: nothing is recorded`,
        `jobs: {collect: {needs: ${job.id}, if: always(), permissions: {contents: write, pull-requests: write}, runs-on: ubuntu-latest, ` +
          'steps: [{uses: actions/checkout@v4}, {uses: org/mlops-action@v1, with: {task: collect}}]}}',
        { file, line: job.line },
      ),
    );
  }
  for (const { job } of collecting) {
    if (/always\(\)|!\s*cancelled\(\)/.test(job.condition ?? '')) continue;
    findings.push(
      warning(
        `job ${job.id} does not run when a leg fails: no leg is recorded then`,
        'Add to the job: `if: always()`',
        { file, line: job.line },
      ),
    );
  }
  const isOnPullRequests = triggersOf(workflow, 'pull_request').length > 0;
  for (const step of isOnPullRequests ? steps : []) {
    const named = ['comment-key', 'model', 'working-directory', 'config'].some((name) =>
      /matrix\./.test(step.inputs[name] ?? ''),
    );
    const isAlone =
      step.job.hasMatrix && taskOf(step) === 'train' && !isLeft(step) && !named && step.inputs['comment'] !== 'false';
    if (!isAlone) continue;
    findings.push(
      warning(
        `each leg of job ${step.job.id} writes a comment and a check of its own, and none says how they compare`,
        'Add `collect: true` to the step, and a job with `task: collect`; README.md shows it under "A matrix with one commit and one comment".',
        { file, line: step.line },
      ),
    );
  }
  return findings;
}
