// What the jobs of a matrix left behind → one commit, one comment, one verdict. The records are written as the legs made
// them, with the comparison that each leg made for itself: what an artifact holds and what the branch holds are the same bytes.
import { parseRecordArtifact } from '../../artifacts/artifact-name.ts';
import { compareRuns } from '../../comparison/compare.ts';
import type { VerdictStatus } from '../../comparison/comparison.ts';
import {
  bestLeg,
  latestAttempts,
  missingLegs,
  worstStatus,
  worstVerdict,
  type Leg,
  type MissingLegs,
} from '../../comparison/legs.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { CommentResult, ForgeEvent } from '../../forge/forge.ts';
import { logLine } from '../../report/plain-text.ts';
import { redactorFrom, redactRecord } from '../../run/redact.ts';
import type { RunRecord, RunStatus } from '../../run/record.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { appendBundles } from './append-bundles.ts';
import { mayWrite } from './may-write.ts';
import { contradiction } from './own-record.ts';
import type { Ports } from '../ports.ts';
import { readRecords } from '../history/read-records.ts';
import { postLegsCheck } from '../reporting/report-check.ts';
import { postLegsComment, writeLegsReports, type LegsReports } from '../reporting/report-legs.ts';

/** Everything that a door may want to say about the collected runs. */
export interface Collected {
  /** The runs that count, one for each leg. */
  readonly legs: readonly Leg[];
  readonly missing: readonly MissingLegs[];
  /** The leg that a version could be made of. */
  readonly best: Leg | undefined;
  /** The worst of all legs. */
  readonly status: RunStatus;
  readonly verdict: VerdictStatus | undefined;
  readonly trackingCommit: string | undefined;
  /** The token may not write: the records stay the artifacts that they are, for a job with `task: publish`. */
  readonly isLeft: boolean;
  readonly reports: LegsReports;
  readonly comment: CommentResult | undefined;
  /** What went wrong with the tracking branch; the door reports it and fails the job. */
  readonly failure: MlopsError | undefined;
}

export interface CollectOptions {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  /** Folder for the reports; exists. */
  readonly folder: string;
}

/** @throws MlopsError `not-found` when no leg left a record that can be read */
export async function collectRuns({ settings, event, folder }: CollectOptions, ports: Ports): Promise<Collected> {
  const { log } = ports;
  const bundles = await readLegs(event, ports);
  let failure: MlopsError | undefined;
  const note = (error: MlopsError, more: string): void => {
    const hint = `${error.hint} ${more}`;
    failure ??= new MlopsError(error.code, error.message, hint, { cause: error });
  };
  const may = mayWrite(event);
  let isLeft = may === 'no';
  const appended = await (isLeft ? Promise.resolve(undefined) : appendBundles(bundles, ports.history)).catch(
    (error: unknown) => {
      if (!(error instanceof MlopsError)) throw error;
      isLeft = may === 'unsure' && error.code === 'tracking-forbidden';
      if (isLeft) return undefined;
      note(error, 'The records are kept as artifacts of this workflow run; `task: sync` writes them later.');
      return undefined;
    },
  );
  // A run that is nowhere but in an artifact, which will be gone some day, must not pass for recorded.
  for (const { run, error } of appended?.refused ?? []) {
    log.warn(logLine(`run ${run} is not recorded: ${error.message}`));
    note(error, `The record of run ${run} is kept as an artifact of this workflow run.`);
  }
  if (appended !== undefined && appended.runs.length > 0)
    log.info(`recorded ${count(appended.runs.length)}${placeWords(appended)}`);
  const trackingCommit = appended?.commit;

  const records = bundles.map(({ record }) => record);
  const legs = latestAttempts(records).map((record) => ({
    record,
    comparison: comparisonFor(record, settings, ports),
  }));
  const missing = missingLegs(records);
  const best = bestLeg(legs);
  const facts = { settings, event, legs, missing, best, superseded: records.length - legs.length, trackingCommit };
  const reports = await writeLegsReports(facts, folder, ports);
  const comment = isLeft ? undefined : await postLegsComment(reports, { settings, event }, ports);
  const verdict = worstVerdict(legs, missing);
  if (!isLeft) await postLegsCheck(reports.input, legs, { settings, event, failure, verdict }, ports);
  if (settings.register.when !== 'never') {
    const which = best === undefined ? 'a run' : `run ${best.record.id}`;
    log.info(
      `not registered: which leg becomes a version is a choice; \`task: register\` with \`run-id\` makes one of ${which}`,
    );
  }
  return {
    legs,
    missing,
    best,
    status: worstStatus(legs, missing),
    verdict,
    trackingCommit,
    isLeft,
    reports,
    comment,
    failure,
  };
}

