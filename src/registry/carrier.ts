// The objects that a registration consists of, written into a scratch repository: the tag, and where it needs one, a
// commit to stand on.
//
// GTO allows one version of a model on a commit and stops working when there are two. But training the same commit again
// on newer data is everyday work, so the second version stands on a carrier: a commit of its own with the very same tree,
// whose only parent is the commit that was trained. It is reachable by the tag and by no branch.
import type { Git } from '../git/git.ts';

const IDENTITY = 'mlops-action <mlops-action@noreply.invalid>';

/** Writes an annotated tag of a commit; gives its id. @param time Unix seconds */
export async function writeTag(
  git: Git,
  tag: { readonly name: string; readonly commit: string; readonly message: string; readonly time: number },
): Promise<string> {
  const { name, commit, message, time } = tag;
  const head = `object ${commit}\ntype commit\ntag ${name}\ntagger ${IDENTITY} ${time} +0000\n`;
  return git.text(['hash-object', '-t', 'tag', '-w', '--stdin'], `${head}\n${message}`);
}

/** Whether a commit is the one that was trained, or a carrier of it. */
export async function standsOn(git: Git, commit: string, trained: string): Promise<boolean> {
  if (commit === trained) return true;
  // The object itself: a shallow repository tells of no parents.
  const [own, other] = await Promise.all([commit, trained].map((each) => git.exec(['cat-file', 'commit', each])));
  const linesOf = (kind: string, from: typeof own): readonly string[] =>
    from?.stdout.toString().match(new RegExp(`^${kind} .*$`, 'gm')) ?? [];
  const parents = linesOf('parent', own);
  const isChild = parents.length === 1 && parents[0] === `parent ${trained}`;
  return isChild && (other?.code !== 0 || linesOf('tree', own)[0] === linesOf('tree', other)[0]);
}

/** Writes a commit with the tree of `commit` as its child; gives its id. @param time Unix seconds */
export async function writeCarrier(git: Git, commit: string, subject: string, time: number): Promise<string> {
  const tree = /^tree ([0-9a-f]+)$/m.exec(await git.text(['cat-file', 'commit', commit]))?.[1] ?? '';
  const who = `${IDENTITY} ${time} +0000`;
  const why = `The same files as in ${commit}, where another version stands:\na commit holds one version of a model.`;
  const head = `tree ${tree}\nparent ${commit}\nauthor ${who}\ncommitter ${who}\n`;
  return git.text(['hash-object', '-t', 'commit', '-w', '--stdin'], `${head}\n${subject}\n\n${why}\n`);
}
