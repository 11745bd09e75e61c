// A small text file of the repository at a ref, without a clone.
import { MlopsError } from '../error.ts';
import type { GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';

/** @throws MlopsError `forge-failed` for what is no text file of less than 1 MB */
export async function readTextFile(github: GitHubRepository, path: string, ref: string): Promise<string | undefined> {
  const { octokit, owner, repo } = github;
  const doing = { what: `reading ${path} at ${ref}`, permission: 'contents', access: 'read' } as const;
  return github.call(doing, async () => {
    try {
      const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ref });
      if (!Array.isArray(data) && data.type === 'file' && 'content' in data && data.encoding === 'base64') {
        return Buffer.from(data.content, 'base64').toString();
      }
    } catch (error) {
      if (failedRequestOf(error)?.status === 404) return undefined;
      throw error;
    }
    throw new MlopsError('forge-failed', `${path} at ${ref} is no file of less than 1 MB`, 'Keep a text file there.');
  });
}
