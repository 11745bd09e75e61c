// A run and its history → comparison and verdict: finds the baseline on the tracking branch, reads it, lets comparison/ judge.
import {
  baselineRequest,
  findBaselines,
  historyLines,
  isComparable,
  isEligible,
  type BaselineOption,
  type BaselineRequest,
  type PullRequestFacts,
} from '../../comparison/baseline.ts';
import {
  chooseBaseline,
  isUseful,
  MOST_OPTIONS,
  type Candidate,
  type ReadOption,
} from '../../comparison/choose-baseline.ts';
import type { GatheredEvidence } from '../../comparison/choose-evidence.ts';
import { baselineChoice, compareRuns } from '../../comparison/compare.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import { attemptOf, isEarlier } from '../../run/attempt.ts';
import { legOf } from '../../run/leg.ts';
import type { RunRecord } from '../../run/record.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import { decisionIndexOf } from './count-decisions.ts';

/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;
/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;

export interface CompareOptions {
  readonly history: TrackingHistory;
  /** See `Ports`. */
  readonly missingHistory?: string | undefined;
  /** `failOn` and `commentKey` are only written down, for the report that is made again from the record. */
  readonly settings: Pick<Settings, 'baseline' | 'gates'> &
    Partial<Pick<Settings, 'decision' | 'failOn' | 'commentKey'>>;
  /** The branch that a pull request goes to, and the merge base with it. */
  readonly pullRequest: PullRequestFacts | undefined;
  /** The branch whose runs stand for the past of a run that is on none, as that of a tag. */
  readonly homeBranch?: string | undefined;
  /** Whether the run becomes a version, or gets the stage, by itself if its gates pass; not, by default. */
  readonly isAutomatic?: boolean;
  /** The run that holds the stage, where it is decided on that; it is the baseline then. */
  readonly champion?: string;
  /** The run id behind `model@stage` or `model@v1.2.3`; undefined for a text that is neither. */
  readonly resolveVersion: (reference: string) => Promise<string | undefined>;
  /** Whether a reference waits for the first version of the run's own model; never, by default. */
  readonly awaitsFirstVersion?: (reference: string) => Promise<boolean>;
  /** What it and its baseline left to judge their difference by. */
  readonly gatherEvidence?: (baseline: RunRecord) => Promise<GatheredEvidence>;
}

export interface Judged {
  readonly comparison: Comparison;
  readonly baseRecord: RunRecord | undefined;
}

/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
export async function compareWithHistory(record: RunRecord, options: CompareOptions): Promise<Judged> {
  const { settings, pullRequest } = options;
  const history = withoutOwnPast(options.history, record);
  const experiment = indexName(record.experiment);
  const leg = legOf(record);
  const ownBranch = record.source.branch ?? options.homeBranch;
  const request = baselineRequest({
    setting: settings.baseline,
    run: record.id,
    experiment,
    leg,
    branch: nameOrNone(ownBranch),
    pullRequest:
      pullRequest === undefined ? undefined : { ...pullRequest, baseBranch: indexName(pullRequest.baseBranch) },
    versionRun: settings.baseline === undefined ? undefined : await options.resolveVersion(settings.baseline),
    overriddenCommit: isOverridden(record) ? indexName(record.source.commit) : undefined,
  });
  const lines = await readLines(request, history);
  const found = findBaselines(lines, request);
  const readTrendOf = (branch: string): Promise<readonly RunLine[]> =>
    readTrend(lines, { experiment, leg, branch, before: record.id }, history);
  const { failOn, commentKey } = settings;
  const reported = failOn === undefined || commentKey === undefined ? {} : { reported: { failOn, commentKey } };
  if ('reason' in found) {
    const branch = indexName(pullRequest?.baseBranch ?? ownBranch ?? '');
    const trend = request.rule === 'none' ? [] : await readTrendOf(branch);
    const comparison = compareRuns({
      candidate: record,
      noBaseline: request.rule === 'none' ? found.reason : withMissing(found.reason, options.missingHistory),
      isBaselineNamed: found.isNamed && !(await isAwaited(options)),
      history: await history.read(trend),
      gates: settings.gates,
    });
    return { comparison: { ...comparison, ...reported }, baseRecord: undefined };
  }
  const candidate = { record, gates: settings.gates };
  const decisionIndex =
    options.isAutomatic === true
      ? await decisionIndexOf(
          { id: record.id, experiment, leg, branch: nameOrNone(ownBranch) },
          history,
          options.champion,
        )
      : undefined;
  const base = await readBaseline(found.options, candidate, { history, readTrendOf });
  const comparison = compareRuns({
    candidate: record,
    baseline: { record: base.option.record, choice: baselineChoice(base.option.record, base.option.how) },
    history: base.trend,
    gates: settings.gates,
    decision: settings.decision,
    decisionIndex,
    evidence: await options.gatherEvidence?.(base.option.record),
  });
  return { comparison: { ...comparison, ...reported }, baseRecord: base.option.record };
}

/**
 * The history as it will be when the record is in it: what its job has left in earlier attempts is no past to compare
 * with, but the same point once more.
 */
