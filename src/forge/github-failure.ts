// What GitHub answered → what happened and what to do, in words. Pure.
import { MlopsError } from '../error.ts';
import { shortWords } from './github-answer.ts';
import { isLost, limitWait, type FailedRequest } from './github-retry.ts';
import { lackingGrants, permissionHint, type Access, type Permission } from './permissions.ts';

/** What was being done, for the message, and the permission that it needs. */
export interface Doing {
  /** As the start of a sentence: "commenting on pull request 12". */
  readonly what: string;
  readonly permission: Permission;
  /** Which of it; `write` by default. */
  readonly access?: Access;
  /** What a 404 means for this operation, where more can be said than that the thing is not there. */
  readonly absent?: string;
  /** What to do when the answer is lost, where doing it again is not the thing. */
  readonly unclear?: string;
  /** What to do about what the server says, where this operation knows more than any; undefined where it does not. */
  readonly advise?: (status: number, said: string) => string | undefined;
}

/** The request behind an error of octokit; undefined for any other error. */
export function failedRequestOf(error: unknown): FailedRequest | undefined {
  if (!(error instanceof Error) || !('request' in error) || !('status' in error)) return undefined;
  const { request, response, status, isUnreadable } = error as {
    readonly request: { readonly method?: string; readonly request?: { readonly repeatable?: boolean } };
    readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
    readonly status: number;
    readonly isUnreadable?: boolean;
  };
  const method = request.method ?? 'GET';
  const headers = Object.entries(response?.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  return {
    method,
    isRepeatable: request.request?.repeatable ?? method !== 'POST',
    ...(isUnreadable === true ? { isUnreadable } : {}),
    status: response === undefined ? 0 : status,
    message: error.message,
    headers: Object.fromEntries(headers),
  };
}

/**
 * An error of octokit as ours.
 * @param redact takes secrets out of what the server said
 * @param now Unix time in seconds
 */
export function forgeFailure(error: unknown, doing: Doing, redact: (text: string) => string, now: number): unknown {
  const failed = failedRequestOf(error);
  if (failed === undefined) return error;
  // The error of octokit holds the request, so it is not passed on as the cause.
  const said = shortWords(redact(failed.message), failed.status);
  const failure = (code: 'forge-failed' | 'forge-denied' | 'not-found' | 'offline', hint: string): MlopsError =>
    new MlopsError(code, `${doing.what} failed: ${said}`, hint);
  const waitS = limitWait(failed, now);
  if (waitS !== undefined) {
    const when = new Date((now + waitS) * 1000).toISOString();
    return failure('forge-failed', `The token has made too many requests. Run the job again after ${when}.`);
  }
  if (isLost(failed) && doing.unclear !== undefined) return failure('forge-failed', doing.unclear);
  if (failed.isUnreadable === true) return failure('forge-failed', UNREADABLE);
  const advice = doing.advise?.(failed.status, said);
  if (advice !== undefined) return failure(codeOf(failed.status), advice);
  switch (failed.status) {
    case 0:
      return failure('offline', 'The server cannot be reached: see whether there is network and a proxy is needed.');
    case 401:
      return failure('forge-denied', 'The token is wrong or has expired: pass a valid one as `github-token`.');
    case 403:
      return failure('forge-denied', deniedHint(doing, failed));
    case 404:
      return failure(
        'not-found',
        doing.absent ?? `It is not there, or the token may not see it. ${deniedHint(doing, failed)}`,
      );
    case 422:
      return failure('forge-failed', hintForInvalid(said));
    default:
      return failure(
        'forge-failed',
        isLost(failed) ? 'It is a fault of the server; run the job again.' : 'See what the server says above.',
      );
  }
}

function codeOf(status: number): 'forge-failed' | 'forge-denied' | 'not-found' {
  if (status === 404) return 'not-found';
  return status === 401 || status === 403 ? 'forge-denied' : 'forge-failed';
}

const UNREADABLE =
  'See whether a proxy answers in the place of the server, and whether GITHUB_API_URL is the address of its API; else it ' +
  'is a passing fault: run the job again.';

/** GitHub tells in a header what it would have accepted. */
function deniedHint({ permission, access = 'write' }: Doing, { headers }: FailedRequest): string {
  const forks =
    permission === 'pull-requests'
      ? 'Runs for pull requests of forks never have it, and those that Dependabot starts only where the workflow gives it.'
      : '';
  const lacking = lackingGrants({ permission, access }, headers['x-accepted-github-permissions']);
  return `${permissionHint(lacking)}${forks}`.trimEnd();
}

function hintForInvalid(said: string): string {
  if (/too long/i.test(said)) return 'GitHub takes at most 65,536 characters in a comment and 125,000 in a release.';
  if (/no ref found/i.test(said)) return 'Push the branch or the tag first.';
  return 'GitHub does not accept this; see what it says above.';
}
