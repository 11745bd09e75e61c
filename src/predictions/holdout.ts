// Which rows with which outcomes: the holdout as one digest.
import { createHash } from 'node:crypto';
import type { Predictions } from './predictions.ts';

/** SHA-256 over the ids and the targets of rows that are sorted by id. */
export function holdoutDigest({ ids, target, labels }: Pick<Predictions, 'ids' | 'target' | 'labels'>): string {
  const hash = createHash('sha256').update(bytesOf(ids.high)).update(bytesOf(ids.low));
  if (labels === undefined) return hash.update(bytesOf(target)).digest('hex');
  // Places in the list of names depend on which names the predictions have.
  const present = [...new Set(target)].toSorted((a, b) => a - b);
  const rank = new Map(present.map((code, index) => [code, index]));
  const ranks = Uint16Array.from(target, (code) => rank.get(code) ?? 0);
  return hash
    .update(bytesOf(ranks))
    .update(JSON.stringify(present.map((code) => labels[code])))
    .digest('hex');
}

/** The bytes of a typed array, shared. */
export function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
