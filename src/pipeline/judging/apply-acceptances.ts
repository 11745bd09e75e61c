// What people accepted of a commit, found on the tracking branch → the verdict on a run of that commit.
import { acceptableGates, withAccepted } from '../../comparison/acceptance.ts';
import type { AcceptedGate } from '../../comparison/comparison.ts';
import type { RunRecord } from '../../run/record.ts';
import type { TrackedRun, TrackingHistory } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import type { Judged } from './compare-run.ts';

/** A job can be run again for 30 days; a commit that is pushed anew to another branch is another pull request. */
const AS_LONG_AS_MS = 60 * 86_400_000;

/**
 * A run of a pull request in the light of what was accepted of earlier runs of the same commit: of no other commit, pull
 * request or model.
 * @throws MlopsError when the history cannot be read
 */
export async function applyAcceptances(judged: Judged, record: RunRecord, history: TrackingHistory): Promise<Judged> {
  const { pull_request: pull, branch } = record.source;
  if (pull === undefined || branch === undefined || acceptableGates(judged.comparison).length === 0) return judged;
  const told = await history.lines({
    matches: (line) =>
      line.branch === indexName(branch) && line.events?.some(({ type }) => type === 'acceptance') === true,
    since: new Date(new Date(record.started).getTime() - AS_LONG_AS_MS),
  });
  if (told.length === 0) return judged;
  const accepted = acceptedOf(record, await history.readStates(told));
  return { ...judged, comparison: withAccepted(judged.comparison, accepted) };
}

/** What was accepted of the commit, pull request and model of a record, oldest first. */
export function acceptedOf(record: RunRecord, runs: readonly TrackedRun[]): readonly AcceptedGate[] {
  const { source, model } = record;
  return runs
    .filter(
      ({ record: other }) =>
        other.source.pull_request?.head === source.pull_request?.head &&
        other.source.pull_request?.number === source.pull_request?.number &&
        other.source.fork === source.fork &&
        other.model.name === model.name,
    )
    .flatMap(({ state }) => state.acceptances ?? [])
    .toSorted((a, b) => (a.time < b.time ? -1 : 1));
}
