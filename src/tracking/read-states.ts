// Runs as they stand now: records and late events, by blob id, in one fetch. A record that cannot be read is an error; an
// event that cannot be read takes nothing away from its run but itself.
import { MlopsError } from '../error.ts';
import { readBlobs } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchObjects } from '../git/transfer.ts';
import { parseEvent, type RunEvent } from '../run/event.ts';
import { foldEvents } from '../run/state.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import type { EventRef, RunLine, TrackedRun } from './history.ts';
import { recordsIn } from './read-records.ts';
import { trackingError } from './tracking-error.ts';

/** An event as the index names it, with the run that it should be of. */
interface NamedEvent extends EventRef {
  readonly run: string;
}

/**
 * The runs of these lines, in their order.
 * @throws MlopsError `record-invalid` for a record that this version cannot read, `tracking-unreadable`
 */
export async function readStates(access: TrackingAccess, lines: readonly RunLine[]): Promise<readonly TrackedRun[]> {
  if (lines.length === 0) return [];
  const outcome = await access.inScratch((scratch) => readStatesIn(scratch, access, lines));
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}

async function readStatesIn(
  scratch: Scratch,
  access: TrackingAccess,
  lines: readonly RunLine[],
): Promise<Outcome<readonly TrackedRun[]>> {
  const records = lines.map(({ blob }) => blob);
  const named = lines.flatMap(({ id, events = [] }) => events.map((event) => ({ ...event, run: id })));
  const events = named.map(({ blob }) => blob);
  let absent: ReadonlySet<string> = new Set();
  const failure = await fetchObjects(scratch.git, REMOTE, [...new Set([...records, ...events])]);
  if (failure !== undefined) {
    if (failure.kind !== 'absent-object' || events.length === 0) return { failure };
    const first = await fetchObjects(scratch.git, REMOTE, [...new Set(records)]);
    if (first !== undefined) return { failure: first };
    const rest = await fetchPresent(scratch, [...new Set(events)]);
    if ('failure' in rest) return rest;
    absent = new Set(rest.value);
  }
  const runs = await recordsIn(scratch, lines);
  const byRun = Map.groupBy(await readEvents(scratch, access, named, absent), ({ run }) => run);
  return {
    value: runs.map((record) => {
      const own = byRun.get(record.id) ?? [];
      return { record, events: own, state: foldEvents(record, own) };
    }),
  };
}

/** Fetches those of the objects that the remote has, and gives the others. */
async function fetchPresent(scratch: Scratch, ids: readonly string[]): Promise<Outcome<readonly string[]>> {
  const failure = await fetchObjects(scratch.git, REMOTE, ids);
  if (failure === undefined) return { value: [] };
  if (failure.kind !== 'absent-object') return { failure };
  if (ids.length === 1) return { value: ids };
  const middle = ids.length >> 1;
  const left = await fetchPresent(scratch, ids.slice(0, middle));
  const right = 'failure' in left ? left : await fetchPresent(scratch, ids.slice(middle));
  if ('failure' in left || 'failure' in right) return right;
  return { value: [...left.value, ...right.value] };
}

async function readEvents(
  scratch: Scratch,
  { log, ref }: TrackingAccess,
  named: readonly NamedEvent[],
  absent: ReadonlySet<string>,
): Promise<readonly RunEvent[]> {
  const there = named.filter(({ blob }) => !absent.has(blob));
  const contents = await readContents(scratch, there);
  const problems = named.filter(({ blob }) => absent.has(blob)).map((event) => `${wordsFor(event)} is not there`);
  const events = there.flatMap((event, index) => {
    try {
      return parseNamed(event, contents[index]?.toString() ?? '') ?? [];
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  const [first] = problems;
  if (first !== undefined) {
    const count = problems.length === 1 ? 'an event' : `${problems.length} events`;
    log.warn(`${ref}: ${count} of these runs cannot be read and left out: ${first}`);
  }
  return events;
}

/** Contents in the order of the events; undefined for what is no file. */
async function readContents(scratch: Scratch, events: readonly NamedEvent[]): Promise<readonly (Buffer | undefined)[]> {
  if (events.length === 0) return [];
  try {
    const ids = events.map(({ blob }) => blob);
    return await readBlobs(scratch.git, ids);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    if (events.length === 1) return [undefined];
    const middle = events.length >> 1;
    const left = await readContents(scratch, events.slice(0, middle));
    return [...left, ...(await readContents(scratch, events.slice(middle)))];
  }
}

/** @returns undefined for an event that only a newer version knows */
function parseNamed({ id, run, ...event }: NamedEvent, text: string): RunEvent | undefined {
  const origin = wordsFor({ id, run });
  const parsed = parseEvent(text, origin);
  if (parsed === undefined || (parsed.id === id && parsed.run === run && parsed.type === event.type)) return parsed;
  throw new MlopsError(
    'record-invalid',
    `${origin} holds another event, ${parsed.id} of run ${parsed.run}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}

function wordsFor({ id, run }: { readonly id: string; readonly run: string }): string {
  return `the event ${id} of run ${run}`;
}
