// The files in which the code of two runs differs, as a comparison keeps them: counted, and the first by name. Pure.
import type { ChangedFiles, Comparison } from './comparison.ts';
import { byName } from './names.ts';

/** A record stays for good: it names no more files than a reader would look at. */
const MOST_FILES = 20;
const MOST_CHARACTERS = 300;

interface FoundFiles {
  readonly files: readonly { readonly path: string; readonly added: number; readonly removed: number }[];
  readonly isCut: boolean;
}

/**
 * The comparison with the files that its code differs in; those with the most changed lines are named first. Commits
 * without a difference are the same code, unless something was not committed.
 */
export function withChangedFiles(
  comparison: Comparison,
  { files, isCut }: FoundFiles,
  isCommitted: boolean,
): Comparison {
  const { changes } = comparison;
  if (changes === undefined) return comparison;
  const total = (of: 'added' | 'removed'): number => files.reduce((sum, file) => sum + file[of], 0);
  const ranked = files.toSorted((a, b) => b.added + b.removed - a.added - a.removed || byName(a.path, b.path));
  const changed: ChangedFiles = {
    count: files.length,
    ...(isCut ? { isCut } : {}),
    added: total('added'),
    removed: total('removed'),
    most: ranked
      .slice(0, MOST_FILES)
      .map(({ path, added, removed }) => ({ path: path.slice(0, MOST_CHARACTERS), added, removed })),
  };
  const same = files.length === 0 && isCommitted ? { same: true } : {};
  return { ...comparison, changes: { ...changes, code: { ...changes.code, ...same, files: changed } } };
}
