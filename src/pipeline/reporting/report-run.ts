// A comparison → what people read: the comment, the job summary, files that a later step may pick up.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withAccepted } from '../../comparison/acceptance.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import { withTrends } from '../../comparison/trend.ts';
import { MlopsError } from '../../error.ts';
import type { CommentResult, PullRequestEvent } from '../../forge/forge.ts';
import { renderComment } from '../../report/comment.ts';
import type { ConfusionMatrix } from '../../report/confusion-matrix.ts';
import { isOutdated } from '../../report/earlier-results.ts';
import { commentMarker } from '../../report/marker.ts';
import { repositoryUrlOf } from '../../report/link.ts';
import type { PlacedPicture, ReportInput } from '../../report/report-input.ts';
import { renderSummary } from '../../report/summary.ts';
import { canonicalJson } from '../../run/canonical.ts';
import type { RunRecord } from '../../run/record.ts';
import { currentRecord } from '../../run/state.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';
import { recordPath } from '../../tracking/layout.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import type { Judged } from '../judging/compare-run.ts';
import type { Ports } from '../ports.ts';

/** A run in words, and where the words lie. */
export interface Reports {
  readonly comment: string;
  readonly summary: string;
  readonly commentFile: string;
  readonly comparisonFile: string;
  /** What both were rendered from. */
  readonly input: ReportInput;
}

export interface ReportFacts {
  readonly plan: Pick<TrainingPlan, 'settings' | 'event'>;
  /** The capture folder; the files are written here. */
  readonly folder: string;
  readonly record: RunRecord;
  readonly comparison: Comparison;
  readonly baseRecord: RunRecord | undefined;
  readonly trackingCommit: string | undefined;
  readonly confusion?: ConfusionMatrix | undefined;
  readonly pictures?: readonly PlacedPicture[] | undefined;
}

/** What the reports of a run are rendered from. */
export function reportInputOf(facts: Omit<ReportFacts, 'folder'>): ReportInput {
  const { plan, record, comparison } = facts;
  const { settings, event } = plan;
  return {
    run: record,
    comparison,
    baseRecord: facts.baseRecord,
    model: settings.model,
    key: settings.commentKey,
    pullRequestNumber: event.pullRequest?.number,
    repositoryUrl: event.repositoryUrl,
    trackingCommit: facts.trackingCommit,
    recordPath: recordPath(record.id),
    runUrl: event.runUrl,
    failOn: settings.failOn,
    confusion: facts.confusion,
    pictures: facts.pictures,
    updated: record.ended,
  };
}

/** Renders the run and writes `report.md` and `comparison.json`. */
export async function writeReports(facts: ReportFacts): Promise<Reports> {
  const { folder, comparison } = facts;
  const input = reportInputOf(facts);
  const [comment, summary] = [renderComment(input), renderSummary(input)];
  const [commentFile, comparisonFile] = [join(folder, 'report.md'), join(folder, 'comparison.json')];
  await Promise.all([writeFile(commentFile, comment), writeFile(comparisonFile, canonicalJson(comparison))]);
  return { comment, summary, commentFile, comparisonFile, input };
}

/** Posts the sticky comment of a pull request. What the forge refuses is a warning: the run is recorded all the same. */
export async function postComment(
  { input }: Reports,
  { settings, event }: ReportFacts['plan'],
  ports: Pick<Ports, 'forge' | 'log'>,
): Promise<CommentResult | undefined> {
  const { pullRequest } = event;
  if (pullRequest === undefined || settings.comment === false) return undefined;
  return upsertReport(
    pullRequest,
    {
      key: input.key,
      run: input.run,
      isWanted: settings.comment === true || isNews(input.comparison),
      render: (previousBody) => renderComment({ ...input, previousBody }),
    },
    ports,
  );
}

