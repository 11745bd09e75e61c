// Who held a stage, since when and why, from the tags that assigned it. Pure.
import { plainLine } from './message-text.ts';
import { parsePromotion, type Promotion } from './promotion.ts';
import type { RegistryEvent } from './event.ts';
import { holderOf, type Artifact } from './state.ts';

/** One assignment of a stage. */
export interface StageTurn {
  readonly stage: string;
  readonly version: string;
  readonly tag: string;
  /** Id of the tag itself. */
  readonly object: string;
  readonly commit: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly since: string;
  /** When another version came or this one went; undefined while it holds the stage. */
  readonly until: string | undefined;
  /** Who decided, as the tag says. */
  readonly by: string;
  /** Undefined for tags of other programs, and for those that speak of another version or stage than they assign. */
  readonly promotion: Promotion | undefined;
  /** What another program wrote, on one line. */
  readonly note: string | undefined;
}

const MAX_NOTE = 300;

/** The turns of a stage, newest first. */
export function stageTurns(
  { events, stages }: Pick<Artifact, 'events' | 'stages'>,
  stage: string,
): readonly StageTurn[] {
  const holder = holderOf({ stages }, stage)?.tag;
  const turns: StageTurn[] = [];
  const taken = new Map<string | undefined, string>();
  let next: string | undefined;
  for (const event of events) {
    if (event.stage !== stage) continue;
    const since = isoTime(event.time);
    if (event.kind === 'unassignment') taken.set(event.version, since);
    if (event.kind !== 'assignment' || event.version === undefined) continue;
    const promotion = ownPromotion(event);
    turns.push({
      stage,
      version: event.version,
      tag: event.tag,
      object: event.object,
      commit: event.commit,
      since,
      until: event.tag === holder ? undefined : (taken.get(event.version) ?? next),
      by: promotion?.actor ?? event.tagger,
      promotion,
      note: promotion === undefined ? plainLine(event.message.slice(0, MAX_NOTE)) : undefined,
    });
    taken.clear();
    next = since;
  }
  return turns;
}

/** What the tag of an assignment says of itself, where it speaks of what it assigns. */
export function ownPromotion({ message, artifact, version, stage }: RegistryEvent): Promotion | undefined {
  const promotion = parsePromotion(message);
  const isItsOwn = promotion?.model === artifact && promotion.version === version && promotion.stage === stage;
  return isItsOwn ? promotion : undefined;
}

/** Unix seconds as ISO 8601 in UTC; a tag may bear any number. */
export function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString().replace('.000Z', 'Z');
}
