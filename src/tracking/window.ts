// How far back to read: first what is likely to suffice, then more, at last everything. Pure.

// What git takes as "all of it" (shallow.h, INFINITE_DEPTH).
const EVERYTHING = '--depth=2147483647';
const DAY_MS = 86_400_000;

/**
 * Options of the successive shallow fetches that look for `enough` runs; the last one reads all of the history.
 * @param query.enough how many runs are wanted; undefined: all
 * @param query.isSelective whether only some of the runs count, so that dates are a better guess than a number of commits
 */
export function readingWindows(
  query: { readonly enough: number | undefined; readonly isSelective: boolean },
  now: Date,
): readonly string[] {
  const { enough, isSelective } = query;
  if (enough === undefined) return [EVERYTHING];
  if (isSelective) return [...[30, 180].map((days) => shallowSince(now, days)), EVERYTHING];
  // Nearly every commit holds one run at least; a few may not.
  return [...[enough + 8, enough * 4 + 32].map((commits) => `--depth=${commits}`), EVERYTHING];
}

function shallowSince(now: Date, days: number): string {
  return `--shallow-since=${new Date(now.getTime() - days * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z')}`;
}
