// What is collected about one model while its tags are read, by GTO's rules (gto/base.py, gto/tag.py). Pure.
//
// - Versions come first, then stages: a stage belongs to the version registered at its commit, else to the commit itself.
// - Of two events of one second, the one that GTO's stable sort puts last wins.
// - Where GTO stops (two versions of one model on one commit), the version is meant that the stage's tag names in its message,
//   else the one registered last before the stage.
import { newestFirst, type EventKind, type RegistryEvent, type TagObject } from './event.ts';
import { parsePromotion } from './promotion.ts';
import type { RegistryTag } from './tag.ts';

/** One version, or one stage event at a commit without a version. */
export interface Draft {
  readonly version: string;
  readonly commit: string;
  readonly commitTime: number;
  readonly registrations: RegistryEvent[];
  readonly deregistrations: RegistryEvent[];
  readonly stages: Map<string, { readonly assigned: RegistryEvent[]; readonly unassigned: RegistryEvent[] }>;
}

/** One model. */
export interface Entry {
  readonly deprecations: RegistryEvent[];
  readonly drafts: Draft[];
  /** The drafts that a tag registers or takes back, by their commit: a registry has thousands. */
  readonly versionsAt: Map<string, CommitVersions>;
}

interface CommitVersions {
  readonly byName: Map<string, Draft>;
  /** By their newest registration, once all of them are known. */
  newest?: readonly Draft[];
}

export function newEntry(): Entry {
  return { deprecations: [], drafts: [], versionsAt: new Map() };
}

/** A version in a stage. */
export interface StageHolder {
  readonly version: string;
  readonly commit: string;
  readonly isRegistered: boolean;
  readonly since: number;
  readonly tag: string;
}

/** Takes in what a tag says. Deprecations, registrations and stages come in this order, each by time. */
export function addEvent(entry: Entry, tag: TagObject, meaning: RegistryTag): void {
  const event = (kind: EventKind, version?: string, stage?: string): RegistryEvent => ({
    kind,
    artifact: meaning.artifact,
    ...(version === undefined ? {} : { version }),
    ...(stage === undefined ? {} : { stage }),
    commit: tag.commit,
    time: tag.time,
    tagger: tag.tagger,
    message: tag.message,
    tag: tag.name,
    object: tag.object,
  });
  if (meaning.action === 'deprecate') {
    entry.deprecations.push(event('deprecation'));
  } else if ('version' in meaning) {
    const { version } = meaning;
    const draft = versionNamed(entry, version, tag);
    if (meaning.action === 'register') draft.registrations.push(event('registration', version));
    else draft.deregistrations.push(event('deregistration', version));
  } else {
    const { stage } = meaning;
    // A commit without a version gets a draft for every event, as in GTO: there, unassigning it has no effect.
    const draft = versionAt(entry, tag, meaning.artifact) ?? newDraft(entry, tag.commit, tag);
    const events = draft.stages.get(stage) ?? { assigned: [], unassigned: [] };
    draft.stages.set(stage, events);
    if (meaning.action === 'assign') events.assigned.push(event('assignment', draft.version, stage));
    else events.unassigned.push(event('unassignment', draft.version, stage));
  }
}

function newDraft(entry: Entry, version: string, { commit, commitTime }: TagObject): Draft {
  const draft = { version, commit, commitTime, registrations: [], deregistrations: [], stages: new Map() };
  entry.drafts.push(draft);
  return draft;
}

function versionNamed(entry: Entry, version: string, tag: TagObject): Draft {
  const { byName } = entry.versionsAt.get(tag.commit) ?? { byName: new Map<string, Draft>() };
  entry.versionsAt.set(tag.commit, { byName });
  const draft = byName.get(version) ?? newDraft(entry, version, tag);
  byName.set(version, draft);
  return draft;
}

function versionAt(entry: Entry, tag: TagObject, model: string): Draft | undefined {
  const here = entry.versionsAt.get(tag.commit);
  if (here === undefined) return undefined;
  if (here.byName.size > 1) {
    const promotion = parsePromotion(tag.message);
    const named = promotion?.model === model ? here.byName.get(promotion.version) : undefined;
    if (named !== undefined) return named;
  }
  const timeOf = (draft: Draft): number => draft.registrations.at(-1)?.time ?? 0;
  here.newest ??= newestFirst([...here.byName.values()], timeOf);
  return here.newest.find((draft) => timeOf(draft) <= tag.time) ?? here.newest.at(-1);
}

/** Whether a tag registers it or takes it back. */
export function isExplicit(draft: Draft): boolean {
  return draft.registrations.length + draft.deregistrations.length > 0;
}

function stageEvents(draft: Draft): readonly RegistryEvent[] {
  return [...draft.stages.values()].flatMap(({ assigned, unassigned }) =>
    newestFirst([...assigned, ...unassigned], (event) => event.time),
  );
}

/** Newest first. */
export function eventsOf(draft: Draft): readonly RegistryEvent[] {
  // Most versions of a large registry were registered, and nothing else happened to them.
  if (draft.stages.size + draft.deregistrations.length === 0) return draft.registrations.toReversed();
  const events = [...draft.registrations, ...draft.deregistrations, ...stageEvents(draft)];
  return newestFirst(events, (event) => event.time);
}

export function isActive(draft: Draft): boolean {
  return !isExplicit(draft) || holds(draft.registrations, draft.deregistrations);
}

/** Whether the last of all was a yes; within a second a no comes last. Both are ordered by time. */
function holds(yes: readonly RegistryEvent[], no: readonly RegistryEvent[]): boolean {
  const [last, against] = [yes.at(-1), no.at(-1)];
  return last !== undefined && (against === undefined || against.time < last.time);
}

/** When GTO takes a version to be made: its newest registration, else whatever happened last at its commit. */
export function creationTime(draft: Draft): number {
  const registration = draft.registrations.at(-1);
  if (registration !== undefined) return registration.time;
  return Math.max(draft.commitTime, ...stageEvents(draft).map((event) => event.time));
}

/** The stages that a draft is in, the oldest first. */
export function stagesOf(draft: Draft): readonly (StageHolder & { readonly stage: string })[] {
  if (draft.stages.size === 0) return [];
  const { version, commit } = draft;
  const isRegistered = draft.registrations.length > 0;
  const held = [...draft.stages].flatMap(([stage, { assigned, unassigned }]) => {
    const newest = assigned.at(-1);
    if (newest === undefined || !holds(assigned, unassigned)) return [];
    return [{ stage, version, commit, isRegistered, since: newest.time, tag: newest.tag }];
  });
  return held.toSorted((a, b) => a.since - b.since);
}
