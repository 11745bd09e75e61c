// Registers a version of a model: an annotated tag, numbered after all tags of the remote and pushed with a lease.
import { setTimeout as wait } from 'node:timers/promises';
import { MlopsError } from '../error.ts';
import type { GitFailure } from '../git/failure.ts';
import { gitIn, type Git } from '../git/git.ts';
import { formatOfObjectId } from '../git/object-id.ts';
import { withScratch, type Scratch } from '../git/scratch.ts';
import { pushWithLease } from '../git/transfer.ts';
import { shouldRetry, waitMsAfter } from '../git/retry.ts';
import { fetchTags, negotiating, registryError, REMOTE, type RegistryAccess } from './access.ts';
import { standsOn, writeCarrier, writeTag } from './carrier.ts';
import { bringTag, pushCloneTag, readCloneTags } from './clone.ts';
import { parseEvidence, renderTagMessage, type Evidence } from './evidence.ts';
import { timeAfter } from './next-tag.ts';
import { readTags, type RepositoryTags } from './read-registry.ts';
import { registryState, type Artifact } from './state.ts';
import { isName, parseTag, renderTag } from './tag.ts';
import { isVersion, nextVersion, type Bump } from './version.ts';

export interface Registration {
  readonly model: string;
  /** `patch`, `minor`, `major`, or an exact version such as `v1.2.3`. */
  readonly bump: string;
  /** Full id of the commit that was trained; the remote must have it. */
  readonly commit: string;
  readonly evidence: Evidence;
}

export interface RegisteredVersion {
  readonly model: string;
  readonly version: string;
  readonly tag: string;
  /** The commit that the tag stands on: the trained one, or a child with the same files. */
  readonly commit: string;
  /** When the tag was written, in Unix seconds, as the tag says. */
  readonly time: number;
  /** Id of the tag object. */
  readonly object: string;
  /** False when the run had this version before. */
  readonly written: boolean;
}

/**
 * Gives the run's model the next version. A run gets one version however often it is registered; a number that another
 * writer takes first is passed on to the next; nothing is left behind when the remote says no. A version that only the
 * clone has is pushed as it is.
 * @throws MlopsError `usage` for names and bumps that are none, `release-refused` for an exact version that is taken or
 *   not the one that the run has, `forge-denied`, `offline`, `not-found` (the remote lacks the commit) or `git-failed`
 */
export async function registerVersion(access: RegistryAccess, registration: Registration): Promise<RegisteredVersion> {
  const { model, bump, commit } = registration;
  if (!isName(model)) {
    throw new MlopsError('usage', `"${model}" cannot be the name of a model`, 'Use letters, digits, "-", "_" and "/".');
  }
  if (!isBump(bump) && !isVersion(bump)) {
    throw new MlopsError('usage', `"${bump}" is no version`, 'Give patch, minor, major or a version such as v1.2.3.');
  }
  const options = {
    parent: access.scratchParent,
    format: formatOfObjectId(commit),
    remotes: { [REMOTE]: access.remote },
  };
  const here = await readCloneTags(access, model);
  return withScratch(options, async (scratch) => {
    const registered = await registerIn(scratch, access, registration, here);
    await bringTag(access, scratch.git, { ...registered, run: registration.evidence.run }, here);
    return registered;
  });
}

async function registerIn(
  { git }: Scratch,
  access: RegistryAccess,
  registration: Registration,
  here: RepositoryTags,
): Promise<RegisteredVersion> {
  const { model, commit } = registration;
  const kept = access.clone === undefined ? undefined : await findRun(gitIn(access.clone), here, registration);
  const failures: GitFailure[] = [];
  let hasWritten = false;
  for (;;) {
    // Also after a push that failed: what the remote says of a push is no proof that it did not happen.
    let failure = await fetchTags(git, [`${model}@*`], commit);
    if (failure === undefined) {
      const tags = await readTags(git);
      const known = await findRun(git, tags, registration);
      if (known !== undefined) return { ...known, written: hasWritten };
      const last = failures.at(-1);
      if (last !== undefined && !shouldRetry(failures.map(({ kind }) => kind))) throw registryError(last);

      if (kept !== undefined && access.clone !== undefined) {
        if (tags.names.has(kept.tag)) throw takenAtRemote(kept, registration);
        failure = await pushCloneTag(access, access.clone, kept.tag);
        if (failure === undefined) return kept;
      } else {
        const version = await writeVersion(git, united(tags, here), registration, access.clock());
        hasWritten = true;
        failure = await pushWithLease(negotiating(git), REMOTE, `refs/tags/${version.tag}`, version.object, undefined);
        if (failure === undefined) return { model, ...version, written: true };
      }
    } else if (!shouldRetry([...failures, failure].map(({ kind }) => kind))) throw registryError(failure);
    failures.push(failure);
    access.log.debug(`registering ${model} failed (${failure.kind}): ${failure.said}`);
    await wait(waitMsAfter(failures.length, access.random()));
  }
}

