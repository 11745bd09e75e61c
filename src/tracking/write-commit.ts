// The commit that adds files to the branch: one fast-import, from the parent's folders and the new files alone.
import { renderImport, type ImportedCommit } from '../git/fast-import.ts';
import type { Scratch } from '../git/scratch.ts';
import type { Tip } from '../git/transfer.ts';
import type { Placed } from './base.ts';
import { renderMessage } from './line.ts';
import { rootCommit } from './start-branch.ts';

const NEW = 'refs/mlops/new';

/** Writes the commit into the scratch repository, on a root commit of its own when there is no tip; gives its id. */
export async function writeCommit(
  scratch: Scratch,
  tip: Tip | undefined,
  placed: readonly Placed[],
  now: Date,
): Promise<string> {
  // Never before its parent, whatever the clocks say: reading by date relies on it.
  const seconds = Math.max(Math.floor(now.getTime() / 1000), tip?.seconds ?? 0);
  const commit: ImportedCommit = {
    message: renderMessage(placed.map(({ entry }) => entry.line)),
    seconds,
    files: placed.map(({ entry: { blob, content }, path }) =>
      content === undefined ? { path, blob } : { path, content },
    ),
  };
  const stream = renderImport(NEW, tip?.commit, tip === undefined ? [rootCommit(seconds), commit] : [commit]);
  return scratch.git.text(['fast-import', '--quiet', '--force'], stream);
}
