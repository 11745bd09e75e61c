// Records and the files beside them, by blob id: one fetch for all of them.
import { MlopsError } from '../error.ts';
import { readBlobs } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchObjects } from '../git/transfer.ts';
import { parseRun } from '../run/parse.ts';
import type { RunRecord } from '../run/record.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import type { RunLine } from './history.ts';
import { recordPath } from './layout.ts';
import { trackingError } from './tracking-error.ts';

// Contents are held as bytes and as values at once; in parts, so that memory grows with the values alone.
const PART = 500;

/**
 * The records of these lines, in their order.
 * @throws MlopsError `record-invalid` for a record that this version cannot read
 */
export async function readRecords(access: TrackingAccess, lines: readonly RunLine[]): Promise<readonly RunRecord[]> {
  if (lines.length === 0) return [];
  const ids = lines.map(({ blob }) => blob);
  return withBlobs(access, ids, (scratch) => recordsIn(scratch, lines));
}

/** The records of these lines, out of a repository that has them. */
export async function recordsIn({ git }: Scratch, lines: readonly RunLine[]): Promise<readonly RunRecord[]> {
  const records: RunRecord[] = [];
  for (let start = 0; start < lines.length; start += PART) {
    const part = lines.slice(start, start + PART);
    const ids = part.map(({ blob }) => blob);
    const blobs = await readBlobs(git, ids);
    records.push(...part.map((line, index) => parseRecord(line, blobs[index]?.toString() ?? '')));
  }
  return records;
}

function parseRecord(line: RunLine, text: string): RunRecord {
  const origin = recordPath(line.id);
  const record = parseRun(text, origin);
  if (record.id === line.id) return record;
  throw new MlopsError(
    'record-invalid',
    `${origin} holds the record of run ${record.id}`,
    'The tracking branch was edited by hand or by another program; restore the file from its history.',
  );
}

/** The content of one blob of the branch. */
export async function readBlob(access: TrackingAccess, id: string): Promise<Buffer> {
  const [content] = await withBlobs(access, [id], (scratch) => readBlobs(scratch.git, [id]));
  return content ?? Buffer.alloc(0);
}

async function withBlobs<T>(
  access: TrackingAccess,
  ids: readonly string[],
  work: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  const outcome = await access.inScratch<T>(async (scratch): Promise<Outcome<T>> => {
    const failure = await fetchObjects(scratch.git, REMOTE, [...new Set(ids)]);
    return failure === undefined ? { value: await work(scratch) } : { failure };
  });
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}
