// The sticky comment: found by its marker and its author, edited in place, left alone when nothing changed.
import { MlopsError } from '../error.ts';
import type { Comment, CommentResult, PullRequestEvent } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';
import { isLost } from './github-retry.ts';

/** Who writes with the token of a job, where the server does not tell. */
const JOB_AUTHORS = ['github-actions[bot]', 'gitea-actions', 'forgejo-actions'];

interface StoredComment {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string | undefined;
  readonly user: { readonly login: string; readonly type?: string } | null;
}

/** Creates, edits or leaves the comment that carries the marker and was written by this token's owner. */
export async function upsertComment(
  github: GitHubRepository,
  pullRequest: PullRequestEvent,
  comment: Comment,
): Promise<CommentResult> {
  const { octokit, owner, repo } = github;
  const { number } = pullRequest;
  if (number === undefined) {
    throw new MlopsError(
      'forge-failed',
      'there is no pull request number to comment on',
      'Comments are written in runs of the pull_request event.',
    );
  }
  const doing = { what: `commenting on pull request ${number}`, permission: 'pull-requests' } as const;
  const first = comment.render(undefined);
  let created = false;
  const find = (): Promise<StoredComment | undefined> => findOwn(github, number, comment.marker);
  const stored =
    first === undefined
      ? await github.call(doing, find)
      : await github.findOrCreate<StoredComment>(doing, find, async () => {
          created = true;
          return (await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body: first })).data;
        });
  if (stored === undefined) return { url: undefined, outcome: 'absent' };
  const body = created ? first : comment.render(stored.body);
  if (body === undefined) return { url: stored.html_url, outcome: 'unchanged' };
  if (isSameText(stored.body ?? '', body)) {
    return { url: stored.html_url, outcome: created ? 'created' : 'unchanged' };
  }
  const edited = await github.call(doing, () =>
    octokit.rest.issues.updateComment({ owner, repo, comment_id: stored.id, body }),
  );
  return { url: edited.data.html_url, outcome: created ? 'created' : 'updated' };
}

/** The oldest comment of ours with the marker. Anybody can write the marker, so the author is looked at as well. */
async function findOwn(github: GitHubRepository, number: number, marker: string): Promise<StoredComment | undefined> {
  const { octokit, owner, repo } = github;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  let self: string | undefined | null = null;
  for await (const { data } of pages) {
    for (const comment of data) {
      if (firstLine(comment.body ?? '') !== marker) continue;
      // Asked only where a marker was found, so that a first comment costs no request more.
      if (self === null) self = await readOwnLogin(github);
      if (isWrittenBy(comment.user, self)) return comment;
      github.log.debug(`a comment by ${comment.user?.login ?? 'nobody'} carries our marker and is left alone`);
    }
  }
  return undefined;
}

function isWrittenBy(author: StoredComment['user'], self: string | undefined): boolean {
  if (author === null) return false;
  if (self === undefined) return JOB_AUTHORS.includes(author.login);
  return author.login === self || (author.type === 'Bot' && author.login === `${self}[bot]`);
}

/** A query only reads, though it is a POST. */
const READS = { request: { repeatable: true } };

/**
 * Login of the token's owner. GET /user is forbidden to the tokens of jobs and apps; the GraphQL viewer is not, but
 * Gitea has no GraphQL. Undefined where neither tells.
 */
async function readOwnLogin({ octokit, log }: GitHubRepository): Promise<string | undefined> {
  const asks = [
    async () =>
      (await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }', READS)).viewer.login,
    async () => (await octokit.rest.users.getAuthenticated()).data.login,
  ];
  for (const ask of asks) {
    try {
      return await ask();
    } catch (error) {
      const failed = failedRequestOf(error);
      // A guess in its place would let a person's token write a second comment.
      if (failed !== undefined && isLost(failed)) throw error;
      log.debug('the server does not tell whose token this is');
    }
  }
  return undefined;
}

function firstLine(body: string): string {
  return body.split('\n', 1)[0]?.trimEnd() ?? '';
}

/** GitHub gives line ends back as CRLF where a person edited in the browser. */
function isSameText(stored: string, wanted: string): boolean {
  return stored.replaceAll('\r\n', '\n').trimEnd() === wanted.trimEnd();
}
