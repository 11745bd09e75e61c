// The branch as a write finds it: its tip, which of the files it lacks, and the folders that take them.
import { listTree, type TreeEntry } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchRef, readTip, type Tip } from '../git/transfer.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import type { Entry } from './entry.ts';
import { fetchFolders } from './fetch-folders.ts';
import { checkFormat } from './format.ts';
import { FORMAT_PATH, FULL_DAY, foldersOf, hourFolderOf } from './layout.ts';
import { parseMessages } from './line.ts';
import { refuseFirstBranch } from './start-branch.ts';
import { unreadable } from './tracking-error.ts';
import { countRuns } from './unite.ts';

const TIP = 'refs/mlops/tip';

/**
 * How many runs a branch holds when fetching all of its folders begins to cost more than fetching, one request after the
 * other, the four on the path of the new file (measured by `npm run bench append` at 50 ms a request).
 */
const TREELESS_FROM = 100_000;

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
  /** Entries whose names are taken by other content. */
  readonly taken: readonly Entry[];
  /** Names of the entries that stand, or will stand, in the folder of their hour. */
  readonly byHour: readonly string[];
  /** How many runs the branch holds. */
  readonly runs: number | undefined;
}

/**
 * Fetches the newest commit of the branch with its folders and looks which of the entries are there.
 * @param groups entries that are written together or not at all
 */
export async function readBase(
  scratch: Scratch,
  access: TrackingAccess,
  groups: readonly (readonly Entry[])[],
): Promise<Outcome<Base>> {
  const { ref, size } = access;
  const isTreeless = (size.runs ?? 0) >= (access.treelessFrom ?? TREELESS_FROM);
  const filter = isTreeless ? 'tree:0' : 'blob:none';
  const failure = await fetchRef(scratch.git, REMOTE, ref, TIP, ['--depth=1', `--filter=${filter}`]);
  if (failure?.kind === 'absent-ref') {
    const refusal = await refuseFirstBranch(scratch, REMOTE, ref);
    if (refusal !== undefined) return { failure: refusal };
    return { value: { tip: undefined, runs: 0, ...placeEntries(groups, []) } };
  }
  if (failure !== undefined) return { failure };
  const folders = foldersOfEntries(groups.flat());
  const [tip, found] = await Promise.all([
    readTip(scratch.git, TIP),
    isTreeless ? fetchFolders(scratch, TIP, folders) : listFolders(scratch, folders),
  ]);
  if ('failure' in found) return found;
  await checkFormat(scratch, REMOTE, ref, found.value);
  refuseBlocked(ref, folders, found.value);
  size.runs =
    parseMessages(tip.message).total ?? (isTreeless ? size.runs : countRuns(await listTree(scratch.git, TIP, ['-r'])));
  return { value: { tip, runs: size.runs, ...placeEntries(groups, found.value) } };
}

async function listFolders(scratch: Scratch, folders: readonly string[]): Promise<Outcome<readonly TreeEntry[]>> {
  // With a slash what is in a folder, without one the folder itself, or the file that is in its place.
  const paths = folders.flatMap((folder) => [folder, `${folder}/`]);
  return { value: await listTree(scratch.git, TIP, ['-t'], [FORMAT_PATH, ...paths]) };
}

/** The folders that hold the entries or could, each after those that it is in. */
function foldersOfEntries(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ run }) => [...foldersOf(run), hourFolderOf(run)]))].toSorted();
}

/** fast-import would put a folder in the place of a file. */
function refuseBlocked(ref: string, folders: readonly string[], found: readonly TreeEntry[]): void {
  const blocked = found.find(({ path, kind }) => kind !== 'tree' && folders.includes(path));
  if (blocked !== undefined) throw unreadable(ref, `${blocked.path} is no folder`);
}

/**
 * The entries that are not among the files of the branch, each with its path: in the folder of its day, or of its hour
 * when the day is full. Of two with one name and different content the first counts, and nothing is missing of a group
 * that has an entry whose name is taken.
 * @param found entries of the folders that the files could be in
 */
export function placeEntries(
  groups: readonly (readonly Entry[])[],
  found: readonly TreeEntry[],
): Pick<Base, 'missing' | 'taken' | 'byHour'> {
  const blobs = new Map(found.map(({ path, id }) => [path, id]));
  const widths = new Map<string, number>();
  for (const { path } of found) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    widths.set(folder, (widths.get(folder) ?? 0) + 1);
  }
  const missing: Placed[] = [];
  const taken: Entry[] = [];
  const byHour: string[] = [];
  for (const group of groups) {
    const judged = group.map((entry) => {
      const day = foldersOf(entry.run)[2];
      const [inDay, inHour] = [`${day}/${entry.name}`, `${hourFolderOf(entry.run)}/${entry.name}`];
      return { entry, day, inDay, inHour, there: blobs.get(inDay) ?? blobs.get(inHour) };
    });
    const others = judged.filter(({ entry, there }) => there !== undefined && there !== entry.blob);
    taken.push(...others.map(({ entry }) => entry));
    if (others.length > 0) continue;
    for (const { entry, day, inDay, inHour, there } of judged) {
      if (there !== undefined) {
        if (!blobs.has(inDay)) byHour.push(entry.name);
        continue;
      }
      const width = widths.get(day) ?? 0;
      widths.set(day, width + 1);
      const path = width < FULL_DAY ? inDay : inHour;
      blobs.set(path, entry.blob);
      missing.push({ entry, path });
      if (path === inHour) byHour.push(entry.name);
    }
  }
  return { missing, taken, byHour };
}

/** What a writer is told of files in folders of hours: nothing where there are none, which is nearly always. */
export function hours(names: readonly string[]): { readonly byHour?: readonly string[] } {
  return names.length === 0 ? {} : { byHour: names };
}
