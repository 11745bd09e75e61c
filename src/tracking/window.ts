// How far back to read: first what is likely to suffice, then more, at last everything. Pure.

// What git takes as "all of it" (shallow.h, INFINITE_DEPTH).
const EVERYTHING = '--depth=2147483647';
const DAY_MS = 86_400_000;

export interface Window {
  /** The option of git-fetch. */
  readonly option: string;
  /**
   * Unix time in milliseconds: a run that is not in this window has started earlier. What started earlier and is in it,
   * because it was recorded late, need not be the latest.
   */
  readonly since: number;
}

/**
 * The successive shallow fetches that look for `enough` runs; the last one reads all of the history.
 * @param query.enough how many runs are wanted; undefined: all
 * @param query.since what started earlier is not wanted, so that no window is larger
 * @param query.isSelective whether only some of the runs count, so that dates are a better guess than a number of commits
 */
export function readingWindows(
  query: { readonly enough: number | undefined; readonly isSelective: boolean; readonly since?: Date | undefined },
  now: Date,
): readonly Window[] {
  const { enough, isSelective, since } = query;
  if (since !== undefined) {
    const windows = enough === undefined ? [] : readingWindows({ enough, isSelective: true }, now);
    return [...windows.filter((window) => window.since > since.getTime()), windowSince(since)];
  }
  const everything = { option: EVERYTHING, since: 0 };
  if (enough === undefined) return [everything];
  if (isSelective) return [...[30, 180].map((days) => sinceDay(now, days)), everything];
  // Nearly every commit holds one run at least; a few may not.
  const depths = [enough + 8, enough * 4 + 32].map((commits) => ({ option: `--depth=${commits}`, since: 0 }));
  return [...depths, everything];
}

function sinceDay(now: Date, days: number): Window {
  return windowSince(new Date(now.getTime() - days * DAY_MS));
}

function windowSince(since: Date): Window {
  return { option: `--shallow-since=${since.toISOString().replace(/\.\d+Z$/, 'Z')}`, since: since.getTime() };
}
