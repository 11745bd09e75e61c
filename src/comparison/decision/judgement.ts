// A difference with its uncertainty → one of three answers: shown, refuted, open. The words of a decision. Pure.
import type { Evidence } from '../evidence.ts';

/**
 * Where the whole interval lies. `better`: on the good side of 0 (and of the margin of superiority). `not-worse`: within
 * the margin of non-inferiority. `worse`: on the bad side of what was asked. `inconclusive`: the data do not say.
 */
export type Zone = 'better' | 'not-worse' | 'worse' | 'inconclusive';

/** A margin as declared: relative to the baseline (`1%`) or in the metric's unit (0.02). */
export type Margin = string | number;

/** What is asked of a difference. */
export interface Question {
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  readonly test: 'superiority' | 'non-inferiority';
  readonly margin: Margin;
  /** Two-sided: the interval has the confidence 1 − α, so that α/2 is the chance of a false promotion. */
  readonly alpha: number;
  /** With which chance a true difference is to be found: for the number of rows or repeats that would settle it. */
  readonly power: number;
  /** As the runs reported them; rows have their own. */
  readonly baseline?: number;
  readonly candidate?: number;
}

export interface Judged {
  readonly kind: 'determined';
  readonly zone: Zone;
  /** Candidate minus baseline, in the metric's unit. */
  readonly estimate: number;
  readonly interval: readonly [low: number, high: number];
  /** Two-sided, of the boundary that is tested: below α just where the interval leaves it out. */
  readonly p: number;
  /** The baseline's value that the difference is from. */
  readonly baseline: number;
  /** The margin in the metric's unit. */
  readonly margin: number;
  readonly method: string;
  readonly evidence: Evidence['kind'];
  readonly count: number;
  readonly counted: Counted;
  /**
   * All rows or repeats together that would probably settle it; by a history: repeats of either training. Absent unless
   * inconclusive, and where it would take over a thousand times as many.
   */
  readonly needed?: number;
}

/** Nothing can be said, and why. */
export interface Unjudged {
  readonly kind: 'undetermined';
  readonly reason: string;
  /** The evidence is not about this metric: lesser evidence may speak in its place. */
  readonly givesWay?: true;
}

export type Judgement = Judged | Unjudged;

/** What evidence consists of. */
type Counted = 'rows' | 'seeds' | 'folds' | 'runs';

/** A difference candidate − baseline as a method found it. */
export interface Difference {
  readonly kind: 'difference';
  readonly value: number;
  readonly standardError: number;
  readonly df: number;
  readonly baseline: number;
  readonly candidate: number;
  readonly method: string;
  readonly count: number;
  readonly counted: Counted;
  /** How many repeats the difference is of, where they are not what is counted: one run against one, judged by a history. */
  readonly repeats?: number;
  /** The part of the variance, as a share of that of one row or repeat, that no further one takes away. */
  readonly floor?: number;
}

export function unjudged(reason: string): Unjudged {
  return { kind: 'undetermined', reason };
}
