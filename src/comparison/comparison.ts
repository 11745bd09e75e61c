// The words of a comparison. Plain readonly JSON: it is stored in the run record and rendered by report/. Pure.
import type { Reading } from '../run/number.ts';
import type { Evidence } from './evidence.ts';

export type Direction = 'higher' | 'lower' | 'unknown';

/** How a metric moved. `within-noise` only where a noise estimate exists. */
export type Movement = 'better' | 'worse' | 'same' | 'within-noise' | 'changed' | 'new' | 'missing' | 'not-finite';

/** Spread that the metric shows without any cause: one standard deviation, and where the figure comes from. */
export interface Noise {
  readonly sigma: number;
  /** Number of runs that it was estimated from. */
  readonly runs: number;
  readonly source: 'history';
}

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'skipped';

/** One condition of a gate, judged. */
export interface GateCheck {
  readonly kind: 'present' | 'min' | 'max' | 'warn' | 'max-regression' | 'test' | 'slices';
  readonly status: CheckStatus;
  /** The limit as a number in the metric's unit, where there is one. */
  readonly limit?: number;
  /** Which side of the limit is accepted, where there is a limit. */
  readonly bound?: 'at-least' | 'at-most';
  /** The accepted regression, or the margin, as declared, for example `1%` or `0.02`. */
  readonly tolerance?: string;
  /** What the difference is known by; absent where values were compared as they are. */
  readonly difference?: CheckedDifference;
  /** In words, with the values; plain text, may hold foreign names. */
  readonly reason: string;
}

/** A difference candidate − baseline with its uncertainty, in the metric's unit; of slices the worst one. */
export interface CheckedDifference {
  readonly estimate: number;
  readonly interval: readonly [low: number, high: number];
  /** The baseline's value that it is from. */
  readonly from: number;
  readonly p: number;
  readonly alpha: number;
  readonly method: string;
  readonly evidence: 'paired-rows' | 'repeats' | 'history' | 'single';
  readonly count: number;
  readonly counted: 'rows' | 'seeds' | 'folds' | 'runs';
  /** All rows or repeats together that would probably settle it, where it is open. */
  readonly needed?: number;
}

export interface MetricRow {
  readonly name: string;
  readonly direction: Direction;
  readonly unit?: string;
  readonly primary: boolean;
  readonly baseline?: Reading;
  readonly candidate?: Reading;
  /** candidate − baseline, where both are finite. */
  readonly delta?: number;
  /** delta / |baseline|, where the baseline is not zero. */
  readonly relative?: number;
  readonly movement: Movement;
  readonly noise?: Noise;
  /** Absent: no gate. */
  readonly gate?: { readonly status: CheckStatus; readonly checks: readonly GateCheck[] };
  /** Last values on the baseline's branch, oldest first; null where a run lacks the metric. */
  readonly history: readonly (number | null)[];
  /** Row and sample counts are shown, never judged. */
  readonly count: boolean;
}

export interface Change {
  readonly name: string;
  readonly baseline?: string;
  readonly candidate?: string;
}

/** Files in which the code of two runs differs. */
export interface ChangedFiles {
  readonly count: number;
  /** The forge names no more files than these; there may be more. */
  readonly isCut?: true;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  /** The first of them, those with the most changed lines first. */
  readonly most: readonly { readonly path: string; readonly added: number; readonly removed: number }[];
}

/** What changed beside the metrics. */
export interface Changes {
  readonly params: readonly Change[];
  readonly paramCount: number;
  readonly data: readonly Change[];
  readonly packages: readonly Change[];
  /** Runtimes, operating system and hardware. */
  readonly environment: readonly Change[];
  readonly code: {
    readonly baseline: string;
    readonly candidate: string;
    readonly same: boolean;
    /** Absent where nobody could say. */
    readonly files?: ChangedFiles;
  };
  readonly command?: Change;
}

export type VerdictStatus = 'pass' | 'fail' | 'inconclusive';

export interface Verdict {
  readonly status: VerdictStatus;
  readonly warned: boolean;
  /** Every reason, worst first; plain text. */
  readonly reasons: readonly { readonly metric: string; readonly status: CheckStatus; readonly reason: string }[];
  /** Gates that did not pass and do not count, because a person answers for them; absent when there are none. */
  readonly accepted?: readonly AcceptedGate[];
}

/** What a person with write access said of a gate that did not pass. All of it is foreign text. */
export interface AcceptedGate {
  readonly gate: string;
  readonly reason: string;
  /** Login of the person. */
  readonly actor?: string;
  /** Web address of where it was said. */
  readonly url?: string;
}

/** Which run is compared against and why that one. */
export interface BaselineChoice {
  readonly run: string;
  readonly commit: string;
  readonly branch?: string;
  /** In words, for example "the run of the merge base" or "the newest success on main; the merge base has no run". */
  readonly how: string;
}

/** What the difference can be judged by: the best that there is. */
export interface EvidenceSummary {
  readonly kind: Evidence['kind'];
  /** In words. */
  readonly how: string;
  /** Of rows: how many both models predict, and how many only one of them. */
  readonly rows?: number;
  readonly lost?: { readonly baseline: number; readonly candidate: number };
  readonly source?: 're-scored' | 'stored';
  /** SHA-256 over ids and targets of these rows. */
  readonly holdout?: string;
  /** Why it is not a better kind, in words, best first; may hold foreign names. */
  readonly passedOver: readonly string[];
}

/** How the predictions changed in the slices of the rows. */
export interface SliceChanges {
  /** What is averaged, in words. */
  readonly loss: string;
  /** How many slices have an interval at all, and in how many of them it lies on either side of 0. */
  readonly judged: number;
  readonly worse: number;
  readonly better: number;
  /** Those on either side, worst first: mean loss of this run minus that of the baseline, and its 95 % interval. */
  readonly rows: readonly {
    readonly slice: string;
    readonly n: number;
    readonly estimate: number;
    readonly interval: readonly [number, number];
  }[];
}

export interface Comparison {
  readonly schema: 1;
  readonly run: string;
  readonly baseline?: BaselineChoice;
  /** Why there is no baseline, when there is none. */
  readonly noBaseline?: string;
  /** The baseline was asked for by name and cannot be had: what needs it is inconclusive rather than skipped. */
  readonly namedBaselineMissing?: true;
  readonly rows: readonly MetricRow[];
  readonly changes?: Changes;
  /** Absent where there are no predictions of both runs for the same rows, or no slices of them. */
  readonly slices?: SliceChanges;
  /** Absent where there is no baseline. */
  readonly evidence?: EvidenceSummary;
  /** Absent when no gate applies. */
  readonly verdict?: Verdict;
  /** How it was reported, so that the report can be made again: which verdicts fail the job, and the comment's key. */
  readonly reported?: { readonly failOn: 'fail' | 'inconclusive' | 'never'; readonly commentKey: string };
  /** Ids of the runs behind `history`, oldest first, with their short commits for axes. */
  readonly historyRuns: readonly { readonly run: string; readonly commit: string }[];
}
