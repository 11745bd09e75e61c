// The pull requests of a branch, as GitHub knows them now.
import { isForkOf, isSameRepository } from './fork.ts';
import type { FoundPullRequest } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';

/**
 * Finds them by the branch that they come from. The newest hundred of a branch are enough: what is looked for was open
 * when a workflow run began.
 * @param headRepository `owner/name`
 */
export async function findPullRequests(
  github: GitHubRepository,
  headRepository: string,
  headBranch: string,
): Promise<readonly FoundPullRequest[]> {
  const { octokit, owner, repo } = github;
  const [headOwner = ''] = headRepository.split('/');
  const doing = {
    what: `looking for the pull request of ${headOwner}:${headBranch}`,
    permission: 'pull-requests',
    access: 'read',
  } as const;
  const { data } = await github.call(doing, () =>
    octokit.rest.pulls.list({ owner, repo, head: `${headOwner}:${headBranch}`, state: 'all', per_page: 100 }),
  );
  // A server that does not know the filter gives all of them.
  return data.map(foundPullRequest).filter(({ headBranch: branch, headRepository: from }) => {
    return branch === headBranch && (from === undefined || isSameRepository(from, headRepository));
  });
}

interface GivenPull {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } };
}

/** A pull request as GitHub gives it, in our words. */
export function foundPullRequest({ number, state, head, base }: GivenPull): FoundPullRequest {
  // Absent for a fork that was deleted, whatever the types say.
  const from = head.repo?.full_name;
  return {
    number,
    head: head.sha,
    headBranch: head.ref,
    headRepository: from,
    base: base.sha,
    baseBranch: base.ref,
    isFork: isForkOf(base.repo.full_name, from),
    isOpen: state === 'open',
  };
}
