// The order in which late events hold: by the commit that brought them, within one commit by their ids. Pure.
import { eventsInOrder } from '../current-line.ts';

/** An event by the path of its file. */
export interface NamedEvent {
  readonly run: string;
  readonly event: string;
  /** Where the index has it already. */
  readonly sequence?: number;
}

/** Whether the log is needed to put events in order: there are two or more of one run. */
export function needsLog(events: readonly NamedEvent[]): boolean {
  return new Set(events.map(({ run }) => run)).size < events.length;
}

/** Whether messages name all of the events. */
export function namesAll(events: readonly NamedEvent[], messages: readonly string[]): boolean {
  const places = placesIn(messages);
  return events.every((event) => places.has(keyOf(event)));
}

/**
 * The events in their order. One that no message names counts as older than those that are named, and stays where it is
 * if it is in the index already.
 * @param messages of commits, newest first
 */
export function inOrder<Event extends NamedEvent>(
  events: readonly Event[],
  messages: readonly string[],
): readonly Event[] {
  const places = placesIn(messages);
  const placeOf = (event: NamedEvent): number => places.get(keyOf(event)) ?? -1;
  const held = ({ sequence = Number.MAX_SAFE_INTEGER }: NamedEvent): number => sequence;
  return events.toSorted((a, b) => placeOf(a) - placeOf(b) || held(a) - held(b) || (a.event < b.event ? -1 : 1));
}

function placesIn(messages: readonly string[]): ReadonlyMap<string, number> {
  return new Map(eventsInOrder(messages).map(({ run, id }, place) => [keyOf({ run, event: id }), place]));
}

function keyOf({ run, event }: NamedEvent): string {
  return `${run}.${event}`;
}
