// Writing through the inbox: push a ref of one's own, which nobody contends for, and let the first in line fold.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../../error.ts';
import type { GitFailure } from '../../git/failure.ts';
import { shouldRetry, waitMsAfter } from '../../git/retry.ts';
import type { Scratch } from '../../git/scratch.ts';
import { listRefs, pushWithLease } from '../../git/transfer.ts';
import { hours } from '../base.ts';
import { REMOTE, type Outcome, type TrackingAccess } from '../access.ts';
import type { Entry } from '../entry.ts';
import { foldInbox } from './fold.ts';
import type { Appended, Folded } from '../history.ts';
import { electLeader, inboxFolder, inboxRef, refusedRef, waitingIn, type Waiting } from './waiting.ts';
import { trackingError } from '../tracking-error.ts';
import { writeWaiting } from '../write-commit.ts';

/** Longest wait before an entry that has lost its writer is taken over, so that not all who see it do so at once. */
const TAKEOVER_MS = 10_000;

/** The remote does not take the entries into the inbox, so that nothing of them is there. */
interface Closed {
  readonly closed: GitFailure;
}

/**
 * Leaves the entries in the inbox and folds when it is this writer's turn.
 * @param before why the branch could not be written directly; a rule that refuses pushes is told when the entries are safe
 * @throws MlopsError `tracking-conflict` when a run of that id is on the branch with other content
 */
export async function appendThroughInbox(
  scratch: Scratch,
  access: TrackingAccess,
  entries: readonly Entry[],
  before?: GitFailure,
): Promise<Outcome<Appended> | Closed> {
  const now = access.clock();
  const [, id = ''] = /([0-9a-f]{32})(?:\.json)?$/.exec(entries[0]?.name ?? '') ?? [];
  const ref = inboxRef(access.ref, now.getTime(), id || (entries[0]?.run ?? ''));
  const commit = await writeWaiting(scratch, entries, now);
  const failure = await pushUntilAccepted(scratch, access, ref, commit);
  if (failure !== undefined) return { closed: failure };
  if (before?.kind === 'refused') throw safeInInbox(before, access.ref, ref);

  // From here on nothing is lost, whatever happens: the next writer or `mlops sync` folds what is left.
  const outcome = await settle(scratch, access, { ref, commit });
  if ('value' in outcome) {
    const { commit: tip, byHour = [] } = outcome.value;
    return { value: { commit: tip, written: true, ...hours(byHour) } };
  }
  if (outcome.failure.kind === 'refused') throw safeInInbox(outcome.failure, access.ref, ref);
  access.log.warn(
    `the run is recorded in ${ref} and could not be folded into ${access.ref} yet: ` +
      `${trackingError(outcome.failure, access.ref).message}. The next run or \`mlops sync\` does it.`,
  );
  return { value: { commit: undefined, written: true } };
}

/**
 * Pushing the same commit again is no change, so that an unclear answer is followed by the same push. A lost race is one
 * such answer: when the first one got lost on its way, git itself pushes again and finds the ref taken, by itself.
 */
async function pushUntilAccepted(
  scratch: Scratch,
  access: TrackingAccess,
  ref: string,
  commit: string,
): Promise<GitFailure | undefined> {
  const failures: GitFailure[] = [];
  for (;;) {
    const failure = await pushWithLease(scratch.git, REMOTE, ref, commit, undefined);
    if (failure === undefined) return undefined;
    failures.push(failure);
    access.log.debug(`writing ${ref} failed (${failure.kind}): ${failure.said}`);
    const isTaken = failures.filter(({ kind }) => kind === 'lost-race').length > 1;
    if (isTaken || !shouldRetry(failures.map(({ kind }) => kind))) return failure;
    await wait(waitMsAfter(failures.length, access.random()));
  }
}

/** Folds if it is this writer's turn, and gives the commit that it made. */
async function settle(
  scratch: Scratch,
  access: TrackingAccess,
  own: Pick<Waiting, 'ref' | 'commit'>,
): Promise<Outcome<Pick<Folded, 'commit' | 'byHour'>>> {
  const refused = refusedRef(own);
  for (let look = 0; ; look += 1) {
    const listed = await listRefs(scratch.git, REMOTE, [`${inboxFolder(access.ref)}*`, refused]);
    if ('failure' in listed) return listed;
    if (listed.refs.has(refused)) throw taken(access.ref, refused);
    const waiting = waitingIn(listed.refs, access.ref);
    const role = electLeader(waiting, own.ref, access.clock());
    if (role === 'defer' || role === 'done') return { value: { commit: undefined } };
    if (role === 'stale' && look === 0) {
      await wait(access.random() * TAKEOVER_MS);
      continue;
    }
    const folded = await foldInbox(scratch, access, { waiting, own: own.commit });
    if ('failure' in folded) return folded;
    if (folded.value.refused.includes(refused)) throw taken(access.ref, refused);
    return folded;
  }
}

function taken(trackingRef: string, refused: string): MlopsError {
  return new MlopsError(
    'tracking-conflict',
    `${trackingRef} holds a run of this id with other content`,
    'Each run has its own id and is written once. Start a new run instead of recording this one again; what was refused ' +
      `is kept as ${refused}.`,
  );
}

function safeInInbox(failure: GitFailure, trackingRef: string, ref: string): MlopsError {
  const { code, message, hint } = trackingError(failure, trackingRef);
  return new MlopsError(code, message, `${hint} The run is safe in ${ref}; \`mlops sync\` folds it in afterwards.`);
}
