// What was deployed, from the tracking branch alone: it needs no forge and no network.
import type { DeploymentEvent } from '../deployment/live.ts';
import type { TrackingHistory } from '../tracking/history.ts';

/**
 * The events of all deployments, in no order; only of runs that have such events anything is read.
 * @throws MlopsError `tracking-unreadable`
 */
export async function readDeployments(history: TrackingHistory): Promise<readonly DeploymentEvent[]> {
  const isDeployment = ({ type }: { readonly type: string }): boolean => type === 'deployment';
  const lines = await history.lines({
    matches: ({ events = [] }) => events.some(isDeployment),
    withDeleted: true,
  });
  const runs = await history.readStates(
    lines.map((line) => ({ ...line, events: (line.events ?? []).filter(isDeployment) })),
  );
  return runs.flatMap(({ events }) => events.filter((event) => event.type === 'deployment'));
}
