// The beginning of a tracking branch: an orphan commit that says what the branch is.
import { MlopsError } from '../error.ts';
import type { GitFailure } from '../git/failure.ts';
import type { ImportedCommit } from '../git/fast-import.ts';
import type { Scratch } from '../git/scratch.ts';
import { inspectRemote } from '../git/transfer.ts';
import { FORMAT_CONTENT, FORMAT_PATH, README_CONTENT, README_PATH } from './layout.ts';
import { ROOT_MESSAGE } from './line.ts';

/** The root commit. */
export function rootCommit(seconds: number): ImportedCommit {
  return {
    message: ROOT_MESSAGE,
    seconds,
    files: [
      { path: README_PATH, content: README_CONTENT },
      { path: FORMAT_PATH, content: FORMAT_CONTENT },
    ],
  };
}

/**
 * Makes sure that a branch may be created at the remote: in a repository without any branch a forge would make it the
 * default branch, and everybody who clones would get records instead of code.
 * @returns a failure when the remote cannot be asked, or has another object format than the scratch repository
 * @throws MlopsError `repository-empty`
 */
export async function refuseFirstBranch(
  scratch: Scratch,
  remote: string,
  ref: string,
): Promise<GitFailure | undefined> {
  if (!ref.startsWith('refs/heads/')) return undefined;
  const state = await inspectRemote(scratch.git, remote);
  if ('failure' in state) return state.failure;
  if (state.isEmpty) {
    throw new MlopsError(
      'repository-empty',
      `the repository has no branch yet, and ${ref} would become its default branch`,
      'Commit and push the code first, then try again.',
    );
  }
  if (state.format === scratch.format) return undefined;
  return { kind: 'object-format', said: `the remote uses ${state.format}` };
}
