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
