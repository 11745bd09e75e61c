// Brings the index to the newest commit of the branch: what two trees differ in is read and written, nothing else. No
// ancestry is needed, so a branch that was rewritten is as good as one that grew.
import type { DatabaseSync } from 'node:sqlite';
import { diffTrees, listFiles, readBlobs, type TreeChange } from '../../git/objects.ts';
import type { Log } from '../../log.ts';
import { judgeFormat } from '../format.ts';
import { fileOfPath, FORMAT_PATH } from '../layout.ts';
import { unreadable } from '../tracking-error.ts';
import type { BranchSource } from './branch-source.ts';
import { buildIndexFile, openIndexFile } from './database-file.ts';
import { inOrder, namesAll, needsLog, type NamedEvent } from './event-order.ts';
import { indexWriter, type FileRow } from './index-writer.ts';
import { judgeRun } from './judge-run.ts';
import { readRunFiles, type RunFiles } from './read-changes.ts';

export interface UpdateOptions {
  /** Folder of the cache, whose lock is held. */
  readonly folder: string;
  readonly source: BranchSource;
  readonly ref: string;
  readonly log: Log;
}

/** With more changed files than this, and than a quarter of all, a new index is made sooner than the old one mended. */
const MANY_CHANGES = 5000;

/**
 * Opens the index as the branch is now; one that is not there, not whole or of another version is made anew.
 * @throws MlopsError `tracking-unreadable` for a branch that is no tracking branch of this format, and as a fetch does
 */
