// The commit that two histories have in common from now on.
import { renderImport } from '../git/fast-import.ts';
import type { Git } from '../git/git.ts';
import { readBlobs, type TreeEntry } from '../git/objects.ts';
import type { Tip } from '../git/transfer.ts';
import { parseEvent } from '../run/event.ts';
import { parseRun } from '../run/parse.ts';
import { eventLineOf, lineOf, parseMessages, renderEventLine, renderMessage, renderRunLine } from './line.ts';
import { chooseAddition, countRuns, selectLines, type Addition } from './unite.ts';

/** A branch, or its absence, with all of its files. */
export interface Side {
  readonly tip: Tip | undefined;
  readonly tree: readonly TreeEntry[];
}

/**
 * The tip that is ahead when one is; else the remote's, with a new commit on top that carries over what only the local
 * side has, and its index lines. Undefined when neither side has the branch.
 * @throws MlopsError `tracking-conflict` for a path with different contents
 */
export async function uniteTips(git: Git, local: Side, remote: Side, now: Date): Promise<string | undefined> {
  if (local.tip === undefined || remote.tip === undefined) return (local.tip ?? remote.tip)?.commit;
  if (await isAncestor(git, local.tip.commit, remote.tip.commit)) return remote.tip.commit;
  if (await isAncestor(git, remote.tip.commit, local.tip.commit)) return local.tip.commit;

  const addition = chooseAddition(local.tree, remote.tree);
  if (addition.files.length === 0) return remote.tip.commit;
  const lines = await readLines(git, local.tip.commit, remote.tip.commit, addition);
  const records = addition.indexed.filter(({ kind }) => kind === 'record');
  const message = renderMessage(lines, countRuns(remote.tree) + records.length);
  const seconds = Math.max(Math.floor(now.getTime() / 1000), remote.tip.seconds, local.tip.seconds);
  const stream = renderImport('refs/mlops/united', remote.tip.commit, [{ message, seconds, files: addition.files }]);
  return git.text(['fast-import', '--quiet', '--force'], stream);
}

async function isAncestor(git: Git, older: string, newer: string): Promise<boolean> {
  return (await git.exec(['merge-base', '--is-ancestor', older, newer])).code === 0;
}

/** Index lines of the files that are carried over: those that were written for them, else made from the record. */
async function readLines(git: Git, local: string, remote: string, addition: Addition): Promise<readonly string[]> {
  const log = await git.text(['rev-list', '--format=%B', local, `^${remote}`]);
  const lines = selectLines(log, (id) => addition.ids.has(id));
  const { runs, events } = parseMessages(lines.join('\n'));
  const known = new Set([...runs, ...events].map(({ blob }) => blob));
  const bare = addition.indexed.filter(({ blob }) => !known.has(blob));
  if (bare.length === 0) return lines;
  const texts = await readBlobs(
    git,
    bare.map(({ blob }) => blob),
  );
  const made = bare.map(({ path, blob, kind }, index) => {
    const text = texts[index]?.toString() ?? '';
    return kind === 'record' ? renderRunLine(lineOf(parseRun(text, path), blob)) : eventLine(text, path, blob);
  });
  return [...lines, ...made.filter((line) => line !== undefined)];
}

/** Undefined for an event that only a later version knows. */
function eventLine(text: string, path: string, blob: string): string | undefined {
  const event = parseEvent(text, path);
  return event === undefined ? undefined : renderEventLine(eventLineOf(event, blob));
}
