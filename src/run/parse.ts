// Text → run record. Every record that enters the program comes through here.
import { MlopsError } from '../error.ts';
import { RunRecord } from './record.ts';

/**
 * Parses a stored record. Unknown members are kept.
 * @throws MlopsError `record-invalid` for text that is no record, or one of a newer schema
 */
export function parseRun(text: string, origin: string): RunRecord {
  const value = parseJson(text, origin);
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'number' && schema > 1) {
    throw new MlopsError(
      'record-invalid',
      `${origin} has run schema ${schema}; this version reads schema 1`,
      'Update mlops-action; the record is left as it is.',
    );
  }
  const parsed = RunRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new MlopsError(
    'record-invalid',
    `${origin} is no run record: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}

/** Whether a text is the record of this run, as this version or a later one writes it. */
export function isRecordOf(id: string, text: string): boolean {
  let value: { readonly id?: unknown; readonly schema?: unknown } | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return false;
  }
  if (value?.id !== id) return false;
  return (typeof value.schema === 'number' && value.schema > 1) || RunRecord.safeParse(value).success;
}

function parseJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MlopsError(
      'record-invalid',
      `${origin} is not JSON: ${(cause as Error).message}`,
      'The tracking branch was edited by hand or by another program; restore the file from its history.',
      { cause },
    );
  }
}
