// One repository on GitHub: octokit with retries that know which requests may be made twice, and errors in our words.
import { setTimeout as sleep } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { unreadable, UnreadableAnswer, withoutSilence } from './github-answer.ts';
import { failedRequestOf, forgeFailure, type Doing } from './github-failure.ts';
import { ATTEMPTS, backOff, decideRetry, isLost, WAITING_BUDGET_S, type FailedRequest } from './github-retry.ts';

export interface GitHubOptions {
  readonly token: string;
  /** `https://api.github.com`, or what GITHUB_API_URL says. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly log: Log;
  /** How long one second of waiting before a retry lasts; shorter in tests. */
  readonly retryDelayMs?: number;
  /** How many seconds all waits before retries may come to. */
  readonly patienceS?: number;
  /** How long nothing may come in answer to a request; shorter in tests. */
  readonly silenceMs?: number;
}

export interface GitHubRepository {
  readonly octokit: ReturnType<typeof getOctokit>;
  readonly owner: string;
  readonly repo: string;
  readonly log: Log;
  /** How long nothing may come. */
  readonly silenceMs: number;
  /** Takes the token out of a text of the server's. */
  readonly redact: (text: string) => string;
  /** Runs requests; what they throw becomes a MlopsError that says what was being done. */
  call<T>(doing: Doing, requests: () => Promise<T>): Promise<T>;
  /**
   * Gives what `find` finds, else what `create` makes. When the answer to `create` is lost, or somebody else was
   * faster, `find` tells whether it is there now: nothing is created twice.
   */
  findOrCreate<T>(doing: Doing, find: () => Promise<T | undefined>, create: () => Promise<T>): Promise<T>;
}

export function gitHubRepository(options: GitHubOptions): GitHubRepository {
  const { token, apiUrl, log, retryDelayMs = 1000, silenceMs = 60_000, patienceS = WAITING_BUDGET_S } = options;
  const [owner = '', repo = '', ...rest] = options.repository.split('/');
  if (owner === '' || repo === '' || rest.length > 0) {
    throw new MlopsError(
      'usage',
      `${JSON.stringify(options.repository)} is no repository`,
      'Name it as owner/name, as GITHUB_REPOSITORY does.',
    );
  }
  if (token === '') {
    throw new MlopsError('usage', 'there is no token for GitHub', 'Pass one as `github-token`, or set GITHUB_TOKEN.');
  }
  const redact = (text: string): string => text.replaceAll(token, '***');
  const quiet = (message: string): void => log.debug(redact(message));
  const octokit = getOctokit(token, {
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'mlops-action',
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });

  let waitedS = 0;
  octokit.hook.wrap('request', async (request, parameters) => {
    for (let attempt = 0; ; attempt += 1) {
      const started = performance.now();
      try {
        const answer = await withoutSilence(parameters, silenceMs, async () => request(parameters));
        const fault = parameters.request?.['parseSuccessResponseBody'] === false ? undefined : unreadable(answer);
        if (fault === undefined) return answer;
        throw new UnreadableAnswer(fault, parameters);
      } catch (error) {
        const failed = failedRequestOf(error);
        if (failed !== undefined) waitedS += (performance.now() - started) / retryDelayMs;
        const waitS = failed === undefined ? undefined : decideRetry(failed, attempt, unixTime(), patienceS - waitedS);
        if (failed === undefined || waitS === undefined) throw error;
        await pause(failed, attempt, waitS);
      }
    }
  });

  async function pause({ status, isUnreadable }: FailedRequest, attempt: number, waitS: number): Promise<void> {
    const what =
      isUnreadable === true ? 'gave no readable answer' : status === 0 ? 'does not answer' : `answered ${status}`;
    log.info(`GitHub ${what}; next try (${attempt + 2} of ${ATTEMPTS}) in ${waitS} s`);
    waitedS += waitS;
    await sleep(waitS * retryDelayMs);
  }

  async function call<T>(doing: Doing, requests: () => Promise<T>): Promise<T> {
    try {
      return await requests();
    } catch (error) {
      throw forgeFailure(error, doing, redact, unixTime());
    }
  }

  async function findOrCreate<T>(
    doing: Doing,
    find: () => Promise<T | undefined>,
    create: () => Promise<T>,
  ): Promise<T> {
    return call(doing, async () => {
      for (let attempt = 0; ; attempt += 1) {
        const found = await find();
        if (found !== undefined) return found;
        try {
          return await create();
        } catch (error) {
          const failed = failedRequestOf(error);
          const unclear = failed !== undefined && (isLost(failed) || /already[_ ]exists/.test(failed.message));
          if (!unclear || attempt + 1 >= ATTEMPTS || waitedS >= patienceS) throw error;
          await pause(failed, attempt, backOff(attempt));
        }
      }
    });
  }

  return { octokit, owner, repo, log, silenceMs, redact, call, findOrCreate };
}

/** In seconds. */
function unixTime(): number {
  return Date.now() / 1000;
}
