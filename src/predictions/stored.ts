// Predictions as they are kept with a run: a line of JSON that says what follows, then the columns as they lie in memory
// (little-endian), all of it compressed. A Parquet file would be read by more programs and took a writer of its own.
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from '../zod.ts';
import { bytesOf, holdoutDigest } from './holdout.ts';
import {
  MAX_CLASSES,
  MAX_ROWS,
  MAX_SLICE_COLUMNS,
  MAX_SLICE_VALUES,
  MAX_TEXT,
  type Predictions,
} from './predictions.ts';

/** Name of the file that stands beside the record or in an artifact. */
export const PREDICTIONS_FILE = 'predictions.bin.gz';

/** A header is a few names. In bytes. */
const MAX_HEADER_BYTES = 2 * 1024 * 1024;

const Text = z.string().max(MAX_TEXT + 10);
const Header = z.object({
  format: z.literal(1),
  rows: z.number().int().positive().max(MAX_ROWS),
  byPosition: z.boolean(),
  predictsLabels: z.boolean(),
  weight: z.boolean(),
  baseline: z.boolean(),
  labels: z.array(Text).max(MAX_CLASSES).exactOptional(),
  slices: z.array(z.object({ column: Text, values: z.array(Text).max(MAX_SLICE_VALUES) })).max(MAX_SLICE_COLUMNS),
});

/** Packs the columns. */
export function packPredictions(predictions: Predictions): Buffer {
  const { ids, target, prediction, weight, baseline, labels, slices } = predictions;
  const header: z.infer<typeof Header> = {
    format: 1,
    rows: target.length,
    byPosition: predictions.byPosition,
    predictsLabels: predictions.predictsLabels,
    weight: weight !== undefined,
    baseline: baseline !== undefined,
    ...(labels === undefined ? {} : { labels: [...labels] }),
    slices: slices.map(({ column, values }) => ({ column, values: [...values] })),
  };
  const columns = [ids.high, ids.low, target, prediction, ...(weight === undefined ? [] : [weight])];
  const arrays = [...columns, ...(baseline === undefined ? [] : [baseline]), ...slices.map(({ codes }) => codes)];
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...arrays.map(bytesOf)]), { level: 4 });
}

/** Bytes of the columns before they are packed. */
export function sizeOfColumns({ target, weight, baseline, slices }: Predictions): number {
  const numbers = 2 + Number(weight !== undefined) + Number(baseline !== undefined);
  return target.length * (8 + 8 * numbers + 2 * slices.length);
}

/** The columns of a file that whoever may push can have written; undefined for anything that is not such a file. */
export function unpackPredictions(packed: Buffer): Predictions | undefined {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: MAX_HEADER_BYTES + MAX_ROWS * 48 });
  } catch {
    return undefined;
  }
  const lineEnd = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(0x0a);
  const header = lineEnd === -1 ? undefined : parseHeader(bytes.toString('utf8', 0, lineEnd));
  if (header === undefined) return undefined;
  const { rows, labels, slices } = header;
  let at = lineEnd + 1;
  const numbers = 2 + Number(header.weight) + Number(header.baseline);
  if (bytes.length - at !== rows * (8 + 8 * numbers + 2 * slices.length)) return undefined;
  // Copied, because arrays of numbers must begin at a multiple of their size.
  const take = (bytesPerRow: number): ArrayBuffer => {
    const { buffer } = new Uint8Array(bytes.subarray(at, at + rows * bytesPerRow));
    at += rows * bytesPerRow;
    return buffer;
  };
  const ids = { high: new Uint32Array(take(4)), low: new Uint32Array(take(4)) };
  const [target, prediction] = [new Float64Array(take(8)), new Float64Array(take(8))];
  const weight = header.weight ? new Float64Array(take(8)) : undefined;
  const baseline = header.baseline ? new Float64Array(take(8)) : undefined;
  const columns = slices.map((slice) => ({ ...slice, codes: new Uint16Array(take(2)) }));
  const hasClass = (code: number): boolean => Number.isInteger(code) && code >= 0 && code < (labels?.length ?? 0);
  const areSound =
    isAscending(ids) &&
    [target, prediction, weight, baseline].every((values) => values?.every(Number.isFinite) ?? true) &&
    (labels === undefined || target.every(hasClass)) &&
    (!header.predictsLabels || (prediction.every(hasClass) && (baseline?.every(hasClass) ?? true))) &&
    columns.every(({ values, codes }) => codes.every((code) => code < values.length));
  if (!areSound) return undefined;
  return {
    ids,
    byPosition: header.byPosition,
    target,
    prediction,
    ...(weight === undefined ? {} : { weight }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(labels === undefined ? {} : { labels }),
    predictsLabels: header.predictsLabels,
    slices: columns,
    holdout: holdoutDigest({ ids, target, ...(labels === undefined ? {} : { labels }) }),
  };
}

function parseHeader(text: string): z.infer<typeof Header> | undefined {
  try {
    return Header.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isAscending({ high, low }: Predictions['ids']): boolean {
  for (let row = 1; row < high.length; row += 1) {
    const [a, b] = [high[row - 1] ?? 0, high[row] ?? 0];
    if (a > b || (a === b && (low[row - 1] ?? 0) >= (low[row] ?? 0))) return false;
  }
  return true;
}
