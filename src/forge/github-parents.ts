// The parents of a commit as the server knows them: commits that no branch holds too, such as the test merges of pull requests.
import { MlopsError } from '../error.ts';
import type { GitHubRepository } from './github-client.ts';

/** None where the server has no such commit or does not say. */
export async function findParents(github: GitHubRepository, commit: string): Promise<readonly string[]> {
  const { octokit, owner, repo, log } = github;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return [];
  const doing = { what: `reading the commit ${commit}`, permission: 'contents', access: 'read' } as const;
  try {
    const { data } = await github.call(doing, () => octokit.rest.git.getCommit({ owner, repo, commit_sha: commit }));
    return (data.parents as typeof data.parents | undefined)?.map(({ sha }) => sha) ?? [];
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.debug(`${error.message}; what it merges is not known`);
    return [];
  }
}
