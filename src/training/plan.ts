// What is going to be trained and why: the value that `plan` hands over to `train` and `publish`, as plan.json. Pure.
import type { Settings } from '../config/settings.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { PATCH_FILE } from '../run/named-files.ts';
import type { Source } from '../run/record.ts';

/** Everything decided before the training starts; written to `plan.json` in the capture folder, holds no secret. */
export interface TrainingPlan {
  readonly runId: string;
  readonly settings: Settings;
  readonly event: ForgeEvent;
  /** Values for this run only, as given to retrain, `--set` or workflow_dispatch. */
  readonly overrides: Readonly<Record<string, string>>;
  /**
   * The code as it stood before the training (which may write to the worktree): read by `readSource({ git, event, patchFile })`
   * at planning time, patch kept as `changes.patch` in the capture folder. Publish adds only the merge base.
   */
  readonly source: Source;
  /** Address of `origin` before training could change it; undefined without one. */
  readonly remoteUrl: string | undefined;
  /** In a job: the checkout before training could change where it is found, and the settings of git beside it. */
  readonly checkout?: { readonly root: string; readonly gitSettings: string };
  /** Files that matched before training, with modification time (ms) and size: what differs later was written by the run. */
  readonly before: Readonly<Record<string, { readonly mtimeMs: number; readonly size: number }>>;
  /** Params files as the training found them: see params-before.ts. */
  readonly paramsBefore?: readonly {
    /** As it is looked for: relative to the working directory, without a section. */
    readonly pattern: string;
    /** From the root. */
    readonly path: string;
    readonly text: string;
  }[];
}

/**
 * The capture folder: one per run, outside the worktree. Written by plan, filled by train.sh and by the training,
 * read by publish.
 *
 *   holder               the process that will record the run, where there is one: see capture-holder.ts
 *   plan.json            this plan
 *   changes.patch        uncommitted changes before training, when there were any (up to 1 MB)
 *   command.sh           the user's command
 *   environment          NAME=value, NUL-terminated: the MLOPS_* variables of the training
 *   metrics params tags  what MLOPS_METRICS, MLOPS_PARAMS and MLOPS_TAGS point to
 *   artifacts/           what MLOPS_ARTIFACTS points to
 *   output.log           stdout and stderr of the training
 *   outcome              NAME=value lines written by train.sh: see outcome.ts
 *   probes               what train.sh asks of the interpreters after the training: see probes.ts
 *   probed/              their answers, a file each
 */
export const CAPTURE_FILES = {
  holder: 'holder',
  plan: 'plan.json',
  patch: PATCH_FILE,
  command: 'command.sh',
  environment: 'environment',
  metrics: 'metrics',
  params: 'params',
  tags: 'tags',
  artifacts: 'artifacts',
  output: 'output.log',
  outcome: 'outcome',
  probes: 'probes',
  probed: 'probed',
} as const;
