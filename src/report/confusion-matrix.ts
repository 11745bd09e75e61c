// A confusion matrix that the training left as an artifact, as a table whose cells are shaded by their share of the row. Pure.
import { z } from '../zod.ts';
import { details, md, table } from './markdown.ts';
import { formatCount } from './number-format.ts';
import type { ReportView } from './report-view.ts';

/** Rows are actual classes, columns predicted ones, in the order of the labels. */
export interface ConfusionMatrix {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** A wider table cannot be read. */
const MOST_LABELS = 20;

const Label = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Count = z.number().nonnegative();
const Rows = z.array(z.array(Count).max(MOST_LABELS)).min(2).max(MOST_LABELS);
/** DVCLive's `plots/sklearn/confusion_matrix.json`: a line for each sample. */
const Samples = z.array(z.looseObject({ actual: Label, predicted: Label })).min(1);
const Labelled = z.looseObject({ labels: z.array(Label), matrix: Rows });

/** Whether a file is called as a confusion matrix is. */
export function isConfusionMatrix(path: string): boolean {
  return /(?:^|\/)confusion[-_ ]?matrix\.(?:json|csv)$/i.test(path);
}

/**
 * Reads JSON (`{labels, matrix}`, the rows alone as scikit-learn gives them, or DVCLive's samples) and CSV whose first row
 * and column are the labels. Undefined for what is none of these, and for more than twenty classes.
 */
export function parseConfusionMatrix(path: string, text: string): ConfusionMatrix | undefined {
  const parsed = path.toLowerCase().endsWith('.csv') ? fromCsv(text) : fromJson(text);
  if (parsed === undefined) return undefined;
  const { labels, counts } = parsed;
  const isSquare = counts.length === labels.length && counts.every((row) => row.length === labels.length);
  return isSquare && labels.length >= 2 && labels.length <= MOST_LABELS ? parsed : undefined;
}

function fromJson(text: string): ConfusionMatrix | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const labelled = Labelled.safeParse(value).data;
  if (labelled !== undefined) return { labels: labelled.labels, counts: labelled.matrix };
  const rows = Rows.safeParse(value).data;
  if (rows !== undefined) return { labels: rows.map((_, index) => String(index)), counts: rows };
  const samples = Samples.safeParse(value).data;
  return samples === undefined ? undefined : counted(samples);
}

function counted(
  samples: readonly { readonly actual: string; readonly predicted: string }[],
): ConfusionMatrix | undefined {
  const labels = [...new Set(samples.flatMap(({ actual, predicted }) => [actual, predicted]))].toSorted(
    new Intl.Collator('en', { numeric: true }).compare,
  );
  if (labels.length > MOST_LABELS) return undefined;
  const places = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const { actual, predicted } of samples) {
    const [row, column] = [counts[places.get(actual) ?? 0], places.get(predicted) ?? 0];
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}

function fromCsv(text: string): ConfusionMatrix | undefined {
  const [head = [], ...rows] = text
    .trim()
    .split(/\r?\n/, MOST_LABELS + 2)
    .map((line) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const labels = head.slice(1);
  const isOrdered = rows.length === labels.length && rows.every(([name], index) => name === labels[index]);
  const counts = rows.map(([, ...cells]) =>
    cells.map((cell) => (/^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN)),
  );
  return isOrdered && !counts.flat().some(Number.isNaN) ? { labels, counts } : undefined;
}

const SHADES = ['░', '▒', '▓', '█'] as const;

/** Undefined without one. */
export function renderConfusionMatrix({ input: { confusion } }: ReportView): string | undefined {
  if (confusion === undefined) return undefined;
  const { labels, counts } = confusion;
  const rows = counts.map((row, index) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return [`**${md(labels[index] ?? '', 40)}**`, ...row.map((count) => cellOf(count, total))];
  });
  const head = ['actual ↓ predicted →', ...labels.map((label) => md(label, 40))];
  const body = table(head, ['left', ...labels.map(() => 'right' as const)], rows);
  return details(
    `<b>Confusion matrix</b> of ${labels.length} classes`,
    `${body}\n\n<sub>Shaded by the share of the row: ░ up to 25 %, ▒ 50 %, ▓ 75 %, █ 100 %.</sub>`,
  );
}

function cellOf(count: number, total: number): string {
  if (count === 0) return '0';
  const shade = SHADES[Math.min(Math.ceil((count / total) * SHADES.length) - 1, SHADES.length - 1)] ?? SHADES[0];
  return `${Number.isInteger(count) ? formatCount(count) : count.toPrecision(3)} ${shade}`;
}
