// The tracking history as features see it: append runs, look through the index, read records.
import type { RunEvent } from '../run/event.ts';
import type { RunRecord } from '../run/record.ts';

/** One line of the index: what the commit message says of a run, without reading its record. */
export interface RunLine {
  readonly id: string;
  /** Object id of the record's blob on the tracking branch. */
  readonly blob: string;
  readonly status: string;
  readonly experiment: string;
  readonly commit: string;
  readonly branch: string;
  /** The worktree had uncommitted changes: not eligible as a baseline. */
  readonly dirty: boolean;
  /** It trained with values given to this run alone, so its commit does not stand for it: not eligible as a baseline. */
  readonly overridden: boolean;
  /** The job of a matrix that it ran in, see `legOf`; absent outside of any matrix. */
  readonly leg?: string;
}

/** A record with the files that stand beside it (`series.jsonl`, `changes.patch`), by name. */
export interface RunBundle {
  readonly record: RunRecord;
  readonly files: Readonly<Record<string, Buffer>>;
}

export interface Appended {
  /**
   * Commit of the tracking branch that holds the files; undefined when they wait in the inbox of the remote, where they
   * are as durable, until another writer or `mlops sync` folds them into the branch.
   */
  readonly commit: string | undefined;
  /** False when the very same files were there already. */
  readonly written: boolean;
}

export interface TrackingHistory {
  /** Writes runs and late events of runs in one commit; retries lost races. Idempotent by blob id. */
  append(bundles: readonly RunBundle[], events?: readonly RunEvent[]): Promise<Appended>;
  /**
   * Index lines, newest first; an absent branch is an empty history, an unreadable one an error.
   * Reads as far back as needed until `enough` of them match.
   */
  lines(query?: {
    readonly matches?: (line: RunLine) => boolean;
    readonly enough?: number;
  }): Promise<readonly RunLine[]>;
  /** The records of these lines, in their order, in one batched fetch. */
  read(lines: readonly RunLine[]): Promise<readonly RunRecord[]>;
  /** A file beside the record. */
  readFile(id: string, name: string): Promise<Buffer | undefined>;
}
