// What a run has for a field: the values that filters compare, orders sort by and columns show. Pure.
import { comparisonOf } from '../comparison/recorded.ts';
import type { Reading } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { Field } from './filter.ts';

/** Times are milliseconds since 1970, durations seconds; a measured value may be NaN or infinite. */
export type Value = string | number | boolean;

/** The readers of attributes, by their canonical names. */
const ATTRIBUTES: Readonly<Record<string, (record: RunRecord) => Value | undefined>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  status: ({ status }) => status,
  started: ({ started }) => Date.parse(started),
  ended: ({ ended }) => Date.parse(ended),
  duration: ({ duration }) => duration,
  experiment: ({ experiment }) => experiment,
  model: ({ model }) => model.name,
  version: ({ version }) => (typeof version === 'string' ? version : undefined),
  branch: ({ source }) => source.branch,
  commit: ({ source }) => source.commit,
  dirty: ({ source }) => source.dirty,
  event: ({ trigger }) => trigger.event,
  actor: ({ trigger }) => trigger.actor,
  verdict: (record) => comparisonOf(record)?.verdict?.status,
  error: ({ error }) => error?.message,
  deleted: ({ deleted }) => deleted === true,
  superseded: ({ superseded }) => superseded === true,
  parent: ({ parent }) => parent,
  command: ({ command }) => command,
  artifact_uri: ({ model }) => model.artifact?.url ?? model.artifact?.id,
};

/**
 * The value of a run's field; undefined when it has none. Late facts (`version`, `deleted`, tags) are those that stand
 * in the record when events have been laid over it. Of datasets there may be several: {@link valuesOf}.
 */
export function valueOf(record: RunRecord, { entity, key }: Field): Value | undefined {
  if (entity === 'attribute') return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key]?.(record) : undefined;
  if (entity === 'metric') return Object.hasOwn(record.metrics, key) ? numberOf(record.metrics[key]?.value) : undefined;
  if (entity === 'dataset') return valuesOf(record, { entity, key })[0];
  const named: Readonly<Record<string, Value>> = entity === 'param' ? record.params : record.tags;
  return Object.hasOwn(named, key) ? named[key] : undefined;
}

/** All values of a field: several for datasets, which are the files of data with path and digest. */
export function valuesOf(record: RunRecord, field: Field): readonly Value[] {
  if (field.entity === 'dataset') {
    if (field.key === 'context') return [];
    return record.data.map(({ path, sha256 }) => (field.key === 'name' ? path : sha256));
  }
  const value = valueOf(record, field);
  return value === undefined ? [] : [value];
}

/** The number that a value reads as, if it is one or a text that says one and nothing else. */
export function asNumber(value: Value): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : undefined;
}

function numberOf(reading: Reading | undefined): number | undefined {
  return reading === undefined ? undefined : Number(reading);
}
