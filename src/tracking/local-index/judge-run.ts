// The files of one run → what the index says of it. Whatever is wrong with a file counts against that file alone. Pure.
import { MlopsError } from '../../error.ts';
import { parseEvent, type RunEvent } from '../../run/event.ts';
import type { RunRecord } from '../../run/record.ts';
import { foldEvents } from '../../run/state.ts';
import { eventName, fileOfPath } from '../layout.ts';
import { parseIndexed, type IndexedRecord } from './indexed-record.ts';
import { rowsOf, type RunRows } from './run-rows.ts';

/** A record or event with its text, or with the reason for having none. */
export type ReadFile = { readonly path: string; readonly blob: string } & (
  | { readonly text: string }
  | { readonly reason: string }
);

export interface JudgedRun {
  /** The run and the blob of its record; undefined when no record can be read. */
  readonly run: { readonly rows: RunRows; readonly blob: string } | undefined;
  /** Why files count for nothing, by path. */
  readonly problems: ReadonlyMap<string, string>;
}

/**
 * Folds the files of a run.
 * @param records by their paths; a run has one
 * @param events in the order in which they hold
 */
export function judgeRun(id: string, records: readonly ReadFile[], events: readonly ReadFile[]): JudgedRun {
  const problems = new Map<string, string>();
  const attempt = <T>(file: ReadFile, parse: (text: string) => T): T | undefined => {
    try {
      if ('text' in file) return parse(file.text);
      problems.set(file.path, file.reason);
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      problems.set(file.path, error.message);
    }
    return undefined;
  };
  let found: { readonly record: IndexedRecord; readonly file: ReadFile } | undefined;
  for (const file of records) {
    const record = attempt(file, (text) => parseIndexed(text, id));
    if (record === undefined) continue;
    if (found === undefined) found = { record, file };
    else problems.set(file.path, `the record of this run stands at ${found.file.path} too`);
  }
  const happened = events.flatMap((file) => attempt(file, (text) => parseNamed(file.path, text)) ?? []);
  if (found === undefined) return { run: undefined, problems };
  const { record, file } = found;
  // The fold looks at nothing that was not checked.
  const state = foldEvents(record as unknown as RunRecord, happened);
  return { run: { rows: rowsOf(record, state), blob: file.blob }, problems };
}

/** The event of a file; undefined for one that only a later version knows. */
function parseNamed(path: string, text: string): RunEvent | undefined {
  const { run = '', name = '' } = fileOfPath(path) ?? {};
  const event = parseEvent(text, `the event ${name}`);
  if (event === undefined || (event.run === run && name === eventName(run, event.id))) return event;
  throw new MlopsError(
    'record-invalid',
    `it holds the event ${event.id} of run ${event.run}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}
