// The direct write: one shallow fetch of commit and folders, one fast-import, one push that must find the branch unmoved.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import type { GitFailure } from '../git/failure.ts';
import { renderImport, type ImportedCommit } from '../git/fast-import.ts';
import { blobIdOf, type ObjectFormat } from '../git/object-id.ts';
import { listTree } from '../git/objects.ts';
import type { Scratch } from '../git/scratch.ts';
import { fetchRef, pushWithLease, readTip, type Tip } from '../git/transfer.ts';
import { REMOTE, type Outcome, type TrackingAccess } from './access.ts';
import { collision, entriesOf, renderEntryLine, type Entry } from './entry.ts';
import { checkFormat } from './format.ts';
import type { Appended, RunBundle } from './history.ts';
import { FORMAT_PATH, foldersOf } from './layout.ts';
import { lineOf, renderMessage } from './line.ts';
import { refuseFirstBranch, rootCommit } from './start-branch.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import { trackingError, unreadable } from './tracking-error.ts';

const TIP = 'refs/mlops/tip';
const NEW = 'refs/mlops/new';

/** The branch as a write finds it. */
interface Base {
  /** Undefined: the branch does not exist. */
  readonly tip: Tip | undefined;
  /** The entries that are not there yet. */
  readonly missing: readonly Entry[];
}

/** Writes runs in one commit; see `TrackingHistory.append`. */
export async function appendRuns(access: TrackingAccess, bundles: readonly RunBundle[]): Promise<Appended> {
  const entries = entriesOf(bundles);
  if (entries.length === 0) {
    throw new MlopsError('usage', 'there is no run to record', 'Give at least one run.');
  }
  const outcome = await access.inScratch((scratch) => appendIn(scratch, access, entries));
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

async function readBase(scratch: Scratch, access: TrackingAccess, entries: readonly Entry[]): Promise<Outcome<Base>> {
  const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP, ['--depth=1', '--filter=blob:none']);
  if (failure === undefined) {
    const [tip, missing] = await Promise.all([readTip(scratch.git, TIP), findMissing(scratch, access.ref, entries)]);
    return { value: { tip, missing } };
  }
  if (failure.kind !== 'absent-ref') return { failure };
  const refusal = await refuseFirstBranch(scratch, REMOTE, access.ref);
  return refusal === undefined ? { value: { tip: undefined, missing: entries } } : { failure: refusal };
}

async function findMissing(scratch: Scratch, ref: string, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const folders = new Set(entries.flatMap(({ record }) => foldersOf(record.id)));
  const days = new Set(entries.map(({ record }) => foldersOf(record.id)[2]));
  const paths = [...folders].map((folder) => (days.has(folder) ? `${folder}/` : folder));
  const found = await listTree(scratch.git, TIP, ['-t'], [FORMAT_PATH, ...paths]);
  await checkFormat(scratch, REMOTE, ref, found);
  // fast-import would put a folder in the place of such a file.
  const blocked = found.find(({ path, kind }) => folders.has(path) && kind !== 'tree');
  if (blocked !== undefined) throw unreadable(ref, `${blocked.path} is no folder`);

  const blobs = new Map(found.map(({ path, id }) => [path, id]));
  return entries.filter(({ path, content }) => {
    const there = blobs.get(path);
    if (there !== undefined && there !== blobIdOf(content, scratch.format)) throw collision(path);
    return there === undefined;
  });
}

async function writeCommit(
  scratch: Scratch,
  tip: Tip | undefined,
  entries: readonly Entry[],
  now: Date,
): Promise<string> {
  // Never before its parent, whatever the clocks say: reading by date relies on it.
  const seconds = Math.max(Math.floor(now.getTime() / 1000), tip?.seconds ?? 0);
  const commit: ImportedCommit = { message: messageOf(entries, scratch.format), seconds, files: entries };
  const stream = renderImport(NEW, tip?.commit, tip === undefined ? [rootCommit(seconds), commit] : [commit]);
  return scratch.git.text(['fast-import', '--quiet', '--force'], stream);
}

function messageOf(entries: readonly Entry[], format: ObjectFormat): string {
  const runs = entries
    .filter(({ name }) => name === undefined)
    .map(({ record, content }) => lineOf(record, blobIdOf(content, format)));
  return renderMessage(
    runs,
    entries.map((entry) => renderEntryLine(entry, format)),
  );
}
