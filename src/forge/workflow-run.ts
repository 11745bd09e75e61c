// The workflow run that a `workflow_run` event tells of, as GitHub describes it: who started what on which commit. GitHub
// wrote these members; names of branches and forks in them were chosen by strangers. Pure.
import { MlopsError } from '../error.ts';
import { z } from '../zod.ts';
import { WorkflowRunPayload } from './event-payload.ts';
import { isForkOf } from './fork.ts';

const Text = z.string().min(1);

const Payload = WorkflowRunPayload.extend({
  // While it goes on nothing is left yet.
  action: z.literal('completed').exactOptional(),
  workflow_run: WorkflowRunPayload.shape.workflow_run.extend({
    id: z.number().int().positive(),
    run_attempt: z.number().int().positive(),
    name: Text.nullish(),
    event: Text,
    actor: z.looseObject({ login: Text }).nullish(),
    created_at: z.iso.datetime({ offset: true }),
  }),
});

export interface WorkflowRun {
  readonly id: string;
  /** The newest attempt; artifacts of earlier ones are there too. */
  readonly attempt: number;
  readonly workflow: string | undefined;
  /** What started it, for example `pull_request`. */
  readonly event: string;
  /** Commit of the branch: in pull requests its head, never the merge that was trained. */
  readonly head: string;
  readonly headBranch: string | undefined;
  /** `owner/name` of where that branch lies; undefined when the fork was deleted. */
  readonly headRepository: string | undefined;
  /** The repository that this job is of. */
  readonly repository: string;
  /** Its code is not known to be this repository's. */
  readonly isFork: boolean;
  readonly actor: string | undefined;
  readonly created: Date;
}

/**
 * @param payload the parsed event file
 * @throws MlopsError `usage` for an event that is of no workflow run
 */
export function parseWorkflowRun(payload: unknown): WorkflowRun {
  const parsed = Payload.safeParse(payload).data;
  if (parsed === undefined) {
    throw new MlopsError(
      'usage',
      'the event of this job tells of no workflow run that has ended, and `task: publish` reads what such a one has left',
      'Use it in a workflow with `on: {workflow_run: {workflows: [train], types: [completed]}}`, as README.md shows.',
    );
  }
  const { workflow_run: run, repository } = parsed;
  const headRepository = run.head_repository?.full_name;
  return {
    id: String(run.id),
    attempt: run.run_attempt,
    workflow: run.name ?? undefined,
    event: run.event,
    head: run.head_sha,
    headBranch: run.head_branch ?? undefined,
    headRepository,
    repository: repository.full_name,
    isFork: isForkOf(repository.full_name, headRepository),
    actor: run.actor?.login,
    created: new Date(run.created_at),
  };
}
