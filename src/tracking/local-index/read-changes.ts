// Changed files of the branch → runs with the texts of all their files, a run at a time.
import { streamBlobs, type BlobContent } from '../../git/blob-stream.ts';
import type { BranchSource } from './branch-source.ts';
import type { FileRow } from './index-writer.ts';
import type { ReadFile } from './judge-run.ts';

/** A run and the files of it that are on the branch. */
export interface RunFiles {
  readonly id: string;
  /** By their paths. */
  readonly records: readonly FileRow[];
  /** In the order in which they hold. */
  readonly events: readonly FileRow[];
}

/** Larger files are neither records nor events, whatever their names say; in bytes. */
const LARGEST = 64 * 1024 * 1024;

const REASONS: Readonly<Record<Exclude<BlobContent['kind'], 'content'>, string>> = {
  missing: 'its content is not in this repository',
  'no-blob': 'it is no file',
  'too-large': `it is larger than ${LARGEST} bytes`,
};

/**
 * Reads the files of runs. Files that are not here are brought in one request when the others have been read; their runs
 * come last.
 */
export async function* readRunFiles(
  source: BranchSource,
  runs: readonly RunFiles[],
): AsyncGenerator<{ readonly run: RunFiles; readonly contents: readonly ReadFile[] }, void, undefined> {
  const incomplete: RunFiles[] = [];
  const missing: string[] = [];
  for await (const { run, contents } of streamRuns(source, runs)) {
    const absent = contents.flatMap(({ kind }, index) => (kind === 'missing' ? (filesOf(run)[index]?.blob ?? []) : []));
    if (absent.length === 0) {
      yield { run, contents: readFiles(run, contents) };
    } else {
      incomplete.push(run);
      missing.push(...absent);
    }
  }
  if (incomplete.length === 0) return;
  await source.fetchBlobs([...new Set(missing)]);
  for await (const { run, contents } of streamRuns(source, incomplete)) {
    yield { run, contents: readFiles(run, contents) };
  }
}

/** Records first, then events. */
function filesOf({ records, events }: RunFiles): readonly FileRow[] {
  return events.length === 0 ? records : [...records, ...events];
}

function readFiles(run: RunFiles, contents: readonly BlobContent[]): readonly ReadFile[] {
  return filesOf(run).map(({ path, blob }, index) => {
    const content = contents[index] ?? { kind: 'missing' };
    return content.kind === 'content'
      ? { path, blob, text: content.content.toString() }
      : { path, blob, reason: REASONS[content.kind] };
  });
}

async function* streamRuns(
  { git }: BranchSource,
  runs: readonly RunFiles[],
): AsyncGenerator<{ readonly run: RunFiles; readonly contents: readonly BlobContent[] }, void, undefined> {
  const blobs = streamBlobs(git, { [Symbol.iterator]: () => blobsOf(runs) }, LARGEST);
  for (const run of runs) {
    const contents: BlobContent[] = [];
    for (let left = run.records.length + run.events.length; left > 0; left -= 1) {
      const { value } = await blobs.next();
      contents.push(value ?? { kind: 'missing' });
    }
    yield { run, contents };
  }
  // The last word is the exit status.
  await blobs.next();
}

function* blobsOf(runs: readonly RunFiles[]): Iterator<string> {
  for (const run of runs) for (const { blob } of filesOf(run)) yield blob;
}
