// All tags of a repository with their messages, in one git process.
import type { GitFailure } from '../git/failure.ts';
import { gitIn, type Git } from '../git/git.ts';
import { pathOf } from '../git/location.ts';
import type { ObjectFormat } from '../git/object-id.ts';
import { withScratch } from '../git/scratch.ts';
import { fetchTags, registryError, REMOTE, type RegistryAccess } from './access.ts';
import type { TagObject } from './event.ts';
import { registryState, type RegistryState } from './state.ts';

export interface RepositoryTags {
  /** Annotated tags of commits, in the order of their refs. */
  readonly tags: readonly TagObject[];
  /** Names of all tags, lightweight ones included: no new tag can have one of them. */
  readonly names: ReadonlySet<string>;
}

/** A message can hold no NUL, so NUL parts the fields and their number parts the tags. */
const FIELDS = [
  'refname:lstrip=2',
  'objectname',
  'objecttype',
  '*objecttype',
  '*objectname',
  '*committerdate:unix',
  'taggerdate:unix',
  'taggername',
  'contents',
] as const;

/**
 * Reads the tags of a repository.
 * @param pattern glob of full refs, for example `refs/tags/duration@*`; all tags by default
 * @throws MlopsError `git-failed`
 */
export async function readTags(git: Git, pattern = 'refs/tags'): Promise<RepositoryTags> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const text = await git.text(['for-each-ref', `--format=${format}`, pattern]);
  const values = text.split('\0');
  const tags: TagObject[] = [];
  const names = new Set<string>();
  for (let start = 0; start + FIELDS.length <= values.length; start += FIELDS.length) {
    const [ref = '', object = '', type, targetType, commit = '', commitTime, time, tagger = '', message = ''] =
      values.slice(start, start + FIELDS.length);
    // Every record but the first begins with the newline that ends the one before.
    const name = start === 0 ? ref : ref.slice(1);
    names.add(name);
    if (type !== 'tag' || targetType !== 'commit') continue;
    tags.push({
      name,
      object,
      commit,
      commitTime: secondsFrom(commitTime),
      time: secondsFrom(time),
      tagger,
      message: message.trim(),
    });
  }
  return { tags, names };
}

/** The last second that a date can be of (ECMA-262, Time Values). */
const LAST_SECOND = 8_640_000_000_000;

/** A tag can be dated before 1970, which git counts from the other end, or when there is no calendar any more. */
function secondsFrom(text: string | undefined): number {
  const seconds = Number(text);
  return seconds > 2 ** 63 ? 0 : Math.min(seconds, LAST_SECOND);
}

/**
 * The state of a repository's registry. A local repository is read in place; of a forge the tags are fetched.
 * @throws MlopsError `offline`, `forge-denied`, `not-a-repository` or `git-failed`; never an empty state in their place
 */
export async function readRegistry(access: Pick<RegistryAccess, 'remote' | 'scratchParent'>): Promise<RegistryState> {
  const path = pathOf(access.remote);
  if (path !== undefined) return registryState((await readTags(gitIn(path, access.remote.config))).tags);
  const fetched = await fetchRegistry(access, 'sha1');
  if (!('failure' in fetched)) return fetched;
  // A remote with the other hash function says so; it is asked once more in its own.
  const again = fetched.failure.kind === 'object-format' ? await fetchRegistry(access, 'sha256') : fetched;
  if ('failure' in again) throw registryError(again.failure);
  return again;
}

async function fetchRegistry(
  { remote, scratchParent }: Pick<RegistryAccess, 'remote' | 'scratchParent'>,
  format: ObjectFormat,
): Promise<RegistryState | { readonly failure: GitFailure }> {
  return withScratch({ parent: scratchParent, format, remotes: { [REMOTE]: remote } }, async ({ git }) => {
    const failure = await fetchTags(git, ['*']);
    return failure === undefined ? registryState((await readTags(git)).tags) : { failure };
  });
}
