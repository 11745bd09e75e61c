// How operations reach the tracking branch: each in a scratch repository of the remote's own object format.
import type { GitFailure } from '../git/failure.ts';
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
   * Many others write at the same time, as the jobs of a matrix do: no race for the branch is worth trying, each leaves its
   * runs in the inbox at once. False by default.
   */
  readonly contended?: boolean;
}

/** A value, or why git could not get it. */
export type Outcome<T> = { readonly value: T } | { readonly failure: GitFailure };

export interface TrackingAccess extends HistoryOptions {
  /**
   * Does the work in a new scratch repository whose remote `REMOTE` is the one of the history. Does it once more in the
   * other object format when that is what the work found out.
   */
  inScratch<T>(work: (scratch: Scratch) => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** Name of the remote in scratch repositories; unlikely to be configured in a user's global settings. */
export const REMOTE = 'mlops-remote';

export function trackingAccess(options: HistoryOptions): TrackingAccess {
  let format: ObjectFormat = 'sha1';
  return {
    ...options,
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
