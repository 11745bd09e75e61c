// The branch as a write finds it: its tip, which of the files it lacks, and the folders that take them.
import { listTree, type TreeEntry } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchRef, readTip, type Tip } from '../git/transfer.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import { collision, type Entry } from './entry.ts';
import { checkFormat } from './format.ts';
import { FORMAT_PATH, FULL_DAY, foldersOf, hourFolderOf } from './layout.ts';
import { refuseFirstBranch } from './start-branch.ts';
import { unreadable } from './tracking-error.ts';

export const TIP = 'refs/mlops/tip';

/** An entry and the path that it gets. */
export interface Placed {
  readonly entry: Entry;
  readonly path: string;
}

export interface Base {
  /** Undefined: the branch does not exist. */
  readonly tip: Tip | undefined;
  /** The entries that are not there yet. */
  readonly missing: readonly Placed[];
}

/** Fetches the newest commit of the branch with its folders and looks which of the entries are there. */
export async function readBase(
  scratch: Scratch,
  access: TrackingAccess,
  entries: readonly Entry[],
): Promise<Outcome<Base>> {
  const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP, ['--depth=1', '--filter=blob:none']);
  if (failure === undefined) {
    const [tip, missing] = await Promise.all([readTip(scratch.git, TIP), findMissing(scratch, access.ref, entries)]);
    return { value: { tip, missing } };
  }
  if (failure.kind !== 'absent-ref') return { failure };
  const refusal = await refuseFirstBranch(scratch, REMOTE, access.ref);
  if (refusal !== undefined) return { failure: refusal };
  return { value: { tip: undefined, missing: placeEntries(entries, []) } };
}

async function findMissing(scratch: Scratch, ref: string, entries: readonly Entry[]): Promise<readonly Placed[]> {
  const above = new Set(entries.flatMap(({ run }) => foldersOf(run).slice(0, 2)));
  const days = new Set(entries.map(({ run }) => foldersOf(run)[2]));
  const hours = new Set(entries.map(({ run }) => hourFolderOf(run)));
  const paths = [...above, ...[...days, ...hours].map((folder) => `${folder}/`)];
  const found = await listTree(scratch.git, TIP, ['-t'], [FORMAT_PATH, ...paths]);
  await checkFormat(scratch, REMOTE, ref, found);
  // fast-import would put a folder in the place of such a file.
  const blocked = found.find(
    ({ path, kind }) => (above.has(path) || days.has(path) || hours.has(path)) && kind !== 'tree',
  );
  if (blocked !== undefined) throw unreadable(ref, `${blocked.path} is no folder`);
  return placeEntries(entries, found);
}

/**
 * The entries that are not among the files of the branch, each with its path: in the folder of its day, or of its hour
 * when the day is full.
 * @param found entries of the folders that the files could be in
 * @throws MlopsError `tracking-conflict` when a file is there with other content
 */
export function placeEntries(entries: readonly Entry[], found: readonly TreeEntry[]): readonly Placed[] {
  const blobs = new Map(found.map(({ path, id }) => [path, id]));
  const widths = new Map<string, number>();
  for (const { path } of found) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    widths.set(folder, (widths.get(folder) ?? 0) + 1);
  }
  return entries.flatMap((entry) => {
    const day = foldersOf(entry.run)[2];
    const places = [`${day}/${entry.name}`, `${hourFolderOf(entry.run)}/${entry.name}`] as const;
    const there = places.find((path) => blobs.has(path));
    if (there !== undefined && blobs.get(there) !== entry.blob) throw collision(there);
    if (there !== undefined) return [];
    const width = widths.get(day) ?? 0;
    widths.set(day, width + 1);
    return [{ entry, path: places[width < FULL_DAY ? 0 : 1] }];
  });
}
