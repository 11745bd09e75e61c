// The folders on the path of new files and no others: what a write fetches of a long history. The tip came without any
// folder; each level is asked for by the ids that the level above names.
import { listTree, type TreeEntry } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchObjects } from '../git/transfer.ts';
import { REMOTE, type Outcome } from './access.ts';

/**
 * Entries of the root folder and of the given ones, as far as they exist.
 * @param ref a ref that was fetched with `tree:0`
 * @param folders sorted, each after those that it is in
 */
export async function fetchFolders(
  scratch: Scratch,
  ref: string,
  folders: readonly string[],
): Promise<Outcome<readonly TreeEntry[]>> {
  const root = (await scratch.git.text(['rev-list', '--format=%T', '--max-count=1', ref])).split('\n').at(-1) ?? '';
  const found = new Map<string, TreeEntry>();
  let level: readonly (readonly [path: string, tree: string])[] = [['', root]];
  while (level.length > 0) {
    // One level a fetch: a server leaves out what is inside of another tree that is asked for.
    const failure = await fetchObjects(scratch.git, REMOTE, [...new Set(level.map(([, tree]) => tree))]);
    if (failure !== undefined) return { failure };
    for (const [folder, tree] of level) {
      for (const entry of await listTree(scratch.git, tree, [])) {
        const path = folder === '' ? entry.path : `${folder}/${entry.path}`;
        found.set(path, { ...entry, path });
      }
    }
    const above = new Set(level.map(([path]) => path));
    level = folders.flatMap((path) => {
      const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      const entry = above.has(parent) ? found.get(path) : undefined;
      return entry?.kind === 'tree' ? [[path, entry.id] as const] : [];
    });
  }
  return { value: [...found.values()] };
}
