// How operations reach the tracking branch: each in a scratch repository of the remote's own object format.
import type { GitFailure } from '../git/failure.ts';
import type { CommitThroughForge } from '../git/forge-commit.ts';
import type { Location } from '../git/location.ts';
import type { ObjectFormat } from '../git/object-id.ts';
import { withScratch, type Scratch } from '../git/scratch.ts';
import type { Log } from '../log.ts';

export interface HistoryOptions {
  /** The repository that holds the tracking branch: a forge, or a local repository by its path. */
  readonly remote: Location;
  /** Full ref of the tracking branch. */
  readonly ref: string;
  /** Folder for scratch repositories. */
  readonly scratchParent: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1), for the waits after lost races. */
  readonly random: () => number;
  readonly log: Log;
  /**
   * Others are known to write at the same time, as in a matrix: the first try goes to the inbox, where nobody contends.
   */
  readonly contended?: boolean;
  /** From how many runs on a write fetches only the folders on its path; for tests and measurements. */
  readonly treelessFrom?: number;
  /**
   * The forge's own way to make the commit, for when a rule refuses the push; absent where the remote is no forge or
   * there is no token for its API.
   */
  readonly commitThroughForge?: CommitThroughForge | undefined;
}

/** A value, or why git could not get it. */
export type Outcome<T> = { readonly value: T } | { readonly failure: GitFailure };

export interface TrackingAccess extends HistoryOptions {
  /**
   * Does the work in a new scratch repository whose remote `REMOTE` is the one of the history. Does it once more in the
   * other object format when that is what the work found out.
   */
  inScratch<T>(work: (scratch: Scratch) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** How many runs the branch holds, as far as something that was read before has said so. */
  readonly size: { runs: number | undefined };
}

/** Name of the remote in scratch repositories; unlikely to be configured in a user's global settings. */
export const REMOTE = 'mlops-remote';

export function trackingAccess(options: HistoryOptions): TrackingAccess {
  let format: ObjectFormat = 'sha1';
  return {
    ...options,
    size: { runs: undefined },
    async inScratch<T>(work: (scratch: Scratch) => Promise<Outcome<T>>): Promise<Outcome<T>> {
      const attempt = (): Promise<Outcome<T>> =>
        withScratch({ parent: options.scratchParent, format, remotes: { [REMOTE]: options.remote } }, work);
      const outcome = await attempt();
      if (!('failure' in outcome) || outcome.failure.kind !== 'object-format') return outcome;
      format = format === 'sha1' ? 'sha256' : 'sha1';
      return attempt();
    },
  };
}
