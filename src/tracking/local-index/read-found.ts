// Runs that were found, in full: their records and events as the branch has them.
import type { DatabaseSync } from 'node:sqlite';
import { MlopsError } from '../../error.ts';
import { listTree, readBlobs } from '../../git/objects.ts';
import { parseEvent, type RunEvent } from '../../run/event.ts';
import { parseRun } from '../../run/parse.ts';
import { foldEvents } from '../../run/state.ts';
import type { TrackedRun } from '../history.ts';
import { fileName, fileOfPath } from '../layout.ts';
import type { BranchSource } from './branch-source.ts';
import { indexWriter } from './index-writer.ts';
import { readRunFiles, type RunFiles } from './read-changes.ts';
import { filesOfRun, tipIn } from './update.ts';

/**
 * Reads runs in the order of their ids.
 * @returns undefined when a record proved to be unreadable: it is no run any more, so the page is another
 */
export async function readFound(
  database: DatabaseSync,
  source: BranchSource,
  ids: readonly string[],
): Promise<readonly TrackedRun[] | undefined> {
  const runs: TrackedRun[] = [];
  const wanted = ids.map((id) => soundFiles(database, id));
  const isSuperseded = database.prepare('SELECT 1 FROM run WHERE id = ? AND superseded = 1');
  let isSound = true;
  const found = new Map<string, TrackedRun>();
  for await (const { run, contents } of readRunFiles(source, wanted)) {
    const [record, ...events] = contents.map((content) => ('text' in content ? content.text : undefined));
    try {
      const parsed = parseRun(record ?? '', `the record of run ${run.id}`);
      const late = events.flatMap(readEvent);
      const superseded = isSuperseded.get(run.id) === undefined ? {} : { superseded: true };
      found.set(run.id, { record: parsed, events: late, state: foldEvents(parsed, late), ...superseded });
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      const writer = indexWriter(database);
      writer.removeRun(run.id);
      writer.settleAttempts('changed');
      writer.setProblem(run.records[0]?.path ?? '', error.message);
      isSound = false;
    }
  }
  for (const id of ids) {
    const run = found.get(id);
    if (run !== undefined) runs.push(run);
  }
  return isSound ? runs : undefined;
}

/** The record and the events of a run, without those that cannot be read. */
function soundFiles(database: DatabaseSync, id: string): RunFiles {
  const { records, events } = filesOfRun(database, id, 'sound');
  return { id, records: records.slice(0, 1), events };
}

function readEvent(text: string | undefined): readonly RunEvent[] {
  const event = text === undefined ? undefined : parseEvent(text, 'an event');
  return event === undefined ? [] : [event];
}

/** A file that stands beside a record; see `RunIndex.readFile`. */
export async function readFileBeside(
  database: DatabaseSync,
  source: BranchSource,
  run: string,
  name: string,
): Promise<Buffer | undefined> {
  const file = fileName(run, name);
  const tip = tipIn(database);
  const [record] = filesOfRun(database, run, 'sound').records;
  if (tip === undefined || record === undefined) return undefined;
  const folder = record.path.slice(0, record.path.lastIndexOf('/'));
  const [entry] = await listTree(source.git, tip, [], [`${folder}/${file}`]);
  if (entry === undefined || fileOfPath(entry.path)?.kind !== 'file') return undefined;
  await source.fetchBlobs([entry.id]);
  const [content] = await readBlobs(source.git, [entry.id]);
  return content;
}
