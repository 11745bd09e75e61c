// One page of runs on stdout: a table, CSV or JSON; what is not shown and where to go on, on stderr.
import type { RunRecord } from '../run/record.ts';
import { counted, print, printJson, renderTable } from './print.ts';
import { printableLine } from './printable.ts';
import {
  allColumns,
  chosenColumns,
  isNumeric,
  metricsOf,
  shortCell,
  usualColumns,
  type Column,
} from './run-columns.ts';
import { FIRST_PAGE, type RunPage } from './select-runs.ts';

/** How a page is shown. */
export interface RunPresentation {
  readonly json: boolean;
  readonly csv?: boolean;
  /** Names of columns, parted by commas; those that matter most when undefined. */
  readonly columns?: string;
  /** With a cursor JSON is an object with the runs and the next cursor, else the runs alone. */
  readonly after?: string;
}

/** @throws MlopsError `usage` for a column that no run has */
export async function printRuns(page: RunPage, { json, csv = false, columns, after }: RunPresentation): Promise<void> {
  const { runs, cursor, total, order } = page;
  const isLater = after !== undefined && after !== FIRST_PAGE;
  const chosen = json || columns === undefined ? undefined : chosenColumns(columns, runs, isLater);
  if (json) {
    printJson(after === undefined ? runs : { runs, cursor, total });
  } else if (csv) {
    const { renderCsv } = await import('./run-csv.ts');
    process.stdout.write(renderCsv(chosen ?? allColumns(runs), runs));
  } else {
    const shown = chosen ?? usualColumns(runs, order);
    print(renderRuns(shown, runs));
    if (chosen === undefined) sayMore(shown, runs);
  }
  if (cursor === undefined || (json && after !== undefined)) return;
  const count = total === undefined ? '' : `${runs.length} of ${counted(total, 'run')}. `;
  process.stderr.write(`${count}The next page: --after ${cursor}\n`);
}

function renderRuns(columns: readonly Column[], runs: readonly RunRecord[]): string {
  const header = columns.map(({ name }) => (name === 'id' ? 'RUN' : name.toUpperCase()));
  const rows = runs.map((run) => columns.map((column) => shortCell(column, run)));
  return renderTable(header, rows, columns.map((column) => (isNumeric(column) ? 'r' : ' ')).join(''));
}

function sayMore(shown: readonly Column[], runs: readonly RunRecord[]): void {
  const names = new Set(shown.flatMap(({ field }) => (field.entity === 'metric' ? [field.key] : [])));
  const hidden = metricsOf(runs).filter((name) => !names.has(name));
  if (hidden.length === 0) return;
  const some = `${hidden.slice(0, 6).join(', ')}${hidden.length > 6 ? ', …' : ''}`;
  const words = `${counted(hidden.length, 'more metric')}: ${some}. --columns a,b chooses what is shown.`;
  process.stderr.write(`${printableLine(words)}\n`);
}
