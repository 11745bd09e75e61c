// What was deployed, from the tracking branch alone: it needs no forge and no network.
import type { DeploymentEvent } from '../../deployment/live.ts';
import { MlopsError } from '../../error.ts';
import type { RunRecord } from '../../run/record.ts';
import type { TrackedRun, TrackingHistory } from '../../tracking/history.ts';

/**
 * The events of all deployments, in no order; only of runs that have such events anything is read.
 * @throws MlopsError `tracking-unreadable`
 */
export async function readDeployments(history: TrackingHistory): Promise<readonly DeploymentEvent[]> {
  return eventsOf(await readRuns(history, undefined));
}

/**
 * The same with the record of a run, in the same reads.
 * @throws MlopsError `not-found` for a run that the history does not have
 */
export async function readDeploymentsAndRun(
  history: TrackingHistory,
  id: string,
): Promise<{ readonly events: readonly DeploymentEvent[]; readonly record: RunRecord }> {
  const runs = await readRuns(history, id);
  const record = runs.find((run) => run.record.id === id)?.record;
  if (record !== undefined) return { events: eventsOf(runs), record };
  throw new MlopsError(
    'not-found',
    `the history does not have run ${id}, which the version is of`,
    '`mlops sync` fetches what origin has.',
  );
}

async function readRuns(history: TrackingHistory, id: string | undefined): Promise<readonly TrackedRun[]> {
  const isDeployment = ({ type }: { readonly type: string }): boolean => type === 'deployment';
  const lines = await history.lines({
    matches: (line) => line.id === id || (line.events ?? []).some(isDeployment),
    withDeleted: true,
  });
  return history.readStates(lines.map((line) => ({ ...line, events: (line.events ?? []).filter(isDeployment) })));
}

function eventsOf(runs: readonly TrackedRun[]): readonly DeploymentEvent[] {
  return runs.flatMap(({ events }) => events.filter((event) => event.type === 'deployment'));
}
