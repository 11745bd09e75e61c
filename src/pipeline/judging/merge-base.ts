// Where a pull request left its base branch: what the forge says, else what git finds in the forge's repository.
import { MlopsError } from '../../error.ts';
import type { ForgeEvent, PullRequestEvent } from '../../forge/forge.ts';
import type { Location } from '../../git/location.ts';
import { formatOfObjectId } from '../../git/object-id.ts';
import { findRemoteMergeBase } from '../../git/remote-code.ts';
import { withScratch } from '../../git/scratch.ts';
import type { Log } from '../../log.ts';
import type { Ports } from '../ports.ts';

const REMOTE = 'mlops-remote';

/** Undefined outside of pull requests, and when nobody can say. */
export async function findMergeBase(
  { pullRequest }: ForgeEvent,
  { forge, registry, scratch, log }: Pick<Ports, 'forge' | 'registry' | 'scratch' | 'log'>,
): Promise<string | undefined> {
  if (pullRequest === undefined) return undefined;
  const known = await forge.findMergeBase(pullRequest.base, pullRequest.head, pullRequest.number);
  // On one's own machine the forge is git, and has looked everywhere.
  if (known !== undefined || forge.kind === 'local') return known;
  return fetchMergeBase(pullRequest, { remote: registry.remote, scratch, log });
}

/** Asks the remote for as much history as it takes; the checkout, which may be of depth 1, is left alone. */
export async function fetchMergeBase(
  { number, base, baseBranch, head }: PullRequestEvent,
  { remote, scratch, log }: { readonly remote: Location; readonly scratch: string; readonly log: Log },
): Promise<string | undefined> {
  const ends = [
    { commit: base, ref: `refs/heads/${baseBranch}` },
    // It outlives the branch, which may have been deleted meanwhile.
    { commit: head, ref: number === undefined ? undefined : `refs/pull/${number}/head` },
  ] as const;
  const remotes = { [REMOTE]: remote };
  const found = await withScratch({ parent: scratch, format: formatOfObjectId(base), remotes }, (repository) =>
    findRemoteMergeBase(repository, REMOTE, ...ends),
  ).catch((error: unknown) => {
    if (!(error instanceof MlopsError)) throw error;
    return { failure: { said: error.message } };
  });
  if ('value' in found) {
    if (found.value === undefined) log.info(`${short(head)} and ${short(base)} have no common commit within reach`);
    return found.value;
  }
  log.warn(`the merge base of ${short(base)} and ${short(head)} is not known: ${found.failure.said}`);
  return undefined;
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
