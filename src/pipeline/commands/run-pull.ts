// Which pull request a workflow run was of, and whether a comment on it would still be right. GitHub names none in the events of
// forks, and what the jobs of a fork say only chooses among those that GitHub knows of their branch. Pure.
import type { FoundPullRequest } from '../../forge/forge.ts';
import type { WorkflowRun } from '../../forge/workflow-run.ts';

/**
 * Two pull requests of a branch may be open at once, into two others; then the records tell them apart.
 * @param pulls all of the branch, newest first
 * @param claimed the numbers that stand in the records
 */
export function choosePull(
  pulls: readonly FoundPullRequest[],
  run: WorkflowRun,
  claimed: readonly (number | undefined)[],
): FoundPullRequest | undefined {
  const current = pulls.filter(({ head }) => head === run.head);
  const among = current.length > 0 ? current : pulls;
  return among.find(({ number }) => claimed.includes(number)) ?? among.find(({ isOpen }) => isOpen) ?? among[0];
}

/** Why no comment is made; undefined where one is. */
export function silenceWords(pull: FoundPullRequest | undefined, run: WorkflowRun): string | undefined {
  if (run.headRepository === undefined) return 'the fork was deleted: its run is recorded, without a comment';
  if (pull === undefined && !run.event.startsWith('pull_request'))
    return `${run.event} started it: its run is recorded, without a comment`;
  if (pull === undefined) return 'no pull request comes from this branch: its run is recorded, without a comment';
  const name = `pull request ${pull.number}`;
  if (!pull.isOpen) return `${name} is closed: its run is recorded, without a comment`;
  if (pull.head === run.head) return undefined;
  const [now, then] = [pull.head.slice(0, 7), run.head.slice(0, 7)];
  return `${name} has moved on to ${now}: the run of ${then} is recorded, and the comment is left to the next one`;
}
