// One page of runs on stdout: a table, CSV or JSON; what is not shown and where to go on, on stderr.
import type { RunRecord } from '../run/record.ts';
import { queriedRecord } from '../run/state.ts';
import type { TrackedRun } from '../tracking/history.ts';
import { lateColumns, statusWords } from './late-tables.ts';
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
import type { RunPage } from './select-runs.ts';

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
  const { runs, cursor, total, order, known } = page;
  const records = runs.map(({ record, state, superseded = false }) => ({
    ...queriedRecord(record, state),
    superseded,
  }));
  const chosen = json || columns === undefined ? undefined : chosenColumns(columns, known);
  if (json) {
    const values = runs.map(jsonOfRun);
    printJson(after === undefined ? values : { runs: values, cursor, total });
  } else if (csv) {
    const { renderCsv } = await import('./run-csv.ts');
    process.stdout.write(renderCsv(chosen ?? allColumns(records), records));
  } else {
    const shown = chosen ?? usualColumns(records, order);
    print(renderRuns(shown, runs, records, chosen === undefined));
    if (chosen === undefined) sayMore(shown, records);
  }
  if (cursor === undefined || (json && after !== undefined)) return;
  const count = total === undefined ? '' : `${runs.length} of ${counted(total, 'run')}. `;
  process.stderr.write(`${count}The next page: --after ${cursor}\n`);
}

/** The stable JSON of a run: its record as it was written, the events that came later, and what holds now. */
export function jsonOfRun({ record, events, state, superseded }: TrackedRun): Readonly<Record<string, unknown>> {
  return { ...record, events, state, ...(superseded === true ? { superseded } : {}) };
}

/** @param withLate whether what became known later has columns of its own */
function renderRuns(
  columns: readonly Column[],
  runs: readonly TrackedRun[],
  records: readonly RunRecord[],
  withLate: boolean,
): string {
  const late = withLate ? lateColumns(runs) : [];
  const header = [
    ...columns.map(({ name }) => (name === 'id' ? 'RUN' : name.toUpperCase())),
    ...late.map(({ title }) => title),
  ];
  const rows = runs.map((run, index) => [
    ...columns.map((column) => cellOf(column, run, records[index] ?? run.record)),
    ...late.map((column) => column.cellOf(run)),
  ]);
  return renderTable(header, rows, columns.map((column) => (isNumeric(column) ? 'r' : ' ')).join(''));
}

function cellOf(column: Column, { state, superseded }: TrackedRun, record: RunRecord): string {
  const { entity, key } = column.field;
  if (entity !== 'attribute' || key !== 'status') return shortCell(column, record);
  return superseded === true ? `${statusWords(state)}, superseded` : statusWords(state);
}

function sayMore(shown: readonly Column[], runs: readonly RunRecord[]): void {
  const names = new Set(shown.flatMap(({ field }) => (field.entity === 'metric' ? [field.key] : [])));
  const hidden = metricsOf(runs).filter((name) => !names.has(name));
  if (hidden.length === 0) return;
  const some = `${hidden.slice(0, 6).join(', ')}${hidden.length > 6 ? ', …' : ''}`;
  const words = `${counted(hidden.length, 'more metric')}: ${some}. --columns a,b chooses what is shown.`;
  process.stderr.write(`${printableLine(words)}\n`);
}
