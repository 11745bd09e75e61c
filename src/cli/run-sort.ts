// What --sort means: an order of the query language, or one word as people say it. Pure.
import type { Direction } from '../comparison/comparison.ts';
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { attributeNamed } from '../query/attributes.ts';
import type { Order } from '../query/filter.ts';

/** The metrics that any of the runs has, each with the direction that is better. */
export type KnownMetrics = ReadonlyMap<string, Direction>;

/**
 * The orders that `--sort` asks for. `started` alone is the newest first, which is what no order gives; the bare name of
 * a metric is that metric, best first, and largest first where nobody knows which is better. All else is a list of
 * orders such as `metrics.rmse asc, started desc`, for which the parser is loaded.
 * @throws MlopsError `usage` for what cannot be read, and for a metric that none of the runs has
 */
export async function resolveSort(text: string, metrics: KnownMetrics): Promise<readonly Order[]> {
  const direction = metrics.get(text);
  if (direction !== undefined) {
    return [{ field: { entity: 'metric', key: text }, direction: direction === 'lower' ? 'asc' : 'desc' }];
  }
  if (text === 'started') return [];
  if (!isOrder(text)) throw unknownMetric('--sort', text, [...metrics.keys()]);
  const { parseOrderList } = await import('../query/parse-order.ts');
  const orders = parseOrderList(text);
  for (const { field } of orders) {
    if (field.entity === 'metric' && !metrics.has(field.key)) {
      throw unknownMetric('--sort', field.key, [...metrics.keys()]);
    }
  }
  return orders;
}

/** A word that is no attribute was meant to be a metric, and is answered so. */
function isOrder(text: string): boolean {
  return (
    /[\s,`"]|^(?:metric|param|parameter|tag|attribute|attr|run|dataset)s?\./.test(text) ||
    attributeNamed(text) !== undefined
  );
}

/** The error that no run has a metric of this name; with the nearest that one has. */
function unknownMetric(flag: string, name: string, known: readonly string[]): MlopsError {
  const others = known.length === 0 ? 'they have no metrics' : suggestion(name, known);
  return new MlopsError(
    'usage',
    `${flag}: none of these runs has the metric "${name}", ${others}`,
    '`mlops runs show ID` lists all metrics of a run.',
  );
}
