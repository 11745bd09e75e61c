// What the training left behind → record, artifact, comparison, tracking branch, comment, model version. In this order:
// the record knows its artifact and its verdict, and nothing is announced before it is recorded.
import type { PullRequestFacts } from '../../comparison/baseline.ts';
import { compareRuns } from '../../comparison/compare.ts';
import type { Comparison, VerdictStatus } from '../../comparison/comparison.ts';
import { withoutTrends } from '../../comparison/trend.ts';
import { MlopsError } from '../../error.ts';
import type { CommentResult, ForgeEvent } from '../../forge/forge.ts';
import type { ArtifactPlace, RunRecord } from '../../run/record.ts';
import { redactorFrom, redactRecord } from '../../run/redact.ts';
import { captureRun } from '../../training/capture.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import { applyAcceptances } from '../judging/apply-acceptances.ts';
import { picturesOf, placePictures } from '../reporting/comment-pictures.ts';
import { withChangedCode } from '../judging/changed-code.ts';
import { compareWithHistory, type Judged } from '../judging/compare-run.ts';
import { gatherEvidence, type OwnPredictions } from '../judging/gather-evidence.ts';
import { findMergeBase } from '../judging/merge-base.ts';
import type { Ports } from '../ports.ts';
import { mayWrite } from './may-write.ts';
import { readConfusionMatrix } from './read-confusion.ts';
import { registerByPolicy, whyNotAutomatic, type Registered } from '../versions/register-run.ts';
import { postCheck } from '../reporting/report-check.ts';
import { postComment, reportInputOf, writeReports, type Reports } from '../reporting/report-run.ts';
import { awaitsFirstVersion, resolveVersionRun } from '../history/resolve-run.ts';
import type { StageOutcome } from '../promotion/assign-stage.ts';
import { stageRegistered } from '../versions/stage-registered.ts';
import { storeRecord } from './store-record.ts';
import { uploadModel, uploadPredictions } from './upload-model.ts';

/** Everything that a door may want to say about a finished run. */
export interface Published {
  readonly record: RunRecord;
  readonly comparison: Comparison;
  readonly verdict: VerdictStatus | undefined;
  readonly artifact: ArtifactPlace | undefined;
  readonly trackingCommit: string | undefined;
  /** The task that will record and comment, where this job left that to another one. */
  readonly leftTo: 'collect' | 'publish' | undefined;
  readonly reports: Reports;
  readonly comment: CommentResult | undefined;
  readonly registered: Registered | undefined;
  /** What came of the stage that the version was to get. */
  readonly stage: StageOutcome | undefined;
  /** What went wrong after the training; the door reports it and fails the job. */
  readonly failure: MlopsError | undefined;
}