export async function openUpdated(options: UpdateOptions): Promise<DatabaseSync> {
  const { folder, source } = options;
  const tip = await source.refresh();
  const database = openIndexFile(folder);
  if (database === undefined) return build(options, tip);
  try {
    const known = tipIn(database);
    if (known === tip) return database;
    const changes = tip === undefined ? undefined : await changesSince(database, source, known, tip);
    if (tip !== undefined && changes !== undefined && !isMuch(database, changes)) {
      // An error on the way closes the database, and nothing of it was done.
      database.exec('BEGIN IMMEDIATE');
      await apply(database, options, changes, { from: known, to: tip });
      database.exec('COMMIT');
      return database;
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return build(options, tip);
}

function build(options: UpdateOptions, tip: string | undefined): Promise<DatabaseSync> {
  return buildIndexFile(options.folder, async (database) => {
    if (tip === undefined) return;
    const changes = await listFiles(options.source.git, tip);
    // The format stands in every tracking branch, and is judged with the other files.
    if (!changes.some(({ path }) => path === FORMAT_PATH)) throw noTrackingBranch(options.ref);
    if (changes.length > MANY_CHANGES)
      options.log.info(`reading ${changes.length} files of ${options.ref} into the index`);
    await apply(database, options, changes, { from: undefined, to: tip });
  });
}

async function changesSince(
  database: DatabaseSync,
  source: BranchSource,
  known: string | undefined,
  tip: string,
): Promise<readonly TreeChange[] | undefined> {
  const changes = known === undefined ? undefined : await diffTrees(source.git, known, tip);
  if (changes !== undefined || known === undefined) return changes;
  // The commit is gone. What the index was made from stands in it.
  const rows = database.prepare('SELECT path, blob FROM file').all() as { path: string; blob: string }[];
  const before = new Map(rows.map(({ path, blob }) => [path, blob]));
  const files = await listFiles(source.git, tip);
  const there = new Set(files.map(({ path }) => path));
  return [
    ...files.filter(({ path, blob }) => before.get(path) !== blob),
    ...[...before.keys()].filter((path) => !there.has(path)).map((path) => ({ path, blob: undefined })),
  ];
}

function isMuch(database: DatabaseSync, changes: readonly TreeChange[]): boolean {
  if (changes.length <= MANY_CHANGES) return false;
  const { runs } = database.prepare('SELECT count(*) AS runs FROM run').get() as { readonly runs: number };
  return changes.length > runs / 4;
}

interface Range {
  readonly from: string | undefined;
  readonly to: string;
}

async function apply(
  database: DatabaseSync,
  { source, ref }: UpdateOptions,
  changes: readonly TreeChange[],
  { from, to }: Range,
): Promise<void> {
  await checkFormat(source, ref, changes);
  const writer = indexWriter(database);
  const files = changes.filter(({ path }) => ['record', 'event'].includes(fileOfPath(path)?.kind ?? ''));
  if (from !== undefined) for (const { path } of files) writer.removeFile(path);
  const added = await inSequence(database, source, files, from);
  for (const file of added) {
    if (from !== undefined && file.sequence !== null) writer.removeFile(file.path);
    writer.addFile(file, null);
  }
  const runs = from === undefined ? groupedByRun(added) : runsWith(database, files);
  for (const part of inParts(runs)) {
    for await (const { run, contents } of readRunFiles(source, part)) {
      const { records, events } = run;
      if (from !== undefined) writer.removeRun(run.id);
      const judged = judgeRun(run.id, contents.slice(0, records.length), contents.slice(records.length));
      if (judged.run !== undefined) writer.addRun(judged.run.rows, judged.run.blob);
      for (const { path } of [...records, ...events]) {
        const problem = judged.problems.get(path);
        if (problem !== undefined || from !== undefined) writer.setProblem(path, problem ?? null);
      }
    }
  }
  writer.settleAttempts(from === undefined ? 'all' : 'changed');
  database.prepare("INSERT OR REPLACE INTO fact (name, value) VALUES ('tip', ?)").run(to);
}

/**
 * The files that were added, each event with its place in the order of their commits. Events that the index has of the
 * same runs are among them: where the branch was rewritten, as by uniting two histories, they may have moved.
 */
async function inSequence(
  database: DatabaseSync,
  source: BranchSource,
  files: readonly TreeChange[],
  since: string | undefined,
): Promise<readonly FileRow[]> {
  const rows: FileRow[] = [];
  const added: EventFile[] = [];
  for (const { path, blob } of files) {
    const { kind, run = '' } = fileOfPath(path) ?? {};
    if (blob === undefined) continue;
    if (kind === 'event') added.push({ run, event: eventOf(path), path, blob });
    else rows.push({ path, run, blob, sequence: null });
  }
  if (added.length === 0) return rows;
  const ids = since === undefined ? [] : new Set(added.map(({ run }) => run));
  const held = [...ids].flatMap((id) => filesOfRun(database, id, 'all').events);
  const events = [...held.filter(isEvent).map((file) => ({ ...file, event: eventOf(file.path) })), ...added];
  const messages = needsLog(events) ? await source.eventMessages(since, (some) => namesAll(added, some)) : [];
  const { last } = database.prepare('SELECT coalesce(max(sequence), 0) AS last FROM file').get() as { last: number };
  const placed = inOrder(events, messages);
  return [...rows, ...placed.map(({ path, run, blob }, index) => ({ path, run, blob, sequence: last + 1 + index }))];
}

/** Runs that are read by one process of git, and held in memory together. */
const PART = 5000;

function* inParts(runs: Iterable<RunFiles>): Iterable<readonly RunFiles[]> {
  let part: RunFiles[] = [];
  for (const run of runs) {
    part.push(run);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** The runs of files that are all that there are, one run after the other. */
function* groupedByRun(files: readonly FileRow[]): Iterable<RunFiles> {
  let group: FileRow[] = [];
  for (const file of files.toSorted((a, b) => (a.run < b.run ? -1 : a.run > b.run ? 1 : 0))) {
    const id = group[0]?.run;
    if (id !== undefined && id !== file.run) {
      yield runFiles(id, group);
      group = [];
    }
    group.push(file);
  }
  if (group[0] !== undefined) yield runFiles(group[0].run, group);
}

/** The runs that any of these files belongs to, with all of their files. */
function* runsWith(database: DatabaseSync, files: readonly TreeChange[]): Iterable<RunFiles> {
  for (const id of new Set(files.map(({ path }) => runOf(path)))) yield filesOfRun(database, id, 'all');
}

interface EventFile extends NamedEvent {
  readonly path: string;
  readonly blob: string;
}

/** Id of the event of a file. */
function eventOf(path: string): string {
  const { run = '', name = '' } = fileOfPath(path) ?? {};
  return name.slice(run.length + 1, -'.json'.length);
}

const NONE: readonly FileRow[] = [];

function runFiles(id: string, files: readonly FileRow[]): RunFiles {
  // Nearly every run is one file; nothing is copied for it.
  if (files.length === 1 && files[0]?.sequence === null) return { id, records: files, events: NONE };
  return {
    id,
    records: files.filter(({ sequence }) => sequence === null).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    events: files.filter(isEvent).toSorted((a, b) => a.sequence - b.sequence),
  };
}

function isEvent(file: FileRow): file is FileRow & { readonly sequence: number } {
  return file.sequence !== null;
}

/** Records and events of a run that the index knows: all, or those that could be read. */
export function filesOfRun(database: DatabaseSync, id: string, which: 'all' | 'sound'): RunFiles {
  const find = database.prepare('SELECT path, run, blob, sequence FROM file WHERE run = ? AND (problem IS NULL OR ?)');
  return runFiles(id, find.all(id, which === 'all' ? 1 : 0) as unknown as FileRow[]);
}

function runOf(path: string): string {
  return fileOfPath(path)?.run ?? '';
}

/** The commit that the index was made from; undefined when there was no branch. */
export function tipIn(database: DatabaseSync): string | undefined {
  const row = database.prepare("SELECT value FROM fact WHERE name = 'tip'").get();
  return (row as { readonly value: string } | undefined)?.value;
}

async function checkFormat({ git }: BranchSource, ref: string, changes: readonly TreeChange[]): Promise<void> {
  const format = changes.find(({ path }) => path === FORMAT_PATH);
  if (format === undefined) return;
  if (format.blob === undefined) throw noTrackingBranch(ref);
  const [content] = await readBlobs(git, [format.blob]);
  judgeFormat(content?.toString() ?? '', ref);
}

function noTrackingBranch(ref: string): Error {
  return unreadable(ref, `it holds no ${FORMAT_PATH}, so it is no tracking branch`);
}
