// Runs as the files that they are on the branch. Pure but for the hash of their contents.
import { MlopsError } from '../error.ts';
import { blobIdOf, type ObjectFormat } from '../git/object-id.ts';
import { canonicalJson } from '../run/canonical.ts';
import { parseRun } from '../run/parse.ts';
import type { RunRecord } from '../run/record.ts';
import type { RunBundle } from './history.ts';
import { filePath, recordPath } from './layout.ts';
import { lineOf, renderFileLine, renderRunLine } from './line.ts';

/** A file to be added to the branch; `name` is absent for the record itself. */
export interface Entry {
  readonly record: RunRecord;
  readonly name: string | undefined;
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The files of runs, sorted by path.
 * @throws MlopsError `record-invalid` for a record that could not be read back, `usage` for a bad file name
 */
export function entriesOf(bundles: readonly RunBundle[]): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const { record, files } of bundles) {
    const text = canonicalJson(record);
    parseRun(text, `the record of run ${record.id}`);
    const added: readonly Entry[] = [
      { record, name: undefined, path: recordPath(record.id), content: Buffer.from(text) },
      ...Object.entries(files).map(([name, content]) => ({ record, name, path: filePath(record.id, name), content })),
    ];
    for (const entry of added) {
      if (entries.get(entry.path)?.content.equals(entry.content) === false) throw collision(entry.path);
      entries.set(entry.path, entry);
    }
  }
  return [...entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The index line of an entry. */
export function renderEntryLine({ record, name, content }: Entry, format: ObjectFormat): string {
  const blob = blobIdOf(content, format);
  return name === undefined ? renderRunLine(lineOf(record, blob)) : renderFileLine({ id: record.id, blob, name });
}

/** The error for a path that has other content already: files of the branch are never changed. */
export function collision(path: string): MlopsError {
  return new MlopsError(
    'tracking-conflict',
    `${path} exists with other content`,
    'Each run has its own id and is written once. Start a new run instead of recording this one again.',
  );
}
