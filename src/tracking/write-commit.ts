// The commit that adds files to the branch: one fast-import, from the parent's folders and the new files alone.
import { renderImport, type ImportedCommit } from '../git/fast-import.ts';
import type { Scratch } from '../git/scratch.ts';
import type { Base, Placed } from './base.ts';
import type { Entry } from './entry.ts';
import { foldersOf, recordName } from './layout.ts';
import { renderMessage } from './line.ts';
import { rootCommit } from './start-branch.ts';

const NEW = 'refs/mlops/new';

/** The commit that adds what a base lacks, as a value. */
export function commitOn(base: Base, now: Date): ImportedCommit {
  const { tip, missing, runs } = base;
  const added = missing.filter(({ entry }) => entry.name === recordName(entry.run)).length;
  return {
    message: renderMessage(
      missing.map(({ entry }) => entry.line),
      runs === undefined ? undefined : runs + added,
    ),
    // Never before its parent, whatever the clocks say: reading by date relies on it.
    seconds: Math.max(secondsOf(now), tip?.seconds ?? 0),
    files: missing.map(fileOf),
  };
}

/** Writes the commit into the scratch repository, on a root commit of its own when there is no tip; gives its id. */
export async function writeCommit(scratch: Scratch, { tip }: Base, commit: ImportedCommit): Promise<string> {
  const commits = tip === undefined ? [rootCommit(commit.seconds), commit] : [commit];
  return importCommits(scratch, tip?.commit, commits);
}

/** Writes the commit that waits in the inbox: no parent, and the files alone. */
export async function writeWaiting(scratch: Scratch, entries: readonly Entry[], now: Date): Promise<string> {
  const placed = entries.map((entry) => ({ entry, path: `${foldersOf(entry.run)[2]}/${entry.name}` }));
  const message = renderMessage(entries.map(({ line }) => line));
  return importCommits(scratch, undefined, [{ message, seconds: secondsOf(now), files: placed.map(fileOf) }]);
}

function importCommits(
  scratch: Scratch,
  parent: string | undefined,
  commits: readonly ImportedCommit[],
): Promise<string> {
  return scratch.git.text(['fast-import', '--quiet', '--force'], renderImport(NEW, parent, commits));
}

function fileOf({ entry: { blob, content }, path }: Placed): ImportedCommit['files'][number] {
  return content === undefined ? { path, blob } : { path, content };
}

function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
