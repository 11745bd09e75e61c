// Adds what happens to a version after its registration: one annotated tag, numbered after all tags of the model as GTO
// does and pushed with a lease. What is to be written is decided anew whenever somebody else was faster, since their tag
// may have changed the ground of the decision.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GitFailure } from '../git/failure.ts';
import type { ObjectFormat } from '../git/object-id.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import { withScratch, type Scratch } from '../git/scratch.ts';
import { pushWithLease } from '../git/transfer.ts';
import { fetchTags, negotiating, registryError, REMOTE, type RegistryAccess } from './access.ts';
import { writeTag } from './carrier.ts';
import { placeInClone, readCloneNames } from './clone.ts';
import { eventTag, timeAfter, timeOfDeprecation, type EventAction } from './next-tag.ts';
import { readTags, type RepositoryTags } from './read-registry.ts';
import { registryState, type Artifact } from './state.ts';
import { checkArtifactName, tagPrefix } from './tag.ts';

interface EventToWrite {
  readonly action: EventAction;
  /** A commit that the remote has. */
  readonly commit: string;
  readonly message: string;
}

export interface WrittenEvent {
  /** Name of the tag. */
  readonly tag: string;
  readonly commit: string;
  /** In Unix seconds, as the tag says. */
  readonly time: number;
  /** Id of the tag object. */
  readonly object: string;
}

/** What to do with the model as it stands: write a tag, or nothing, and then why. */
export type Decided<T> = { readonly write: EventToWrite } | { readonly settled: T };

/**
 * Writes one event of a model.
 * @param model as GTO writes it outside of tags: with ":" after a folder
 * @param decide is given the model as the remote has it now; called again after a lost race
 * @throws MlopsError `usage` for names outside of GTO's grammar, `forge-denied`, `offline`, `not-a-repository` or
 *   `git-failed`, and whatever `decide` throws
 */
export async function appendEvent<T>(
  access: RegistryAccess,
  model: string,
  decide: (artifact: Artifact | undefined) => Decided<T> | Promise<Decided<T>>,
): Promise<{ readonly written: WrittenEvent } | { readonly settled: T }> {
  checkArtifactName(model);
  const here = await readCloneNames(access, tagPrefix(model));
  const inFormat = async (format: ObjectFormat): ReturnType<typeof appendIn<T>> =>
    withScratch({ parent: access.scratchParent, format, remotes: { [REMOTE]: access.remote } }, async (scratch) => {
      const done = await appendIn(scratch, access, { model, here }, decide);
      if ('written' in done) await placeInClone(access, scratch.git, done.written);
      return done;
    });
  const first = await inFormat('sha1');
  // A remote with the other hash function says so; it is asked once more in its own.
  const done = 'failure' in first && first.failure.kind === 'object-format' ? await inFormat('sha256') : first;
  if ('failure' in done) throw registryError(done.failure);
  return done;
}

async function appendIn<T>(
  { git }: Scratch,
  access: RegistryAccess,
  { model, here }: { readonly model: string; readonly here: readonly string[] },
  decide: (artifact: Artifact | undefined) => Decided<T> | Promise<Decided<T>>,
): Promise<{ readonly written: WrittenEvent } | { readonly settled: T } | { readonly failure: GitFailure }> {
  const prefix = tagPrefix(model);
  const failures: GitFailure[] = [];
  const pushed: WrittenEvent[] = [];
  for (;;) {
    // Also after a push that failed: what the remote says of a push is no proof that it did not happen.
    let failure = await fetchTags(git, [`${prefix}@*`, `${prefix}#*`]);
    if (failure === undefined) {
      const tags = await readTags(git);
      const own = pushed.find((each) => tags.tags.some(({ object }) => object === each.object));
      if (own !== undefined) return { written: own };
      const last = failures.at(-1);
      if (last !== undefined && !shouldRetry(failures.map(({ kind }) => kind))) return { failure: last };

      const artifact = registryState(tags.tags).artifacts.find(({ name }) => name === model);
      const decided = await decide(artifact);
      if ('settled' in decided) return decided;
      const { commit } = decided.write;
      const isHere = tags.tags.some((tag) => tag.commit === commit);
      failure = isHere ? undefined : await fetchTags(git, [], commit);
      if (failure === undefined) {
        // Numbers of the clone are taken too, so that it can hold every tag that the remote gets.
        const taken = { tags: tags.tags, names: new Set([...tags.names, ...here]) };
        const written = await writeEvent(git, taken, { model, ...decided.write }, access.clock());
        pushed.push(written);
        // Where a tag of the remote stands on the commit, both sides know that both have it.
        const sender = isHere ? git : negotiating(git);
        failure = await pushWithLease(sender, REMOTE, `refs/tags/${written.tag}`, written.object, undefined);
        if (failure === undefined) return { written };
      }
    } else if (!shouldRetry([...failures, failure].map(({ kind }) => kind))) return { failure };
    failures.push(failure);
    access.log.debug(`writing a tag of ${model} failed (${failure.kind}): ${failure.said}`);
    await wait(waitMsAfter(failures.length, access.random()));
  }
}

async function writeEvent(
  git: Scratch['git'],
  tags: RepositoryTags,
  { model, action, commit, message }: EventToWrite & { readonly model: string },
  now: Date,
): Promise<WrittenEvent> {
  const name = eventTag(model, action, tags.names);
  const time = action.action === 'deprecate' ? timeOfDeprecation(tags.tags, now) : timeAfter(tags.tags, now);
  return { tag: name, commit, time, object: await writeTag(git, { name, commit, message: signed(message), time }) };
}

/**
 * Two writers who say the same within the same second would write the very same object, and each would take the other's
 * tag for its own. So each write has a line that no other has.
 */
function signed(message: string): string {
  const text = message.trimEnd();
  return `${text}${text.includes('\n\n') ? '\n' : '\n\n'}Mlops-Write: ${randomBytes(8).toString('hex')}\n`;
}
