// When a request to GitHub is worth making again, and how long to wait first. Pure.

/** A request that failed. Status 0: no answer came. */
export interface FailedRequest {
  readonly method: string;
  /** Doing it twice is the same as doing it once, which is not so of POST. */
  readonly isRepeatable: boolean;
  readonly status: number;
  /** Something came that is no answer of GitHub's. */
  readonly isUnreadable?: boolean;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Tries in all, the first among them. */
export const ATTEMPTS = 4;
const LONGEST_WAIT_S = 90;
/** What all waits of one client may come to, so that a server that stays down does not hold up the job for each request. */
export const WAITING_BUDGET_S = 300;
/** GitHub's advice where it names no time: "wait at least one minute". */
const SECONDARY_LIMIT_WAIT_S = 60;

/**
 * Seconds to wait before the same request is made again, or undefined when it shall not be. A refusal for making too
 * many requests was not carried out, so any request may be repeated; after a fault of the server only one that does
 * the same when it is done twice. Waits follow
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 * @param attempt how many tries came before this failed one
 * @param now Unix time in seconds
 * @param leftS seconds that may still be waited
 */
export function decideRetry(
  failed: FailedRequest,
  attempt: number,
  now: number,
  leftS = WAITING_BUDGET_S,
): number | undefined {
  if (attempt + 1 >= ATTEMPTS) return undefined;
  const waitS = limitWait(failed, now) ?? faultWait(failed, attempt, now);
  return waitS !== undefined && waitS <= Math.min(LONGEST_WAIT_S, leftS) ? waitS : undefined;
}

function faultWait(failed: FailedRequest, attempt: number, now: number): number | undefined {
  if (!isLost(failed) || !failed.isRepeatable) return undefined;
  return Math.max(backOff(attempt), retryAfter(failed, now) ?? 0);
}

/** Seconds before the next try after a fault that may pass: 1, 2, 4. */
export function backOff(attempt: number): number {
  return 2 ** attempt;
}

/** The server failed or no answer came: it is not known whether the request was carried out. */
export function isLost({ status }: FailedRequest): boolean {
  return status === 0 || status >= 500;
}

/** Seconds that a refusal for too many requests asks for; undefined when the failure is another one. */
export function limitWait(failed: FailedRequest, now: number): number | undefined {
  const { status, message, headers } = failed;
  if (status !== 403 && status !== 429) return undefined;
  const named = retryAfter(failed, now);
  if (named !== undefined) return named;
  const reset = Number.parseInt(headers['x-ratelimit-reset'] ?? '', 10);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, Math.ceil(reset - now)) + 1;
  return status === 429 || /secondary rate|abuse detection/i.test(message) ? SECONDARY_LIMIT_WAIT_S : undefined;
}

/** What `retry-after` names: seconds, or a date. */
function retryAfter({ headers }: FailedRequest, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil(Date.parse(text) / 1000 - now);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
