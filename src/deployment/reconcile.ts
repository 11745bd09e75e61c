// What the stage files of the default branch wish → what is to be assigned. The files say what shall be, the registry what
// is. Pure.
import { bannedVersions, versionBefore } from '../registry/ban.ts';
import { parseEvidence } from '../registry/evidence.ts';
import { ownPromotion } from '../registry/stage-history.ts';
import type { Artifact, RegistryState } from '../registry/state.ts';
import type { StageWish } from './stage-file.ts';

/** A wish that the registry does not fulfil yet. */
export interface Outstanding {
  /** `rollback`: the version held the stage right before the current one, as after a `git revert`. */
  readonly kind: 'promotion' | 'rollback';
  readonly wish: StageWish;
  /** Version that holds the stage now. */
  readonly holder: string | undefined;
}

/** A wish that is not followed, whatever else the evidence says. */
export interface RefusedWish {
  readonly wish: StageWish;
  /** Plain text. */
  readonly because: string;
}

export interface Reconciliation {
  readonly outstanding: readonly Outstanding[];
  readonly refused: readonly RefusedWish[];
}

/**
 * Compares wishes with the registry, in their order. The digest of a wish must be that of the version's evidence: what was
 * approved is what is assigned.
 */
export function whatToReconcile(wishes: readonly StageWish[], { artifacts }: RegistryState): Reconciliation {
  const outstanding: Outstanding[] = [];
  const refused: RefusedWish[] = [];
  for (const wish of wishes) {
    const artifact = artifacts.find(({ name }) => name === wish.model);
    if (artifact === undefined) {
      refused.push({ wish, because: `no model is called ${wish.model}` });
      continue;
    }
    const holder = Object.hasOwn(artifact.stages, wish.stage) ? artifact.stages[wish.stage]?.[0]?.version : undefined;
    const because = refusalOf(wish, artifact) ?? (holder === wish.version ? undefined : banOn(wish, artifact));
    if (because !== undefined) refused.push({ wish, because });
    if (because !== undefined || holder === wish.version) continue;
    const isBack = holder !== undefined && versionBefore(artifact, wish.stage) === wish.version;
    outstanding.push({ kind: isBack ? 'rollback' : 'promotion', wish, holder });
  }
  return { outstanding, refused };
}

/** A stage that wants approvals, whose file names no version of a model that has one in it all the same. */
export interface UnwishedHolder {
  readonly stage: string;
  readonly version: string;
}

/**
 * What nothing is done about: a stage that was given before its file named it, and one whose first approval was reverted.
 * @param stages those that want approvals
 * @param wishes of the model alone
 */
export function unwishedHolders(
  stages: readonly string[],
  wishes: readonly StageWish[],
  artifact: Artifact | undefined,
): readonly UnwishedHolder[] {
  return stages.flatMap((stage) => {
    if (artifact === undefined || !Object.hasOwn(artifact.stages, stage)) return [];
    const version = artifact.stages[stage]?.[0]?.version;
    return version === undefined || wishes.some((wish) => wish.stage === stage) ? [] : [{ stage, version }];
  });
}

function refusalOf({ model, version, digest }: StageWish, artifact: Artifact): string | undefined {
  const found = artifact.versions.find((each) => each.version === version);
  if (found === undefined) return `${model} has no version ${version}`;
  if (!found.isRegistered || !found.isActive) return `${model} ${version} is not registered any more`;
  const known = parseEvidence(found.registration?.message ?? '')?.model_digest;
  if (known !== digest) {
    return `the digest of ${model} ${version} is ${known ?? 'not known'}, and the file names ${digest ?? 'none'}`;
  }
  return undefined;
}

/**
 * A file that nobody has changed since would undo the rollback with the next push: also one that says `forced`, where that
 * was followed before the rollback.
 */
function banOn({ model, version, stage, forced }: StageWish, artifact: Artifact): string | undefined {
  const ban = bannedVersions(artifact).get(version);
  if (ban === undefined) return undefined;
  const wasFollowed = artifact.events.some(
    (event) => event.stage === stage && event.version === version && ownPromotion(event)?.reason === forced,
  );
  if (forced !== undefined && !wasFollowed) return undefined;
  const why = ban.reason === undefined ? '' : `: ${ban.reason}`;
  return `${ban.stage} was rolled back from ${model} ${version}${why}; revert the change of the file, or say in it why all the same: \`forced: …\``;
}
