// The comment that an `issue_comment` event tells of. GitHub wrote these members but for the text, which anyone may have
// written who can comment. Pure.
import { MlopsError } from '../error.ts';
import { z } from '../zod.ts';

const Payload = z.looseObject({
  action: z.string(),
  issue: z.looseObject({
    number: z.number().int().positive(),
    /** Absent where it is no pull request. */
    pull_request: z.looseObject({}).nullish(),
  }),
  comment: z.looseObject({
    id: z.number().int().positive(),
    body: z.string().nullish(),
    html_url: z.string().nullish(),
    created_at: z.iso.datetime({ offset: true }),
    // Null when the account was deleted.
    user: z.looseObject({ login: z.string().min(1), type: z.string().nullish() }).nullish(),
  }),
});

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly url: string | undefined;
  readonly created: Date;
  /** Undefined where nobody can be asked for the permission: the account is gone, or is a program's. */
  readonly author: string | undefined;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/**
 * @param payload the parsed event file
 * @returns undefined for what is no news of a pull request: a comment that was edited or deleted, or one on an issue
 * @throws MlopsError `usage` for another event
 */
export function parseIssueComment(event: string, payload: unknown): IssueComment | undefined {
  const parsed = event === 'issue_comment' ? Payload.safeParse(payload).data : undefined;
  if (parsed === undefined) {
    throw new MlopsError(
      'usage',
      `a run of the event ${event} tells of no comment, and \`task: slash-command\` does what a comment says`,
      'Use it in a workflow with `on: {issue_comment: {types: [created]}}`, as README.md shows.',
    );
  }
  const { action, issue, comment } = parsed;
  // What was edited may have been somebody else's, or have been answered already.
  if (action !== 'created' || issue.pull_request == null) return undefined;
  const { id, body, html_url: url, created_at: created, user } = comment;
  return {
    id,
    body: body ?? '',
    url: url ?? undefined,
    created: new Date(created),
    author: user == null || user.type === 'Bot' || user.login.endsWith('[bot]') ? undefined : user.login,
    pullRequest: issue.number,
  };
}
