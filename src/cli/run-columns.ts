// Which metrics are columns of the table of runs, and in which order runs stand. Pure.
import type { MetricRow } from '../comparison/comparison.ts';
import { comparisonOf } from '../comparison/recorded.ts';
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { finiteOf } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';

/** Gated metrics first, as the newest comparison orders them, then the others of these runs. Counts are left out. */
export function metricsOf(records: readonly RunRecord[]): readonly string[] {
  const rows = rowsOf(records);
  const ranked = rows
    .filter((row) => !row.count && row.candidate !== undefined)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const measured = records.flatMap((record) => Object.keys(record.metrics));
  const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
  return [...new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))])];
}

/**
 * The metrics that `--columns` names.
 * @throws MlopsError `usage` for one that none of these runs has
 */
export function chosenMetrics(wanted: readonly string[], records: readonly RunRecord[]): readonly string[] {
  for (const name of wanted) requireMetric('--columns', name, records);
  return wanted;
}

/**
 * Best first, where a gate or the name tells which direction is better, else largest first; runs without it come last.
 * @throws MlopsError `usage` for a metric that none of these runs has
 */
export function sortedByMetric(name: string, records: readonly RunRecord[]): readonly RunRecord[] {
  requireMetric('--sort', name, records);
  const direction = rowsOf(records).find((row) => row.name === name && row.direction !== 'unknown')?.direction;
  const sign = direction === 'lower' ? 1 : -1;
  const keyOf = (record: RunRecord): number => {
    const value = finiteOf(Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : undefined);
    return value === undefined ? Infinity : sign * value;
  };
  return records.toSorted((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    return x === y ? 0 : x < y ? -1 : 1;
  });
}

function requireMetric(flag: string, name: string, records: readonly RunRecord[]): void {
  const known = [...new Set(records.flatMap((record) => Object.keys(record.metrics)))];
  if (records.length === 0 || known.includes(name)) return;
  const others = known.length === 0 ? 'they have no metrics' : suggestion(name, known);
  throw new MlopsError(
    'usage',
    `${flag}: none of these runs has the metric "${name}", ${others}`,
    '`mlops runs show ID` lists all metrics of a run.',
  );
}

function rowsOf(records: readonly RunRecord[]): readonly MetricRow[] {
  return records.flatMap((record) => comparisonOf(record)?.rows ?? []);
}

function rankOf({ primary, gate }: MetricRow): number {
  if (primary) return 0;
  return gate === undefined ? 2 : 1;
}
