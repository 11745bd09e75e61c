// Predictions of one run for the rows of its holdout, as columns: ten million rows fit into memory because nothing of them is
// an object or a text. Pure.

/** More rows than this are refused. */
export const MAX_ROWS = 20_000_000;

/** Most different classes, and most values that one slice column may have. */
export const MAX_CLASSES = 1000;
export const MAX_SLICE_VALUES = 1000;

/** Most columns whose values make slices. */
export const MAX_SLICE_COLUMNS = 10;

/** Names and values come from the training: longer ones are cut. In characters. */
export const MAX_TEXT = 100;

/** All arrays are of one length and sorted by id. */
export interface Predictions {
  /** 64-bit hashes of the rows' ids in two halves: ids are never kept. */
  readonly ids: { readonly high: Uint32Array; readonly low: Uint32Array };
  /** Ids are positions in the file, which had no column for them. */
  readonly byPosition: boolean;
  /** Numbers; of classes with names, indexes into `labels`. */
  readonly target: Float64Array;
  readonly prediction: Float64Array;
  readonly weight?: Float64Array;
  /** What the training had the champion say for the same rows. */
  readonly baseline?: Float64Array;
  /** Names of the classes, sorted; absent where targets are numbers. */
  readonly labels?: readonly string[];
  /** Whether predictions are class names as targets are, rather than numbers beside class names. */
  readonly predictsLabels: boolean;
  readonly slices: readonly SliceColumn[];
  /** SHA-256 over ids and targets: the holdout. */
  readonly holdout: string;
}

interface SliceColumn {
  readonly column: string;
  /** What the codes stand for. */
  readonly values: readonly string[];
  readonly codes: Uint16Array;
}

/** Names of the columns that are meant; an absent one is looked for by its usual names. */
export interface NamedColumns {
  readonly id?: string | undefined;
  readonly target?: string | undefined;
  readonly prediction?: string | undefined;
  readonly weight?: string | undefined;
  readonly baseline?: string | undefined;
  readonly slices: readonly string[];
}

/** The columns of a file by their names in it. */
export interface ChosenColumns {
  readonly id?: string;
  readonly target: string;
  readonly prediction: string;
  readonly weight?: string;
  readonly baseline?: string;
  readonly slices: readonly string[];
}
