// Steps back in the registry, with GTO's meaning: a model is deprecated, a version is taken back, a stage is taken from a
// version. Nothing is deleted: a tag says it, and a later one can say otherwise. Pure.
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import type { EventKind } from './event.ts';
import { plainLine } from './message-text.ts';
import type { EventAction } from './next-tag.ts';
import { holderOf, latestVersion, type Artifact, type ModelVersion } from './state.ts';

/** What is to be deprecated: the model, one of its versions, or that a version is in a stage. */
export interface Deprecation {
  readonly model: string;
  readonly version?: string | undefined;
  /** Only with a version. */
  readonly stage?: string | undefined;
  /** Also what is in use. */
  readonly force: boolean;
}

export type DeprecationDecision =
  | {
      readonly action: EventAction;
      readonly commit: string;
      /** What else changes by it, in words. */
      readonly consequences: readonly string[];
      /** What spoke against it where it was forced. */
      readonly against?: string;
    }
  /** It is so already; why, in words. */
  | { readonly unchanged: string };

/**
 * What is to be written.
 * @param served stages of the model whose version is deployed and answers
 * @throws MlopsError `not-found` for a version or stage that the model does not have, `deletion-refused` for what is in
 *   use, unless it is forced
 */
export function decideDeprecation(
  artifact: Artifact,
  wanted: Deprecation,
  served: ReadonlySet<string>,
): DeprecationDecision {
  if (wanted.version === undefined) return decideModel(artifact, wanted, served);
  const version = findVersion(artifact, wanted.version, wanted.stage);
  return wanted.stage === undefined
    ? decideVersion(artifact, version, wanted, served)
    : decideStage(artifact, version, { ...wanted, stage: wanted.stage }, served);
}

/** The message of the tag: what, why, by whom. */
export function renderDeprecationMessage(
  { model, version, stage }: Omit<Deprecation, 'force'>,
  why: {
    readonly reason?: string | undefined;
    readonly actor?: string | undefined;
    readonly against?: string | undefined;
  },
): string {
  const what =
    version === undefined
      ? `Deprecate ${model}`
      : stage === undefined
        ? `Take ${model} ${version} back`
        : `Take ${stage} from ${model} ${version}`;
  const { reason, actor, against } = why;
  const lines = [
    ...(reason === undefined ? [] : [`Reason: ${plainLine(reason)}`]),
    ...(actor === undefined ? [] : [`By: ${plainLine(actor)}`]),
    ...(against === undefined ? [] : [`Forced, although ${plainLine(against)}`]),
  ];
  return `${[what, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')}\n`;
}

function decideModel(artifact: Artifact, { force }: Deprecation, served: ReadonlySet<string>): DeprecationDecision {
  if (!artifact.isActive)
    return { unchanged: `${artifact.name} is deprecated already${since(artifact, 'deprecation')}` };
  const against = allowed(
    `${artifact.name} cannot be deprecated`,
    served.size === 0 ? undefined : servedText(artifact, served),
    force,
  );
  const held = Object.entries(artifact.stages).map(([stage, holders]) => `${stage} (${holders[0]?.version})`);
  const consequences =
    held.length === 0 ? [] : [`its stages are hidden with it, and nothing is stopped: ${held.join(', ')}`];
  return { action: { action: 'deprecate' }, commit: artifact.events[0]?.commit ?? '', consequences, ...against };
}

function decideVersion(
  artifact: Artifact,
  version: ModelVersion,
  { model, force }: Deprecation,
  served: ReadonlySet<string>,
): DeprecationDecision {
  const name = `${model} ${version.version}`;
  if (!version.isActive) {
    return { unchanged: `${name} was taken back already${since(artifact, 'deregistration', version.version)}` };
  }
  const held = Object.keys(artifact.stages).filter((stage) => holderOf(artifact, stage)?.version === version.version);
  const isServed = held.filter((stage) => served.has(stage));
  const live = isServed.length === 0 ? '' : `, and is being served in ${isServed.join(' and ')}`;
  const against = allowed(
    `${name} cannot be taken back`,
    held.length === 0 ? undefined : `it is in ${held.join(' and ')}, which would go with it${live}`,
    force,
  );
  const latest = latestVersion(artifact)?.version === version.version ? [latestWithout(artifact, version)] : [];
  return {
    action: { action: 'deregister', version: version.version },
    commit: version.commit,
    consequences: [...latest, ...held.map((stage) => successor(artifact, stage, version))],
    ...against,
  };
}

