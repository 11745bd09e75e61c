// What is going to be trained and why: the value that `plan` hands over to `train` and `publish`, as plan.json. Pure.
import type { Settings } from '../config/settings.ts';
import type { ForgeEvent } from '../forge/forge.ts';

/** Everything decided before the training starts; written to `plan.json` in the capture folder, holds no secret. */
export interface TrainingPlan {
  readonly runId: string;
  readonly settings: Settings;
  readonly event: ForgeEvent;
  /** Values for this run only, as given to retrain, `--set` or workflow_dispatch. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Files that matched before training, with modification time (ms) and size: what differs later was written by the run. */
  readonly before: Readonly<Record<string, { readonly mtimeMs: number; readonly size: number }>>;
}

/**
 * The capture folder: one per run, outside the worktree. Written by plan, filled by train.sh and by the training,
 * read by publish.
 *
 *   plan.json            this plan
 *   command.sh           the user's command
 *   environment          NAME=value, NUL-terminated: the MLOPS_* variables of the training
 *   metrics params tags  what MLOPS_METRICS, MLOPS_PARAMS and MLOPS_TAGS point to
 *   artifacts/           what MLOPS_ARTIFACTS points to
 *   output.log           stdout and stderr of the training
 *   outcome              NAME=value lines written by train.sh: see outcome.ts
 */
export const CAPTURE_FILES = {
  plan: 'plan.json',
  command: 'command.sh',
  environment: 'environment',
  metrics: 'metrics',
  params: 'params',
  tags: 'tags',
  artifacts: 'artifacts',
  output: 'output.log',
  outcome: 'outcome',
} as const;
