// A record that a fork's job left → the record that this repository keeps of it. The job was in the hands of strangers, so
// nothing that says where it comes from is taken from it: GitHub says that. What it says of its training stays, as a claim. Pure.
import type { FoundPullRequest } from '../../forge/forge.ts';
import { DELETED_FORK, forkBranch, isSameRepository } from '../../forge/fork.ts';
import type { WorkflowRun } from '../../forge/workflow-run.ts';
import { timeOfRunId } from '../../run/id.ts';
import { RunRecord, type FileEntry, type Source, type Trigger } from '../../run/record.ts';

/** Where a record comes from, as the forge says. */
export interface RecordOrigin {
  readonly run: WorkflowRun;
  /** Web address of that workflow run. */
  readonly runUrl: string | undefined;
  readonly pullRequest: FoundPullRequest | undefined;
  readonly mergeBase: string | undefined;
}

type Predictions = NonNullable<RunRecord['predictions']>;

/** How far clocks of runners may be off, in milliseconds. */
const CLOCK_MS = 86_400_000;

/**
 * What a record says of its own origin that is not so, in words; undefined for a record that may be of this workflow run.
 * @param now when it is read
 */
export function falseClaim(
  { id, started, ended, source, trigger }: RunRecord,
  run: WorkflowRun,
  now: Date,
): string | undefined {
  if (trigger.run !== run.id) return `it says that workflow run ${trigger.run ?? '(none)'} made it, not ${run.id}`;
  const head = source.pull_request?.head ?? source.commit;
  if (head !== run.head) return `it says that it is of commit ${head}, not ${run.head}`;
  if (source.repository === undefined || !isSameRepository(source.repository, run.repository))
    return `it says that it is of repository ${source.repository ?? '(none)'}, not ${run.repository}`;
  const { attempt = 0 } = trigger;
  if (attempt < 1 || attempt > run.attempt) return `it says that it is of attempt ${attempt}, of ${run.attempt}`;
  const [earliest, latest] = [run.created.getTime() - CLOCK_MS, now.getTime() + CLOCK_MS];
  const times = [timeOfRunId(id).getTime(), Date.parse(started), Date.parse(ended)];
  if (times.some((time) => time < earliest || time > latest))
    return `it says that it ran from ${started} to ${ended}, and the workflow run began at ${run.created.toISOString()}`;
  return undefined;
}

/** The members that the training alone can know. */
const CLAIMED = [
  ...(['id', 'experiment', 'status', 'error', 'started', 'ended', 'duration', 'resources', 'environment'] as const),
  ...(['command', 'params', 'metrics', 'series', 'repeats', 'data', 'tags', 'capture'] as const),
];

/** The record as it is kept: marked as a fork's, without a place of its files, which are not kept. */
export function recordOfFork(record: RunRecord, origin: RecordOrigin): RunRecord {
  const { model, artifacts, predictions } = record;
  return RunRecord.parse({
    schema: 1,
    ...Object.fromEntries(CLAIMED.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]]))),
    ...(predictions === undefined ? {} : { predictions: withoutPlace(predictions) }),
    model: {
      name: model.name,
      files: model.files.map(digestOnly),
      ...(model.digest === undefined ? {} : { digest: model.digest }),
    },
    artifacts: artifacts.map(digestOnly),
    source: sourceOf(record, origin),
    trigger: triggerOf(record, origin),
  });
}

function sourceOf({ source }: RunRecord, { run, pullRequest, mergeBase }: RecordOrigin): Source {
  const fork = run.headRepository ?? DELETED_FORK;
  return {
    repository: run.repository,
    fork,
    commit: run.head,
    ...(run.headBranch === undefined ? {} : { branch: forkBranch(fork, run.headBranch) }),
    dirty: source.dirty,
    ...(pullRequest === undefined
      ? {}
      : {
          pull_request: {
            number: pullRequest.number,
            head: run.head,
            base: pullRequest.base,
            ...(mergeBase === undefined ? {} : { merge_base: mergeBase }),
          },
        }),
  };
}

/** Which job of the workflow run it was, and in which attempt, only the job itself says. */
function triggerOf({ trigger }: RunRecord, { run, runUrl }: RecordOrigin): Trigger {
  const { attempt, job, matrix, job_total } = trigger;
  return {
    event: run.event,
    ...(run.actor === undefined ? {} : { actor: run.actor }),
    ...(run.workflow === undefined ? {} : { workflow: run.workflow }),
    run: run.id,
    ...(attempt === undefined ? {} : { attempt }),
    ...(job === undefined ? {} : { job }),
    ...(matrix === undefined ? {} : { matrix }),
    ...(job_total === undefined ? {} : { job_total }),
    ...(runUrl === undefined ? {} : { url: runUrl }),
  };
}

function withoutPlace({ stored, ...predictions }: Predictions): Predictions {
  return { ...predictions, ...(stored === undefined || stored.artifact !== undefined ? {} : { stored }) };
}

function digestOnly({ path, size, sha256 }: FileEntry): FileEntry {
  return { path, size, sha256 };
}
