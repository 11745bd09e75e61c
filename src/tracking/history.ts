// The tracking history as features see it: append runs, look through the index, read records.
import type { Attempt } from '../run/attempt.ts';
import type { RunEvent } from '../run/event.ts';
import type { RunRecord } from '../run/record.ts';
import type { RunState } from '../run/state.ts';

/** Where a late event of a run is found. */
export interface EventRef {
  readonly id: string;
  /** Object id of the event's blob on the tracking branch. */
  readonly blob: string;
  readonly type: string;
}

/** One line of the index: what commit messages say of a run and its late events, without reading any of them. */
export interface RunLine {
  readonly id: string;
  /** Object id of the record's blob on the tracking branch. */
  readonly blob: string;
  /** The one that holds now. */
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
  /** At what it is an attempt; absent outside of workflows, and of runs of earlier versions. */
  readonly attempt?: Attempt;
  /** True where a later attempt of the same job is among what was read: no baseline, and no point of a trend. */
  readonly superseded?: boolean;
  /** True for a run of a fork's code: not eligible as a baseline, and never a version. */
  readonly fork?: boolean;
  /** True for a run that was deleted and not restored: no baseline, and in no list unless asked for. */
  readonly deleted?: boolean;
  /** Late events in the order in which they hold; absent when there are none. */
  readonly events?: readonly EventRef[];
}

/** A run as it was written, what became known of it later, and what holds now. */
export interface TrackedRun {
  readonly record: RunRecord;
  /** In the order in which they hold, without those that this version does not know. */
  readonly events: readonly RunEvent[];
  readonly state: RunState;
  /** True where a later attempt of the same job is there too; only lists say it. */
  readonly superseded?: boolean;
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
  /** Names of the files that stand in the folder of their hour, as that of their day was full; absent when there are none. */
  readonly byHour?: readonly string[];
}

/** What folding the inbox did. */
export interface Folded {
  /** Writes that were taken into the branch, or were there already. */
  readonly folded: number;
  /** Refs under `refs/mlops/refused/` that hold what could not be taken: nothing of it is lost. */
  readonly refused: readonly string[];
  /** The last commit that was made. */
  readonly commit: string | undefined;
  /** As in `Appended`. */
  readonly byHour?: readonly string[];
}

export interface TrackingHistory {
  /** Writes runs and late events of runs in one commit; retries lost races. Idempotent by blob id. */
  append(bundles: readonly RunBundle[], events?: readonly RunEvent[]): Promise<Appended>;
  /** Takes what writers have left in the inbox into the branch; safe at any time, by anyone, twice at once. */
  fold(): Promise<Folded>;
  /**
   * Index lines, newest first; an absent branch is an empty history, an unreadable one an error.
   * Reads as far back as needed until `enough` of them match, and no farther than to runs that started at `since`.
   * Deleted runs are left out unless they are asked for.
   */
  lines(query?: {
    readonly matches?: (line: RunLine) => boolean;
    readonly enough?: number;
    readonly since?: Date;
    readonly withDeleted?: boolean;
  }): Promise<readonly RunLine[]>;
  /** The records of these lines as they were written, in the order of the lines, in one batched fetch. */
  read(lines: readonly RunLine[]): Promise<readonly RunRecord[]>;
  /** The same with late events, in the same fetch. An event that cannot be read is a warning, and its run is there. */
  readStates(lines: readonly RunLine[]): Promise<readonly TrackedRun[]>;
  /** A file beside the record. */
  readFile(id: string, name: string): Promise<Buffer | undefined>;
}
