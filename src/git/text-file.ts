// A file of a commit that may be read and written as text: nothing that leads elsewhere.
import { MlopsError } from '../error.ts';
import type { Git } from './git.ts';

/**
 * Refuses a path that is not plainly one below the root of a repository.
 * @throws MlopsError `usage`
 */
export function requirePlainPath(path: string): void {
  const parts = path.split('/');
  const isPlain = (part: string): boolean =>
    part !== '' && part !== '.' && part !== '..' && !/^\.git$/i.test(part) && !/[\\\p{Cc}\p{Cf}]/u.test(part);
  if (path.length <= 1000 && parts.every(isPlain)) return;
  throw new MlopsError(
    'usage',
    `${JSON.stringify(path.slice(0, 200))} is no path of a file in a repository`,
    'Give one from the root of the repository, with forward slashes.',
  );
}

/**
 * The blob of a file at a commit whose trees are here; undefined where there is nothing.
 * @throws MlopsError `config-invalid` where a folder, a link or a submodule is in the way
 */
export async function findTextFile(git: Git, commit: string, path: string): Promise<string | undefined> {
  const parts = path.split('/');
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const listing = await git.text(['ls-tree', '-z', '-t', '--full-tree', commit, '--', ...prefixes]);
  const entries = listing.split('\0').flatMap((entry) => {
    const [, mode = '', id = '', at = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    // What lies beside it in the same folders is listed as well.
    return prefixes.includes(at) ? [{ mode, id, at }] : [];
  });
  for (const { mode, at } of entries) {
    const isFine = at === path ? mode.startsWith('100') : mode === '040000';
    if (!isFine) throw notAFile(path, at, mode);
  }
  return entries.find(({ at }) => at === path)?.id;
}

const KINDS: Readonly<Record<string, string>> = {
  '040000': 'a folder',
  '120000': 'a symbolic link',
  '160000': 'a submodule',
};

function notAFile(path: string, at: string, mode: string): MlopsError {
  const kind = KINDS[mode] ?? 'a file';
  return new MlopsError(
    'config-invalid',
    at === path ? `${path} is ${kind} and no file` : `${path} cannot be a file: ${at} is ${kind} and no folder`,
    'Move it out of the way; what lies behind a link is never written.',
    { place: { file: at } },
  );
}
