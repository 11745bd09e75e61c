// The order in which late events hold: by the commit that brought them, within one commit by their ids. Pure.
import { parseMessages } from '../line.ts';

/** An event by the path of its file. */
export interface NamedEvent {
  readonly run: string;
  readonly event: string;
}

/** Runs whose events cannot be put in order without the log: two or more of them come at once. */
export function needsLog(events: readonly NamedEvent[]): boolean {
  return new Set(events.map(({ run }) => run)).size < events.length;
}

/** Whether messages name all of the events. */
export function namesAll(events: readonly NamedEvent[], messages: readonly string[]): boolean {
  const positions = positionsIn(messages);
  return events.every((event) => positions.has(keyOf(event)));
}

/**
 * The events in their order. One that no message names counts as older than those that are named.
 * @param messages of commits, newest first
 */
export function inOrder<Event extends NamedEvent>(
  events: readonly Event[],
  messages: readonly string[],
): readonly Event[] {
  const positions = positionsIn(messages);
  const positionOf = (event: NamedEvent): number => positions.get(keyOf(event)) ?? -1;
  return events.toSorted((a, b) => positionOf(a) - positionOf(b) || (a.event < b.event ? -1 : 1));
}

/** Of each event the first commit that names it: later ones only carry it over from another history. */
function positionsIn(messages: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const [position, message] of messages.toReversed().entries()) {
    for (const { id, run } of parseMessages(message).events) {
      const key = keyOf({ run, event: id });
      if (!positions.has(key)) positions.set(key, position);
    }
  }
  return positions;
}

function keyOf({ run, event }: NamedEvent): string {
  return `${run}.${event}`;
}
