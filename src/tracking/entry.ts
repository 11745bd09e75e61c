// Runs and events as the files that they are on the branch. Pure but for the hash of their contents.
import { MlopsError } from '../error.ts';
import { blobIdOf, type ObjectFormat } from '../git/object-id.ts';
import { canonicalJson } from '../run/canonical.ts';
import { parseEvent, type RunEvent } from '../run/event.ts';
import { parseRun } from '../run/parse.ts';
import type { RunBundle } from './history.ts';
import { eventName, fileName, recordName } from './layout.ts';
import { eventLineOf, lineOf, renderEventLine, renderFileLine, renderRunLine } from './line.ts';

/** A file to be added to the branch. Which folder takes it is known when the branch has been read. */
export interface Entry {
  /** The run that the file belongs to. */
  readonly run: string;
  /** Its name in that folder: `<run id>.json`, `<run id>.<name>`, `<run id>.<event id>.json`. */
  readonly name: string;
  readonly blob: string;
  /** Undefined when the blob is in the repository already. */
  readonly content: Buffer | undefined;
  /** Its line in the index. */
  readonly line: string;
}

/**
 * The files of runs and events, sorted by name.
 * @throws MlopsError `record-invalid` for a record or event that could not be read back, `usage` for a bad file name
 */
export function entriesOf(
  bundles: readonly RunBundle[],
  events: readonly RunEvent[],
  format: ObjectFormat,
): readonly Entry[] {
  const entries = new Map<string, Entry>();
  const add = (run: string, name: string, content: Buffer, lineFor: (blob: string) => string): void => {
    const blob = blobIdOf(content, format);
    if (entries.has(name) && entries.get(name)?.blob !== blob) throw collision(name);
    entries.set(name, { run, name, blob, content, line: lineFor(blob) });
  };
  for (const { record, files } of bundles) {
    const { id } = record;
    const text = canonicalJson(record);
    parseRun(text, `the record of run ${id}`);
    add(id, recordName(id), Buffer.from(text), (blob) => renderRunLine(lineOf(record, blob)));
    for (const [name, content] of Object.entries(files)) {
      add(id, fileName(id, name), content, (blob) => renderFileLine({ id, blob, name }));
    }
  }
  for (const event of events) {
    const { id, run } = event;
    const text = canonicalJson(event);
    parseEvent(text, `the event ${id} of run ${run}`);
    add(run, eventName(run, id), Buffer.from(text), (blob) => renderEventLine(eventLineOf(event, blob)));
  }
  return [...entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The error for a path that has other content already: files of the branch are never changed. */
export function collision(path: string): MlopsError {
  return new MlopsError(
    'tracking-conflict',
    `${path} exists with other content`,
    'Each run has its own id and is written once. Start a new run instead of recording this one again.',
  );
}
