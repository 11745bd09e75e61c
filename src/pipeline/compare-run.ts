// A run and its history → comparison and verdict: finds the baseline on the tracking branch, reads it, lets comparison/ judge.
import {
  baselineRequest,
  chooseBaseline,
  historyLines,
  isEligible,
  type BaselineFound,
  type BaselineRequest,
} from '../comparison/baseline.ts';
import { baselineChoice, compareRuns } from '../comparison/compare.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { Settings } from '../config/settings.ts';
import type { RunRecord } from '../run/record.ts';
import type { RunLine, TrackingHistory } from '../tracking/history.ts';
import { indexName } from '../tracking/line.ts';

/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;

/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;

export interface CompareOptions {
  readonly history: TrackingHistory;
  readonly settings: Pick<Settings, 'baseline' | 'gates'>;
  /** The branch that a pull request goes to, and the merge base with it. */
  readonly pullRequest: { readonly baseBranch: string; readonly mergeBase: string | undefined } | undefined;
  /** The run id behind `model@stage` or `model@v1.2.3`; undefined for a text that is neither. */
  readonly resolveVersion: (reference: string) => Promise<string | undefined>;
}

export interface Judged {
  readonly comparison: Comparison;
  readonly baseRecord: RunRecord | undefined;
}

/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
export async function compareWithHistory(record: RunRecord, options: CompareOptions): Promise<Judged> {
  const { history, settings, pullRequest } = options;
  const experiment = indexName(record.experiment);
  const request = baselineRequest({
    setting: settings.baseline,
    run: record.id,
    experiment,
    branch: nameOrNone(record.source.branch),
    pullRequest:
      pullRequest === undefined ? undefined : { ...pullRequest, baseBranch: indexName(pullRequest.baseBranch) },
    versionRun: settings.baseline === undefined ? undefined : await options.resolveVersion(settings.baseline),
  });
  const lines = await readLines(request, history);
  const found = chooseBaseline(lines, request);
  const trendBranch =
    'line' in found ? found.line.branch : indexName(pullRequest?.baseBranch ?? record.source.branch ?? '');
  const trend =
    request.rule === 'none'
      ? []
      : await readTrend(lines, { experiment, branch: trendBranch, before: record.id }, history);
  const [baseRecord, historyRecords] = await readRecords(found, trend, history);
  const comparison = compareRuns({
    candidate: record,
    baseline:
      'line' in found && baseRecord !== undefined
        ? { record: baseRecord, choice: baselineChoice(baseRecord, found.how) }
        : undefined,
    noBaseline: 'reason' in found ? found.reason : undefined,
    history: historyRecords,
    gates: settings.gates,
  });
  return { comparison, baseRecord };
}

function nameOrNone(name: string | undefined): string | undefined {
  return name === undefined ? undefined : indexName(name);
}

type Wanted = Exclude<BaselineRequest, { rule: 'none' }>;

/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request: BaselineRequest, history: TrackingHistory): Promise<readonly RunLine[]> {
  if (request.rule === 'none') return [];
  const isWanted = wantedLine(request);
  const branch = branchOf(request);
  const recent = await history.lines({
    matches: (line) => isWanted(line) || (line.experiment === request.experiment && line.branch === branch),
    enough: RECENT_LINES,
  });
  if (recent.some(isWanted)) return recent;
  return [...recent, ...(await history.lines({ matches: isWanted, enough: 1 }))];
}

/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(
  lines: readonly RunLine[],
  query: { readonly experiment: string; readonly branch: string; readonly before: string },
  history: TrackingHistory,
): Promise<readonly RunLine[]> {
  const trend = historyLines(lines, query, HISTORY_RUNS);
  if (trend.length > 1 || query.branch === '') return trend;
  const more = await history.lines({
    matches: (line) => isEligible(line) && line.experiment === query.experiment && line.branch === query.branch,
    enough: HISTORY_RUNS + 1,
  });
  return historyLines(more, query, HISTORY_RUNS);
}

function branchOf(request: Wanted): string | undefined {
  if (request.rule === 'named') return request.name;
  return request.rule === 'version' ? undefined : request.branch;
}

/** The line without which the rule would fall back or fail. */
function wantedLine(request: Wanted): (line: RunLine) => boolean {
  const ours = (line: RunLine): boolean => line.experiment === request.experiment && isEligible(line);
  if (request.rule === 'version') return (line) => line.id === request.id;
  if (request.rule === 'named') {
    return (line) => line.id.startsWith(request.name) || (ours(line) && line.branch === request.name);
  }
  const { branch } = request;
  if (request.rule === 'previous') return (line) => ours(line) && line.branch === branch && line.id < request.run;
  const { commit } = request;
  return (line) => ours(line) && (commit === undefined ? line.branch === branch : line.commit === commit);
}

async function readRecords(
  found: BaselineFound,
  trend: readonly RunLine[],
  history: TrackingHistory,
): Promise<readonly [RunRecord | undefined, readonly RunRecord[]]> {
  const base = 'line' in found ? [found.line] : [];
  const records = await history.read([...base, ...trend]);
  return base.length === 1 ? [records[0], records.slice(1)] : [undefined, records];
}
