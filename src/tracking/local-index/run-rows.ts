// A run as the rows of the index. Pure.
import { asNumber } from '../../query/run-value.ts';
import { attemptOf } from '../../run/attempt.ts';
import type { Reading } from '../../run/number.ts';
import type { Param } from '../../run/record.ts';
import type { RunState } from '../../run/state.ts';
import type { IndexedRecord } from './indexed-record.ts';

/** What a column of the index holds. */
type Cell = string | number | null;

/** A metric as the index holds it: by rank, then by value. NaN is a rank of its own, and infinity a value. */
interface RankedNumber {
  readonly rank: 0 | 2;
  readonly value: number | null;
}

/** A param or tag as the index holds it. What reads as a number stands by that number, and before texts. */
interface RankedText {
  readonly rank: 0 | 1;
  readonly value: string;
  readonly number: number | null;
}

export interface RunRows {
  /** Columns of the run by their names, without `n`, `data` and `path`. */
  readonly columns: Readonly<Record<RunColumn, Cell>>;
  readonly metrics: readonly (readonly [name: string, number: RankedNumber])[];
  readonly texts: readonly (readonly [entity: 'param' | 'tag', name: string, text: RankedText])[];
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
  'job',
  'attempt',
  'superseded',
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
  const attempt = attemptOf(record);
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
      job: attempt?.job ?? null,
      attempt: attempt?.number ?? null,
      // What other runs there are is not seen here.
      superseded: 0,
      parent: record.parent ?? null,
      version: textOrNull(registrations.at(-1)?.version),
      artifact_uri: textOrNull(model.artifact?.url ?? model.artifact?.id),
      error: textOrNull(record.error?.message),
      command: storedText(record.command),
    },
    metrics: Object.entries(metrics).map(([name, { value }]) => [storedText(name), rankedNumber(value)]),
    texts: [
      ...Object.entries(params).map(([name, value]) => ['param', storedText(name), rankedParam(value)] as const),
      ...Object.entries(tags).map(
        ([name, value]) => ['tag', storedText(name), { rank: 1, value: storedText(value), number: null }] as const,
      ),
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
  return Number.isNaN(value) ? { rank: 2, value: null } : { rank: 0, value: value + 0 };
}

/** A truth compares as 1 or 0, and stands among the texts. */
function rankedParam(param: Param): RankedText {
  if (typeof param === 'number') return { rank: 0, value: String(param), number: param };
  const number = asNumber(param) ?? null;
  return { rank: number === null || typeof param === 'boolean' ? 1 : 0, value: storedText(String(param)), number };
}

const VERDICTS: ReadonlySet<unknown> = new Set(['pass', 'fail', 'inconclusive']);

/** The verdict as it stands in the record, whatever else the comparison holds. */
function verdictIn(comparison: unknown): string | undefined {
  const { verdict } = (comparison ?? {}) as { readonly verdict?: { readonly status?: unknown } | null };
  return typeof verdict?.status === 'string' && VERDICTS.has(verdict.status) ? verdict.status : undefined;
}
