// What inbox commits hold, all of them read by one process.
import { readBlobs } from '../../git/objects.ts';
import type { Scratch } from '../../git/scratch.ts';
import { isRecordOf } from '../../run/parse.ts';
import type { Entry } from '../entry.ts';
import { entriesOfWaiting, type Waiting } from './waiting.ts';
import { recordName } from '../layout.ts';

export interface ReadWaiting {
  readonly at: Waiting;
  /** Undefined when the commit is not what a writer leaves in the inbox, its records included. */
  readonly entries: readonly Entry[] | undefined;
}

/** @param waiting commits that the scratch repository has */
export async function readWaiting(scratch: Scratch, waiting: readonly Waiting[]): Promise<readonly ReadWaiting[]> {
  const commits = await commitsAmong(scratch, [...new Set(waiting.map(({ commit }) => commit))]);
  if (commits.length === 0) return waiting.map((at) => ({ at, entries: undefined }));
  // A parentless commit shows all of its files as added. One with a parent shows a difference and is none of ours.
  const text = await scratch.git.text(
    ['log', '--no-walk=unsorted', '--stdin', '--root', '-r', '--raw', '--no-abbrev', '-z', '--no-renames', FORMAT],
    `${commits.join('\n')}\n`,
  );
  const read = new Map(text.split(START).slice(1).map(parseCommit));
  const strange = await strangeRecords(
    scratch,
    [...read.values()].flatMap((entries) => entries ?? []),
  );
  return waiting.map((at) => {
    const entries = read.get(at.commit);
    return { at, entries: entries?.some((entry) => strange.has(entry)) === true ? undefined : entries };
  });
}

/** Records that are none. On the branch one such file would stop every reader, for ever: nothing is taken off it. */
async function strangeRecords({ git }: Scratch, entries: readonly Entry[]): Promise<ReadonlySet<Entry>> {
  const records = entries.filter(({ run, name }) => name === recordName(run));
  if (records.length === 0) return new Set();
  const contents = await readBlobs(
    git,
    records.map(({ blob }) => blob),
  );
  return new Set(records.filter(({ run }, index) => !isRecordOf(run, contents[index]?.toString() ?? '')));
}

/** A ref may point to anything. */
async function commitsAmong(scratch: Scratch, ids: readonly string[]): Promise<readonly string[]> {
  const text = await scratch.git.text(['cat-file', '--batch-check=%(objecttype) %(objectname)'], `${ids.join('\n')}\n`);
  return text.split('\n').flatMap((line) => (line.startsWith('commit ') ? [line.slice('commit '.length)] : []));
}

// Names of files end with NUL, and a message holds none: these marks stand in neither.
const START = '\0\0>';
const END = '\0\0<';
const FORMAT = '--format=%x00%x00>%H %P%x00%B%x00%x00<';

function parseCommit(text: string): readonly [string, readonly Entry[] | undefined] {
  const end = text.indexOf(END);
  const [ids = '', message = ''] = text.slice(0, end).split('\0', 2);
  const [commit = '', parent = ''] = ids.split(' ');
  const fields = text
    .slice(end + END.length)
    .split('\0')
    .filter((field) => field.trim() !== '');
  const files = [];
  for (let i = 0; i < fields.length; i += 2) {
    const [, mode, blob] = /^:000000 (\d{6}) 0+ ([0-9a-f]+) A$/.exec(fields[i]?.trim() ?? '') ?? [];
    if (mode !== '100644' || blob === undefined) return [commit, undefined];
    files.push({ path: fields[i + 1] ?? '', blob });
  }
  return [commit, parent === '' ? entriesOfWaiting(message, files) : undefined];
}
