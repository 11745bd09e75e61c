// The forge on GitHub, and on servers that speak its REST API.
import { MlopsError } from '../error.ts';
import type { Forge } from './forge.ts';
import { gitHubRepository, type GitHubOptions } from './github-client.ts';
import { listArtifacts } from './github-artifacts.ts';
import { upsertComment } from './github-comment.ts';
import { findPullRequests } from './github-pulls.ts';
import { publishRelease } from './github-release.ts';

/** GitHub takes release assets of less than 2 GiB. */
const MAX_ASSET_SIZE = 2 ** 31 - 1;

export function githubForge(options: GitHubOptions): Forge {
  const github = gitHubRepository(options);
  const { octokit, owner, repo, log } = github;
  return {
    kind: 'github',
    maxAssetSize: MAX_ASSET_SIZE,

    async findMergeBase(base, head) {
      const doing = { what: `comparing ${base} with ${head}`, permission: 'contents' } as const;
      try {
        const { data } = await github.call(doing, () =>
          octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1 }),
        );
        // Gitea answers without it.
        return (data.merge_base_commit as { sha?: string } | undefined)?.sha;
      } catch (error) {
        if (!(error instanceof MlopsError)) throw error;
        log.debug(`${error.message}; the merge base is not known from the server`);
        return undefined;
      }
    },

    upsertComment: (pullRequest, comment) => upsertComment(github, pullRequest, comment),

    publishRelease: (release) => publishRelease(github, release, MAX_ASSET_SIZE),

    listArtifacts: (workflowRun) => listArtifacts(github, workflowRun),

    findPullRequests: (headRepository, headBranch) => findPullRequests(github, headRepository, headBranch),

    /** Not repeated after a fault of the server, which may have started it: a workflow must not run twice. */
    async dispatchWorkflow(workflow, ref, inputs) {
      const doing = {
        what: `starting the workflow ${workflow} at ${ref}`,
        permission: 'actions',
        absent:
          `There is no workflow file ${workflow} on the default branch, or the token may not start it ` +
          'and needs `actions: write`.',
      } as const;
      await github.call(doing, () =>
        octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref, inputs: { ...inputs } }),
      );
    },
  };
}
