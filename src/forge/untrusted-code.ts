// Events whose jobs hold secrets and a token that writes, and in which the code of a stranger may lie in the workspace. Training
// runs that code. Pure.
import { z } from '../zod.ts';
import { forkIn, pullRequestIn, WorkflowRunPayload } from './event-payload.ts';
import { DELETED_FORK, isForkOf } from './fork.ts';

const IssueCommentPayload = z.looseObject({ issue: z.looseObject({ pull_request: z.looseObject({}) }) });

/**
 * Why the job must not train, in words; undefined where the code is the repository's own, or nothing is there to steal: on
 * `pull_request` GitHub gives a fork neither secrets nor a token that writes.
 * @param event GITHUB_EVENT_NAME
 * @param commit GITHUB_SHA
 * @param checkedOut the commit in the workspace
 */
export function untrustedReason(
  event: string,
  payload: unknown,
  { commit, checkedOut }: { readonly commit: string; readonly checkedOut: string },
): string | undefined {
  if (event === 'pull_request_target') {
    if (pullRequestIn(payload) === undefined) return 'its event names no pull request';
    const fork = forkIn(payload);
    return fork === undefined ? undefined : `it is about a pull request of the fork ${fork}`;
  }
  if (event === 'workflow_run') {
    const run = WorkflowRunPayload.safeParse(payload).data;
    const head = run?.workflow_run.head_repository?.full_name;
    if (!isForkOf(run?.repository.full_name, head)) return undefined;
    return `it is about a workflow run of the fork ${head ?? DELETED_FORK}`;
  }
  // The event does not say whose pull request it is; without a `ref` checkout takes the default branch, which is GITHUB_SHA.
  if (event === 'issue_comment' && IssueCommentPayload.safeParse(payload).success && checkedOut !== commit) {
    return `the commit ${checkedOut.slice(0, 7)} that is checked out is not the default branch's, and anyone's pull request may hold it`;
  }
  return undefined;
}

/**
 * Why the job must give no stage and deploy nothing, in words: of what a stranger proposes neither the code nor the
 * `mlops.yaml`, which says what a version needs, may count, whatever the job is allowed.
 */
export function strangersReason(...[event, payload, commits]: Parameters<typeof untrustedReason>): string | undefined {
  const fork = forkIn(payload);
  const reason = fork === undefined ? undefined : `the event is about a pull request of the fork ${fork}`;
  return reason ?? untrustedReason(event, payload, commits);
}
