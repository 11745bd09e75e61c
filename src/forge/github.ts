// The forge on GitHub, and on servers that speak its REST API.
import type { Forge } from './forge.ts';
import { gitHubRepository, type GitHubOptions } from './github-client.ts';
import { MAX_ASSET_SIZE } from './github-asset.ts';
import { listArtifacts } from './github-artifacts.ts';
import { reportCheck } from './github-check.ts';
import { upsertComment } from './github-comment.ts';
import { findChangedFiles } from './github-changed-files.ts';
import { readTextFile } from './github-contents.ts';
import { gitHubConversation } from './github-conversation.ts';
import { gitHubDeployments } from './github-deployments.ts';
import { dispatchWorkflow } from './github-dispatch.ts';
import { findMergeBase } from './github-merge-base.ts';
import { findParents } from './github-parents.ts';
import { openPullRequest } from './github-pull-request.ts';
import { findPullRequests } from './github-pulls.ts';
import { findPublishedRelease, publishRelease } from './github-release.ts';
import { downloadAsset } from './github-asset-download.ts';

/** @param maxAssetSize in bytes; smaller in tests */
export function githubForge(options: GitHubOptions, maxAssetSize = MAX_ASSET_SIZE): Forge {
  const github = gitHubRepository(options);
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

    deployments: gitHubDeployments(github),

    readTextFile: (path, ref) => readTextFile(github, path, ref),

    openPullRequest: (request) => openPullRequest(github, request),

    dispatchWorkflow: (workflow, ref, inputs) => dispatchWorkflow(github, workflow, ref, inputs),
  };
}
