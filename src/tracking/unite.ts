// The union of two histories that grew apart. Files are immutable, so it is a union of sets; nothing is merged. Pure.
import type { TreeEntry } from '../git/objects.ts';
import { collision } from './entry.ts';
import { FORMAT_PATH, fileOfPath, README_PATH, runIdOfPath } from './layout.ts';
import { parseMessages } from './line.ts';

/** What one history has that the other lacks. */
export interface Addition {
  readonly files: readonly { readonly path: string; readonly blob: string }[];
  /** The records and the late events among the files. */
  readonly indexed: readonly { readonly path: string; readonly blob: string; readonly kind: 'record' | 'event' }[];
  /** Ids of the runs that any of the files belongs to. */
  readonly ids: ReadonlySet<string>;
}

/**
 * Files of `ours` that `theirs` lacks.
 * @throws MlopsError `tracking-conflict` naming a path that has one content here and another there
 */
export function chooseAddition(ours: readonly TreeEntry[], theirs: readonly TreeEntry[]): Addition {
  const there = new Map(theirs.map(({ path, id }) => [placeless(path), id]));
  const files = [];
  for (const { path, id, kind } of ours) {
    if (kind !== 'blob' || path === FORMAT_PATH || path === README_PATH) continue;
    const other = there.get(placeless(path));
    if (other !== undefined && other !== id) throw collision(path);
    if (other === undefined) files.push({ path, blob: id });
  }
  const indexed = files.flatMap(({ path, blob }) => {
    const kind = fileOfPath(path)?.kind;
    return kind === undefined || kind === 'file' ? [] : [{ path, blob, kind }];
  });
  return { files, indexed, ids: new Set(files.flatMap(({ path }) => fileOfPath(path)?.run ?? [])) };
}

/** A file of a run is the same one in the folder of its day and of its hour, so it is known by its name. */
function placeless(path: string): string {
  return fileOfPath(path)?.name ?? path;
}

/** How many records of a tree. */
export function countRuns(tree: readonly TreeEntry[]): number {
  return tree.filter(({ path }) => runIdOfPath(path) !== undefined).length;
}

/** How many records and late events of `tree` are not in `other`. */
export function countBeyond(tree: readonly TreeEntry[], other: readonly TreeEntry[]): number {
  const known = new Set(other.map(({ path }) => placeless(path)));
  return tree.filter(({ path }) => {
    const kind = fileOfPath(path)?.kind;
    return (kind === 'record' || kind === 'event') && !known.has(placeless(path));
  }).length;
}

/**
 * Index lines out of commit messages, kept as they are, for a commit that carries their runs over. Lines of kinds that
 * only a later version knows are kept too. Lines of runs that are not carried are left out.
 */
export function selectLines(log: string, isCarried: (id: string) => boolean): readonly string[] {
  const kept = new Set<string>();
  for (const [line, kind] of log.matchAll(/^Mlops-([A-Za-z]+): .*$/gm)) {
    if (kind === 'Format' || kind === 'Total') continue;
    const { runs, files, events } = parseMessages(line);
    const id = runs[0]?.id ?? files[0]?.id ?? events[0]?.run;
    const isForeign = kind !== 'Run' && kind !== 'File' && kind !== 'Event';
    if (isForeign || (id !== undefined && isCarried(id))) kept.add(line);
  }
  return [...kept].toSorted();
}
