// A commit that the forge makes in our place: where a rule refuses every push, or every commit that the forge has not
// signed, its API may still take it.
import type { GitFailure } from './failure.ts';
import type { Git } from './git.ts';
import { readBlobs } from './objects.ts';

/** A commit as a forge is asked for it. It has the files of its parent, and these. Author and dates are the forge's. */
export interface ForgeCommit {
  /** Full name of the ref that it becomes the tip of. */
  readonly ref: string;
  /** The commit that the ref must still point to. Undefined: the ref must not exist, and the commit is a root. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly content: Buffer }[];
}

/**
 * Makes one commit and moves the ref to it, both or neither; gives its id. Never sends anything twice that could have
 * been carried out, so after the failure `unclear` the ref has to be looked at.
 *
 * Failures: `lost-race` when the ref was not at the parent, `refused` when a rule holds for the API as well, `forbidden`
 * when the token may not, `offline`, `unclear`.
 */
export type CommitThroughForge = (
  commit: ForgeCommit,
) => Promise<{ readonly commit: string } | { readonly failure: GitFailure }>;

/**
 * Makes commits of this repository anew through the forge: the same files and messages on the same parents, under other
 * ids because authors and dates are the forge's.
 * @param ref the remote's ref, full name
 * @param commit the newest of the commits; they have one parent each, and the blobs that they add are here
 * @param tip the commit of the remote's ref that they stand on; undefined when the ref does not exist there
 * @returns the remote's new tip. After a failure an earlier one of several commits may be there already
 */
export async function commitAgain(
  git: Git,
  forge: CommitThroughForge,
  ref: string,
  commit: string,
  tip: string | undefined,
): Promise<{ readonly commit: string } | { readonly failure: GitFailure }> {
  const range = tip === undefined ? [commit] : [commit, `^${tip}`];
  const commits = (await git.text(['rev-list', '--reverse', ...range])).split('\n');
  let parent = tip;
  let made: { readonly commit: string } = { commit };
  for (const each of commits) {
    const outcome = await forge({
      ref,
      parent,
      message: await readMessage(git, each),
      files: await addedBy(git, each),
    });
    if ('failure' in outcome) return outcome;
    made = outcome;
    parent = outcome.commit;
  }
  return made;
}

async function readMessage(git: Git, commit: string): Promise<string> {
  const { stdout } = await git.exec(['cat-file', 'commit', commit]);
  const text = stdout.toString();
  return text.slice(text.indexOf('\n\n') + 2);
}

async function addedBy(git: Git, commit: string): Promise<ForgeCommit['files']> {
  const listing = await git.text(['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--no-renames', commit]);
  // `:<mode> <mode> <blob> <blob> <status>`, then the path, each ended by NUL.
  const fields = listing.split('\0');
  const paths = fields.filter((_field, index) => index % 2 === 1);
  const ids = paths.map((_path, index) => fields[index * 2]?.split(' ')[3] ?? '');
  if (ids.length === 0) return [];
  const contents = await readBlobs(git, ids);
  return paths.map((path, index) => ({ path, content: contents[index] ?? Buffer.alloc(0) }));
}
