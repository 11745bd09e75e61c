// The same training over several seeds or folds: rows of metrics that say which one they are of. Pure.
import { readingOf } from '../../run/number.ts';
import type { CaptureNote, RunRecord } from '../../run/record.ts';
import type { Point } from './metric-values.ts';
import type { Entry } from './value.ts';

export type RepeatUnit = NonNullable<RunRecord['repeats']>['unit'];

/** Which seed and which fold a row is of. */
export type RepeatNames = Readonly<Partial<Record<RepeatUnit, string>>>;

/** Most values of repeats that a record holds, of all metrics together. */
const MAX_VALUES = 20_000;

const MAX_NAME_LENGTH = 100;

const UNITS: readonly RepeatUnit[] = ['fold', 'seed'];

/** The entries of a row that name its repeat, and what they name; none where nothing else is in the row. */
export function repeatOf(entries: readonly Entry[]): {
  readonly names: RepeatNames | undefined;
  readonly entries: readonly Entry[];
} {
  const names: Partial<Record<RepeatUnit, string>> = {};
  const own = entries.filter(({ name, value }) => {
    const unit = UNITS.find((unit) => unit === name);
    if (unit === undefined || (value.kind !== 'number' && value.kind !== 'text')) return false;
    names[unit] = String(value.value).slice(0, MAX_NAME_LENGTH);
    return true;
  });
  if (own.length === 0 || own.length === entries.length) return { names: undefined, entries };
  return { names, entries: entries.filter((entry) => !own.includes(entry)) };
}

/** What the rows are repeats over: as configured, else folds where any row names one, else seeds. */
export function repeatUnit(points: readonly Point[], configured: RepeatUnit | undefined): RepeatUnit | undefined {
  if (configured !== undefined) return configured;
  return UNITS.find((unit) => points.some(({ repeat }) => repeat?.[unit] !== undefined));
}

/** The name of a point's repeat; undefined for a point of the run itself. */
export function repeatName({ repeat }: Point, unit: RepeatUnit | undefined): string | undefined {
  const own = unit === undefined ? undefined : repeat?.[unit];
  if (own === undefined || repeat?.fold === undefined || repeat.seed === undefined) return own;
  return `fold ${repeat.fold}, seed ${repeat.seed}`;
}

/** The last value of each repeat of a metric. */
export function repeatValues(points: readonly Point[], unit: RepeatUnit | undefined): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const point of points) {
    const name = repeatName(point, unit);
    if (name !== undefined) values.set(name, point.value);
  }
  return values;
}

/** The repeats of all metrics, as the record has them. */
export function summariseRepeats(
  points: readonly Point[],
  unit: RepeatUnit | undefined,
  testShare: number | undefined,
): { readonly repeats: RunRecord['repeats']; readonly warnings: readonly CaptureNote[] } {
  const byMetric = Map.groupBy(points, ({ name }) => name);
  const all = [...byMetric].map(([name, own]) => [name, repeatValues(own, unit)] as const);
  const repeated = all.filter(([, values]) => values.size > 0);
  if (unit === undefined || repeated.length === 0) return { repeats: undefined, warnings: [] };
  let room = MAX_VALUES;
  const kept = repeated.filter(([, values]) => (room -= values.size) >= 0);
  const message = `over ${MAX_VALUES} values of repeats; those of ${repeated.length - kept.length} metrics are left out`;
  return {
    repeats: {
      unit,
      ...(testShare === undefined ? {} : { test_share: testShare }),
      values: Object.fromEntries(
        kept.map(([metric, values]) => [
          metric,
          Object.fromEntries([...values].map(([name, value]) => [name, readingOf(value)])),
        ]),
      ),
    },
    warnings: kept.length === repeated.length ? [] : [{ message }],
  };
}
