// The spool: a folder in which the files of runs wait until they stand on the tracking branch, named as they are there.
// A run is in it when its record is, which is written last and taken away first, so that a crash leaves all of it or none.
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecordArtifact } from '../artifacts/artifact-name.ts';
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import { RunId } from '../run/id.ts';
import type { RunBundle } from './history.ts';
import { fileName, recordName } from './layout.ts';
import { MOST_FILE_BYTES, MOST_FILES, parseBundle, type ParsedBundle } from './parse-bundle.ts';

/** A run that waits. */
export interface WaitingRun {
  readonly id: string;
  /** Folder that its files lie in. */
  readonly folder: string;
}

export interface Spool {
  /** Oldest first. */
  readonly runs: readonly WaitingRun[];
  /** Full paths of JSON files that are no record of a run by their names. */
  readonly strange: readonly string[];
}

/** Writes the files of a run to disk, past the caches of the system; gives their names, the record's last. */
export async function writeSpool(folder: string, { record, files }: RunBundle): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const named = Object.entries(files).map(([name, content]) => [fileName(record.id, name), content] as const);
  const all = [...named, [recordName(record.id), canonicalJson(record)] as const];
  for (const [name, content] of all) {
    const temporary = join(folder, `.${name}.partial`);
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, join(folder, name));
  }
  return all.map(([name]) => name);
}

/**
 * The runs that wait in a folder, or in its folders `mlops-record-<id>`, as downloaded artifacts lie. An absent folder
 * has none.
 */
export async function listSpool(folder: string): Promise<Spool> {
  const runs: WaitingRun[] = [];
  const strange: string[] = [];
  for (const name of await namesIn(folder)) {
    const id = parseRecordArtifact(name)?.run;
    if (id !== undefined && (await namesIn(join(folder, name))).length > 0) {
      runs.push({ id, folder: join(folder, name) });
    } else if (name.endsWith('.json') && !name.startsWith('.')) {
      const run = name.slice(0, -'.json'.length);
      if (RunId.safeParse(run).success) runs.push({ id: run, folder });
      else strange.push(join(folder, name));
    }
  }
  return { runs: runs.toSorted((a, b) => (a.id < b.id ? -1 : 1)), strange };
}

/**
 * Reads a run that waits.
 * @throws MlopsError `record-invalid` for files that are no run, and the system's error for those that cannot be read
 */
export async function readSpool({ id, folder }: WaitingRun): Promise<ParsedBundle> {
  const contents = new Map<string, Buffer>();
  const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`));
  for (const name of names.slice(0, MOST_FILES)) {
    const path = join(folder, name);
    const facts = await lstat(path);
    if (!facts.isFile()) throw unreadable(path, 'it is no plain file');
    if (facts.size > MOST_FILE_BYTES)
      throw unreadable(path, `it has ${facts.size} bytes, more than ${MOST_FILE_BYTES}`);
    contents.set(name, await readFile(path));
  }
  return parseBundle(id, contents, folder);
}

/** Takes a run out of the spool. */
export async function dropSpool({ id, folder }: WaitingRun): Promise<void> {
  await rm(join(folder, recordName(id)), { force: true });
  const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`) || name.startsWith(`.${id}.`));
  for (const name of names) await rm(join(folder, name), { force: true });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  return names.toSorted();
}

function unreadable(path: string, why: string): MlopsError {
  return new MlopsError('record-invalid', `${path} cannot be a file of a run: ${why}`, 'Look what put it there.');
}
