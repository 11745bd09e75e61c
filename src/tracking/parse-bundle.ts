// Files that came from elsewhere → a run. Whoever could write the spool or upload an artifact has made them: nothing of
// them is taken that the record does not name by its digest.
import { createHash } from 'node:crypto';
import { MlopsError } from '../error.ts';
import { namedFilesOf } from '../run/named-files.ts';
import { parseRun } from '../run/parse.ts';
import type { RunBundle } from './history.ts';
import { fileName, recordName } from './layout.ts';

/** A record is read whole: a larger one is none. In bytes. */
const MOST_RECORD_BYTES = 16 * 1024 * 1024;

/** Largest file beside a record that is taken; forges refuse files of 100 MB. In bytes. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** Most files that are looked at for one run. */
export const MOST_FILES = 20;

export interface ParsedBundle {
  readonly bundle: RunBundle;
  /** What was left out and why, in words that begin with the file's name. */
  readonly leftOut: readonly string[];
}

/**
 * The run among files that are named as on the tracking branch: `<id>.json`, `<id>.<name>`.
 * @param origin where they come from, for messages
 * @throws MlopsError `record-invalid` when there is no record of this very run that this version can read
 */
export function parseBundle(id: string, contents: ReadonlyMap<string, Buffer>, origin: string): ParsedBundle {
  const text = contents.get(recordName(id));
  if (text === undefined) throw invalid(`${origin} holds no ${recordName(id)}`);
  if (text.length > MOST_RECORD_BYTES) {
    throw invalid(`${recordName(id)} in ${origin} has ${text.length} bytes; a record has at most ${MOST_RECORD_BYTES}`);
  }
  const record = parseRun(text.toString(), `${recordName(id)} in ${origin}`);
  if (record.id !== id) throw invalid(`${recordName(id)} in ${origin} is the record of run ${record.id}`);

  const files: Record<string, Buffer> = {};
  const leftOut: string[] = [];
  const taken = new Set([recordName(id)]);
  for (const { name, size, sha256 } of namedFilesOf(record)) {
    const path = pathOf(id, name);
    const content = path === undefined ? undefined : contents.get(path);
    if (path === undefined) leftOut.push(`${shown(name)}: that is no name of a file beside a record`);
    else if (content === undefined) leftOut.push(`${name}: the record names it, and it is not there`);
    else if (content.length !== size || sha256Of(content) !== sha256) {
      leftOut.push(`${name}: it is not the file that the record names`);
    } else files[name] = content;
    if (path !== undefined) taken.add(path);
  }
  const others = [...contents.keys()].filter((path) => !taken.has(path));
  return {
    bundle: { record, files },
    leftOut: [...leftOut, ...others.map((path) => `${shown(path)}: not of this run`)],
  };
}

function pathOf(id: string, name: string): string | undefined {
  try {
    return fileName(id, name);
  } catch {
    return undefined;
  }
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function shown(path: string): string {
  return JSON.stringify(path.slice(0, 120));
}

function invalid(message: string): MlopsError {
  return new MlopsError('record-invalid', message, 'It is left where it is; nothing of it was written.');
}
