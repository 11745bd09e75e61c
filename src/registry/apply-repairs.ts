// Carries repairs out: at the remote in one push that happens as a whole or not at all, then in the clone in one
// transaction. What is replaced is kept in both under a ref of its own. To repair again does nothing, and whoever repairs
// the same registry writes the very same objects.
import { MlopsError } from '../error.ts';
import { withArguments, gitIn, type Git } from '../git/git.ts';
import { remoteConfigOf, type Location } from '../git/location.ts';
import { listRefs, pushRefs, type RefChange } from '../git/transfer.ts';
import { registryError, REMOTE } from './access.ts';
import { writeCarrier } from './carrier.ts';
import { REPLACED } from './read-facts.ts';
import type { Repair } from './repair.ts';

export interface RepairPlace {
  /** The clone whose tags were looked at. */
  readonly root: string;
  /** Where its tags are pushed; undefined: nowhere. */
  readonly remote: Location | undefined;
  readonly clock: () => Date;
}

export interface Repaired extends Repair {
  /** The ref that keeps the tag as it was. */
  readonly kept: string;
  /** The tag object that was written. */
  readonly became?: string;
  readonly commit?: string;
  /** Whether the remote had it, and has it mended now. */
  readonly isPushed: boolean;
}

export interface Applied {
  readonly done: readonly Repaired[];
  /** Repairs that were left out, since the remote has another tag of this name. */
  readonly refused: readonly Repair[];
}

/**
 * @param repairs of the tags that the clone has now
 * @throws MlopsError as registering does; then the clone is as it was
 */
export async function applyRepairs(place: RepairPlace, repairs: readonly Repair[]): Promise<Applied> {
  const git = gitIn(place.root);
  const time = place
    .clock()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');
  const written = await writeAll(git, repairs, (tag) => `${REPLACED}/${time}/${tag}`);
  if (place.remote === undefined) {
    await moveLocally(git, written);
    return { done: written.map((each) => ({ ...each, isPushed: false })), refused: [] };
  }
  const remote = withArguments(gitIn(place.root, remoteConfigOf(REMOTE, place.remote)), ['-c', 'push.negotiate=false']);
  const listed = await listRefs(remote, REMOTE, ['refs/tags/*']);
  if ('failure' in listed) throw notPushed(registryError(listed.failure));
  const states = new Map(written.map((each) => [each, stateOf(each, listed.refs)]));
  const others = new Set(written.filter((each) => states.get(each) === 'other').map(({ group }) => group));
  const accepted = written.filter(({ group }) => !others.has(group));
  const pushed = accepted.filter((each) => states.get(each) === 'as-here');
  const changes = pushed.flatMap(changesOf);
  const failure = changes.length === 0 ? undefined : await pushRefs(remote, REMOTE, changes);
  if (failure !== undefined) throw notPushed(registryError(failure));
  await moveLocally(git, accepted);
  return {
    done: accepted.map((each) => ({ ...each, isPushed: pushed.includes(each) })),
    refused: written.filter((each) => !accepted.includes(each)),
  };
}

type Written = Omit<Repaired, 'isPushed'>;

async function writeAll(
  git: Git,
  repairs: readonly Repair[],
  keptAs: (tag: string) => string,
): Promise<readonly Written[]> {
  const carriers = new Map<string, string>();
  const written: Written[] = [];
  for (const repair of repairs) {
    const kept = keptAs(repair.tag);
    if (repair.to === undefined) {
      written.push({ ...repair, kept });
      continue;
    }
    const { name, carrier } = repair.to;
    const key = JSON.stringify(carrier);
    const known = carriers.get(key);
    const commit =
      known ?? (carrier === undefined ? undefined : await writeCarrier(git, carrier.of, carrier.subject, carrier.time));
    if (commit !== undefined) carriers.set(key, commit);
    const became = await rewriteTag(git, repair.object, name, commit);
    written.push({ ...repair, kept, became, ...(commit === undefined ? {} : { commit }) });
  }
  return written;
}

/** Writes a tag object anew: another name, another commit, everything else as it was but for the signature. */
async function rewriteTag(git: Git, object: string, name: string, commit: string | undefined): Promise<string> {
  const { code, stdout, stderr } = await git.exec(['cat-file', 'tag', object]);
  if (code !== 0) {
    throw new MlopsError('git-failed', `the tag object ${object} cannot be read: ${stderr.trim()}`, 'Run `git fsck`.');
  }
  // Bytes as they are: a message may be in any encoding.
  const raw = stdout.toString('latin1');
  const end = raw.indexOf('\n\n');
  const head = raw
    .slice(0, end)
    .replace(/^object .*$/m, (line) => (commit === undefined ? line : `object ${commit}`))
    .replace(/^tag .*$/m, () => `tag ${name}`)
    .replaceAll(/^gpgsig(?:-sha256)? .*(?:\n .*)*\n?/gm, '')
    .trimEnd();
  const message = raw.slice(end + 2).replace(/^-----BEGIN (?:PGP|SSH|SIGNED) [\s\S]*$/m, '');
  const { stdout: id } = await git.exec(
    ['hash-object', '-t', 'tag', '-w', '--stdin'],
    Buffer.from(`${head}\n\n${message}`, 'latin1'),
  );
  return id.toString().trim();
}

/** - `as-here`: to be mended - `mended`: as it shall be, or not there - `other`: somebody has another tag of this name */
function stateOf(
  { tag, object, to, became }: Written,
  refs: ReadonlyMap<string, string>,
): 'as-here' | 'mended' | 'other' {
  const there = refs.get(`refs/tags/${tag}`);
  const target = to === undefined ? undefined : refs.get(`refs/tags/${to.name}`);
  if (there === object) return to === undefined || to.name === tag || target === undefined ? 'as-here' : 'other';
  if (there === undefined) return target === undefined || target === became ? 'mended' : 'other';
  return to?.name === tag && there === became ? 'mended' : 'other';
}

function changesOf({ tag, object, to, became, kept }: Written): readonly RefChange[] {
  const ref = `refs/tags/${tag}`;
  const keep = { ref: kept, to: object, from: undefined };
  if (to === undefined || became === undefined) return [keep, { ref, to: undefined, from: object }];
  if (to.name === tag) return [keep, { ref, to: became, from: object }];
  return [keep, { ref, to: undefined, from: object }, { ref: `refs/tags/${to.name}`, to: became, from: undefined }];
}

async function moveLocally(git: Git, written: readonly Written[]): Promise<void> {
  const lines = written.flatMap(changesOf).map(({ ref, to, from }) => {
    if (to === undefined) return `delete ${ref} ${from ?? ''}`;
    return from === undefined ? `create ${ref} ${to}` : `update ${ref} ${to} ${from}`;
  });
  if (lines.length > 0) await git.text(['update-ref', '--stdin'], `${lines.join('\n')}\n`);
}

function notPushed({ code, message }: MlopsError): MlopsError {
  return new MlopsError(
    code,
    `the repair could not be pushed, and this clone is as it was: ${message}`,
    'Run it again when the remote lets it; `--no-push` mends this clone alone. Tag rulesets may forbid to move tags.',
  );
}
