// Is this branch a tracking branch, and one that this version understands? Asked before anything is believed or written.
import { fetchObjects } from '../git/transfer.ts';
import { blobIdOf } from '../git/object-id.ts';
import { listTree, readBlobs, type TreeEntry } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { FORMAT, FORMAT_CONTENT, FORMAT_PATH } from './layout.ts';
import { trackingError, unreadable } from './tracking-error.ts';

/**
 * Checks `mlops.json` among entries of the root folder. What this version writes is known by its blob id alone; anything
 * else is fetched and read.
 * @throws MlopsError `tracking-unreadable`
 */
export async function checkFormat(
  scratch: Scratch,
  remote: string,
  ref: string,
  root: readonly TreeEntry[],
): Promise<void> {
  const entry = root.find(({ path }) => path === FORMAT_PATH);
  if (entry?.kind !== 'blob') throw unreadable(ref, `it holds no ${FORMAT_PATH}, so it is no tracking branch`);
  if (entry.id === blobIdOf(FORMAT_CONTENT, scratch.format)) return;
  const failure = await fetchObjects(scratch.git, remote, [entry.id]);
  if (failure !== undefined) throw trackingError(failure, ref);
  const [content] = await readBlobs(scratch.git, [entry.id]);
  judgeFormat(content?.toString() ?? '', ref);
}

/** As `checkFormat`, when nothing but commits is here. */
export async function fetchAndCheckFormat(
  scratch: Scratch,
  remote: string,
  ref: string,
  commit: string,
): Promise<void> {
  const tree = await scratch.git.text(['rev-list', '--format=%T', '--max-count=1', commit]);
  const failure = await fetchObjects(scratch.git, remote, [tree.split('\n').at(-1) ?? '']);
  if (failure !== undefined) throw trackingError(failure, ref);
  await checkFormat(scratch, remote, ref, await listTree(scratch.git, commit, []));
}

/**
 * Judges a declared layout.
 * @param format as `mlops.json` or a commit message declares it
 */
export function refuseNewerFormat(format: number, ref: string): void {
  if (format <= FORMAT) return;
  throw unreadable(
    ref,
    `it has format ${format}; this version reads format ${FORMAT}`,
    'Update mlops-action. Nothing was written.',
  );
}

/** Judges the content of `mlops.json`. */
export function judgeFormat(content: string, ref: string): void {
  let format: unknown;
  try {
    format = (JSON.parse(content) as { format?: unknown } | null)?.format;
  } catch {
    throw unreadable(ref, `its ${FORMAT_PATH} is not JSON`);
  }
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    throw unreadable(ref, `its ${FORMAT_PATH} names no format`);
  }
  refuseNewerFormat(format, ref);
}
