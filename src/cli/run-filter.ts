// The flags that narrow a list of runs, as one filter.
import { allOf, type Filter } from '../query/filter.ts';

/** Each narrows it further. */
export interface RunFlags {
  readonly experiment?: string;
  readonly branch?: string;
  readonly status?: string;
  /** In the query language. */
  readonly filter?: string;
}

/**
 * What the flags and the filter ask for together; undefined is every run. The parser is loaded only for a filter.
 * @param now what durations count from
 * @throws MlopsError `usage` for a filter that cannot be read
 */
export async function readFilter(flags: RunFlags, now: Date): Promise<Filter | undefined> {
  const narrowed = (['experiment', 'branch', 'status'] as const).map((key): Filter | undefined => {
    const value = flags[key];
    if (value === undefined) return undefined;
    return { kind: 'comparison', field: { entity: 'attribute', key }, comparator: '=', value };
  });
  if (flags.filter === undefined) return allOf(narrowed);
  const { parseFilter } = await import('../query/parse-filter.ts');
  return allOf([...narrowed, parseFilter(flags.filter, { now })]);
}
