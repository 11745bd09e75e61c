// What the readers of files and the builder of columns say to each other. Pure.
import type { Cell } from './row-builder.ts';

/** What a reader hands its rows to. */
export interface RowTarget {
  /** Which columns are wanted, in the order of the cells; undefined stands for one that the file lacks. */
  readonly columns: readonly (string | undefined)[];
  /** Whether the cells of a column are names, whose digits are not to be taken for numbers. */
  readonly areNames: readonly boolean[];
  readonly add: (cells: readonly Cell[]) => void;
}

/**
 * Reads one file, row by row, in memory that does not grow with it.
 * @param start is told the names of the columns, and throws a RowProblem where they will not do
 * @throws RowProblem for a file that is not of its format, the system's error for one that cannot be read
 */
export type TableReader = (path: string, start: (header: readonly string[]) => RowTarget) => Promise<void>;
