// What was deployed, from the tracking branch alone: it needs no forge and no network.
import type { DeploymentEvent } from '../deployment/live.ts';
import type { TrackingHistory } from '../tracking/history.ts';
import { readLateEvents } from './read-late-events.ts';

/**
 * The events of all deployments, in no order; only of runs that have such events anything is read.
 * @throws MlopsError `tracking-unreadable`
 */
export async function readDeployments(history: TrackingHistory): Promise<readonly DeploymentEvent[]> {
  const events = await readLateEvents(history, ['deployment']);
  return events.filter((event) => event.type === 'deployment');
}
