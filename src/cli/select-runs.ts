// Which runs a list shows: those that the flags and the filter mean, in their order, page by page.
import { MlopsError } from '../error.ts';
import { byOrders } from '../query/compare-runs.ts';
import { asksFor, type Filter, type Order } from '../query/filter.ts';
import { satisfies } from '../query/satisfies.ts';
import { queriedRecord } from '../run/state.ts';
import type { RunLine, TrackedRun, TrackingHistory } from '../tracking/history.ts';
import { indexName } from '../tracking/line.ts';
import { knownMetrics } from './run-columns.ts';
import { readFilter, type RunFlags } from './run-filter.ts';
import { resolveSort } from './run-sort.ts';

/** The word for the first page where the pages themselves are asked for. */
export const FIRST_PAGE = 'start';

/** The flags that say which runs. */
export interface RunSelection extends RunFlags {
  readonly limit: number;
  /** `started`, newest first; the name of a metric, best first; or a list of orders. */
  readonly sort: string;
  /** Deleted runs too; so are they where the filter asks for `deleted`. */
  readonly deleted?: boolean;
  /** Where the page before ended: its cursor, or `start`. */
  readonly after?: string;
}

/** One page of a list. */
export interface RunPage {
  readonly runs: readonly TrackedRun[];
  /** Where this page ends; undefined on the last. */
  readonly cursor: string | undefined;
  /** How many runs there are on all pages; undefined where nobody counted. */
  readonly total: number | undefined;
  readonly order: readonly Order[];
}

/**
 * The runs of one page.
 * @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
 */
export async function selectRuns(selection: RunSelection, history: TrackingHistory, now: Date): Promise<RunPage> {
  const { limit, sort, after, deleted: withDeleted = false } = selection;
  const matches = (line: RunLine): boolean => isMeant(line, selection);
  if (sort === 'started' && selection.filter === undefined) {
    const isFirst = after === undefined || after === FIRST_PAGE;
    const enough = isFirst ? { enough: limit + 1 } : {};
    const page = pageOf(await history.lines({ matches, withDeleted, ...enough }), after, limit);
    return { runs: await history.readStates(page.items), cursor: page.cursor, total: undefined, order: [] };
  }
  // What a filter and an order ask for stands in the records alone.
  const filter = await readFilter(selection, now);
  const lines = await history.lines({ matches, withDeleted: withDeleted || isAboutDeletion(filter) });
  const runs = await history.readStates(lines);
  const tracked = new Map(runs.map((run) => [run.record.id, run]));
  const records = runs.map(({ record, state }) => queriedRecord(record, state));
  const found = records.filter((record) => satisfies(record, filter));
  const order = await resolveSort(sort, knownMetrics(found));
  const { items, cursor } = pageOf(found.toSorted(byOrders(order)), after, limit);
  return { runs: items.flatMap(({ id }) => tracked.get(id) ?? []), cursor, total: found.length, order };
}

function isAboutDeletion(filter: Filter | undefined): boolean {
  return filter !== undefined && asksFor('deleted', filter);
}

/** The cursor is the id of the page's last run: wherever that run stands, the next page begins after it. */
function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  after: string | undefined,
  limit: number,
): { readonly items: readonly T[]; readonly cursor: string | undefined } {
  const last = after === undefined || after === FIRST_PAGE ? -1 : all.findIndex(({ id }) => id === after);
  if (last === -1 && after !== undefined && after !== FIRST_PAGE) {
    throw new MlopsError(
      'usage',
      `--after: ${JSON.stringify(after.slice(0, 60))} is no place in this list`,
      'Give the cursor that the page before ended with, and the same filter and order; or leave it out to begin again.',
    );
  }
  const items = all.slice(last + 1, last + 1 + limit);
  return { items, cursor: last + 1 + limit < all.length ? items.at(-1)?.id : undefined };
}

function isMeant(line: RunLine, { experiment, branch, status }: RunSelection): boolean {
  return (
    (experiment === undefined || line.experiment === indexName(experiment)) &&
    (branch === undefined || line.branch === indexName(branch)) &&
    (status === undefined || line.status === status)
  );
}
