// Runs and files → rows. Knows nothing of git; the caller opens and commits the transaction.
import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { RUN_COLUMNS, type RunRows } from './run-rows.ts';

/** A record or event as a row. */
export interface FileRow {
  readonly path: string;
  readonly run: string;
  readonly blob: string;
  /** Of an event: where it stands among the events. */
  readonly sequence: number | null;
}

export interface IndexWriter {
  /** Writes a run that is not there. @param blob of its record */
  addRun(rows: RunRows, blob: string): void;
  /** Takes a run away; one that is not there costs nothing. */
  removeRun(id: string): void;
  /** Tells runs that were run again from their last attempts; to be called when all runs are written. */
  settleAttempts(which: 'all' | 'changed'): void;
  addFile(file: FileRow, problem: string | null): void;
  removeFile(path: string): void;
  /** Why a file counts for nothing. */
  setProblem(path: string, problem: string | null): void;
}

type Named = 'metric' | 'param' | 'tag';

/** Most names of a kind whose numbers are held in memory. */
const MOST_NAMES = 100_000;

export function indexWriter(database: DatabaseSync): IndexWriter {
  const columns = [...RUN_COLUMNS, 'data', 'blob'];
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  const insertRun = prepare(
    `INSERT INTO run (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const insertNumber = prepare(
    'INSERT INTO number (name, run, rank, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const insertText = prepare(
    'INSERT INTO text (name, run, rank, value, number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const findRun = prepare('SELECT n, job FROM run WHERE id = ?');
  const deletions = [
    // The tables are kept by name: what a run has is found name by name.
    prepare("DELETE FROM number WHERE run = ? AND name IN (SELECT n FROM name WHERE entity = 'metric')"),
    prepare("DELETE FROM text WHERE run = ? AND name IN (SELECT n FROM name WHERE entity <> 'metric')"),
    prepare('DELETE FROM run WHERE n = ?'),
  ];
  const changedJobs = new Set<string>();
  const insertFile = prepare('INSERT INTO file (path, run, blob, sequence, problem) VALUES (?, ?, ?, ?, ?)');
  const deleteFile = prepare('DELETE FROM file WHERE path = ?');
  const updateProblem = prepare('UPDATE file SET problem = ?2 WHERE path = ?1');
  const nameOf = nameNumbers(database);
  const listOf = dataLists(database);

  return {
    addRun({ columns: row, metrics, texts, data }, blob) {
      if (typeof row.job === 'string') changedJobs.add(row.job);
      const cells = RUN_COLUMNS.map((column) => row[column]);
      const run = Number(insertRun.run(...cells, data.length === 0 ? null : listOf(data), blob).lastInsertRowid);
      for (const [name, { rank, value }] of metrics) insertNumber.run(nameOf('metric', name), run, rank, value);
      for (const [entity, name, { rank, value, number }] of texts) {
        insertText.run(nameOf(entity, name), run, rank, value, number);
      }
    },
    removeRun(id) {
      const { n, job } = (findRun.get(id) ?? {}) as { readonly n?: number; readonly job?: string | null };
      if (typeof job === 'string') changedJobs.add(job);
      if (n !== undefined) for (const deletion of deletions) deletion.run(n);
    },
    settleAttempts(which) {
      if (which === 'all') database.exec(SUPERSEDE_ALL);
      else if (changedJobs.size > 0) {
        const settle = prepare(SUPERSEDE_ONE);
        for (const job of changedJobs) settle.run(job);
      }
      changedJobs.clear();
    },
    addFile({ path, run, blob, sequence }, problem) {
      insertFile.run(path, run, blob, sequence, problem);
    },
    removeFile(path) {
      deleteFile.run(path);
    },
    setProblem(path, problem) {
      updateProblem.run(path, problem);
    },
  };
}

/** The runs of a new index: very few were run again, so those are looked for. */
const SUPERSEDE_ALL = `
  UPDATE run SET superseded = 1 FROM
    (SELECT job, max(attempt) AS last FROM run WHERE attempt > 1 AND deleted = 0 GROUP BY job) newest
  WHERE run.job = newest.job AND run.attempt < newest.last`;

const SUPERSEDE_ONE = `
  UPDATE run SET superseded = attempt < coalesce((SELECT max(attempt) FROM run WHERE job = ?1 AND deleted = 0), 0)
  WHERE job = ?1`;

/** Numbers of names, given out as they come. */
function nameNumbers(database: DatabaseSync): (entity: Named, name: string) => number {
  const find = database.prepare('SELECT n FROM name WHERE entity = ? AND name = ?');
  const insert = database.prepare('INSERT INTO name (entity, name) VALUES (?, ?)');
  const known = { metric: new Map<string, number>(), param: new Map<string, number>(), tag: new Map<string, number>() };
  return (entity, name) => {
    const numbers = known[entity];
    const held = numbers.get(name);
    if (held !== undefined) return held;
    const found = (find.get(entity, name) as { readonly n: number } | undefined)?.n;
    const n = found ?? Number(insert.run(entity, name).lastInsertRowid);
    if (numbers.size >= MOST_NAMES) numbers.clear();
    numbers.set(name, n);
    return n;
  };
}

/** Numbers of lists of data files, by their content. */
function dataLists(database: DatabaseSync): (data: RunRows['data']) => number {
  const find = database.prepare('SELECT n FROM data_list WHERE digest = ?');
  const insert = database.prepare('INSERT INTO data_list (digest, files) VALUES (?, ?)');
  return (data) => {
    const files = JSON.stringify(data);
    const digest = hash('sha256', files, 'buffer');
    const found = (find.get(digest) as { readonly n: number } | undefined)?.n;
    return found ?? Number(insert.run(digest, files).lastInsertRowid);
  };
}
