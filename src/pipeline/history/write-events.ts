// What people say of runs → events on the tracking branch, all of a command in one commit.
import type { Log } from '../../log.ts';
import { eventFrom, type Annotation } from '../../run/annotation.ts';
import type { RunEvent } from '../../run/event.ts';
import type { Redactor } from '../../run/redact.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';

/** What it takes to write events: the ports, and who writes. */
export interface EventWriter {
  readonly history: TrackingHistory;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Undefined where nobody said who it is. */
  readonly actor: string | undefined;
  readonly redact: Redactor;
  readonly log: Log;
}

export interface WrittenEvents {
  readonly events: readonly RunEvent[];
  /** Undefined when there was nothing to write, and while the events wait in the inbox of the remote. */
  readonly commit: string | undefined;
}

/**
 * Appends an event for each annotation, in their order.
 * @throws MlopsError of the tracking branch
 */
export async function writeEvents(
  annotations: readonly { readonly line: RunLine; readonly annotation: Annotation }[],
  { history, clock, randomBytes, actor }: EventWriter,
): Promise<WrittenEvents> {
  const events: RunEvent[] = [];
  if (annotations.length === 0) return { events, commit: undefined };
  const time = clock();
  for (const { line, annotation } of annotations) {
    const own = events.filter(({ run }) => run === line.id);
    const earlier = [...(line.events ?? []), ...own].map(({ id }) => id);
    events.push(eventFrom(annotation, { run: line.id, time, random: randomBytes(16), earlier, actor }));
  }
  const { commit } = await history.append([], events);
  return { events, commit };
}
