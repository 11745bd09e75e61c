// Which files two commits differ in, as git finds where both are at hand.
import type { Git } from '../git/git.ts';
import type { CodeDifference } from './forge.ts';

/** Undefined where one of the commits is not in the repository. */
export async function findLocalChangedFiles(git: Git, from: string, to: string): Promise<CodeDifference | undefined> {
  const options = ['-r', '-z', '--numstat', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const { code, stdout } = await git.exec(['diff-tree', ...options, from, to, '--']);
  if (code !== 0) return undefined;
  const lines = stdout.toString().split('\0').filter(Boolean);
  const files = lines.map((line) => {
    const [added = '', removed = '', ...path] = line.split('\t');
    // Binary files have dashes.
    return {
      path: path.join('\t'),
      added: Number.parseInt(added, 10) || 0,
      removed: Number.parseInt(removed, 10) || 0,
    };
  });
  return { files, isCut: false };
}
