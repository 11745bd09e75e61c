// Rows as a file gives them, one by one → columns. What makes them useless as evidence is found here, in words.
import { parseNumberText } from '../training/formats/number-text.ts';
import { growingCodes, growingNumbers, growingWords, picked, type Growing } from './growing.ts';
import { holdoutDigest } from './holdout.ts';
import { hashText } from './id-hash.ts';
import { classNames, type ClassNames } from './class-names.ts';
import { MAX_ROWS, MAX_SLICE_VALUES, MAX_TEXT, type ChosenColumns, type Predictions } from './predictions.ts';
import { orderById } from './sort-rows.ts';

/** A value of a cell as a reader has it: the text of a CSV, a value of JSON or Parquet. */
export type Cell = unknown;

interface BuiltRows {
  readonly predictions?: Predictions;
  /** Why nothing can be compared by these rows. */
  readonly problem?: string;
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

export interface RowBuilder {
  /**
   * Takes the cells of a row in the order of `columnNames`.
   * @throws RowProblem for a value that cannot be what its column is for
   */
  add(cells: readonly Cell[]): void;
  finish(): BuiltRows;
}

/** What ends the reading of a file; becomes a reason. */
export class RowProblem extends Error {}

/** The columns to read, in the order in which `add` takes them; undefined stands for one that the file lacks. */
export function columnNames(columns: ChosenColumns): readonly (string | undefined)[] {
  return [columns.id, columns.target, columns.prediction, columns.weight, columns.baseline, ...columns.slices];
}

/** Place of the first slice column among them. */
export const FIRST_SLICE = 5;

/** @param redact takes secrets out of what is kept as text */
export function rowBuilder(columns: ChosenColumns, redact: (text: string) => string): RowBuilder {
  const [high, low, target, prediction] = [growingWords(), growingWords(), growingNumbers(), growingNumbers()];
  const weight = columns.weight === undefined ? undefined : growingNumbers();
  const baseline = columns.baseline === undefined ? undefined : growingNumbers();
  const slices = columns.slices.map((column) => ({ column, names: new Map<string, number>(), codes: growingCodes() }));
  const classes = classNames();
  const counts = { rows: 0, noTarget: 0, noId: 0, noPrediction: 0, badWeight: 0, noBaseline: 0 };
  const hash = { high: 0, low: 0 };

  const addId = (cell: Cell): void => {
    const text = columns.id === undefined ? String(counts.rows) : textOf(cell);
    if (text === '') counts.noId += 1;
    hashText(text, hash);
    high.push(hash.high);
    low.push(hash.low);
  };
  const numberIn = (role: 'target' | 'prediction' | 'baseline', cell: Cell): number => {
    const value = classes.read(role, cell);
    if (typeof value === 'number') return value;
    throw new RowProblem(`row ${counts.rows}: ${value}`);
  };

  return {
    add(cells) {
      counts.rows += 1;
      if (counts.rows > MAX_ROWS) throw new RowProblem(`it has more than ${MAX_ROWS} rows`);
      const actual = numberIn('target', cells[1]);
      // A row whose outcome is not known yet says nothing of either model.
      if (!Number.isFinite(actual)) {
        counts.noTarget += 1;
        return;
      }
      addId(cells[0]);
      target.push(actual + 0);
      const said = numberIn('prediction', cells[2]);
      if (!Number.isFinite(said)) counts.noPrediction += 1;
      prediction.push(said);
      if (weight !== undefined) {
        const value = plainNumber(cells[3]);
        if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) counts.badWeight += 1;
        weight.push(value);
      }
      if (baseline !== undefined) {
        const value = numberIn('baseline', cells[4]);
        if (!Number.isFinite(value)) counts.noBaseline += 1;
        baseline.push(value);
      }
      for (const [index, { names, codes }] of slices.entries()) {
        const text = textOf(cells[FIRST_SLICE + index]).slice(0, MAX_TEXT);
        let code = names.get(text);
        if (code === undefined) {
          // One more than is allowed: the column is left out in the end.
          code = Math.min(names.size, MAX_SLICE_VALUES);
          if (names.size <= MAX_SLICE_VALUES) names.set(text, code);
        }
        codes.push(code);
      }
    },

    finish() {
      const notes: string[] = [];
      const kept = counts.rows - counts.noTarget;
      if (counts.noTarget > 0) notes.push(`${rowsWords(counts.noTarget)} without a target left out`);
      const unfit = unfitWords({ ...counts, kept });
      if (unfit !== undefined) return { problem: unfit, notes };
      const { ids: sorted, order } = sortById({ high: high.take(), low: low.take() });
      const repeated = countRepeated(sorted);
      if (repeated > 0) {
        const rows = `${repeated} of ${kept} rows`;
        return { problem: `${rows} repeat an id that another row has; ids must be unique`, notes };
      }
      const ranks = classes.finish();
      if ('problem' in ranks) return { problem: ranks.problem, notes };
      const numbers = (column: Growing<Float64Array>, role: keyof ClassNames['roles']): Float64Array => {
        const values = column.take(order);
        return ranks.roles[role] ? values.map((code) => ranks.rankOfCode[code] ?? Number.NaN) : values;
      };
      const targets = numbers(target, 'target');
      const tooMany = slices.filter(({ names }) => names.size > MAX_SLICE_VALUES);
      for (const { column } of tooMany) {
        notes.push(`the column ${JSON.stringify(column)} has over ${MAX_SLICE_VALUES} values and makes no slices`);
      }
      if (counts.noBaseline > 0)
        notes.push(`the champion's predictions are not used: ${rowsWords(counts.noBaseline)} without one`);
      const hasBaseline = baseline !== undefined && counts.noBaseline === 0;
      const labels = ranks.labels?.map(redact);
      return {
        notes,
        predictions: {
          ids: sorted,
          byPosition: columns.id === undefined,
          target: targets,
          prediction: numbers(prediction, 'prediction'),
          ...(weight === undefined ? {} : { weight: weight.take(order) }),
          ...(hasBaseline ? { baseline: numbers(baseline, 'baseline') } : {}),
          ...(labels === undefined ? {} : { labels }),
          predictsLabels: ranks.roles.prediction,
          slices: slices
            .filter((slice) => !tooMany.includes(slice))
            .map(({ column, names, codes }) => ({
              column: redact(column),
              values: [...names.keys()].map(redact),
              codes: codes.take(order),
            })),
          holdout: holdoutDigest({ ids: sorted, target: targets, ...(labels === undefined ? {} : { labels }) }),
        },
      };
    },
  };
}

