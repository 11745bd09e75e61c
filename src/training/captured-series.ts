// The full series of a run: a file beside the record, and its entry in the record.
import { createHash } from 'node:crypto';
import type { Redactor } from '../run/redact.ts';
import type { RunRecord } from '../run/record.ts';
import type { Point } from './formats/metric-values.ts';
import { renderSeries } from './formats/summary.ts';

/** Name of the file that stands beside the record. */
export const SERIES_FILE = 'series.jsonl';

export interface CapturedSeries {
  readonly content: Buffer;
  readonly entry: NonNullable<RunRecord['series']>;
}

/** Undefined when no metric has more than one point. */
export function captureSeries(points: readonly Point[], redact: Redactor): CapturedSeries | undefined {
  const rendered = renderSeries(points);
  if (rendered.points === 0) return undefined;
  const content = Buffer.from(redact(rendered.text));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { content, entry: { file: SERIES_FILE, sha256, size: content.length, points: rendered.points } };
}
