// Answering people who comment on GitHub: what they may do, what their pull request is now, a reaction to what they wrote.
import { MlopsError } from '../error.ts';
import type { Conversation } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';
import { foundPullRequest } from './github-pulls.ts';

export function gitHubConversation(github: GitHubRepository): Conversation {
  const { octokit, owner, repo } = github;
  return {
    /** `author_association` would not do: members of an organisation need not be able to write. */
    async permissionOf(login) {
      const doing = {
        what: `asking what ${login} may do here`,
        permission: 'contents',
        access: 'read',
      } as const;
      const level = await github.call(doing, async () => {
        try {
          const asked = { owner, repo, username: login };
          return (await octokit.rest.repos.getCollaboratorPermissionLevel(asked)).data.permission;
        } catch (error) {
          if (failedRequestOf(error)?.status === 404) return 'none';
          throw error;
        }
      });
      // GitHub gives the roles of an organisation and `maintain` as the nearest of these.
      if (level === 'admin' || level === 'write' || level === 'maintain') return 'write';
      return level === 'read' || level === 'triage' ? 'read' : 'none';
    },

    async findPullRequest(number) {
      const doing = { what: `reading pull request ${number}`, permission: 'pull-requests', access: 'read' } as const;
      const { data } = await github.call(doing, () => octokit.rest.pulls.get({ owner, repo, pull_number: number }));
      return foundPullRequest(data);
    },

    async react(comment, reaction) {
      const doing = { what: `reacting to comment ${comment}`, permission: 'pull-requests' } as const;
      try {
        await github.call(doing, () =>
          octokit.rest.reactions.createForIssueComment({
            owner,
            repo,
            comment_id: comment,
            content: reaction,
            // The same reaction twice is one.
            request: { repeatable: true },
          }),
        );
        return true;
      } catch (error) {
        if (!(error instanceof MlopsError)) throw error;
        github.log.warn(`${error.message}. ${error.hint}`);
        return false;
      }
    },
  };
}
