// Adds what happens to a version after its registration: one annotated tag, numbered after all tags of the model as GTO
// does and pushed with a lease. What is to be written is decided anew whenever somebody else was faster, since their tag
// may have changed the ground of the decision.
import { setTimeout as wait } from 'node:timers/promises';
import type { GitFailure } from '../git/failure.ts';
import type { ObjectFormat } from '../git/object-id.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import { withScratch, type Scratch } from '../git/scratch.ts';
import { pushWithLease } from '../git/transfer.ts';
import { fetchTags, negotiating, registryError, REMOTE, type RegistryAccess } from './access.ts';
import { writeTag } from './carrier.ts';
import { fetchIntoClone } from './clone.ts';
import { readTags, type RepositoryTags } from './read-registry.ts';
import { registryState, type Artifact } from './state.ts';
import { parseTag, renderTag } from './tag.ts';

export interface EventToWrite {
  readonly action: EventAction;
  /** A commit that a tag of the model stands on. */
  readonly commit: string;
  readonly message: string;
}

/** A tag without its counter, which is the writer's. */
export type EventAction =
  | { readonly action: 'register' | 'deregister'; readonly version: string }
  | { readonly action: 'assign' | 'unassign'; readonly stage: string }
  | { readonly action: 'deprecate' };

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
 * @param decide is given the model as the remote has it now; called again after a lost race
 * @throws MlopsError `forge-denied`, `offline`, `not-a-repository` or `git-failed`, and whatever `decide` throws
 */
export async function appendEvent<T>(
  access: RegistryAccess,
  model: string,
  decide: (artifact: Artifact | undefined) => Decided<T> | Promise<Decided<T>>,
): Promise<{ readonly written: WrittenEvent } | { readonly settled: T }> {
  const inFormat = async (format: ObjectFormat): ReturnType<typeof appendIn<T>> =>
    withScratch({ parent: access.scratchParent, format, remotes: { [REMOTE]: access.remote } }, (scratch) =>
      appendIn(scratch, access, model, decide),
    );
  const first = await inFormat('sha1');
  // A remote with the other hash function says so; it is asked once more in its own.
  const done = 'failure' in first && first.failure.kind === 'object-format' ? await inFormat('sha256') : first;
  if ('failure' in done) throw registryError(done.failure);
  if ('written' in done) await fetchIntoClone(access, done.written.tag);
  return done;
}

async function appendIn<T>(
  { git }: Scratch,
  access: RegistryAccess,
  model: string,
  decide: (artifact: Artifact | undefined) => Decided<T> | Promise<Decided<T>>,
): Promise<{ readonly written: WrittenEvent } | { readonly settled: T } | { readonly failure: GitFailure }> {
  const failures: GitFailure[] = [];
  const pushed: WrittenEvent[] = [];
  for (;;) {
    // Also after a push that failed: what the remote says of a push is no proof that it did not happen.
    let failure = await fetchTags(git, [`${model}@*`, `${model}#*`]);
    if (failure === undefined) {
      const tags = await readTags(git);
      const own = pushed.find((each) => tags.tags.some(({ object }) => object === each.object));
      if (own !== undefined) return { written: own };
      const last = failures.at(-1);
      if (last !== undefined && !shouldRetry(failures.map(({ kind }) => kind))) return { failure: last };

      const artifact = registryState(tags.tags).artifacts.find(({ name }) => name === model);
      const decided = await decide(artifact);
      if ('settled' in decided) return decided;
      const written = await writeEvent(git, tags, { model, ...decided.write }, access.clock());
      pushed.push(written);
      failure = await pushWithLease(negotiating(git), REMOTE, `refs/tags/${written.tag}`, written.object, undefined);
      if (failure === undefined) return { written };
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
  // GTO orders by the time of tags in whole seconds, and a clock may go wrong: what is written later is later.
  const last = Math.max(0, ...tags.tags.map((tag) => tag.time));
  const time = Math.max(Math.floor(now.getTime() / 1000), last + 1);
  return { tag: name, commit, time, object: await writeTag(git, { name, commit, message, time }) };
}

/**
 * The name of the tag: stages are numbered always, the rest only where the plain name is taken, as GTO does. The number
 * is one more than the highest of all tags of the model.
 */
export function eventTag(model: string, action: EventAction, names: ReadonlySet<string>): string {
  const plain = renderTag({ artifact: model, ...action });
  if (!('stage' in action) && !names.has(plain)) return plain;
  const counters = [...names].flatMap((name) => {
    const meaning = parseTag(name);
    return meaning?.artifact === model && meaning.counter !== undefined ? [meaning.counter] : [];
  });
  return renderTag({ artifact: model, ...action, counter: 1 + Math.max(0, ...counters) });
}