/** Writes a report as the sticky comment of its key. */
export async function upsertReport(
  pullRequest: PullRequestEvent,
  report: {
    readonly key: string;
    /** What is reported. A comment on a later run is left as it is: this one was overtaken, as by a force-push. */
    readonly run: RunRecord;
    /** False: only a comment that stands there already is brought up to date. */
    readonly isWanted: boolean;
    /** Undefined: what stands there is left alone. */
    readonly render: (previousBody: string | undefined) => string | undefined;
  },
  { forge, log }: Pick<Ports, 'forge' | 'log'>,
): Promise<CommentResult | undefined> {
  let isLate = false;
  try {
    const result = await forge.upsertComment(pullRequest, {
      marker: commentMarker(report.key, pullRequest.number),
      // A comment that stands there tells of an earlier run, maybe of its failure: it must not outlive it.
      render: (previousBody) => {
        isLate = isOutdated(report.run, previousBody);
        return isLate || (previousBody === undefined && !report.isWanted) ? undefined : report.render(previousBody);
      },
    });
    if (result.outcome === 'absent') return undefined;
    if (isLate) log.info('the comment tells of a later run than this one, and stays as it is');
    log.info(`comment ${result.outcome}${result.url === undefined ? '' : `: ${result.url}`}`);
    return result;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${error.message}. ${error.hint}`);
    return undefined;
  }
}

/** What `on-change` asks for: a run that moved a metric, or a gate that did not pass or could not be judged. */
export function isNews({ rows, verdict, namedBaselineMissing }: Comparison): boolean {
  if (namedBaselineMissing === true) return true;
  if (verdict !== undefined && (verdict.status !== 'pass' || verdict.warned)) return true;
  return rows.some(({ movement }) => movement !== 'same' && movement !== 'within-noise');
}

/** The reports of a run that stands on the tracking branch, made again from its record. */
export async function renderRunReport(
  line: RunLine,
  history: TrackingHistory,
): Promise<{
  readonly comment: string;
  readonly summary: string;
  readonly comparison: Comparison;
  /** What both were rendered from. */
  readonly input: ReportInput;
}> {
  const [tracked] = await history.readStates([line]);
  const run = tracked === undefined ? undefined : currentRecord(tracked.record, tracked.state);
  const stored = run === undefined ? undefined : comparisonOf(run);
  if (run === undefined || stored === undefined) {
    throw new MlopsError(
      'not-found',
      `run ${line.id} has no comparison that can be read`,
      'Compare it with another run: `mlops compare RUN`.',
    );
  }
  const accepted = withAccepted(stored, tracked?.state.acceptances ?? []);
  const input = inputFromRecord(run, await restoreTrends(accepted, history));
  return { comment: renderComment(input), summary: renderSummary(input), comparison: input.comparison, input };
}

/** What a run was reported with, as far as its record tells. */
export function inputFromRecord(run: RunRecord, { comparison, baseRecord }: Judged): ReportInput {
  const { reported } = comparison;
  return {
    run,
    comparison,
    baseRecord,
    model: run.model.name,
    key: reported?.commentKey ?? run.model.name,
    pullRequestNumber: run.source.pull_request?.number,
    repositoryUrl: repositoryUrlOf(run),
    recordPath: recordPath(run.id),
    runUrl: run.trigger.url,
    failOn: reported?.failOn,
    updated: run.ended,
  };
}

/** A stored comparison as it was when it was made, with the record of its baseline. */
export async function restoreTrends(stored: Comparison, history: TrackingHistory): Promise<Judged> {
  const ids = [
    ...stored.historyRuns.map(({ run }) => run),
    ...(stored.baseline === undefined ? [] : [stored.baseline.run]),
  ];
  const records = await readRuns(new Set(ids), history);
  const trend = stored.historyRuns.flatMap(({ run }) => records.get(run) ?? []);
  return { comparison: withTrends(stored, trend), baseRecord: records.get(stored.baseline?.run ?? '') };
}

/** The records with these ids, as far as they are there. */
export async function readRuns(
  ids: ReadonlySet<string>,
  history: TrackingHistory,
): Promise<ReadonlyMap<string, RunRecord>> {
  if (ids.size === 0) return new Map();
  // What a run was compared with stays in its report, whatever became of it since.
  const lines = await history.lines({ matches: ({ id }) => ids.has(id), enough: ids.size, withDeleted: true });
  const records = await history.read(lines);
  return new Map(records.map((record) => [record.id, record]));
}