/**
 * The version that this run has already: a tag on what was trained, since its evidence can be copied onto anything.
 * @throws MlopsError `release-refused` when another version was asked for
 */
async function findRun(
  git: Git,
  { tags }: RepositoryTags,
  { model, bump, commit: trained, evidence }: Registration,
): Promise<RegisteredVersion | undefined> {
  for (const { name, object, message, commit, time } of tags) {
    // Told at a glance of thousands of tags that they are not the one.
    if (!message.includes(evidence.run)) continue;
    const meaning = parseTag(name);
    if (meaning?.action !== 'register' || meaning.artifact !== model) continue;
    if (parseEvidence(message)?.run !== evidence.run || !(await standsOn(git, commit, trained))) continue;
    if (isBump(bump) || bump === meaning.version) {
      return { model, version: meaning.version, tag: name, commit, time, object, written: false };
    }
    throw new MlopsError(
      'release-refused',
      `run ${evidence.run} is ${name} already and cannot become ${bump} as well`,
      'A run has one version: leave the version out to keep it, or train again for another one.',
    );
  }
  return undefined;
}

function takenAtRemote({ tag }: RegisteredVersion, { evidence }: Registration): MlopsError {
  return new MlopsError(
    'release-refused',
    `run ${evidence.run} is ${tag} in this repository, and at the remote ${tag} is another run`,
    `Remove the tag here (git tag -d ${tag}) and register the run again: it gets the next version.`,
  );
}

/** Numbers of the clone are taken too, so that it can hold every tag that the remote gets. */
function united(remote: RepositoryTags, here: RepositoryTags): RepositoryTags {
  const onlyHere = here.tags.filter(({ name }) => !remote.names.has(name));
  const tags = [...remote.tags, ...onlyHere].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { tags, names: new Set([...remote.names, ...here.names]) };
}

interface WrittenVersion {
  readonly version: string;
  readonly tag: string;
  readonly commit: string;
  readonly time: number;
  readonly object: string;
}

async function writeVersion(
  git: Scratch['git'],
  { tags, names }: RepositoryTags,
  { model, bump, commit, evidence }: Registration,
  now: Date,
): Promise<WrittenVersion> {
  const artifact = registryState(tags).artifacts.find(({ name }) => name === model);
  const taken = takenNames(names);
  const nameOf = (each: string): string => renderTag({ artifact: model, action: 'register', version: each });
  const version = chooseVersion(artifact, bump, (each) => taken.has(nameOf(each)));
  const tag = nameOf(version);
  const time = timeAfter(tags, now);
  const isOccupied = artifact?.versions.some((each) => each.commit === commit) === true;
  const target = isOccupied ? await writeCarrier(git, commit, `Register ${model} ${version}`, time) : commit;
  const message = renderTagMessage(model, version, evidence);
  return {
    version,
    tag,
    commit: target,
    time,
    object: await writeTag(git, { name: tag, commit: target, message, time }),
  };
}

function chooseVersion(artifact: Artifact | undefined, bump: string, taken: (version: string) => boolean): string {
  if (isBump(bump)) {
    const active = artifact?.versions.filter((each) => each.isRegistered && each.isActive) ?? [];
    const versions = active.map((each) => each.version);
    return nextVersion(versions, bump, taken);
  }
  if (!taken(bump)) return bump;
  throw new MlopsError(
    'release-refused',
    `version ${bump} exists already, and it belongs to another run`,
    'Give a version that is free, or `bump: patch` to get the next one.',
  );
}

/** Names of versions that any tag has: also a lightweight one, one with a counter, or one that takes it back. */
function takenNames(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].map((name) => name.replace(/!?(?:#.*)?$/, '')));
}

function isBump(text: string): text is Bump {
  return text === 'patch' || text === 'minor' || text === 'major';
}
