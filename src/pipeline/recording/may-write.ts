// Whether a job's token may write, as far as its event tells. Pure.
import type { ForgeEvent } from '../../forge/forge.ts';
import type { WorkflowRun } from '../../forge/workflow-run.ts';

const DEPENDABOT = 'dependabot[bot]';

/**
 * `no`: pull requests of forks get a token that reads, on GitHub and on servers like it, and nothing is tried with it; on
 * `pull_request_target` it writes, and who trains there has said that the code is to be trusted. `unsure`: other pull
 * requests, and whatever Dependabot starts, which gets such a token too unless the workflow gives it another. What these jobs
 * cannot write, a job of `workflow_run` can; elsewhere nobody would, so there a refusal is a failure.
 */
export type MayWrite = 'yes' | 'no' | 'unsure';

export function mayWrite({ name, actor, pullRequest }: Pick<ForgeEvent, 'name' | 'actor' | 'pullRequest'>): MayWrite {
  if (pullRequest === undefined) return actor === DEPENDABOT ? 'unsure' : 'yes';
  return pullRequest.isFork && name !== 'pull_request_target' ? 'no' : 'unsure';
}

/** Whether the jobs of a workflow run may have left what they could not write. */
export function mayHaveLeft({ event, actor }: Pick<WorkflowRun, 'event' | 'actor'>): boolean {
  return /^pull_request(?!_target)/.test(event) || actor === DEPENDABOT;
}
