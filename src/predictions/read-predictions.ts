// A file with predictions → columns, or why nothing can be compared by it. The file is the training's: whatever is wrong
// with it is a word in the report, never an exception.
import { chooseColumns } from './columns.ts';
import { readDelimited } from './delimited-reader.ts';
import { readJsonLines } from './json-lines-reader.ts';
import { readParquet } from './parquet-reader.ts';
import type { ChosenColumns, NamedColumns, Predictions } from './predictions.ts';
import { columnNames, FIRST_SLICE, rowBuilder, RowProblem, type RowBuilder } from './row-builder.ts';
import type { TableReader } from './table-reader.ts';

const READERS: Readonly<Record<string, TableReader>> = {
  csv: readDelimited,
  tsv: readDelimited,
  jsonl: readJsonLines,
  ndjson: readJsonLines,
  parquet: readParquet,
};

export interface ReadPredictions {
  readonly predictions?: Predictions;
  /** Which columns they were read from. */
  readonly columns?: ChosenColumns;
  /** In words that follow the file's name. */
  readonly problem?: string;
  readonly notes: readonly string[];
}

/** @param redact takes secrets out of names and values that are kept as text */
export async function readPredictions(
  absolute: string,
  named: NamedColumns,
  redact: (text: string) => string,
): Promise<ReadPredictions> {
  const ending = /\.([a-z]+)$/i.exec(absolute)?.[1]?.toLowerCase() ?? '';
  const reader = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
  if (reader === undefined) {
    return { problem: `its name does not end in one of .${Object.keys(READERS).join(', .')}`, notes: [] };
  }
  let reading: { readonly columns: ChosenColumns; readonly builder: RowBuilder } | undefined;
  try {
    await reader(absolute, (header) => {
      const chosen = chooseColumns(header, named);
      if ('problem' in chosen) throw new RowProblem(chosen.problem);
      const builder = rowBuilder(chosen.columns, redact);
      reading = { columns: chosen.columns, builder };
      const columns = columnNames(chosen.columns);
      const areNames = columns.map((_, index) => index === 0 || index >= FIRST_SLICE);
      return { columns, areNames, add: (cells) => builder.add(cells) };
    });
  } catch (error) {
    if (!(error instanceof RowProblem) && (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return { problem: (error as Error).message, notes: [] };
  }
  return reading === undefined
    ? { problem: 'it holds no rows', notes: [] }
    : { ...reading.builder.finish(), columns: reading.columns };
}
