// What the index takes from a record, checked as far as it goes: a hundred thousand records are read at once, and checking
// all of each would take longer than everything else. Who shows a run reads its record in full. Pure.
import { z } from '../../zod.ts';
import { MlopsError } from '../../error.ts';
import { parseRun } from '../../run/parse.ts';
import type { Reading } from '../../run/number.ts';
import { RunRecord, type Param } from '../../run/record.ts';

const { shape } = RunRecord;

const IndexedRecord = z.object({
  schema: shape.schema,
  id: shape.id,
  parent: shape.parent,
  experiment: shape.experiment,
  name: shape.name,
  status: shape.status,
  started: shape.started,
  ended: shape.ended,
  duration: shape.duration,
  params: valuesOf<Param>((value) => typeof value === 'string' || typeof value === 'boolean' || isFinite(value)),
  tags: valuesOf<string>((value) => typeof value === 'string'),
  metrics: valuesOf<{ readonly value: Reading }>((metric) => isReading((metric as { value?: unknown } | null)?.value)),
  model: z.object({
    name: z.string(),
    artifact: z.object({ id: z.string(), url: z.string().exactOptional() }).exactOptional(),
  }),
  source: z.object({ commit: z.string(), branch: z.string().exactOptional(), dirty: z.boolean() }),
  trigger: z.object({
    event: z.string(),
    actor: z.string().exactOptional(),
    run: z.string().exactOptional(),
    attempt: z.number().exactOptional(),
    job: z.string().exactOptional(),
    matrix: z.custom<Readonly<Record<string, unknown>>>(isObject).exactOptional(),
  }),
  command: z.string(),
  error: z.object({ message: z.string() }).exactOptional(),
  data: z.custom<readonly { readonly path: string; readonly sha256: string }[]>(
    (list) => Array.isArray(list) && list.every(isDataFile),
  ),
  comparison: z.unknown().exactOptional(),
});

/** An object of many members, looked through without a schema for each of them. */
function valuesOf<T>(isOne: (value: unknown) => boolean): z.ZodType<Readonly<Record<string, T>>> {
  return z.custom<Readonly<Record<string, T>>>((value) => isObject(value) && Object.values(value).every(isOne));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFinite(value: unknown): boolean {
  return Number.isFinite(value);
}

function isReading(value: unknown): boolean {
  return isFinite(value) || value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

function isDataFile(file: unknown): boolean {
  const { path, sha256 } = (file ?? {}) as { readonly path?: unknown; readonly sha256?: unknown };
  return typeof path === 'string' && typeof sha256 === 'string';
}

export type IndexedRecord = Readonly<z.infer<typeof IndexedRecord>>;

/**
 * Parses a record as far as the index needs it.
 * @throws MlopsError `record-invalid`
 */
export function parseIndexed(text: string, id: string): IndexedRecord {
  const record = IndexedRecord.safeParse(jsonOf(text)).data;
  // What is wrong with it says the parser of records; this one has found that something is.
  if (record === undefined) return parseRun(text, `the record of run ${id}`);
  if (record.id === id) return record;
  throw new MlopsError(
    'record-invalid',
    `it holds the record of run ${record.id}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
