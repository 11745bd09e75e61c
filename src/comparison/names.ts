// Names of metrics and params are foreign: `toString` and `__proto__` must not find what every object inherits.

/** The record's own member of this name. */
export function member<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Order by code unit: the same everywhere, whatever the locale. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
