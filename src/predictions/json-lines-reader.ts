// JSON Lines, an object a row, row by row.
import { createInterface } from 'node:readline';
import { openPlainFile } from '../training/plain-file.ts';
import { RowProblem } from './row-builder.ts';
import type { RowTarget, TableReader } from './table-reader.ts';

/** Longest row, in characters. */
const MAX_ROW_LENGTH = 1024 * 1024;

export const readJsonLines: TableReader = async (path, start) => {
  const handle = await openPlainFile(path);
  if (handle === undefined) throw new RowProblem('it cannot be opened as a plain file');
  try {
    let target: RowTarget | undefined;
    let number = 0;
    const lines = createInterface({ input: handle.createReadStream({ autoClose: false }), crlfDelay: Infinity });
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      if (line.length > MAX_ROW_LENGTH)
        throw new RowProblem(`line ${number}: a row of over ${MAX_ROW_LENGTH} characters`);
      const row = parseRow(line, number);
      target ??= start([...row.keys()]);
      target.add(target.columns.map((name) => (name === undefined ? undefined : row.get(name))));
    }
    if (target === undefined) throw new RowProblem('it is empty; a JSON object a line was expected');
  } finally {
    await handle.close();
  }
};

// Python writes these words bare where JSON has none for them.
const BARE = /(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])/g;

function parseRow(line: string, number: number): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    try {
      value = JSON.parse(line.replaceAll(BARE, 'null'));
    } catch {
      throw new RowProblem(`line ${number}: no JSON; one object a line was expected`);
    }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Map(Object.entries(value));
  throw new RowProblem(`line ${number}: no JSON object; one a line was expected`);
}
