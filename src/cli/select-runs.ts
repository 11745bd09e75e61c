// Which runs a list shows: those that the flags and the filter mean, in their order, page by page.
import { allOf, asksFor, type Filter, type Order } from '../query/filter.ts';
import { queriedRecord } from '../run/state.ts';
import type { TrackedRun } from '../tracking/history.ts';
import type { RunIndex } from '../tracking/local-index/run-index.ts';
import { directionOf } from '../comparison/direction.ts';
import { knownMetrics, type KnownNames } from './run-columns.ts';
import { readFilter, type RunFlags } from './run-filter.ts';
import { resolveSort, type KnownMetrics } from './run-sort.ts';

/** The word for the first page where the pages themselves are asked for. */
export const FIRST_PAGE = 'start';

/** The flags that say which runs. */
export interface RunSelection extends RunFlags {
  readonly limit: number;
  /** `started`, newest first; the name of a metric, best first; or a list of orders. */
  readonly sort: string;
  /** Deleted runs too; so are they where the filter asks for `deleted`. */
  readonly deleted?: boolean;
  /** Runs of which a later attempt is there, too; so are they where the filter asks for `superseded`. */
  readonly superseded?: boolean;
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
  readonly filter: Filter | undefined;
  readonly order: readonly Order[];
  /** Of all runs. */
  readonly known: KnownNames;
}

/** How many of the newest runs say which direction of a metric is better. */
const JUDGING_RUNS = 20;

/**
 * The runs of one page.
 * @throws MlopsError `usage` for a filter, an order or a cursor that makes no sense
 */
export async function selectRuns(selection: RunSelection, index: RunIndex, now: Date): Promise<RunPage> {
  const { limit, sort, after } = selection;
  const asked = await readFilter(selection, now);
  const filter = (['deleted', 'superseded'] as const).reduce(
    (filter, fact) => (selection[fact] === true ? withEither(filter, fact) : filter),
    asked,
  );
  const order = sort === 'started' ? [] : await resolveSort(sort, await metricsIn(index));
  const from = after === FIRST_PAGE ? undefined : after;
  const { runs, cursor, total } = await index.page({ filter, order, limit, after: from, withTotal: true });
  return { runs, cursor, total, filter, order, known: namesIn(index) };
}

function namesIn(index: RunIndex): KnownNames {
  return { metric: index.names('metric'), param: index.names('param'), tag: index.names('tag') };
}

/** A filter that speaks of such a fact finds the runs too that a list leaves out for it. */
function withEither(filter: Filter | undefined, key: 'deleted' | 'superseded'): Filter | undefined {
  if (asksFor(key, filter)) return filter;
  const either: Filter = {
    kind: 'comparison',
    field: { entity: 'attribute', key },
    comparator: 'IN',
    value: [0, 1],
  };
  return allOf([filter, either]);
}

/** All metrics, with the directions that the newest runs were judged by, else those of their names. */
async function metricsIn(index: RunIndex): Promise<KnownMetrics> {
  const { runs } = await index.page({ limit: JUDGING_RUNS });
  return new Map([
    ...index.names('metric').map((name) => [name, directionOf(name, undefined)] as const),
    ...knownMetrics(runs.map(({ record, state }) => queriedRecord(record, state))),
  ]);
}
