// Judgements of facts as values: what a check says of a repository where only this is out of the ordinary.
import type { Finding } from '../../src/doctor/check.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import type { FactValues } from '../../src/doctor/facts.ts';
import { parseWorkflow } from '../../src/workflow/parse-workflow.ts';
import { actionSteps } from '../../src/workflow/workflow.ts';

/** What a check finds in these facts; one that it needs and that is not given is a fault of the test. */
export function judge(id: string, facts: Partial<FactValues>): readonly Finding[] {
  const check = CHECKS.find((each) => each.id === id);
  if (check === undefined) throw new Error(`there is no check ${id}`);
  const lacking = check.needs.filter((name) => !(name in facts));
  if (lacking.length > 0) throw new Error(`${id} needs ${lacking.join(', ')}`);
  return [check.judge(facts as FactValues)].flat();
}

/** The facts of workflow files, by their names in .github/workflows. */
export function workflowFacts(files: Readonly<Record<string, string>>): Pick<FactValues, 'workflows' | 'actionSteps'> {
  const workflows = Object.entries(files).map(([name, text]) => parseWorkflow(`.github/workflows/${name}`, text));
  return { workflows, actionSteps: actionSteps(workflows) };
}

/** "problem .github/workflows/train.yml:3 message | fix" */
export function words({ status, file, line, message, fix }: Finding): string {
  const place = file === undefined ? '' : ` ${line === undefined ? file : `${file}:${line}`}`;
  return `${status}${place} ${message}${fix === undefined ? '' : ` | ${fix}`}`;
}
