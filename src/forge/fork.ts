// Forks: repositories of strangers, whose pull requests bring code, and how they are called here. Names are `owner/name`. Pure.

/** What a fork is called that was deleted before anybody asked. */
export const DELETED_FORK = 'unknown';

/** Code whose origin is not known to be this repository gets no trust. */
export function isForkOf(base: string | undefined, head: string | undefined): boolean {
  return head === undefined || base === undefined || !isSameRepository(head, base);
}

/** `owner:branch`, as GitHub writes it. No branch of a repository can have this name. */
export function forkBranch(fork: string | undefined, branch: string): string {
  return `${(fork ?? DELETED_FORK).split('/')[0] ?? ''}:${branch}`;
}

/** Names of repositories differ by more than the case of letters. */
export function isSameRepository(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
