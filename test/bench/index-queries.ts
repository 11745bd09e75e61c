// Questions to an index whose metrics are uniform in [0, 1), the easy ones and the worst.
import type { Comparison, Filter, Order } from '../../src/query/filter.ts';
import type { RunQuery } from '../../src/tracking/local-index/find-runs.ts';

const LIMIT = 20;

/** Two clauses, an order and a first page, by what is special about them. */
export const TWO_CLAUSES: Readonly<Record<string, RunQuery>> = {
  'each lets half of the runs through, sorted by a third metric': by(both(below(0, 0.5), above(1, 0.5)), 'metric_2'),
  'each lets half through, sorted by the first, worst first': by(
    both(below(0, 0.5), above(1, 0.5)),
    'metric_0',
    'desc',
  ),
  'each lets half through, newest first': { filter: both(below(0, 0.5), above(1, 0.5)), limit: LIMIT },
  'one lets a thousandth through, sorted by a third metric': by(both(below(0, 0.001), above(1, 0.5)), 'metric_2'),
  'each lets a hundredth through': by(both(below(0, 0.01), below(1, 0.01)), 'metric_2'),
  'each lets a twentieth through': by(both(below(0, 0.05), below(1, 0.05)), 'metric_2'),
  'sorted by a metric that half of the runs lack': by(both(below(0, 0.5), above(1, 0.5)), 'half'),
};

/** What no index of these tables answers without looking at much. */
export const WORST: Readonly<Record<string, RunQuery>> = {
  'each lets half through, and together none': by(both(below(0, 0.5), above(0, 0.5)), 'metric_2'),
  'half or half, sorted by an attribute': by({ kind: 'or', terms: [below(0, 0.5), above(1, 0.5)] }, 'duration'),
  'all that match counted': { ...by(both(below(0, 0.5), above(1, 0.5)), 'metric_2'), withTotal: true },
};

function below(metric: number, value: number): Comparison {
  return { kind: 'comparison', field: { entity: 'metric', key: `metric_${metric}` }, comparator: '<', value };
}

function above(metric: number, value: number): Comparison {
  return { ...below(metric, value), comparator: '>', value };
}

function both(...terms: readonly Filter[]): Filter {
  return { kind: 'and', terms };
}

function by(filter: Filter, key: string, direction: Order['direction'] = 'asc'): RunQuery {
  const entity = key === 'duration' ? 'attribute' : 'metric';
  return { filter, order: [{ field: { entity, key }, direction }], limit: LIMIT };
}
