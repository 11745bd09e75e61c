// Commits that GitHub makes: signed by it, and allowed where the token may bypass a rule by the API.
//
// A branch gets its commits by `createCommitOnBranch`, which compares and swaps the head and is signed for every token.
// It knows branches only and no commit without a parent. Other refs, and the first commit of a branch, are written object
// by object; such a commit is signed when the token is that of an app or a job and the request names no author,
// committer or date of its own (GitHub, "About commit signature verification", bots).
import type { CommitThroughForge, ForgeCommit } from '../git/forge-commit.ts';
import type { GitHubRepository } from './github-client.ts';
import { judgeCommitFailure } from './github-commit-failure.ts';

const BRANCH = 'refs/heads/';

const CREATE_COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** The port on GitHub. The client repeats no POST whose answer was lost, so nothing is committed twice. */
export function commitOnGitHub(github: GitHubRepository): CommitThroughForge {
  return async (wanted) => {
    try {
      const { ref, parent } = wanted;
      const commit =
        ref.startsWith(BRANCH) && parent !== undefined
          ? await commitOnBranch(github, wanted, parent)
          : await commitObjects(github, wanted);
      return { commit };
    } catch (error) {
      const failure = judgeCommitFailure(error, github.redact, Date.now() / 1000);
      if (failure === undefined) throw error;
      github.log.debug(`GitHub made no commit on ${wanted.ref} (${failure.kind}): ${failure.said}`);
      return { failure };
    }
  };
}

async function commitOnBranch(
  { octokit, owner, repo }: GitHubRepository,
  { ref, message, files }: ForgeCommit,
  parent: string,
): Promise<string> {
  const [headline = '', ...rest] = message.split('\n');
  const answer = await octokit.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(CREATE_COMMIT, {
    input: {
      branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: ref.slice(BRANCH.length) },
      expectedHeadOid: parent,
      // GitHub joins the two by an empty line.
      message: { headline, body: rest.join('\n').replace(/^\n/, '') },
      fileChanges: { additions: files.map(({ path, content }) => ({ path, contents: content.toString('base64') })) },
    },
  });
  return answer.createCommitOnBranch.commit.oid;
}

/** Blobs, trees and the commit, which nobody sees before the last request: that moves the ref, or makes it. */
async function commitObjects(github: GitHubRepository, wanted: ForgeCommit): Promise<string> {
  const { octokit, owner, repo } = github;
  const { ref, parent, message } = wanted;
  const base = parent === undefined ? undefined : await readTreeOf(github, parent);
  const tree = await createTree(github, wanted.files, base);
  const parents = parent === undefined ? [] : [parent];
  const { data: commit } = await octokit.rest.git.createCommit({ owner, repo, message, tree, parents });
  if (parent === undefined) {
    await octokit.rest.git.createRef({ owner, repo, ref, sha: commit.sha });
  } else {
    // The new commit stands on the tip that was read, so "forward only" compares and swaps. A second time does nothing.
    await octokit.rest.git.updateRef({ owner, repo, ref: ref.slice('refs/'.length), sha: commit.sha, force: false });
  }
  return commit.sha;
}

async function readTreeOf({ octokit, owner, repo }: GitHubRepository, commit: string): Promise<string> {
  const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: commit });
  return data.tree.sha;
}

async function createTree(
  { octokit, owner, repo }: GitHubRepository,
  files: ForgeCommit['files'],
  base: string | undefined,
): Promise<string> {
  const entries = [];
  for (const { path, content } of files) {
    const text = content.toString();
    const entry = { path, mode: '100644', type: 'blob' } as const;
    // Text goes along with the tree; other bytes, and none at all, need a request of their own.
    if (text !== '' && Buffer.from(text).equals(content)) {
      entries.push({ ...entry, content: text });
    } else {
      const encoded = { content: content.toString('base64'), encoding: 'base64' };
      entries.push({ ...entry, sha: (await octokit.rest.git.createBlob({ owner, repo, ...encoded })).data.sha });
    }
  }
  const more = base === undefined ? {} : { base_tree: base };
  const { data } = await octokit.rest.git.createTree({ owner, repo, tree: entries, ...more });
  return data.sha;
}
