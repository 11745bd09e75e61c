// When a request to GitHub is worth making again, and how long to wait first. Pure.

/** A request that failed. Status 0: no answer came. */
export interface FailedRequest {
  readonly method: string;
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Tries in all, the first among them. */
export const ATTEMPTS = 4;
const LONGEST_WAIT_S = 90;
/** GitHub's advice where it names no time: "wait at least one minute". */
const SECONDARY_LIMIT_WAIT_S = 60;

/**
 * Seconds to wait before the same request is made again, or undefined when it shall not be. A refusal for making too
 * many requests was not carried out, so any request may be repeated; after a fault of the server only one that does
 * the same when it is done twice, which POST does not. Waits follow
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 * @param attempt how many tries came before this failed one
 * @param now Unix time in seconds
 */
export function decideRetry(failed: FailedRequest, attempt: number, now: number): number | undefined {
  if (attempt + 1 >= ATTEMPTS) return undefined;
  const limitWaitS = limitWait(failed, now);
  if (limitWaitS !== undefined) return limitWaitS <= LONGEST_WAIT_S ? limitWaitS : undefined;
  return isLost(failed) && failed.method !== 'POST' ? backOff(attempt) : undefined;
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
export function limitWait({ status, message, headers }: FailedRequest, now: number): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = Number.parseInt(headers['retry-after'] ?? '', 10);
  if (Number.isFinite(retryAfter)) return Math.max(0, retryAfter);
  const reset = Number.parseInt(headers['x-ratelimit-reset'] ?? '', 10);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, Math.ceil(reset - now)) + 1;
  return status === 429 || /secondary rate|abuse detection/i.test(message) ? SECONDARY_LIMIT_WAIT_S : undefined;
}