/** The runs that jobs of this workflow run left, in all its attempts; jobs that recorded for themselves are not meant. */
async function readLegs(event: ForgeEvent, ports: Ports): Promise<readonly RunBundle[]> {
  const all = (await ports.artifacts?.listOfRun?.().catch(withoutArtifacts)) ?? [];
  const artifacts = all.filter(({ name }) => parseRecordArtifact(name)?.isLeg === true);
  const read = await readRecords(artifacts, 'run', ports);
  const bundles = read.filter(({ record }) => isOfEvent(record, event, ports));
  if (bundles.length > 0) return bundles;
  throw new MlopsError(
    'not-found',
    artifacts.length === 0
      ? 'no job of this workflow run left a record'
      : `of the ${artifacts.length} records of this workflow run none can be read`,
    'Give the jobs that train the input `collect: true`, and this job `needs:` with their names. If `paths` is an input of ' +
      'theirs, give it to this job too. If they were cancelled before they trained, there is nothing to record.',
  );
}

/** A leg holds a token of its workflow run and can leave any record there: the event of this job says what it is of. */
function isOfEvent(record: RunRecord, event: ForgeEvent, { environment, log }: Ports): boolean {
  const { run, repository, name, branch, tag, commit, pullRequest } = event;
  // Legs check out what the workflow run is of, unless a step says otherwise, and so may this job.
  const commits = [commit, environment['GITHUB_SHA'], pullRequest?.head].filter((each) => each !== undefined);
  const known = { run, repository, event: name, ref: branch ?? tag, commits: [...new Set(commits)] };
  const refusal = contradiction(record, known);
  if (refusal === undefined) return true;
  const hint = 'Check out the same in this job as in the jobs that train, or let them record without `collect`.';
  log.warn(logLine(`run ${record.id} is passed over: ${refusal}. ${hint}`));
  return false;
}

/** Where jobs cannot leave anything to another, each has recorded for itself. */
function withoutArtifacts(error: unknown): never {
  if (!(error instanceof MlopsError) || error.code !== 'artifact-absent') throw error;
  const hint =
    'Leave out this job and `collect: true` in the others: each of them then records and comments for itself.';
  throw new MlopsError(error.code, error.message, hint, { cause: error });
}

/** What the leg found when it compared itself; without that nothing but its own values can be judged, and no regression. */
function comparisonFor(record: RunRecord, { gates }: Settings, { environment }: Ports): Leg['comparison'] {
  const stored = comparisonOf(record);
  if (stored !== undefined) return stored;
  const noBaseline = 'the comparison that the job made cannot be read';
  const made = compareRuns({ candidate: record, noBaseline, isBaselineNamed: true, history: [], gates });
  return redactRecord(made, redactorFrom(environment));
}

function count(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}

function placeWords({ commit, written }: { readonly commit: string | undefined; readonly written: boolean }): string {
  if (!written) return '; all of them were there before';
  return commit === undefined
    ? ' in the inbox of the tracking branch'
    : ` as ${commit.slice(0, 7)} on the tracking branch`;
}
