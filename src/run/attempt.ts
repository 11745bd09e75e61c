// Attempts: a job of a workflow run that was run again leaves a second run. Both are kept; where runs are points of a
// line, as in trends, noise and baselines, the newest attempt stands for both. Pure.
import { v5 } from 'uuid';
import { canonicalLine } from './canonical.ts';
import type { RunRecord } from './record.ts';

/** At what a run is an attempt, and which one. */
export interface Attempt {
  /** 16 hex digits, the same for every attempt at the same: workflow run, job, matrix values, commit, experiment and model. */
  readonly job: string;
  /** Counted from 1. */
  readonly number: number;
}

type Identity = Pick<RunRecord, 'experiment'> & {
  readonly model: { readonly name: string };
  readonly source: Pick<RunRecord['source'], 'commit'>;
  readonly trigger: Pick<RunRecord['trigger'], 'run' | 'attempt' | 'job' | 'matrix'>;
};

/** Undefined for a run outside of workflows, which nobody can run again. */
export function attemptOf({ experiment, model, source, trigger }: Identity): Attempt | undefined {
  const { run, attempt = 1, job = '', matrix = {} } = trigger;
  if (run === undefined) return undefined;
  const key = canonicalLine([run, job, matrix, source.commit, experiment, model.name]);
  return { job: v5(key, v5.URL).replaceAll('-', '').slice(0, 16), number: attempt };
}

/** Whether one run was made again by the other. */
export function isEarlier(one: Attempt | undefined, other: Attempt | undefined): boolean {
  return one !== undefined && other !== undefined && one.job === other.job && one.number < other.number;
}

/**
 * Marks the runs of which a later attempt is there too. A deleted run counts for nothing, so it stands for no other.
 * @param runs in any order, which stays
 */
export function withSuperseded<
  Run extends { readonly attempt?: Attempt; readonly deleted?: boolean; readonly superseded?: boolean },
>(runs: readonly Run[]): readonly Run[] {
  const newest = new Map<string, Attempt>();
  for (const { attempt, deleted } of runs) {
    if (attempt === undefined || attempt.number === 1 || deleted === true) continue;
    if ((newest.get(attempt.job)?.number ?? 1) < attempt.number) newest.set(attempt.job, attempt);
  }
  if (newest.size === 0) return runs;
  return runs.map((run) =>
    isEarlier(run.attempt, newest.get(run.attempt?.job ?? '')) ? { ...run, superseded: true } : run,
  );
}
