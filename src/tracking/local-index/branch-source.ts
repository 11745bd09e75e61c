// Where the index reads the tracking branch from: the repository of this machine that has it, or a mirror of a remote's.
import type { Git } from '../../git/git.ts';

export interface BranchSource {
  /** Reads what is on this machine, and never from a network. */
  readonly git: Git;
  /**
   * Looks for the newest commit of the branch, and brings it here with its records.
   * @returns undefined when there is no such branch
   */
  refresh(): Promise<string | undefined>;
  /** Brings blobs that `git` has not, all of them in one request. Those that cannot be had stay missing. */
  fetchBlobs(ids: readonly string[]): Promise<void>;
  /**
   * Messages of the commits that name events, newest first.
   * @param since the messages of this commit and of those before it are not needed
   * @param isEnough asked when some of them are here, so that a long log need not be read to its end
   */
  eventMessages(
    since: string | undefined,
    isEnough: (messages: readonly string[]) => boolean,
  ): Promise<readonly string[]>;
  /** Throws away what was brought here, because it proved to be broken; false when nothing of it is ours. */
  discard(): Promise<boolean>;
}
