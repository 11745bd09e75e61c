// The merge base as the server knows it. GitHub says it when it compares two commits; Gitea says it of a pull request.
import { MlopsError } from '../error.ts';
import type { GitHubRepository } from './github-client.ts';

/** Undefined when there is none, or when the server does not say. */
export async function findMergeBase(
  github: GitHubRepository,
  ends: { readonly base: string; readonly head: string; readonly pullRequest: number | undefined },
): Promise<string | undefined> {
  const { octokit, owner, repo, log } = github;
  const { base, head, pullRequest } = ends;
  const doing = { what: `comparing ${base} with ${head}`, permission: 'contents', access: 'read' } as const;
  try {
    return await github.call(doing, async () => {
      const basehead = `${base}...${head}`;
      const compared = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
      const found = (compared.data.merge_base_commit as { sha?: string } | undefined)?.sha;
      if (found !== undefined || pullRequest === undefined) return found;
      const pull = await octokit.rest.pulls.get({ owner, repo, pull_number: pullRequest });
      const { head: now, merge_base: mergeBase } = pull.data as { head: { sha: string }; merge_base?: string };
      // It may have been pushed to since.
      return now.sha === head ? mergeBase : undefined;
    });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.debug(`${error.message}; the merge base is not known from the server`);
    return undefined;
  }
}
