// The index lines of the tracking branch: commits alone are fetched, no tree and no record.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from '../git/scratch.ts';
import { fetchRef } from '../git/transfer.ts';
import { withSuperseded } from '../run/attempt.ts';
import { timeOfRunId } from '../run/id.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import { currentLines, eventsInOrder } from './current-line.ts';
import { fetchAndCheckFormat, refuseNewerFormat } from './format.ts';
import type { RunLine } from './history.ts';
import { parseMessages, type FileLine } from './line.ts';
import { trackingError } from './tracking-error.ts';
import { readingWindows } from './window.ts';

const TIP = 'refs/mlops/tip';

/** Index lines as they stand now, each id once, newest first: by the time that their ids hold, the start of the run. */
export interface TrackingIndex {
  readonly runs: readonly RunLine[];
  readonly files: readonly FileLine[];
}

const EMPTY: TrackingIndex = { runs: [], files: [] };

export interface IndexQuery {
  /** Which runs count. */
  readonly matches?: ((line: RunLine) => boolean) | undefined;
  /** How many that count are wanted; everything is read when this is absent. */
  readonly enough?: number | undefined;
  /** What started earlier does not count. */
  readonly since?: Date | undefined;
  /** Whether deleted runs count too. */
  readonly withDeleted?: boolean | undefined;
}

/** Whether a run is one that the query means. */
export function isMeant(line: RunLine, { matches, since, withDeleted }: IndexQuery): boolean {
  if (since !== undefined && timeOfRunId(line.id) < since) return false;
  return (withDeleted === true || line.deleted !== true) && (matches === undefined || matches(line));
}

/**
 * Reads as far back as the query needs; what it gives may hold more than was asked for. Late events stand in later
 * commits than their runs, so as far back as a run is read, all of its events are.
 * @throws MlopsError `tracking-unreadable` when the branch exists and is no tracking branch of this format
 */
export async function readIndex(access: TrackingAccess, query: IndexQuery = {}): Promise<TrackingIndex> {
  const outcome = await access.inScratch((scratch) => readIndexIn(scratch, access, query));
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}

async function readIndexIn(
  scratch: Scratch,
  access: TrackingAccess,
  query: IndexQuery,
): Promise<Outcome<TrackingIndex>> {
  const { matches, enough, since: earliest } = query;
  let index = EMPTY;
  for (const { option, since } of readingWindows(
    { enough, isSelective: matches !== undefined, since: earliest },
    access.clock(),
  )) {
    const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP, [option, '--filter=tree:0']);
    if (failure?.kind === 'absent-ref') return { value: EMPTY };
    if (failure?.kind === 'none-selected') continue;
    if (failure !== undefined) return { failure };
    index = await readLog(scratch, access);
    const count = index.runs.filter((line) => isMeant(line, query) && timeOfRunId(line.id).getTime() >= since).length;
    if (enough !== undefined && count >= enough) return { value: index };
    if (earliest !== undefined && since === earliest.getTime()) return { value: index };
    if (!existsSync(join(scratch.directory, 'shallow'))) return { value: index };
  }
  if (earliest !== undefined) return { value: index };
  access.log.warn(
    `${access.ref} is a shallow clone that holds only its latest runs; \`mlops sync\` or \`git fetch --unshallow\` gets the rest`,
  );
  return { value: index };
}

async function readLog(scratch: Scratch, access: TrackingAccess): Promise<TrackingIndex> {
  const log = await scratch.git.text(['rev-list', '--format=%x00%B', TIP]);
  const lines = parseMessages(log);
  refuseNewerFormat(lines.format, access.ref);
  access.size.runs = lines.total ?? access.size.runs;
  const [, ...messages] = log.split('\0');
  const newest = parseMessages(messages[0] ?? '');
  // The newest commit is none of ours: is the branch still what it should be?
  if (newest.runs.length + newest.events.length === 0 && newest.format === 0) {
    await fetchAndCheckFormat(scratch, REMOTE, access.ref, TIP);
  }
  if (lines.malformed.length > 0) {
    access.log.warn(`${access.ref}: ${lines.malformed.length} index lines cannot be read and are left out`);
  }
  const runs = [...firstOfEach(lines.runs, ({ id }) => id)].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return {
    runs: withSuperseded(lines.events.length === 0 ? runs : currentLines(runs, eventsInOrder(messages))),
    files: [...firstOfEach(lines.files, ({ id, name }) => `${id}.${name}`)],
  };
}

function firstOfEach<T>(values: readonly T[], keyOf: (value: T) => string): Iterable<T> {
  const first = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!first.has(key)) first.set(key, value);
  }
  return first.values();
}
