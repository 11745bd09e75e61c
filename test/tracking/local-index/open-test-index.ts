// An index in a temporary folder, and histories for it that one fast-import writes.
import { join } from 'node:path';
import { silentLog } from '../../../src/log.ts';
import { canonicalJson } from '../../../src/run/canonical.ts';
import type { RunEvent } from '../../../src/run/event.ts';
import type { RunRecord } from '../../../src/run/record.ts';
import { eventName, FORMAT_CONTENT, FORMAT_PATH, foldersOf, recordPath } from '../../../src/tracking/layout.ts';
import { renderMessage } from '../../../src/tracking/line.ts';
import { withRunIndex, type RunIndex, type RunIndexOptions } from '../../../src/tracking/local-index/run-index.ts';
import { commitToBare } from '../../support/git-fixtures.ts';
import { REF } from '../open-test-history.ts';
import { newRunId } from '../sample-run.ts';

/** Options of an index of the repository at `url`, whose caches lie under `folder`. */
export function indexOptions(url: string, folder: string, members: Partial<RunIndexOptions> = {}): RunIndexOptions {
  return {
    remote: { url, config: {} },
    ref: REF,
    cache: join(folder, 'cache'),
    scratchParent: join(folder, 'scratch'),
    log: silentLog,
    ...members,
  };
}

/** Ids of all runs that the index of this moment shows, newest first. */
export function idsIn(options: RunIndexOptions): Promise<readonly string[]> {
  return askIndex(options, (index) => index.find({ limit: 100_000 }).ids);
}

/** What the index answers. */
export function askIndex<T>(options: RunIndexOptions, ask: (index: RunIndex) => T | Promise<T>): Promise<T> {
  return withRunIndex(options, async (index) => ask(index));
}

/** Commits runs and events, and whatever other files are named; null takes a file away. Gives the commit. */
export function commitRuns(
  repository: string,
  runs: readonly RunRecord[],
  { events = [], files = {} }: { events?: readonly RunEvent[]; files?: Readonly<Record<string, string | null>> } = {},
): string {
  const lines = events.map(({ id, run, type }) => `Mlops-Event: ${id} ${run} ${'0'.repeat(40)} ${type}`);
  return commitToBare(
    repository,
    REF,
    {
      [FORMAT_PATH]: FORMAT_CONTENT,
      ...Object.fromEntries(runs.map((run) => [recordPath(run.id), canonicalJson(run)])),
      ...Object.fromEntries(events.map((event) => [eventPath(event), canonicalJson(event)])),
      ...files,
    },
    renderMessage(lines),
  );
}

export function eventPath({ run, id }: RunEvent): string {
  return `${foldersOf(run)[2]}/${eventName(run, id)}`;
}

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;

/** An event of a run. */
export function anEvent<Type extends RunEvent['type']>(
  run: string,
  type: Type,
  members: Omit<EventOf<Type>, 'schema' | 'id' | 'run' | 'time' | 'type'>,
  id = newRunId(),
): RunEvent {
  return { schema: 1, id, run, time: '2026-07-10T10:00:00.000Z', type, ...members } as unknown as RunEvent;
}
