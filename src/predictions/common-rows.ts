// Which rows two sets of predictions have in common. Pure.
import type { Predictions } from './predictions.ts';

export interface CommonRows {
  /** Positions in the first and in the second, in the order of the ids. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** Both are sorted by id, and have each id once. */
export function commonRows(first: Predictions['ids'], second: Predictions['ids']): CommonRows {
  const most = Math.min(first.high.length, second.high.length);
  const rows = { first: new Uint32Array(most), second: new Uint32Array(most) };
  let [a, b, count] = [0, 0, 0];
  while (a < first.high.length && b < second.high.length) {
    const high = (first.high[a] ?? 0) - (second.high[b] ?? 0);
    const difference = high === 0 ? (first.low[a] ?? 0) - (second.low[b] ?? 0) : high;
    if (difference < 0) a += 1;
    else if (difference > 0) b += 1;
    else {
      rows.first[count] = a;
      rows.second[count] = b;
      count += 1;
      a += 1;
      b += 1;
    }
  }
  return { first: rows.first.subarray(0, count), second: rows.second.subarray(0, count) };
}

/** What the codes of one list of class names are in another; −1 for a name that it lacks. */
export function codesIn(labels: readonly string[] = [], others: readonly string[] = []): readonly number[] {
  return labels.map((label) => others.indexOf(label));
}