/** @param folder the capture folder that plan prepared and the training filled */
export async function publishRun(plan: TrainingPlan, folder: string, ports: Ports): Promise<Published> {
  const { settings, event } = plan;
  const mergeBase = await findMergeBase(event, ports);
  const captured = await captureRun({
    plan,
    folder,
    repositoryRoot: ports.repositoryRoot,
    environment: ports.environment,
    mergeBase,
    log: ports.log,
  });
  const files = settings.uploadModel ? [...captured.modelFiles, ...captured.artifactFiles] : [];
  const keeping = { retentionDays: settings.retentionDays };
  const { record: kept, artifact } = await uploadModel(captured.record, files, ports, keeping);
  const large = settings.uploadModel ? captured.predictions.artifact : undefined;
  const measured = large === undefined ? kept : await uploadPredictions(kept, large, ports, keeping);

  let failure: MlopsError | undefined;
  const note = (error: unknown): undefined => {
    if (!(error instanceof MlopsError)) throw error;
    if (failure !== undefined) ports.log.warn(`${failure.message}. ${failure.hint}`);
    failure = error;
    return undefined;
  };
  const judged =
    (await compare(measured, { plan, mergeBase, predictions: captured.predictions }, ports).catch(note)) ??
    withoutHistory(measured, plan, failure);
  const { baseRecord } = judged;
  // Names of gates come from the configuration, which the capture has not gone through.
  const comparison = redactRecord(judged.comparison, redactorFrom(ports.environment));
  const record: RunRecord = { ...measured, comparison: { ...withoutTrends(comparison) } };
  const may = mayWrite(event);
  const bundle = { record, files: captured.files };
  const drawn = picturesOf(reportInputOf({ plan, record, comparison, baseRecord, trackingCommit: undefined }), plan);
  // Its error names the file in which the record is kept, so it is the one to report.
  const stored = await storeRecord(bundle, ports, {
    collect: settings.collect,
    mayWrite: may,
    pictures: drawn.files,
  }).catch(note);
  const trackingCommit = stored?.commit;
  const pictures = placePictures(record.id, drawn.pictures, stored);
  const refusal =
    pictures === undefined && drawn.pictures.length > 0 ? 'the run is not on its branch yet' : drawn.refusal;
  if (refusal !== undefined) ports.log.info(`plots of the comment are text: ${refusal}`);

  const reports = await writeReports({
    plan,
    folder,
    record,
    comparison,
    baseRecord,
    trackingCommit,
    pictures,
    confusion: redactRecord(await readConfusionMatrix(captured.artifactFiles), redactorFrom(ports.environment)),
  });
  // The collecting job speaks for all legs, and knows of which of them a version is wanted; the publishing job comments.
  const leftTo = stored?.leftTo;
  const isLeft = leftTo !== undefined || may === 'no';
  const comment = isLeft ? undefined : await postComment(reports, plan, ports);
  if (!isLeft) await postCheck(reports.input, { settings, event, failure }, ports);
  const registered =
    failure === undefined && !isLeft && ports.cancelled?.aborted !== true
      ? await registerByPolicy({ plan, record, comparison, modelFiles: captured.modelFiles }, ports).catch(note)
      : undefined;
  const stage = registered === undefined ? undefined : await stageRegistered(registered, plan, ports).catch(note);
  const verdict = comparison.verdict?.status;
  return {
    record,
    comparison,
    verdict,
    artifact,
    trackingCommit,
    leftTo,
    reports,
    comment,
    registered,
    stage,
    failure: failure ?? registered?.releaseFailure,
  };
}

async function compare(
  record: RunRecord,
  facts: {
    readonly plan: TrainingPlan;
    readonly mergeBase: string | undefined;
    readonly predictions: OwnPredictions;
  },
  ports: Ports,
): Promise<Judged> {
  const { settings, event } = facts.plan;
  const judged = await compareWithHistory(record, {
    history: ports.history,
    missingHistory: ports.missingHistory,
    settings,
    pullRequest: targetOf(event, facts.mergeBase),
    homeBranch: event.tag === undefined ? undefined : event.defaultBranch,
    isAutomatic: settings.register.when === 'auto' && whyNotAutomatic(event) === undefined,
    resolveVersion: (reference) => resolveVersionRun(reference, ports),
    awaitsFirstVersion: (reference) => awaitsFirstVersion(reference, settings.model, ports),
    gatherEvidence: (baseline) => gatherEvidence(record, facts.predictions, baseline, ports),
  });
  return withChangedCode(await applyAcceptances(judged, record, ports.history), record, ports);
}

/** What a pull request or a merge queue is to be merged into. */
function targetOf(
  { pullRequest, mergeGroup }: ForgeEvent,
  mergeBase: string | undefined,
): PullRequestFacts | undefined {
  // The queue has built on this very commit.
  if (mergeGroup !== undefined) return { baseBranch: mergeGroup.baseBranch, mergeBase: mergeGroup.base };
  if (pullRequest === undefined) return undefined;
  const { baseBranch, base, isMerged } = pullRequest;
  return { baseBranch, mergeBase, mergedWith: isMerged === true ? base : undefined };
}

/** When the history could not be read nothing is compared; the report says why and shows what was measured. */
function withoutHistory(candidate: RunRecord, { settings }: TrainingPlan, failure: MlopsError | undefined): Judged {
  const noBaseline = `the history could not be read: ${failure?.message ?? 'unknown'}`;
  return {
    comparison: compareRuns({ candidate, noBaseline, history: [], gates: settings.gates }),
    baseRecord: undefined,
  };
}
