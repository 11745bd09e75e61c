// Versions that a stage was rolled back from: nobody gets one back into a stage without saying why. Pure.
import { ownPromotion } from './stage-history.ts';
import { holderOf, type Artifact } from './state.ts';

export interface Ban {
  readonly version: string;
  readonly stage: string;
  /** Unix seconds. */
  readonly since: number;
  readonly reason: string | undefined;
}

/**
 * The versions of a model that a rollback left, by version. Whoever forces a version into a stage afterwards lifts its ban.
 */
export function bannedVersions({ events }: Pick<Artifact, 'events'>): ReadonlyMap<string, Ban> {
  const banned = new Map<string, Ban>();
  for (const event of events.toReversed()) {
    const promotion = event.kind === 'assignment' ? ownPromotion(event) : undefined;
    if (promotion === undefined) continue;
    const { kind, version, stage, replaces, reason, forced } = promotion;
    if (kind === 'rollback' && replaces !== undefined && replaces !== version) {
      banned.set(replaces, { version: replaces, stage, since: event.time, reason });
    }
    if (kind === 'rollback' || forced === true) banned.delete(version);
  }
  return banned;
}

/**
 * The version that a stage goes back to: of those that held it before, the one that came last, is registered still and was
 * not rolled back from itself.
 */
export function versionBefore({ events, versions, stages }: Artifact, stage: string): string | undefined {
  const banned = bannedVersions({ events });
  const current = holderOf({ stages }, stage)?.version;
  const held = events.flatMap((event) =>
    event.kind === 'assignment' && event.stage === stage && event.version !== undefined ? [event.version] : [],
  );
  const isGood = (version: string): boolean =>
    version !== current &&
    !banned.has(version) &&
    versions.some((each) => each.version === version && each.isRegistered && each.isActive);
  // What held it after the current version did is what the stage was taken away from.
  const start = current === undefined ? 0 : held.indexOf(current) + 1;
  return held.slice(start).find(isGood);
}
