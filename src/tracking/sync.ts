// Unites the tracking branch of a local repository with that of its remote, both ways, losing nothing.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import { borrowObjects, readLender } from '../git/borrow.ts';
import type { GitFailure } from '../git/failure.ts';
import { pathOf, type Location } from '../git/location.ts';
import { listTree } from '../git/objects.ts';
import { withScratch, type Scratch } from '../git/scratch.ts';
import { fetchRef, pushWithLease, readTip } from '../git/transfer.ts';
import { REMOTE, trackingAccess, type HistoryOptions, type Outcome } from './access.ts';
import { foldHistory } from './inbox/fold.ts';
import { checkFormat } from './format.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import { refuseFirstBranch } from './start-branch.ts';
import { trackingError } from './tracking-error.ts';
import { countBeyond } from './unite.ts';
import { uniteTips, type Side } from './unite-tips.ts';

const LOCAL = 'mlops-local';

export interface SyncOptions extends HistoryOptions {
  /** The repository of this machine, by its path. */
  readonly local: Location;
}

export interface Synced {
  /** Runs and late events that the local repository did not have. */
  readonly pulled: number;
  /** Runs and late events that the remote did not have. */
  readonly pushed: number;
  /** Writes that waited in an inbox, here or there. */
  readonly folded: number;
  /** The commit that both point to now; undefined when neither has the branch. */
  readonly commit: string | undefined;
}

/**
 * Folds the inboxes of both sides and makes both branches point to one commit that holds the files of both. A side that is behind is moved forward; of two
 * that grew apart, what only the local one has is committed on top of the remote's.
 * @throws MlopsError `tracking-conflict` when a path has different contents on the two sides, and as `append` does
 */
export async function syncHistories(options: SyncOptions): Promise<Synced> {
  const { local, remote, ref, scratchParent } = options;
  const path = pathOf(local);
  if (path === undefined) {
    throw new MlopsError('not-a-repository', `${local.url} does not exist`, 'Give the path of a repository.');
  }
  const folded = (await foldIfAllowed(options)) + (await foldIfAllowed({ ...options, remote: local }));
  const lender = await readLender(path);
  const place = {
    parent: scratchParent,
    format: lender.format,
    remotes: { [LOCAL]: local, [REMOTE]: remote },
    // Of all that the borrowed objects belong to, only the tracking branch is worth mentioning to the remote.
    config: { 'core.alternateRefsPrefixes': ref },
  };
  const outcome = await withScratch(place, async (scratch) => {
    await borrowObjects(scratch, lender);
    return syncUntilUnited(scratch, options);
  });
  if ('failure' in outcome) throw trackingError(outcome.failure, ref);
  return { ...outcome.value, folded };
}

/**
 * Folds the inbox of one side and gives how many writes waited there. Who may only read, or loses each race, leaves them
 * to others: they stay where they are, and both histories can be united all the same.
 */
async function foldIfAllowed(options: HistoryOptions): Promise<number> {
  try {
    return (await foldHistory(trackingAccess(options))).folded;
  } catch (error) {
    const isOthers =
      error instanceof MlopsError && ['tracking-denied', 'tracking-forbidden', 'tracking-busy'].includes(error.code);
    if (!isOthers) throw error;
    options.log.warn(`what waits in the inbox of ${options.ref} stays there: ${error.message}`);
    return 0;
  }
}

async function syncUntilUnited(scratch: Scratch, options: SyncOptions): Promise<Outcome<Omit<Synced, 'folded'>>> {
  const failures: GitFailure[] = [];
  const done = { pulled: 0, pushed: 0 };
  for (;;) {
    const outcome = await syncOnce(scratch, options, done);
    if ('value' in outcome) return { value: { ...done, commit: outcome.value } };
    failures.push(outcome.failure);
    if (!shouldRetry(failures.map(({ kind }) => kind))) return outcome;
    options.log.debug(`uniting ${options.ref} failed (${outcome.failure.kind}): ${outcome.failure.said}`);
    await wait(waitMsAfter(failures.length, options.random()));
  }
}

/** Reads both sides, unites them, moves those that are not there yet. Does nothing that a second try could do twice. */
async function syncOnce(
  scratch: Scratch,
  options: SyncOptions,
  done: { pulled: number; pushed: number },
): Promise<Outcome<string | undefined>> {
  const { ref, clock } = options;
  const local = await readSide(scratch, LOCAL, ref);
  if ('failure' in local) return local;
  const remote = await readSide(scratch, REMOTE, ref);
  if ('failure' in remote) return remote;
  if (remote.value.tip === undefined && local.value.tip !== undefined) {
    const failure = await refuseFirstBranch(scratch, REMOTE, ref);
    if (failure !== undefined) return { failure };
  }

  let refusal: GitFailure | undefined;
  const united = await uniteTips(scratch.git, local.value, remote.value, clock());
  for (const [name, side, other] of [
    [REMOTE, remote.value, local.value],
    [LOCAL, local.value, remote.value],
  ] as const) {
    if (united === undefined || side.tip?.commit === united) continue;
    const failure = await pushWithLease(scratch.git, name, ref, united, side.tip?.commit);
    const isReadOnly = name === REMOTE && (failure?.kind === 'refused' || failure?.kind === 'forbidden');
    // Who may not write there has a history here all the same, and it gets what the other one has.
    if (failure !== undefined && !isReadOnly) return { failure };
    if (failure !== undefined) refusal = failure;
    else done[name === REMOTE ? 'pushed' : 'pulled'] += countBeyond(other.tree, side.tree);
  }
  return refusal === undefined ? { value: united } : { failure: refusal };
}

async function readSide(scratch: Scratch, name: string, ref: string): Promise<Outcome<Side>> {
  const into = `refs/mlops/${name}`;
  const failure = await fetchRef(scratch.git, name, ref, into);
  if (failure?.kind === 'absent-ref') return { value: { tip: undefined, tree: [] } };
  if (failure !== undefined) return { failure };
  const tip = await readTip(scratch.git, into);
  const tree = await listTree(scratch.git, tip.commit, ['-r']);
  await checkFormat(scratch, name, ref, tree);
  return { value: { tip, tree } };
}
