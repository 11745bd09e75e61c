// The forge on GitHub, and on servers that speak its REST API.
import type { Forge } from './forge.ts';
import { gitHubRepository, type GitHubOptions } from './github-client.ts';
import { MAX_ASSET_SIZE } from './github-asset.ts';
import { listArtifacts } from './github-artifacts.ts';
import { reportCheck } from './github-check.ts';
import { upsertComment } from './github-comment.ts';
import { findChangedFiles } from './github-changed-files.ts';
import { gitHubConversation } from './github-conversation.ts';
import { findMergeBase } from './github-merge-base.ts';
import { findParents } from './github-parents.ts';
import { findPullRequests } from './github-pulls.ts';
import { findPublishedRelease, publishRelease } from './github-release.ts';
import { downloadAsset } from './github-asset-download.ts';

/** @param maxAssetSize in bytes; smaller in tests */
export function githubForge(options: GitHubOptions, maxAssetSize = MAX_ASSET_SIZE): Forge {
  const github = gitHubRepository(options);
  const { octokit, owner, repo } = github;
  return {
    kind: 'github',
    maxAssetSize,

    findMergeBase: (base, head, pullRequest) => findMergeBase(github, { base, head, pullRequest }),

    findChangedFiles: (from, to) => findChangedFiles(github, from, to),

    upsertComment: (pullRequest, comment) => upsertComment(github, pullRequest, comment),

    reportCheck: (check) => reportCheck(github, check),

    publishRelease: (release) => publishRelease(github, release, maxAssetSize),

    findRelease: (tag) => findPublishedRelease(github, tag),

    downloadAsset: (tag, asset, to, offset) => downloadAsset(github, tag, asset, to, offset),

    listArtifacts: (workflowRun) => listArtifacts(github, workflowRun),

    findParents: (commit) => findParents(github, commit),

    findPullRequests: (headRepository, headBranch) => findPullRequests(github, headRepository, headBranch),

    conversation: gitHubConversation(github),

    /** Not repeated after a fault of the server, which may have started it: a workflow must not run twice. */
    async dispatchWorkflow(workflow, ref, inputs) {
      const doing = {
        what: `starting the workflow ${workflow} at ${ref}`,
        permission: 'actions',
        absent:
          `There is no workflow file ${workflow} on the default branch, or the token may not start it ` +
          'and needs `actions: write`.',
        unclear: 'See under Actions whether it was started, before you start it again.',
      } as const;
      await github.call(doing, () =>
        octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref, inputs: { ...inputs } }),
      );
    },
  };
}
