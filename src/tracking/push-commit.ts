// A commit of the scratch repository becomes the tip of the tracking branch: by a push, or through the forge where a rule
// refuses pushes.
import { commitAgain } from '../git/forge-commit.ts';
import type { GitFailure } from '../git/failure.ts';
import type { Scratch } from '../git/scratch.ts';
import { pushRefs, type RefChange } from '../git/transfer.ts';
import { REMOTE, type TrackingAccess } from './access.ts';

/**
 * Moves the tracking branch from `tip` to a commit that stands on it.
 * @param tip undefined when the branch does not exist
 * @param alongside other refs that move with it, in the same push; where the forge makes the commit, right after it
 * @returns the remote's new tip: the commit, or the one that the forge made of it. A failure does not mean that nothing
 *   was written, see `pushRefs` and `CommitThroughForge`; `refused` is final
 */
export async function pushCommit(
  scratch: Scratch,
  access: TrackingAccess,
  commit: string,
  tip: string | undefined,
  alongside: readonly RefChange[] = [],
): Promise<{ readonly commit: string } | { readonly failure: GitFailure }> {
  const { ref, log, commitThroughForge } = access;
  const failure = await pushRefs(scratch.git, REMOTE, [{ ref, to: commit, from: tip }, ...alongside]);
  if (failure === undefined) return { commit };
  if (failure.kind !== 'refused' || commitThroughForge === undefined) return { failure };

  const outcome = await commitAgain(scratch.git, commitThroughForge, ref, commit, tip);
  if (!('failure' in outcome)) {
    log.info(`a rule refuses pushes to ${ref} (${failure.rule ?? failure.said}); the forge made the commit`);
    const left = alongside.length === 0 ? undefined : await pushRefs(scratch.git, REMOTE, alongside);
    return left === undefined ? outcome : { failure: left };
  }
  // The ref has to be read again. Anything else will be the same next time, and the rule is what the user has to know.
  if (outcome.failure.kind === 'lost-race' || outcome.failure.kind === 'unclear') return outcome;
  return { failure: { ...failure, throughForge: outcome.failure } };
}
