// The leader's work: everything that waits in the inbox becomes one commit of the branch, and in the same push its refs
// go. Nothing is done twice when this is cut short anywhere, or when two do it at once.
import { setTimeout as wait } from 'node:timers/promises';
import type { GitFailure } from '../../git/failure.ts';
import { formatOfObjectId } from '../../git/object-id.ts';
import { shouldRetry, waitMsAfter } from '../../git/retry.ts';
import type { Scratch } from '../../git/scratch.ts';
import { fetchObjects, listRefs, pushRefs, type RefChange } from '../../git/transfer.ts';
import { REMOTE, type Outcome, type TrackingAccess } from '../access.ts';
import { hours, readBase } from '../base.ts';
import type { Entry } from '../entry.ts';
import type { Folded } from '../history.ts';
import { FOLD_SIZE, inboxFolder, refusedRef, waitingIn, type Waiting } from './waiting.ts';
import { pushCommit } from '../push-commit.ts';
import { readWaiting } from './read-waiting.ts';
import { trackingError } from '../tracking-error.ts';
import { commitOn, writeCommit } from '../write-commit.ts';

/** Reads what waits in the inbox, first come first. */
async function listWaiting(scratch: Scratch, access: TrackingAccess): Promise<Outcome<readonly Waiting[]>> {
  const listed = await listRefs(scratch.git, REMOTE, [`${inboxFolder(access.ref)}*`]);
  if ('failure' in listed) return listed;
  const [id] = listed.refs.values();
  if (id !== undefined && formatOfObjectId(id) !== scratch.format) {
    return { failure: { kind: 'object-format', said: `the remote uses ${formatOfObjectId(id)}` } };
  }
  return { value: waitingIn(listed.refs, access.ref) };
}

/** Folds what waits; see `TrackingHistory.fold`. */
export async function foldHistory(access: TrackingAccess): Promise<Folded> {
  const outcome = await access.inScratch((scratch) => foldInbox(scratch, access));
  if ('failure' in outcome) throw trackingError(outcome.failure, access.ref);
  return outcome.value;
}

/** What somebody who folds has looked up already. */
interface Start {
  readonly waiting: readonly Waiting[];
  /** An entry that the scratch repository has, because it was made there. */
  readonly own: string;
}

/** Folds until the inbox is empty. */
export async function foldInbox(scratch: Scratch, access: TrackingAccess, start?: Start): Promise<Outcome<Folded>> {
  const failures: GitFailure[] = [];
  let done: Folded = { folded: 0, refused: [], commit: undefined };
  let waiting = start?.waiting;
  let most = FOLD_SIZE;
  for (;;) {
    const outcome = await foldOnce(scratch, access, waiting, most, start?.own);
    waiting = undefined;
    if ('value' in outcome) {
      if (outcome.value === undefined) return { value: done };
      const { folded, refused, commit, byHour = [] } = outcome.value;
      failures.length = 0;
      done = {
        folded: done.folded + folded,
        refused: [...done.refused, ...refused],
        commit: commit ?? done.commit,
        ...hours([...(done.byHour ?? []), ...byHour]),
      };
      continue;
    }
    failures.push(outcome.failure);
    access.log.debug(`folding the inbox of ${access.ref} failed (${outcome.failure.kind}): ${outcome.failure.said}`);
    if (!shouldRetry(failures.map(({ kind }) => kind))) return outcome;
    // A remote or an API may bound how much comes at once, and what is too much today would be too much for everybody.
    if (outcome.failure.kind === 'unclear') most = Math.ceil(most / 5);
    await wait(waitMsAfter(failures.length, access.random()));
  }
}

/** One commit and one push; undefined when nothing waits. */
async function foldOnce(
  scratch: Scratch,
  access: TrackingAccess,
  known: readonly Waiting[] | undefined,
  most: number,
  own: string | undefined,
): Promise<Outcome<Folded | undefined>> {
  const listed = known === undefined ? await listWaiting(scratch, access) : { value: known };
  if ('failure' in listed) return listed;
  const waiting = listed.value.slice(0, most);
  if (waiting.length === 0) return { value: undefined };

  const foreign = waiting.map(({ commit }) => commit).filter((commit) => commit !== own);
  const missingObjects =
    foreign.length === 0 ? undefined : await fetchObjects(scratch.git, REMOTE, foreign, 'no-filter');
  // One of them has been folded meanwhile: the list is out of date, as after a lost race.
  if (missingObjects?.kind === 'absent-object') return { failure: { ...missingObjects, kind: 'lost-race' } };
  if (missingObjects !== undefined) return { failure: missingObjects };
  const read = await readWaiting(scratch, waiting);

  // What waits of one run is taken whole or not at all; the runs that one writer left together do not depend on each other.
  const runs = read.flatMap(({ entries = [] }) => [...Map.groupBy(entries, ({ run }) => run).values()]);
  const base = await readBase(scratch, access, runs);
  if ('failure' in base) return base;
  const { tip, missing, taken } = base.value;
  const refused = read.filter(({ entries }) => entries === undefined || entries.some((entry) => isTaken(entry, taken)));
  const releases = [
    ...waiting.map(({ ref, commit: from }): RefChange => ({ ref, to: undefined, from })),
    ...refused.map(({ at }): RefChange => ({ ref: refusedRef(at), to: at.commit, from: undefined })),
  ];
  let commit: string | undefined;
  if (missing.length === 0) {
    const failure = await pushRefs(scratch.git, REMOTE, releases);
    if (failure !== undefined) return { failure };
  } else {
    const written = await writeCommit(scratch, base.value, commitOn(base.value, access.clock()));
    const pushed = await pushCommit(scratch, access, written, tip?.commit, releases);
    if ('failure' in pushed) return pushed;
    ({ commit } = pushed);
  }
  for (const { at } of refused) {
    access.log.warn(
      `${at.ref} cannot be taken into ${access.ref}: its files are not what a run has, or a run of that id is there ` +
        `with other content. It is kept as ${refusedRef(at)}.`,
    );
  }
  return {
    value: {
      folded: waiting.length - refused.length,
      refused: refused.map(({ at }) => refusedRef(at)),
      commit,
      ...hours(base.value.byHour),
    },
  };
}

function isTaken(entry: Entry, taken: readonly Entry[]): boolean {
  return taken.some(({ name, blob }) => name === entry.name && blob === entry.blob);
}