function decideStage(
  artifact: Artifact,
  version: ModelVersion,
  { model, stage, force }: Deprecation & { readonly stage: string },
  served: ReadonlySet<string>,
): DeprecationDecision {
  const name = `${model} ${version.version}`;
  if (!version.stages.includes(stage)) {
    const had = artifact.events.some((event) => event.version === version.version && event.stage === stage);
    if (had) {
      return {
        unchanged: `${name} is not in ${stage} any more${since(artifact, 'unassignment', version.version, stage)}`,
      };
    }
    const stages = version.stages.length === 0 ? '; it is in no stage' : `, ${suggestion(stage, version.stages)}`;
    throw new MlopsError(
      'not-found',
      `${name} is not in ${stage}${stages}`,
      '`mlops registry` shows who is in which stage.',
    );
  }
  if (version.version === version.commit) {
    const [holder] = (artifact.stages[stage] ?? []).filter((each) => each.version === version.version);
    throw new MlopsError(
      'deletion-refused',
      `${stage} was assigned to commit ${version.commit.slice(0, 7)}, which no version stands on: GTO never takes it back`,
      holder === undefined
        ? 'Delete the tag that assigns it.'
        : `Delete the tag: git push origin ':refs/tags/${holder.tag}'`,
    );
  }
  const isHolder = holderOf(artifact, stage)?.version === version.version;
  const against = allowed(
    `${stage} cannot be taken from ${name}`,
    isHolder && served.has(stage) ? servedText(artifact, new Set([stage])) : undefined,
    force,
  );
  return {
    action: { action: 'unassign', stage },
    commit: version.commit,
    consequences: isHolder ? [successor(artifact, stage, version)] : [],
    ...against,
  };
}

/** Of several of one name, as GTO would not write them, the one that is meant: in the stage, else active. */
function findVersion(artifact: Artifact, wanted: string, stage: string | undefined): ModelVersion {
  const found = artifact.versions.filter(({ version }) => version === wanted);
  const meant =
    found.find((each) => stage !== undefined && each.stages.includes(stage)) ??
    found.find((each) => each.isActive) ??
    found[0];
  if (meant !== undefined && (stage !== undefined || meant.version !== meant.commit)) return meant;
  const known = artifact.versions.filter((each) => each.version !== each.commit).map(({ version }) => version);
  throw new MlopsError(
    'not-found',
    `${artifact.name} has no version ${wanted}${known.length === 0 ? '' : `, ${suggestion(wanted, known.slice(0, 20))}`}`,
    `\`mlops registry history ${artifact.name}\` lists the versions; \`mlops sync\` fetches those of origin.`,
  );
}

/** As GTO has it, a stage falls back to the version that got it before and still has it. */
function successor({ stages }: Artifact, stage: string, { version }: ModelVersion): string {
  const next = stages[stage]?.find((holder) => holder.version !== version);
  return next === undefined
    ? `no version is in ${stage} any more`
    : `${stage} is ${next.version} again, which had it before`;
}

function latestWithout(artifact: Artifact, { version }: ModelVersion): string {
  const next = latestVersion({ ...artifact, versions: artifact.versions.filter((each) => each.version !== version) });
  return next === undefined ? 'it was the only version' : `the latest version is ${next.version} again`;
}

function servedText(artifact: Artifact, served: ReadonlySet<string>): string {
  return [...served].map((stage) => `${holderOf(artifact, stage)?.version} is being served in ${stage}`).join(', ');
}

/** When it happened and which tag says so. */
function since({ events }: Artifact, kind: EventKind, version?: string, stage?: string): string {
  const event = events.find((each) => each.kind === kind && each.version === version && each.stage === stage);
  return event === undefined ? '' : ` (${event.tag})`;
}

/** What speaks against it is only passed on, to be recorded, where it is forced. */
function allowed(what: string, against: string | undefined, force: boolean): { readonly against?: string } {
  if (against === undefined) return {};
  if (force) return { against };
  throw new MlopsError(
    'deletion-refused',
    `${what}: ${against}`,
    'Put another version there first, or say --force: the tag is written, and what is deployed stays as it is.',
  );
}
