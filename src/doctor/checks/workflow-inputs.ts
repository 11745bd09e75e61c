// What workflows give to the action, and whose code and words they give it.
import { parseInputs } from '../../config/inputs.ts';
import { MlopsError } from '../../error.ts';
import { check, findingsOr, problem, warning, type Check, type Finding } from '../check.ts';
import { isExpression, taskOf, triggersOf, type ActionStep } from '../../workflow/workflow.ts';

export const WORKFLOW_INPUT_CHECKS: readonly Check[] = [
  check({
    id: 'workflow-inputs',
    title: 'The action is given inputs that exist, with values that it knows, and folders that are there',
    needs: ['actionSteps', 'trackedFiles'],
    judge({ actionSteps, trackedFiles }) {
      const findings = actionSteps.flatMap((step): readonly Finding[] => {
        const folder = step.inputs['working-directory']?.replace(/^\.\/|\/$/g, '');
        const isMissing =
          folder !== undefined &&
          folder !== '' &&
          folder !== '.' &&
          !isExpression(folder) &&
          !trackedFiles.some(({ path }) => path.startsWith(`${folder}/`));
        return [
          ...faultsOfInputs(step),
          ...(isMissing
            ? [
                problem(`working-directory: no committed file is in "${folder}"`, 'Correct the folder, or commit it.', {
                  file: step.workflow.path,
                  line: step.lineOfInput('working-directory'),
                }),
              ]
            : []),
        ];
      });
      return findingsOr(findings, 'inputs are known');
    },
  }),
  check({
    id: 'workflow-untrusted',
    title: 'No job trains code of strangers with a token that may write, nor runs text that strangers write',
    needs: ['actionSteps'],
    judge: ({ actionSteps }) => findingsOr(actionSteps.flatMap(untrusted), 'no job trusts strangers'),
  }),
];

/** What the action would refuse, as far as no expression stands there. */
function faultsOfInputs(step: ActionStep): readonly Finding[] {
  const place = { file: step.workflow.path };
  const token = step.inputs['github-token'];
  const findings: Finding[] = [];
  if (token !== undefined && !isExpression(token)) {
    findings.push(
      problem('github-token stands here in plain text', 'Revoke it, and write `github-token: ${{ secrets.NAME }}`.', {
        ...place,
        line: step.lineOfInput('github-token'),
      }),
    );
  }
  if (isExpression(taskOf(step))) return findings;
  for (const [name, text] of Object.entries(step.inputs)) {
    const raw = { task: taskOf(step), [name]: isExpression(text) ? '' : text };
    // One after the other, so that each has its line.
    const fault = faultOf(name === 'task' ? { task: text } : raw);
    if (fault !== undefined && (name === 'task' || faultOf({ task: taskOf(step) }) === undefined)) {
      findings.push(problem(fault.message, fault.hint, { ...place, line: step.lineOfInput(name) }));
    }
  }
  const literal = Object.entries(step.inputs).filter(([, text]) => !isExpression(text));
  const fault = findings.length === 0 ? faultOf(Object.fromEntries(literal)) : undefined;
  if (fault !== undefined) findings.push(problem(fault.message, fault.hint, { ...place, line: step.line }));
  return findings;
}

function faultOf(raw: Readonly<Record<string, string>>): MlopsError | undefined {
  try {
    parseInputs(raw);
    return undefined;
  } catch (error) {
    if (error instanceof MlopsError) return error;
    throw error;
  }
}

const HEAD_OF_STRANGER =
  /github\.head_ref|event\.pull_request\.head|event\.workflow_run\.head|refs\/pull\/|event\.(?:issue|number)/;

/** What anybody may write who opens an issue or a pull request, or names a branch. */
const WRITTEN_BY_STRANGERS =
  /\$\{\{[^}]*(?:github\.head_ref|event\.[\w.]*(?:title|body|message|head\.ref|head\.label|head_branch|\.name|\.email))[^}]*\}\}/;

function untrusted(step: ActionStep): readonly Finding[] {
  if (taskOf(step) !== 'train') return [];
  const findings: Finding[] = [];
  const [trigger] = triggersOf(step.workflow, 'pull_request_target', 'issue_comment', 'workflow_run');
  const checkout = step.job.steps.find(({ uses }) => /(?:^|\/)checkout@/.test(uses ?? ''));
  const isForeign = HEAD_OF_STRANGER.test(`${checkout?.inputs['ref'] ?? ''} ${checkout?.inputs['repository'] ?? ''}`);
  if (trigger !== undefined && isForeign) {
    findings.push(
      problem(
        `on ${trigger.event}, job ${step.job.id} checks out the code of a pull request, and its steps run it with a token that may write and with the repository's secrets`,
        'Train on `pull_request`, where forks get a token that may only read, and publish what they left with `task: publish`.',
        { file: step.workflow.path, line: checkout?.line },
      ),
    );
  } else if (trigger !== undefined && trigger.event !== 'workflow_run') {
    findings.push(
      warning(`on ${trigger.event} the base branch is trained, not the pull request`, 'Use `on: pull_request`.', {
        file: step.workflow.path,
        line: trigger.line,
      }),
    );
  }
  const command = step.inputs['command'] ?? '';
  if (WRITTEN_BY_STRANGERS.test(command)) {
    findings.push(
      problem(
        'the command holds text that strangers write, which bash would run',
        'Give it as a variable: `env: {TITLE: ${{ … }}}` at the step, and "$TITLE" in the command.',
        { file: step.workflow.path, line: step.lineOfInput('command') },
      ),
    );
  }
  return findings;
}
