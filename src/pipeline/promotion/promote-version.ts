// A version → a stage: the evidence, then the tag. The decision is made on the registry as it is when the tag is written;
// whoever was faster makes it anew. A refusal is a value.
import type { Settings, StageSettings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import { appendEvent, type Decided, type WrittenEvent } from '../../registry/append-event.ts';
import { bannedVersions } from '../../registry/ban.ts';
import { readCloneNames } from '../../registry/clone.ts';
import { objectionsTo, type Objection } from '../../registry/decide-promotion.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import { renderPromotionMessage, type Promotion } from '../../registry/promotion.ts';
import { ownPromotion } from '../../registry/stage-history.ts';
import { holderOf, type Artifact, type ModelVersion } from '../../registry/state.ts';
import { tagPrefix } from '../../registry/tag.ts';
import { requireOwnModel, requireStage, requireVersion } from '../versions/find-version.ts';
import { judgeChallenger, type Judged } from './judge-challenger.ts';
import type { Ports } from '../ports.ts';
import { recordAssignment } from './record-assignment.ts';
import { registryAccess } from '../versions/registry-access.ts';

export interface PromotionRequest {
  readonly settings: Settings;
  readonly model: string;
  /** `v1.2.3`, `latest`, or undefined for the latest. */
  readonly version: string | undefined;
  readonly stage: string;
  readonly reason: string | undefined;
  /** Pass over what speaks against it; needs a reason. */
  readonly force: boolean;
  /** Nobody asked for it: the training registered the version. */
  readonly isAutomatic: boolean;
  /** Somebody approved it, where the stage wants that. */
  readonly isApproved: boolean;
  readonly actor: string | undefined;
  /** Web address of where it was decided. */
  readonly url: string | undefined;
}

/** A version that has the stage. */
export interface Assigned {
  /** `held`: it had the stage before. */
  readonly outcome: 'assigned' | 'held';
  readonly promotion: Promotion;
  readonly written: WrittenEvent;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  readonly verdict: Promotion['verdict'];
  /** Plain text. */
  readonly objections: readonly string[];
  /** Whether it may be forced. */
  readonly isFinal: boolean;
}

/** The stage wants somebody's approval, and nothing speaks against the version. */
export interface Proposable {
  readonly outcome: 'proposable';
  readonly promotion: Promotion;
  /** Metrics of the version that holds the stage, as its tag has them. */
  readonly championMetrics: Promotion['metrics'] | undefined;
}

export type Promoted = Assigned | Refused | Proposable;

/** What is looked at before a tag is written, by those who act on it. */
export type Preflight = (version: ModelVersion) => Promise<void>;

/**
 * Assigns the stage, if the evidence allows.
 * @param preflight throws where what follows the tag could not be done
 * @throws MlopsError `usage` for a stage that is none, another model's configuration or a force without a reason, `not-found` for an unknown version, and
 *   those of the registry and the history
 */
export async function promoteVersion(
  request: PromotionRequest,
  ports: Ports,
  preflight: Preflight = async () => {},
): Promise<Promoted> {
  const { settings, model, stage, force, reason } = request;
  requireReason(force, reason);
  requireOwnModel(settings, model);
  const policy = requireStage(settings, stage);
  let promotion: Promotion | undefined;
  const decided = await appendEvent<Promoted>(registryAccess(ports), model, async (artifact) => {
    const decision = await decide(artifact, { ...request, policy }, ports, preflight);
    if ('write' in decision) ({ promotion } = decision);
    return decision;
  });
  if ('settled' in decided) {
    if (decided.settled.outcome === 'held')
      await recordAssignment(decided.settled.promotion, decided.settled.written, ports);
    return decided.settled;
  }
  if (promotion === undefined) throw new TypeError('a tag was written that nobody decided on');
  const { written } = decided;
  ports.log.info(`assigned ${model} ${promotion.version} to ${stage}: ${written.tag}`);
  await recordAssignment(promotion, written, ports);
  return { outcome: 'assigned', promotion, written };
}

/** @throws MlopsError `usage` */
export function requireReason(force: boolean, reason: string | undefined): void {
  if (!force || reason !== undefined) return;
  throw new MlopsError(
    'usage',
    'force needs a reason',
    'Say why what speaks against it is passed over, with --reason or the input `reason`: it stands in the tag for ever.',
  );
}

type Decision = Decided<Promoted> & { readonly promotion?: Promotion };

async function decide(
  artifact: Artifact | undefined,
  request: PromotionRequest & { readonly policy: StageSettings },
  ports: Ports,
  preflight: Preflight,
): Promise<(Decision & { readonly promotion: Promotion }) | { readonly settled: Promoted }> {
  const { stage, settings, force, isAutomatic } = request;
  const version = await versionAtRemote(artifact, request, ports);
  if (artifact === undefined) throw new TypeError('a version without its model');
  const champion = championOf(artifact, stage);
  const held = champion?.version === version.version ? heldAlready(artifact, version, stage) : undefined;
  if (held !== undefined) return { settled: held };

  const ban = bannedVersions(artifact).get(version.version);
  const judged = await judgeChallenger(version, { artifact, champion, ban, settings, isAutomatic }, ports);
  const objections = objectionsTo(judged.challenger);
  const isFinal = objections.some((objection) => objection.isFinal);
  if (objections.length > 0 && (!force || isFinal)) {
    return { settled: refused(request, version.version, judged, objections, isFinal) };
  }
  const promotion = promotionOf(version, champion, judged, objections, request);
  if (request.policy.approval === 'pull-request' && !request.isApproved) {
    const championMetrics = evidenceOf(champion)?.metrics;
    return { settled: { outcome: 'proposable', promotion, championMetrics } };
  }
  await preflight(version);
  const action = { action: 'assign', stage } as const;
  return { write: { action, commit: version.commit, message: renderPromotionMessage(promotion) }, promotion };
}

/** A version that only the clone has is not assigned: nobody else could see what has the stage. */
async function versionAtRemote(
  artifact: Artifact | undefined,
  { model, version }: Pick<PromotionRequest, 'model' | 'version'>,
  ports: Ports,
): Promise<ReturnType<typeof requireVersion>> {
  try {
    return requireVersion(artifact, model, version);
  } catch (error) {
    const tag = `${tagPrefix(model)}@${version ?? ''}`;
    const isKnown = artifact?.versions.some((each) => each.version === version) === true;
    if (isKnown || !(await readCloneNames(registryAccess(ports), tagPrefix(model))).includes(tag)) throw error;
    throw new MlopsError(
      'not-found',
      `${tag} is in this repository only, not at the remote`,
      `Push it first: git push origin 'refs/tags/${tag}'`,
      { cause: error },
    );
  }
}

/** The version that holds a stage now. */
export function championOf(artifact: Artifact, stage: string): ModelVersion | undefined {
  const holder = holderOf(artifact, stage);
  return artifact.versions.find((each) => each.version === holder?.version);
}

/** The assignment that gave a version the stage that it holds, as its tag says. */
export function heldAlready(artifact: Artifact, version: ModelVersion, stage: string): Assigned | undefined {
  const event = artifact.events.find(
    (each) => each.kind === 'assignment' && each.stage === stage && each.version === version.version,
  );
  if (event === undefined) return undefined;
  const { tag, commit, time, object } = event;
  const unknown: Promotion = {
    schema: 1,
    kind: 'promotion',
    model: artifact.name,
    version: version.version,
    stage,
    metrics: {},
    gates: [],
  };
  return { outcome: 'held', promotion: ownPromotion(event) ?? unknown, written: { tag, commit, time, object } };
}

function refused(
  { model, stage }: PromotionRequest,
  version: string,
  { challenger }: Judged,
  objections: readonly Objection[],
  isFinal: boolean,
): Refused {
  return {
    outcome: 'refused',
    model,
    version,
    stage,
    verdict: challenger.verdict,
    objections: objections.map(({ words }) => words),
    isFinal,
  };
}

function promotionOf(
  { version }: ModelVersion,
  champion: ModelVersion | undefined,
  { challenger, comparedWith, gates }: Judged,
  objections: readonly Objection[],
  { model, stage, isAutomatic, reason, actor, url }: PromotionRequest,
): Promotion {
  const { evidence, verdict } = challenger;
  return {
    schema: 1,
    kind: 'promotion',
    model,
    version,
    stage,
    ...(evidence === undefined ? {} : { run: evidence.run }),
    ...(evidence?.model_digest === undefined ? {} : { model_digest: evidence.model_digest }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(comparedWith === undefined ? {} : { compared_with: comparedWith }),
    metrics: evidence?.metrics ?? {},
    gates: [...gates],
    ...(champion === undefined ? {} : { replaces: champion.version }),
    ...(isAutomatic ? { automatic: true } : {}),
    ...(objections.length === 0 ? {} : { forced: true, against: objections.map(({ words }) => words).join('; ') }),
    ...(reason === undefined ? {} : { reason }),
    ...(actor === undefined ? {} : { actor }),
    ...(url === undefined ? {} : { url }),
  };
}
