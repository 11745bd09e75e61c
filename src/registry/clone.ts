// The user's own repository beside the remote that holds the registry. What was registered here while there was no
// remote is pushed as it is, and what the remote has is brought here: both hold the very same tag objects.
import { judgeFailure, type GitFailure } from '../git/failure.ts';
import { gitIn, type Git } from '../git/git.ts';
import { remoteConfigOf } from '../git/location.ts';
import { pushWithLease } from '../git/transfer.ts';
import { REMOTE, type RegistryAccess } from './access.ts';
import { parseEvidence } from './evidence.ts';
import { readTags, type RepositoryTags } from './read-registry.ts';

type CloneAccess = Pick<RegistryAccess, 'remote' | 'clone' | 'log'>;

/** The registrations of a model that the clone has; none without a clone. */
export async function readCloneTags({ clone }: CloneAccess, model: string): Promise<RepositoryTags> {
  return clone === undefined ? { tags: [], names: new Set() } : readTags(gitIn(clone), `refs/tags/${model}@*`);
}

/** Names of all tags of a model that the clone has. @param prefix what they begin with, before "@" or "#" */
export async function readCloneNames({ clone }: CloneAccess, prefix: string): Promise<readonly string[]> {
  if (clone === undefined) return [];
  // A star stops at a slash, and stages may have some.
  const patterns = [`${prefix}@*`, `${prefix}#*`, `${prefix}#*/**`].map((each) => `refs/tags/${each}`);
  const text = await gitIn(clone).text(['for-each-ref', '--format=%(refname:lstrip=2)', ...patterns]);
  return text.split('\n').filter(Boolean);
}

/**
 * Pushes a tag that the clone has, if the remote has none of this name.
 * @returns undefined when the remote said yes
 */
export async function pushCloneTag(
  { remote }: CloneAccess,
  clone: string,
  tag: string,
): Promise<GitFailure | undefined> {
  const ref = `refs/tags/${tag}`;
  return pushWithLease(gitIn(clone, remoteConfigOf(REMOTE, remote)), REMOTE, ref, ref, undefined);
}

/**
 * Gives the clone the tag of a run that the remote has. What keeps it from that is a warning: the version exists.
 * @param here what the clone had before
 */
export async function bringTag(
  access: CloneAccess,
  scratch: Git,
  registered: WrittenTag & { readonly run: string },
  here: RepositoryTags,
): Promise<void> {
  if (access.clone === undefined) return;
  const { log } = access;
  const { tag, run } = registered;
  const ofRun = here.tags.filter(({ message }) => message.includes(run) && parseEvidence(message)?.run === run);
  const others = ofRun.map(({ name }) => name).filter((name) => name !== tag);
  if (others.length > 0) {
    log.warn(`this repository has the run as ${others.join(', ')} too; the remote does not: git tag -d ${others[0]}`);
  }
  if (here.names.has(tag) && others.length === ofRun.length) {
    log.warn(`${tag} is another run in this repository: git tag -d ${tag} && git fetch origin tag ${tag}`);
    return;
  }
  await placeInClone(access, scratch, registered);
}

/** A tag that stands at the remote and in a scratch repository. */
export interface WrittenTag {
  readonly tag: string;
  readonly commit: string;
  /** Id of the tag object. */
  readonly object: string;
}

/**
 * Gives the clone the very same tag object, from the scratch repository where it has the commit, else from the remote.
 * What keeps it from that is a warning: the remote has the tag.
 */
export async function placeInClone(access: CloneAccess, scratch: Git, written: WrittenTag): Promise<void> {
  if (access.clone === undefined) return;
  const { tag, commit, object } = written;
  const git = gitIn(access.clone);
  const { code } = await git.exec(['cat-file', '-e', `${commit}^{commit}`]);
  if (code !== 0) return fetchIntoClone(access, tag);
  const content = await scratch.exec(['cat-file', 'tag', object]);
  const kept = await git.exec(['hash-object', '-t', 'tag', '-w', '--stdin'], content.stdout);
  const isSame = content.code === 0 && kept.code === 0 && kept.stdout.toString().trim() === object;
  const updated = isSame ? await git.exec(['update-ref', `refs/tags/${tag}`, object]) : undefined;
  if (updated?.code !== 0) await fetchIntoClone(access, tag);
}

/** Brings a tag of the remote into the clone. */
async function fetchIntoClone({ remote, clone, log }: CloneAccess, tag: string): Promise<void> {
  if (clone === undefined) return;
  // The plus replaces a second tag object for the same run, as earlier versions of this program made them.
  const { code, stderr } = await gitIn(clone, remoteConfigOf(REMOTE, remote)).exec([
    'fetch',
    '--no-tags',
    '--no-prune',
    '--no-auto-maintenance',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    REMOTE,
    `+refs/tags/${tag}:refs/tags/${tag}`,
  ]);
  if (code !== 0)
    log.warn(`${tag} is at the remote, but this repository could not fetch it: ${judgeFailure(stderr).said}`);
}
