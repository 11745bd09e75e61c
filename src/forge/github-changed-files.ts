// Which files two commits differ in, as GitHub's comparison of commits tells.
import { MlopsError } from '../error.ts';
import type { CodeDifference } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';

/** GitHub names no more files in a comparison. */
const MOST_FILES = 300;

/**
 * GitHub compares `to` with the merge base of both, so its list is that of the two commits only where `from` is an
 * ancestor of `to`. Undefined elsewhere, and where the server does not say.
 */
export async function findChangedFiles(
  github: GitHubRepository,
  from: string,
  to: string,
): Promise<CodeDifference | undefined> {
  const { octokit, owner, repo, log } = github;
  const doing = { what: `comparing ${from} with ${to}`, permission: 'contents', access: 'read' } as const;
  try {
    const { data } = await github.call(doing, () =>
      octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${from}...${to}`, per_page: 1 }),
    );
    // Gitea names neither.
    const { files, merge_base_commit: base } = data as Partial<typeof data>;
    if (files === undefined || base?.sha !== from) return undefined;
    return {
      files: files.flatMap(({ filename, previous_filename: before, additions: added, deletions: removed }) => [
        { path: filename, added, removed },
        ...(before === undefined ? [] : [{ path: before, added: 0, removed: 0 }]),
      ]),
      isCut: files.length >= MOST_FILES,
    };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.debug(`${error.message}; which files changed is not known`);
    return undefined;
  }
}
