// What a difference of two runs is judged by, best first. Plain values; typed arrays where there are as many as rows. Pure.

/** Predictions of both runs for the same rows of the same holdout, joined by the rows' ids. Arrays are of one length. */
export interface PairedRows {
  readonly kind: 'paired-rows';
  /** Numbers of a regression; 0 and 1 of a classification of two classes; codes of classes otherwise. */
  readonly target: Float64Array;
  /** What the baseline and this run say: numbers, probabilities of class 1, or codes of classes. */
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly weight?: Float64Array;
  /** What the target is, as far as its values tell. */
  readonly task: 'regression' | 'binary' | 'multiclass';
  /** True where predictions of a classification are probabilities rather than classes. */
  readonly isProbability: boolean;
  readonly slices: readonly RowSlice[];
  /** Rows that only one of the two has. Ids below 90 % in common make every judgement inconclusive. */
  readonly lost: { readonly baseline: number; readonly candidate: number };
  /** Where the baseline's predictions come from. */
  readonly source: 're-scored' | 'stored';
  /** SHA-256 over ids and targets in the order of the ids: the holdout. */
  readonly holdout: string;
}

/** Rows that have one value in one column, as positions in the arrays, ascending. */
export interface RowSlice {
  readonly column: string;
  readonly value: string;
  readonly rows: Uint32Array;
}

/** The same training repeated over seeds or folds; where both runs name them alike, paired by these names. */
export interface Repeats {
  readonly kind: 'repeats';
  readonly unit: 'seed' | 'fold';
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  readonly paired: boolean;
  /** Rows tested over rows trained in each fold, for the correction of Nadeau and Bengio; absent: unknown. */
  readonly testShare?: number;
}

/** Values of the same configuration on the baseline's branch, oldest first, the candidate not among them. */
export interface PastValues {
  readonly kind: 'history';
  readonly values: readonly number[];
}

/** One number for each: nothing tells what is noise, so nothing is called significant. */
interface SingleValue {
  readonly kind: 'single';
}

export type Evidence = PairedRows | Repeats | PastValues | SingleValue;
