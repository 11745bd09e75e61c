// Events of one kind, of all runs: only of runs that have such events anything is read.
import type { RunEvent } from '../../run/event.ts';
import type { TrackingHistory } from '../../tracking/history.ts';

/**
 * In the order of their ids, which is that of their times.
 * @throws MlopsError `tracking-unreadable`
 */
export async function readLateEvents(
  history: TrackingHistory,
  kinds: readonly RunEvent['type'][],
): Promise<readonly RunEvent[]> {
  const isMeant = ({ type }: { readonly type: string }): boolean => kinds.some((kind) => kind === type);
  const lines = await history.lines({ matches: ({ events = [] }) => events.some(isMeant), withDeleted: true });
  const runs = await history.readStates(
    lines.map((line) => ({ ...line, events: (line.events ?? []).filter(isMeant) })),
  );
  const events = runs.flatMap((run) => run.events);
  return events.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
