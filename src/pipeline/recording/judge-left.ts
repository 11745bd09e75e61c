// A record that a job left → what it says against this repository's history and gates.
import { compareRuns } from '../../comparison/compare.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import { withoutTrends } from '../../comparison/trend.ts';
import type { Settings } from '../../config/settings.ts';
import { namedFilesOf } from '../../run/named-files.ts';
import type { RunRecord } from '../../run/record.ts';
import { redactorFrom, redactRecord } from '../../run/redact.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { applyAcceptances } from '../judging/apply-acceptances.ts';
import { withChangedCode } from '../judging/changed-code.ts';
import { compareWithHistory, type Judged } from '../judging/compare-run.ts';
import { gatherEvidence, predictionsIn } from '../judging/gather-evidence.ts';
import { recordOfFork, type RecordOrigin } from './fork-record.ts';
import type { Ports } from '../ports.ts';
import { restoreTrends } from '../reporting/report-run.ts';
import { awaitsFirstVersion, resolveVersionRun } from '../history/resolve-run.ts';

export interface JudgedRun extends Judged {
  readonly record: RunRecord;
}

/**
 * Makes a fork's record anew and compares it here.
 * @param baseBranch what it is compared with where no pull request is known
 */
export async function judgeFork(
  { record, files }: RunBundle,
  origin: RecordOrigin,
  { settings, baseBranch }: { readonly settings: Settings; readonly baseBranch: string },
  ports: Ports,
): Promise<{ readonly judged: JudgedRun; readonly bundle: RunBundle }> {
  const redact = redactorFrom(ports.environment);
  const candidate = redactRecord(recordOfFork(record, origin), redact);
  const { pullRequest, mergeBase } = origin;
  const compared = await compareWithHistory(candidate, {
    history: ports.history,
    settings,
    pullRequest: { baseBranch: pullRequest?.baseBranch ?? baseBranch, mergeBase },
    resolveVersion: (reference) => resolveVersionRun(reference, ports),
    awaitsFirstVersion: (reference) => awaitsFirstVersion(reference, settings.model, ports),
    gatherEvidence: (baseline) => gatherEvidence(candidate, predictionsIn(candidate, files), baseline, ports),
  });
  const accepted = await applyAcceptances(compared, candidate, ports.history);
  const judged = await withChangedCode(accepted, candidate, ports);
  const comparison = redactRecord(judged.comparison, redact);
  const kept = { ...candidate, comparison: { ...withoutTrends(comparison) } };
  const named = namedFilesOf(kept).flatMap(({ name }) => {
    const content = files[name];
    return content === undefined ? [] : [[name, content] as const];
  });
  return {
    judged: { record: kept, comparison, baseRecord: judged.baseRecord },
    bundle: { record: kept, files: Object.fromEntries(named) },
  };
}

/** What a record says of itself: the comparison that was made when it was written. */
export async function judgedBefore(
  record: RunRecord,
  { gates }: Settings,
  { history }: Pick<Ports, 'history'>,
): Promise<JudgedRun> {
  const stored = comparisonOf(record);
  if (stored !== undefined) return { record, ...(await restoreTrends(stored, history)) };
  const noBaseline = 'the comparison that the job made cannot be read';
  return {
    record,
    comparison: compareRuns({ candidate: record, noBaseline, history: [], gates }),
    baseRecord: undefined,
  };
}
