// What the jobs of a pull request left because their token may not write → comparison, tracking branch, comment. A fork's code
// made these records; they are data here, judged by this repository's gates, and marked as a fork's for good.
import type { VerdictStatus } from '../../comparison/comparison.ts';
import { latestAttempts, missingLegs, worstStatus, worstVerdict, type MissingLegs } from '../../comparison/legs.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { CommentResult, ForgeEvent, FoundPullRequest } from '../../forge/forge.ts';
import type { WorkflowRun } from '../../forge/workflow-run.ts';
import { logLine } from '../../report/plain-text.ts';
import type { RunStatus } from '../../run/record.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { appendBundles, type AppendedBundles } from './append-bundles.ts';
import type { RecordOrigin } from './fork-record.ts';
import { judgedBefore, judgeFork, type JudgedRun } from './judge-left.ts';
import { readLeftRecords } from './left-records.ts';
import { mayHaveLeft } from './may-write.ts';
import type { Ports } from '../ports.ts';
import { postLegsComment, writeLegsReports } from '../reporting/report-legs.ts';
import { postComment, writeReports } from '../reporting/report-run.ts';
import { choosePull, silenceWords } from '../commands/run-pull.ts';

/** Everything that a door may want to say. */
export interface PublishedFork {
  /** The runs that count, one for each leg; none where there was nothing to publish. */
  readonly runs: readonly JudgedRun[];
  readonly missing: readonly MissingLegs[];
  readonly status: RunStatus | undefined;
  readonly verdict: VerdictStatus | undefined;
  readonly trackingCommit: string | undefined;
  readonly reports: PublishedReports | undefined;
  readonly comment: CommentResult | undefined;
  /** What was not done, and why; plain text with foreign names. */
  readonly notes: readonly string[];
  /** What went wrong with the tracking branch; the door reports it and fails the job. */
  readonly failure: MlopsError | undefined;
}

interface PublishedReports {
  readonly summary: string;
  readonly commentFile: string;
  readonly comparisonFile: string;
}

export interface PublishForkOptions {
  readonly settings: Settings;
  /** Of this job: which repository it is of, and its default branch. */
  readonly event: ForgeEvent;
  /** The workflow run that has ended. */
  readonly run: WorkflowRun;
  /** Folder for the reports; exists. */
  readonly folder: string;
}

/**
 * Publishes them, as often as it is asked to: what stands on the branch already is told of again, and not written.
 * @throws MlopsError when artifacts, pull requests or the history cannot be read: then nothing is published
 */
export async function publishFork(options: PublishForkOptions, ports: Ports): Promise<PublishedFork> {
  const { settings, event, run } = options;
  if (!mayHaveLeft(run))
    return nothing([`${run.event} started the workflow run: its jobs may write, and have published it`]);
  const pulls = await findPulls(run, ports);
  const left = await readLeftRecords(run, pulls, settings, ports);
  if (left.fresh.length + left.written.length === 0)
    return nothing(left.notes.length > 0 ? left.notes : ['no job left a record']);
  // What the jobs of a branch have recorded, with a token that writes, they have commented on too.
  if (!run.isFork && left.fresh.length === 0)
    return nothing([...left.notes, 'the jobs have recorded their runs themselves']);

  const records = [...left.written, ...left.fresh.map(({ record }) => record)];
  const claimed = records.map(({ source }) => source.pull_request?.number);
  const origin = await originOf(options, choosePull(pulls ?? [], run, claimed), ports);
  const runs: JudgedRun[] = [];
  // What is there already is not written again; where it is, the report wants to know.
  const bundles: RunBundle[] = left.written.map((record) => ({ record, files: {} }));
  for (const record of left.written) runs.push(await judgedBefore(record, settings, ports));
  for (const bundle of left.fresh) {
    const made = run.isFork
      ? await judgeFork(bundle, origin, { settings, baseBranch: event.defaultBranch ?? '' }, ports)
      : { judged: await judgedBefore(bundle.record, settings, ports), bundle };
    runs.push(made.judged);
    bundles.push(made.bundle);
  }
  const appended = await append(bundles, ports);
  const refused = new Set(appended.refused.map(({ run: id }) => id));
  const kept = runs.filter(({ record }) => !refused.has(record.id));
  const silence = silenceWords(origin.pullRequest, run);
  const notes = [
    ...left.notes,
    ...appended.refused.map(({ run: id, error }) => `run ${id} is not recorded: ${error.message}`),
    ...(silence === undefined ? [] : [silence]),
  ];
  const missing = missingLegs(left.legs);
  const announced = await announce(
    kept,
    { options, origin, isSilent: silence !== undefined, missing },
    appended.commit,
    ports,
  );
  return { ...announced, trackingCommit: appended.commit, notes, failure: appended.failure };
}

