// Writing: directly, by one fetch of commit and folders, one commit, one push that must find the branch unmoved; after a
// lost race, or where others are known to write too, through the inbox.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import type { GitFailure, GitFailureKind } from '../git/failure.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import type { Scratch } from '../git/scratch.ts';
import type { RunEvent } from '../run/event.ts';
import type { Outcome, TrackingAccess } from './access.ts';
import { hours, readBase } from './base.ts';
import { collision, entriesOf, type Entry } from './entry.ts';
import type { Appended, RunBundle } from './history.ts';
import { appendThroughInbox } from './inbox/leave.ts';
import { foldersOf } from './layout.ts';
import { pushCommit } from './push-commit.ts';
import { trackingError } from './tracking-error.ts';
import { commitOn, writeCommit } from './write-commit.ts';

/** What a ref of one's own is not stopped by. */
const LEADS_TO_INBOX: ReadonlySet<GitFailureKind> = new Set(['lost-race', 'locked', 'refused']);

/** Writes runs and events in one commit; see `TrackingHistory.append`. */
export async function appendRuns(
  access: TrackingAccess,
  bundles: readonly RunBundle[],
  events: readonly RunEvent[],
): Promise<Appended> {
  if (bundles.length + events.length === 0) {
    throw new MlopsError('usage', 'there is no run to record', 'Give at least one run.');
  }
  const outcome = await access.inScratch(async (scratch) => {
    const entries = entriesOf(bundles, events, scratch.format);
    if (access.contended !== true) return appendDirectly(scratch, access, entries);
    const outcome = await appendThroughInbox(scratch, access, entries);
    if (!('closed' in outcome)) return outcome;
    // In the other format everything is tried anew.
    if (outcome.closed.kind === 'object-format') return { failure: outcome.closed };
    return appendDirectly(scratch, access, entries, false);
  });
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}

/** @param hasInbox false where the remote takes nothing into the inbox: races are then run until one is won */
async function appendDirectly(
  scratch: Scratch,
  access: TrackingAccess,
  entries: readonly Entry[],
  hasInbox = true,
): Promise<Outcome<Appended>> {
  const failures: GitFailure[] = [];
  const mayTryAgain = (): boolean => shouldRetry(failures.map(({ kind }) => kind));
  let [pushes, isOpen] = [0, hasInbox];
  for (;;) {
    // Looked at also after a push that was turned down: what the remote says of a push is no proof that it did not happen.
    const base = await readBase(scratch, access, [entries]);
    if ('value' in base) {
      const { tip, missing, taken, byHour } = base.value;
      if (taken[0] !== undefined) throw collision(`${foldersOf(taken[0].run)[2]}/${taken[0].name}`);
      if (tip !== undefined && missing.length === 0)
        return { value: { commit: tip.commit, written: pushes > 0, ...hours(byHour) } };
    }
    const last = failures.at(-1);
    if (isOpen && last !== undefined && LEADS_TO_INBOX.has(last.kind)) {
      const outcome = await appendThroughInbox(scratch, access, entries, last);
      if (!('closed' in outcome)) return outcome;
      isOpen = false;
      continue;
    }
    if (last !== undefined && !mayTryAgain()) return { failure: last };

    let failure: GitFailure | undefined;
    if ('failure' in base) {
      ({ failure } = base);
    } else {
      const commit = await writeCommit(scratch, base.value, commitOn(base.value, access.clock()));
      pushes += 1;
      const pushed = await pushCommit(scratch, access, commit, base.value.tip?.commit);
      if ('commit' in pushed) return { value: { commit: pushed.commit, written: true, ...hours(base.value.byHour) } };
      ({ failure } = pushed);
    }
    failures.push(failure);
    access.log.debug(`writing to ${access.ref} failed (${failure.kind}): ${failure.said}`);
    if (isOpen && LEADS_TO_INBOX.has(failure.kind)) continue;
    if (!mayTryAgain() && 'failure' in base) return { failure };
    if (mayTryAgain()) await wait(waitMsAfter(failures.length, access.random()));
  }
}
