// A run as the rows of the index. Pure.
import type { Reading } from '../../run/number.ts';
import type { Param } from '../../run/record.ts';
import type { RunState } from '../../run/state.ts';
import type { IndexedRecord } from './indexed-record.ts';

/** What a column of the index holds. */
type Cell = string | number | null;

/** A number as the index holds it: by rank, then by value. NaN is a rank of its own, and infinity a value. */
interface RankedNumber {
  readonly rank: 0 | 1;
  readonly value: number | null;
}

export interface RunRows {
  /** Columns of the run by their names, without `n`, `data` and `path`. */
  readonly columns: Readonly<Record<RunColumn, Cell>>;
  readonly metrics: readonly (readonly [name: string, number: RankedNumber])[];
  readonly texts: readonly (readonly [entity: 'param' | 'tag', name: string, value: string, number: number | null])[];
  /** Files of data by path and SHA-256. */
  readonly data: readonly (readonly [name: string, digest: string])[];
}

export const RUN_COLUMNS = [
  'id',
  'started',
  'deleted',
  'status',
  'experiment',
  'branch',
  'ended',
  'duration',
  'model',
  'name',
  'commit',
  'dirty',
  'verdict',
  'event',
  'actor',
  'parent',
  'version',
  'artifact_uri',
  'error',
  'command',
] as const;

export type RunColumn = (typeof RUN_COLUMNS)[number];

/** The rows of a run as it stands now. */
export function rowsOf(record: IndexedRecord, { status, tags, deleted, registrations }: RunState): RunRows {
  const { source, trigger, model, metrics, params, data } = record;
  return {
    columns: {
      id: record.id,
      started: Date.parse(record.started),
      deleted: Number(deleted !== undefined),
      status,
      experiment: storedText(record.experiment),
      branch: textOrNull(source.branch),
      ended: Date.parse(record.ended),
      duration: record.duration,
      model: storedText(model.name),
      name: textOrNull(record.name),
      commit: storedText(source.commit),
      dirty: Number(source.dirty),
      verdict: textOrNull(verdictIn(record.comparison)),
      event: storedText(trigger.event),
      actor: textOrNull(trigger.actor),
      parent: record.parent ?? null,
      version: textOrNull(registrations.at(-1)?.version),
      artifact_uri: textOrNull(model.artifact?.url ?? model.artifact?.id),
      error: textOrNull(record.error?.message),
      command: storedText(record.command),
    },
    metrics: Object.entries(metrics).map(([name, { value }]) => [storedText(name), rankedNumber(value)]),
    texts: [
      ...Object.entries(params).map(
        ([name, value]) => ['param', storedText(name), storedText(String(value)), numberIn(value)] as const,
      ),
      ...Object.entries(tags).map(([name, value]) => ['tag', storedText(name), storedText(value), null] as const),
    ],
    data: data.map(({ path, sha256 }) => [storedText(path), storedText(sha256)]),
  };
}

/**
 * A text as SQLite can hold and match it: what is no Unicode, and the character that ends its texts, become U+FFFD. Texts
 * of a query go through the same, so that they meet.
 */
export function storedText(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storedText(text);
}

function rankedNumber(reading: Reading): RankedNumber {
  const value = Number(reading);
  // Adding zero makes minus zero zero.
  return Number.isNaN(value) ? { rank: 1, value: null } : { rank: 0, value: value + 0 };
}

/** The number that a param is, or that its text says and nothing else. */
function numberIn(param: Param): number | null {
  if (typeof param === 'boolean') return Number(param);
  if (typeof param === 'number') return param;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(param) ? Number(param) : null;
}

/** The verdict as it stands in the record, whatever else the comparison holds. */
function verdictIn(comparison: unknown): string | undefined {
  const { verdict } = (comparison ?? {}) as { readonly verdict?: { readonly status?: unknown } | null };
  return typeof verdict?.status === 'string' ? verdict.status : undefined;
}
