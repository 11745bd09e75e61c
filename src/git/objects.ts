// Reading what a repository holds: trees and blobs.
import { MlopsError } from '../error.ts';
import type { Git } from './git.ts';

export interface TreeEntry {
  readonly kind: 'blob' | 'tree' | 'commit';
  readonly id: string;
  readonly path: string;
}

/**
 * Entries of a commit's tree.
 * @param flags `-r` goes into every folder, `-t` shows the folders that it goes through
 * @param paths literal paths; none lists everything, one with a final slash lists what the folder holds
 */
export async function listTree(
  git: Git,
  commit: string,
  flags: readonly ('-r' | '-t')[],
  paths: readonly string[] = [],
): Promise<readonly TreeEntry[]> {
  const text = await git.text(['ls-tree', '-z', '--full-tree', ...flags, commit, '--', ...paths]);
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, kind, id, path] = /^\d+ (blob|tree|commit) ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      return { kind: kind as TreeEntry['kind'], id: id ?? '', path: path ?? '' };
    });
}

/** The contents of blobs that are in the repository, in the order of their ids. */
export async function readBlobs(git: Git, ids: readonly string[]): Promise<readonly Buffer[]> {
  const { code, stdout, stderr } = await git.exec(['cat-file', '--batch', '--buffer'], `${ids.join('\n')}\n`);
  const blobs: Buffer[] = [];
  let offset = 0;
  for (const id of ids) {
    const end = stdout.indexOf(10, offset);
    const [, kind, size] = stdout.subarray(offset, end).toString().split(' ');
    if (code !== 0 || kind !== 'blob') {
      throw new MlopsError(
        'git-failed',
        `object ${id} cannot be read: ${kind ?? stderr.trim()}`,
        'Run `git fsck` in the repository.',
      );
    }
    const start = end + 1;
    offset = start + Number(size) + 1;
    blobs.push(stdout.subarray(start, offset - 1));
  }
  return blobs;
}

/** A path whose content differs between two trees. */
export interface TreeChange {
  readonly path: string;
  /** What the newer tree has there; undefined when it has nothing. */
  readonly blob: string | undefined;
}

/** What two commits differ in, or undefined when the repository has not both. */
export async function diffTrees(git: Git, from: string, to: string): Promise<readonly TreeChange[] | undefined> {
  const { code, stdout } = await git.exec(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]);
  if (code !== 0) return undefined;
  return [...stdout.toString().matchAll(/:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\0([^\0]*)\0/g)].map(
    ([, mode, blob, path = '']) => ({ path, blob: isFile(mode) ? blob : undefined }),
  );
}

/**
 * All files of a commit, as if there had been nothing before. Read as git gives them, since a history has a hundred
 * thousand.
 */
export async function listFiles(git: Git, commit: string): Promise<readonly TreeChange[]> {
  const files: TreeChange[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stream(['ls-tree', '-r', '-z', '--full-tree', commit], [])) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = text.indexOf(0); end >= 0; end = text.indexOf(0, start)) {
      // <mode> SP <kind> SP <id> TAB <path>
      const tab = text.indexOf(9, start);
      const [mode, , blob] = text.toString('latin1', start, tab).split(' ');
      files.push({ path: text.toString('utf8', tab + 1, end), blob: isFile(mode) ? blob : undefined });
      start = end + 1;
    }
    rest = text.subarray(start);
  }
  return files;
}

/** A file or a symbolic link; not a commit of a submodule, not the absence of anything. */
function isFile(mode: string | undefined): boolean {
  return mode?.startsWith('1') === true && mode !== '160000';
}
