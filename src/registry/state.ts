// Registry tags → the state of the registry, as GTO sees it. Only annotated tags count, by their tagger's time. Pure.
import { addEvent, creationTime, eventsOf, isActive, isExplicit, newEntry, stagesOf } from './draft.ts';
import type { Draft, Entry, StageHolder } from './draft.ts';
import { newestFirst, type EventKind, type RegistryEvent, type TagObject } from './event.ts';
import { parseTag, type RegistryTag } from './tag.ts';
import { compareVersions } from './version.ts';

export interface ModelVersion {
  /** `v1.2.3`, or the commit where a stage was assigned without a version. */
  readonly version: string;
  readonly commit: string;
  readonly isRegistered: boolean;
  readonly isActive: boolean;
  /** The newest registration. */
  readonly registration?: RegistryEvent;
  /** Names of the stages that it is in, the newest first. */
  readonly stages: readonly string[];
}

export interface Artifact {
  readonly name: string;
  readonly isActive: boolean;
  /** Highest first, then commits without a version. */
  readonly versions: readonly ModelVersion[];
  /** Holders of each stage, the newest first. */
  readonly stages: Readonly<Record<string, readonly StageHolder[]>>;
  /** Newest first. */
  readonly events: readonly RegistryEvent[];
}

export interface RegistryState {
  readonly artifacts: readonly Artifact[];
}

/** The state that these tags add up to, given in the order of their refs. Tags that are not GTO's are passed over. */
export function registryState(tags: readonly TagObject[]): RegistryState {
  const ordered = tags.toSorted((a, b) => a.time - b.time);
  const rounds: (readonly [TagObject, RegistryTag])[][] = [[], [], []];
  for (const tag of ordered) {
    const meaning = parseTag(tag.name);
    if (meaning !== undefined) rounds[ROUND[meaning.action]]?.push([tag, meaning]);
  }
  const entries = new Map<string, Entry>();
  for (const [tag, meaning] of rounds.flat()) {
    const entry = entries.get(meaning.artifact) ?? newEntry();
    entries.set(meaning.artifact, entry);
    addEvent(entry, tag, meaning);
  }
  return { artifacts: [...entries].map(([name, entry]) => artifactFrom(name, entry)) };
}

/** In which order GTO takes tags in: a stage belongs to a version that is registered, whenever that was. */
const ROUND: Readonly<Record<RegistryTag['action'], number>> = {
  deprecate: 0,
  register: 1,
  deregister: 1,
  assign: 2,
  unassign: 2,
};

/** All events of the registry, newest first; within a second, stages before versions before deprecations. */
export function registryHistory(state: RegistryState): readonly RegistryEvent[] {
  const events = state.artifacts.flatMap((artifact) => artifact.events);
  return events.toSorted((a, b) => a.time - b.time || PRIORITY[a.kind] - PRIORITY[b.kind]).toReversed();
}

/** What holds a stage now: of several versions in it the one that came last. */
export function holderOf({ stages }: Pick<Artifact, 'stages'>, stage: string): StageHolder | undefined {
  return Object.hasOwn(stages, stage) ? stages[stage]?.[0] : undefined;
}

/** The highest version that is registered and was not taken back. */
export function latestVersion(artifact: Artifact): ModelVersion | undefined {
  return artifact.versions.find((version) => version.isRegistered && version.isActive);
}

/**
 * The version that `model@v1.2.3`, `model@stage` or `model@latest` names.
 * @returns undefined when there is none, and for a text of another form
 */
export function findVersion({ artifacts }: RegistryState, reference: string): ModelVersion | undefined {
  const at = reference.lastIndexOf('@');
  const [model, wanted] = [reference.slice(0, Math.max(at, 0)), reference.slice(at + 1)];
  const artifact = artifacts.find(({ name }) => name === model);
  if (artifact === undefined || wanted === 'latest') return artifact && latestVersion(artifact);
  const named = holderOf(artifact, wanted)?.version ?? wanted;
  return artifact.versions.find(({ version }) => version === named);
}

const PRIORITY: Readonly<Record<EventKind, number>> = {
  deprecation: 2,
  registration: 3,
  deregistration: 4,
  assignment: 5,
  unassignment: 6,
};

function artifactFrom(name: string, { deprecations, drafts }: Entry): Artifact {
  const all = drafts.flatMap(eventsOf);
  const held = new Map(drafts.map((draft) => [draft, stagesOf(draft)]));
  return {
    name,
    isActive: deprecations.length === 0 || isRevived(deprecations, drafts, all),
    versions: versionsFrom(drafts, held),
    stages: stagesFrom(drafts, held),
    events: newestFirst([...deprecations, ...all], (event) => event.time),
  };
}

/** GTO counts the commits of versions among the events, so a version's commit made later revives a model. */
function isRevived(deprecations: Entry['deprecations'], drafts: readonly Draft[], events: readonly RegistryEvent[]) {
  const deprecated = Math.max(...deprecations.map((event) => event.time));
  return drafts.some(({ commitTime }) => commitTime >= deprecated) || events.some(({ time }) => time >= deprecated);
}

type Held = ReadonlyMap<Draft, ReturnType<typeof stagesOf>>;

function stagesFrom(drafts: readonly Draft[], held: Held): Readonly<Record<string, readonly StageHolder[]>> {
  const all = newestFirst(drafts.filter(isActive), creationTime).flatMap((draft) => held.get(draft) ?? []);
  const stages = new Map<string, Map<string, StageHolder>>();
  for (const { stage, ...holder } of newestFirst(all, (each) => each.since)) {
    const holders = stages.get(stage) ?? new Map<string, StageHolder>();
    stages.set(stage, holders);
    if (!holders.has(holder.version)) holders.set(holder.version, holder);
  }
  return Object.fromEntries([...stages].map(([stage, holders]) => [stage, [...holders.values()]]));
}

function versionsFrom(drafts: readonly Draft[], held: Held): readonly ModelVersion[] {
  const explicit = drafts
    .filter(isExplicit)
    .toSorted((a, b) => compareVersions(a.version, b.version))
    .toReversed();
  const commits = Map.groupBy(
    drafts.filter((each) => !isExplicit(each)),
    (draft) => draft.commit,
  );
  return [...explicit.map((draft) => [draft] as const), ...commits.values()].map((parts) => versionFrom(parts, held));
}

function versionFrom(parts: readonly Draft[], stages: Held): ModelVersion {
  const [first] = parts as readonly [Draft, ...Draft[]];
  const registration = first.registrations.at(-1);
  const held = newestFirst(
    parts.flatMap((draft) => stages.get(draft) ?? []),
    (each) => each.since,
  );
  return {
    version: first.version,
    commit: first.commit,
    isRegistered: registration !== undefined,
    isActive: isActive(first),
    ...(registration === undefined ? {} : { registration }),
    stages: [...new Set(held.map((each) => each.stage))],
  };
}