function withoutOwnPast(history: TrackingHistory, record: RunRecord): TrackingHistory {
  const own = attemptOf(record);
  if (own === undefined || own.number === 1) return history;
  const mark = (line: RunLine): RunLine => (isEarlier(line.attempt, own) ? { ...line, superseded: true } : line);
  return {
    ...history,
    async lines({ matches, ...query } = {}) {
      const lines = await history.lines({ ...query, ...(matches && { matches: (line) => matches(mark(line)) }) });
      return lines.map(mark);
    },
  };
}

function withMissing(reason: string, missing: string | undefined): string {
  return missing === undefined ? reason : `${reason}; ${missing}`;
}

async function isAwaited({ settings: { baseline }, awaitsFirstVersion }: CompareOptions): Promise<boolean> {
  return baseline !== undefined && awaitsFirstVersion !== undefined && awaitsFirstVersion(baseline);
}

function nameOrNone(name: string | undefined): string | undefined {
  return name === undefined ? undefined : indexName(name);
}

function isOverridden({ trigger }: RunRecord): boolean {
  return Object.keys(trigger.overrides ?? {}).length > 0;
}

/** The baseline's record and the records of its trend: in one fetch where the first option is a useful one. */
async function readBaseline(
  options: readonly [BaselineOption, ...BaselineOption[]],
  candidate: Candidate,
  from: {
    readonly history: TrackingHistory;
    readonly readTrendOf: (branch: string) => Promise<readonly RunLine[]>;
  },
): Promise<{ readonly option: ReadOption; readonly trend: readonly RunRecord[] }> {
  const [first, ...others] = options;
  const [record, ...trend] = await from.history.read([first.line, ...(await from.readTrendOf(first.line.branch))]);
  if (record === undefined) throw unreadable(first.line);
  const nearest = { ...first, record };
  if (others.length === 0 || isUseful(nearest, candidate)) {
    return { option: chooseBaseline([nearest], candidate), trend };
  }
  const next = others.slice(0, MOST_OPTIONS - 1);
  const records = await from.history.read(next.map(({ line }) => line));
  const more = next.flatMap((option, index) => {
    const record = records[index];
    return record === undefined ? [] : [{ ...option, record }];
  });
  const option = chooseBaseline([nearest, ...more], candidate);
  if (option.line.branch === first.line.branch) return { option, trend };
  return { option, trend: await from.history.read(await from.readTrendOf(option.line.branch)) };
}

function unreadable({ id }: RunLine): MlopsError {
  return new MlopsError(
    'record-invalid',
    `the record of run ${id} is not there`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}

type Wanted = Exclude<BaselineRequest, { rule: 'none' }>;

/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request: BaselineRequest, history: TrackingHistory): Promise<readonly RunLine[]> {
  if (request.rule === 'none') return [];
  const wanted = [...plainLine(request), wantedLine(request)];
  const branch = branchOf(request);
  // Who names a deleted run is told that it is deleted.
  const withDeleted = request.rule === 'named' || request.rule === 'version';
  const recent = await history.lines({
    withDeleted,
    matches: (line) =>
      wanted.some((isWanted) => isWanted(line)) || (isComparable(line, request) && line.branch === branch),
    enough: RECENT_LINES,
  });
  const lines = [...recent];
  for (const isWanted of wanted) {
    if (!lines.some(isWanted)) lines.push(...(await history.lines({ matches: isWanted, enough: 1, withDeleted })));
  }
  return lines;
}

/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(
  lines: readonly RunLine[],
  query: Parameters<typeof historyLines>[1] & { readonly before: string },
  history: TrackingHistory,
): Promise<readonly RunLine[]> {
  const trend = historyLines(lines, query, HISTORY_RUNS);
  if (trend.length > 1 || query.branch === '') return trend;
  const more = await history.lines({
    matches: (line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch,
    enough: HISTORY_RUNS + 1,
  });
  return historyLines(more, query, HISTORY_RUNS);
}

function branchOf(request: Wanted): string | undefined {
  if (request.rule === 'named') return request.name;
  return request.rule === 'version' ? undefined : request.branch;
}

/** For a run with overrides the run of its commit without them. */
function plainLine(request: Wanted): readonly ((line: RunLine) => boolean)[] {
  const { plainCommit } = request;
  if (plainCommit === undefined) return [];
  return [(line) => isComparable(line, request) && isEligible(line) && line.commit === plainCommit];
}

/** The line without which the rule would fall back or fail. */
function wantedLine(request: Wanted): (line: RunLine) => boolean {
  const ours = (line: RunLine): boolean => isComparable(line, request) && isEligible(line);
  if (request.rule === 'version') return (line) => line.id === request.id;
  if (request.rule === 'named') {
    return (line) => line.id.startsWith(request.name) || (ours(line) && line.branch === request.name);
  }
  const { branch } = request;
  if (request.rule === 'previous') return (line) => ours(line) && line.branch === branch && line.id < request.run;
  const { commit } = request;
  return (line) => ours(line) && (commit === undefined ? line.branch === branch : line.commit === commit);
}
