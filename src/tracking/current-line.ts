// Index lines as they stand now: a run's line, changed by the events that later commits name. Pure.
import { RunStatus } from '../run/record.ts';
import type { RunLine } from './history.ts';
import { parseMessages, type EventLine } from './line.ts';

/**
 * The events that commit messages name, in the order in which they hold: by commit, oldest first, within one commit by
 * their ids. One that was carried into a second commit counts at its first.
 * @param messages newest commit first
 */
export function eventsInOrder(messages: readonly string[]): readonly EventLine[] {
  const events = new Map<string, EventLine>();
  for (const message of messages.toReversed()) {
    // Most commits have none, and a history has a hundred thousand commits.
    if (!message.includes('Mlops-Event: ')) continue;
    for (const event of parseMessages(message).events.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const key = `${event.run}.${event.id}`;
      if (!events.has(key)) events.set(key, event);
    }
  }
  return [...events.values()];
}

/**
 * The lines with their events. Events of runs that are not among the lines are passed over: their runs are older than
 * what was read.
 * @param events as `eventsInOrder` gives them
 */
export function currentLines(runs: readonly RunLine[], events: readonly EventLine[]): readonly RunLine[] {
  const byRun = Map.groupBy(events, ({ run }) => run);
  return runs.map((line) => {
    const own = byRun.get(line.id);
    return own === undefined ? line : currentLine(line, own);
  });
}

function currentLine(line: RunLine, events: readonly EventLine[]): RunLine {
  const status = events.findLast((event) => event.type === 'status' && RunStatus.safeParse(event.status).success);
  const turn = events.findLast(({ type }) => type === 'deletion' || type === 'restoration');
  return {
    ...line,
    status: status?.status ?? line.status,
    ...(turn?.type === 'deletion' ? { deleted: true } : {}),
    events: events.map(({ id, blob, type }) => ({ id, blob, type })),
  };
}
