// Why GitHub did not make a commit, as a failure of git: so that the writer of the branch does the same in both cases. Pure.
import type { GitFailure, GitFailureKind } from '../git/failure.ts';
import { failedRequestOf } from './github-failure.ts';
import { isLost, limitWait, type FailedRequest } from './github-retry.ts';

// Rulesets say "Repository rule violations found" in REST (409, 422) and in GraphQL (200, of the type FORBIDDEN); classic
// protection names the rule alone. The first is also the line by which a rule is told from a missing permission.
const RULE = /rule violations found|protected branch|through a pull request|verified signatures|required status check/i;
const RULE_MORE =
  /approving review|being restricted|branch is locked|pre[-_]receive|reference update failed|too large/i;

// The ref is not where it was, or was made or deleted meanwhile. The hyphen is the one of the `emulate` package.
const MOVED = /not a fast[ -]forward|reference already exists|reference does not exist|expected branch to point to/i;

const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|connect timeout/i;

/** One of the errors that GraphQL answers with, in an answer of status 200. */
interface GraphqlError {
  readonly type?: string;
  readonly message: string;
}

/**
 * Judges an error that octokit threw.
 * @param redact takes secrets out of what the server said
 * @returns undefined for an error that is no answer of the server
 */
export function judgeCommitFailure(
  error: unknown,
  redact: (text: string) => string,
  now: number,
): GitFailure | undefined {
  const failed = failedRequestOf(error);
  if (failed !== undefined) return judgeAnswer(failed, tidy(redact(failed.message)), now);
  const [first] = graphqlErrorsOf(error);
  if (first === undefined) return undefined;
  return judgeGraphqlError(first.type, tidy(redact(first.message)));
}

function judgeAnswer(failed: FailedRequest, said: string, now: number): GitFailure {
  const { status } = failed;
  if (status === 0) return { kind: UNREACHABLE.test(said) ? 'offline' : 'unclear', said };
  if (isLost(failed) || limitWait(failed, now) !== undefined) return { kind: 'unclear', said };
  if (isRule(said) || status === 413) return { kind: 'refused', said, rule: said };
  if (MOVED.test(said)) return { kind: 'lost-race', said };
  return { kind: [401, 403, 404].includes(status) ? 'forbidden' : 'unclear', said };
}

const GRAPHQL_KINDS: Readonly<Record<string, GitFailureKind>> = {
  STALE_DATA: 'lost-race',
  BRANCH_PROTECTION_RULE_VIOLATION: 'refused',
  UNPROCESSABLE: 'refused',
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
};

function judgeGraphqlError(type: string | undefined, said: string): GitFailure {
  // The branch may have been deleted; a repository that is not found is one that the token may not see.
  if (type === 'NOT_FOUND') return { kind: /repository/i.test(said) ? 'forbidden' : 'lost-race', said };
  const kind = isRule(said) ? 'refused' : (GRAPHQL_KINDS[type ?? ''] ?? (MOVED.test(said) ? 'lost-race' : 'unclear'));
  return kind === 'refused' ? { kind, said, rule: said } : { kind, said };
}

function isRule(said: string): boolean {
  return RULE.test(said) || RULE_MORE.test(said);
}

function graphqlErrorsOf(error: unknown): readonly GraphqlError[] {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError') return [];
  return (error as Error & { readonly errors?: readonly GraphqlError[] }).errors ?? [];
}

/** On one line, without the link to the documentation that octokit puts at the end. */
function tidy(message: string): string {
  return message
    .replace(/ - https:\/\/docs\.github\.com\/\S*$/, '')
    .trim()
    .replaceAll(/(?<![.:;,])\s*\n\s*/g, ': ')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 400);
}
