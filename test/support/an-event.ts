// Builders of late events: valid by construction, each with an id that sorts by the minute of the test's day.
import { RunEvent } from '../../src/run/event.ts';
import { timeOfRunId } from '../../src/run/id.ts';
import { anId } from './a-run.ts';

/** What an event says, beside its id, its time and its schema. */
export type EventSketch = { readonly type: string; readonly run: string } & Readonly<Record<string, unknown>>;

/** An event at a minute; the same minute and salt give the same id. */
export function anEvent(sketch: EventSketch, minute = 0, salt = 0): RunEvent {
  const id = anId(minute, salt);
  return RunEvent.parse({ schema: 1, id, time: timeOfRunId(id).toISOString(), ...sketch });
}