function unfitWords(counts: {
  readonly kept: number;
  readonly noId: number;
  readonly noPrediction: number;
  readonly badWeight: number;
}): string | undefined {
  if (counts.kept === 0) return 'it has no row with a target';
  if (counts.noId > 0) return `rows without an id: ${counts.noId} of ${counts.kept}`;
  if (counts.noPrediction > 0) {
    return `${counts.noPrediction} of ${counts.kept} predictions are missing, NaN or infinite`;
  }
  if (counts.badWeight > 0) return `weights that are negative or no number: ${counts.badWeight} of ${counts.kept}`;
  return undefined;
}

function rowsWords(count: number): string {
  return `${count} row${count === 1 ? '' : 's'}`;
}

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean') return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  return '';
}

function plainNumber(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  return typeof cell === 'string' ? (parseNumberText(cell.trim()) ?? Number.NaN) : Number.NaN;
}

function countRepeated({ high, low }: { readonly high: Uint32Array; readonly low: Uint32Array }): number {
  let repeated = 0;
  for (let row = 1; row < high.length; row += 1) {
    if (high[row] === high[row - 1] && low[row] === low[row - 1]) repeated += 1;
  }
  return repeated;
}

function sortById(ids: Predictions['ids']): { readonly ids: Predictions['ids']; readonly order: Uint32Array } {
  const order = orderById(ids);
  const sorted = (values: Uint32Array): Uint32Array => picked(values, order, new Uint32Array(order.length));
  return { ids: { high: sorted(ids.high), low: sorted(ids.low) }, order };
}
