// The inbox: refs in which writers leave runs when the branch is contended. Each is a parentless commit whose tree holds
// exactly the files to be added. Nobody contends for a ref of one's own, so a push there lands at once; one of the
// writers, the leader, then folds all of them into the branch in one commit. Pure.
import type { Entry } from '../entry.ts';
import { RunId } from '../../run/id.ts';
import { eventName, fileName, fileOfPath, isFileName, recordName, recordPath } from '../layout.ts';
import { parseMessages } from '../line.ts';

/** A commit that waits in the inbox. */
export interface Waiting {
  readonly ref: string;
  readonly commit: string;
  /** When it was pushed, in milliseconds since 1970, by the clock of its writer. */
  readonly pushed: number;
}

/** How many entries one fold takes: their refs all stand on one command line, and a remote may bound a push. */
export const FOLD_SIZE = 100;

/** An entry of this age, in milliseconds, has lost its writer: a push that takes longer has been given up. */
const STALE_MS = 120_000;

/** The folder of inbox refs of a tracking ref: each history has its own. */
export function inboxFolder(ref: string): string {
  return `refs/mlops/inbox/${ref.slice('refs/'.length)}/`;
}

/**
 * The inbox ref of a write; sorts by the time of its push.
 * @param milliseconds Unix time of the push
 * @param id of the first run or event that is written, so that no two writers take the same ref
 */
export function inboxRef(ref: string, milliseconds: number, id: string): string {
  return `${inboxFolder(ref)}${Math.max(0, milliseconds).toString(16).padStart(12, '0')}-${id}`;
}

/** The folder of refs whose commits cannot be taken into a tracking ref. */
export function refusedFolder(ref: string): string {
  return inboxFolder(ref).replace('refs/mlops/inbox/', 'refs/mlops/refused/');
}

/**
 * Where an inbox ref is put that cannot be folded, so that it is kept and blocks nobody. The commit is a part of the name:
 * whoever pushes another commit to an inbox ref of the same name finds this one free.
 */
export function refusedRef({ ref, commit }: Pick<Waiting, 'ref' | 'commit'>): string {
  return `${ref.replace('refs/mlops/inbox/', 'refs/mlops/refused/')}-${commit}`;
}

/** What waits in the inbox of `ref`, first come first. */
export function waitingIn(refs: ReadonlyMap<string, string>, ref: string): readonly Waiting[] {
  const folder = inboxFolder(ref);
  return [...refs]
    .flatMap(([name, commit]) => {
      const [, time] = name.startsWith(folder)
        ? (/^([0-9a-f]{12})-[0-9a-f]{32}$/.exec(name.slice(folder.length)) ?? [])
        : [];
      return time === undefined ? [] : [{ ref: name, commit, pushed: Number.parseInt(time, 16) }];
    })
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
}

/**
 * Who folds, as the writer of `mine` sees it. Only the first entry is deferred to: the owner of any other may have left
 * already, and two that defer to one another would wait for ever.
 * - `lead`: the writer folds
 * - `defer`: the writer of the first entry does, or whoever comes next
 * - `stale`: the first entry has lost its writer; look again after a moment, then lead
 * - `done`: the entry is no longer there
 */
export function electLeader(waiting: readonly Waiting[], mine: string, now: Date): 'lead' | 'defer' | 'stale' | 'done' {
  const [first] = waiting;
  if (first === undefined || !waiting.some(({ ref }) => ref === mine)) return 'done';
  if (first.ref === mine) return 'lead';
  return now.getTime() - first.pushed > STALE_MS ? 'stale' : 'defer';
}

/**
 * The files of an inbox commit as entries; undefined when its tree and its message do not say the same, or say what the
 * layout does not know: anybody who may push can write there.
 * @param files of its tree, blobs of mode 100644 alone
 */
export function entriesOfWaiting(
  message: string,
  files: readonly { readonly path: string; readonly blob: string }[],
): readonly Entry[] | undefined {
  const lines = linesByName(message);
  const entries = files.map(({ path, blob }) => {
    const file = fileOfPath(path);
    const line = file === undefined ? undefined : lines.get(file.name);
    if (file === undefined || line?.blob !== blob || !hasFolder(file.run)) return undefined;
    return { run: file.run, name: file.name, blob, content: undefined, line: line.text };
  });
  const [first, ...others] = entries.filter((entry) => entry !== undefined);
  if (first === undefined || entries.length !== others.length + 1 || entries.length !== lines.size) return undefined;
  return [{ ...first, line: [first.line, ...laterLines(message)].join('\n') }, ...others];
}

/** Whether the layout has a folder for a run of this id: it is one, of a year that has four digits. */
function hasFolder(run: string): boolean {
  return RunId.safeParse(run).success && fileOfPath(recordPath(run)) !== undefined;
}

/** Index lines of kinds that only a later version knows: its readers want them. */
function laterLines(message: string): readonly string[] {
  return [...message.matchAll(/^Mlops-(?!(?:Run|File|Event|Format|Total):)[A-Za-z]+: .*$/gm)].map(([line]) => line);
}

function linesByName(message: string): ReadonlyMap<string, { readonly blob: string; readonly text: string }> {
  const lines = new Map<string, { blob: string; text: string }>();
  for (const [text] of message.matchAll(/^Mlops-(?:Run|File|Event): .*$/gm)) {
    const { runs, files, events } = parseMessages(text);
    const [run, file, event] = [runs[0], files[0], events[0]];
    if (run !== undefined) lines.set(recordName(run.id), { blob: run.blob, text });
    else if (file !== undefined && isFileName(file.name)) {
      lines.set(fileName(file.id, file.name), { blob: file.blob, text });
    } else if (event !== undefined) lines.set(eventName(event.run, event.id), { blob: event.blob, text });
  }
  return lines;
}