function nothing(notes: readonly string[]): PublishedFork {
  const none = { status: undefined, verdict: undefined, trackingCommit: undefined, failure: undefined };
  return { ...none, runs: [], missing: [], reports: undefined, comment: undefined, notes };
}

/** Undefined when the fork is gone, so that nobody can say which pull requests were its, and for a push. */
async function findPulls(run: WorkflowRun, { forge }: Ports): Promise<readonly FoundPullRequest[] | undefined> {
  if (run.headRepository === undefined || run.headBranch === undefined) return undefined;
  // What is of no pull request may be of any branch.
  if (!run.event.startsWith('pull_request')) return undefined;
  return (await forge.findPullRequests?.(run.headRepository, run.headBranch)) ?? [];
}

async function originOf(
  { event: { repositoryUrl }, run }: PublishForkOptions,
  pullRequest: FoundPullRequest | undefined,
  { forge }: Ports,
): Promise<RecordOrigin> {
  const runUrl = repositoryUrl === undefined ? undefined : `${repositoryUrl}/actions/runs/${run.id}`;
  const mergeBase = pullRequest === undefined ? undefined : await forge.findMergeBase(pullRequest.base, run.head);
  return { run, runUrl, pullRequest, mergeBase };
}

/** What the branch does not take fails the job, after everything else is said. */
async function append(
  bundles: readonly RunBundle[],
  { history, log }: Ports,
): Promise<AppendedBundles & { readonly failure: MlopsError | undefined }> {
  try {
    const appended = await appendBundles(bundles, history);
    for (const { run, error } of appended.refused) log.warn(logLine(`run ${run} is not recorded: ${error.message}`));
    if (appended.runs.length > 0) log.info(`recorded ${appended.runs.join(', ')}`);
    return { ...appended, failure: undefined };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { commit: undefined, written: false, runs: [], refused: [], failure: error };
  }
}

interface Announcement {
  readonly options: PublishForkOptions;
  readonly origin: RecordOrigin;
  readonly isSilent: boolean;
  readonly missing: readonly MissingLegs[];
}

/** One run is reported as such, the legs of a matrix in one table; of jobs that ran again the latest attempt. */
async function announce(
  all: readonly JudgedRun[],
  { options, origin, isSilent, missing }: Announcement,
  trackingCommit: string | undefined,
  ports: Ports,
): Promise<Pick<PublishedFork, 'runs' | 'missing' | 'status' | 'verdict' | 'reports' | 'comment'>> {
  const { settings, folder } = options;
  const runs = latestAttempts(all.map(({ record }) => record)).flatMap(
    ({ id }) => all.find(({ record }) => record.id === id) ?? [],
  );
  const [first, ...others] = runs;
  if (first === undefined) return nothing([]);
  const plan = { settings, event: eventOf(options, origin, isSilent) };
  const said = { runs, missing, status: worstStatus(runs, missing), verdict: worstVerdict(runs, missing) };
  if (others.length + missing.length === 0) {
    const reports = await writeReports({ plan, folder, ...first, trackingCommit });
    return { ...said, reports, comment: await postComment(reports, plan, ports) };
  }
  const superseded = all.length - runs.length;
  const legs = { ...plan, legs: runs, missing, best: undefined, superseded, trackingCommit };
  const reports = await writeLegsReports(legs, folder, ports);
  return { ...said, reports, comment: await postLegsComment(reports, plan, ports) };
}

/** The event that the workflow run was of, as far as it is to be believed; without a pull request nothing is commented on. */
function eventOf({ event, run }: PublishForkOptions, origin: RecordOrigin, isSilent: boolean): ForgeEvent {
  return {
    ...event,
    name: run.event,
    branch: run.headBranch,
    commit: run.head,
    actor: run.actor,
    pullRequest: isSilent ? undefined : origin.pullRequest,
    inputs: {},
    workflow: run.workflow,
    run: run.id,
    attempt: run.attempt,
    runUrl: origin.runUrl,
  };
}
