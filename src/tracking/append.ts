// The direct write: one shallow fetch of commit and folders, one fast-import, one push that must find the branch unmoved.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import type { GitFailure } from '../git/failure.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import type { Scratch } from '../git/scratch.ts';
import { pushWithLease } from '../git/transfer.ts';
import type { RunEvent } from '../run/event.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import { readBase } from './base.ts';
import { entriesOf, type Entry } from './entry.ts';
import type { Appended, RunBundle } from './history.ts';
import { trackingError } from './tracking-error.ts';
import { writeCommit } from './write-commit.ts';

/** Writes runs and events in one commit; see `TrackingHistory.append`. */
export async function appendRuns(
  access: TrackingAccess,
  bundles: readonly RunBundle[],
  events: readonly RunEvent[],
): Promise<Appended> {
  if (bundles.length + events.length === 0) {
    throw new MlopsError('usage', 'there is no run to record', 'Give at least one run.');
  }
  const outcome = await access.inScratch((scratch) =>
    appendIn(scratch, access, entriesOf(bundles, events, scratch.format)),
  );
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}

async function appendIn(
  scratch: Scratch,
  access: TrackingAccess,
  entries: readonly Entry[],
): Promise<Outcome<Appended>> {
  const failures: GitFailure[] = [];
  const mayTryAgain = (): boolean => shouldRetry(failures.map(({ kind }) => kind));
  let pushes = 0;
  for (;;) {
    // Looked at also after a push that was turned down: what the remote says of a push is no proof that it did not happen.
    const base = await readBase(scratch, access, entries);
    if ('value' in base && base.value.tip !== undefined && base.value.missing.length === 0) {
      return { value: { commit: base.value.tip.commit, written: pushes > 0 } };
    }
    const last = failures.at(-1);
    if (last !== undefined && !mayTryAgain()) return { failure: last };

    // After a lost race a later version leaves the runs in an inbox ref, where nobody contends, and lets one of the writers
    // fold all of them into one commit. That step belongs here, in the place of racing again.
    let failure: GitFailure | undefined;
    if ('failure' in base) {
      ({ failure } = base);
    } else {
      const { tip, missing } = base.value;
      const commit = await writeCommit(scratch, tip, missing, access.clock());
      pushes += 1;
      failure = await pushWithLease(scratch.git, REMOTE, access.ref, commit, tip?.commit);
      if (failure === undefined) return { value: { commit, written: true } };
    }
    failures.push(failure);
    access.log.debug(`writing to ${access.ref} failed (${failure.kind}): ${failure.said}`);
    if (mayTryAgain()) await wait(waitMsAfter(failures.length, access.random()));
    else if ('failure' in base) return { failure };
  }
}
