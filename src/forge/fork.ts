// Forks: repositories of strangers, whose pull requests bring code, and how they are called here. Pure.
import { z } from '../zod.ts';

const Repository = z.looseObject({ full_name: z.string().min(1) });
const PullRequestPayload = z.looseObject({
  pull_request: z.looseObject({
    head: z.looseObject({ repo: Repository.nullish() }),
    base: z.looseObject({ repo: Repository.nullish() }),
  }),
});

/** What a fork is called that was deleted before anybody asked. */
export const DELETED_FORK = 'unknown';

/**
 * The fork that a pull request comes from, `owner/name`; undefined for other events and for branches of the repository.
 * @param payload the parsed event file
 */
export function forkOf(payload: unknown): string | undefined {
  const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
  if (pull === undefined) return undefined;
  const [head, base] = [pull.head.repo?.full_name, pull.base.repo?.full_name];
  if (head === undefined) return DELETED_FORK;
  return base !== undefined && isSameRepository(head, base) ? undefined : head;
}

/** `owner:branch`, as GitHub writes it. No branch of a repository can have this name. */
export function forkBranch(fork: string, branch: string): string {
  return `${fork.split('/')[0] ?? ''}:${branch}`;
}

/** Names of repositories differ by more than the case of letters. */
export function isSameRepository(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
