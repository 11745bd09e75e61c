// A stage goes back to the version that it had before: one tag, which bans the version that it leaves. It asks for no
// verdict, since what is live is bad, and what was good enough once is better.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import { appendEvent, type Decided } from '../../registry/append-event.ts';
import { bannedVersions, versionBefore, type Ban } from '../../registry/ban.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import { renderPromotionMessage, type Promotion } from '../../registry/promotion.ts';
import type { Artifact, ModelVersion } from '../../registry/state.ts';
import { doubtsOn } from '../../registry/version-doubt.ts';
import { requireOwnModel, requireStage, requireVersion } from '../versions/find-version.ts';
import type { Ports } from '../ports.ts';
import { championOf, heldAlready, requireReason, type Assigned, type Preflight } from './promote-version.ts';
import { recordAssignment } from './record-assignment.ts';
import { registryAccess } from '../versions/registry-access.ts';
import { findTracked } from '../versions/version-chain.ts';

export interface RollbackRequest {
  readonly settings: Pick<Settings, 'model' | 'configFile' | 'stages' | 'deploy'>;
  readonly model: string;
  readonly stage: string;
  /** Undefined: the one before. */
  readonly to: string | undefined;
  readonly reason: string | undefined;
  /** Go back to a version that was rolled back from itself. */
  readonly force: boolean;
  readonly isAutomatic: boolean;
  readonly actor: string | undefined;
  /** Web address of where it was decided; what the same place decided already is not done twice. */
  readonly url: string | undefined;
  /**
   * The version that is to be left. A stage that another version holds by now is left alone: somebody was faster.
   * Undefined: whichever holds it.
   */
  readonly from?: string | undefined;
}

/**
 * Assigns the stage to the version before, or to `to`.
 * @param preflight throws where what follows the tag could not be done
 * @throws MlopsError `usage` as `promoteVersion`, `not-found` where nothing holds the stage or nothing held it before, `release-refused` for a version
 *   that was rolled back from, `artifact-mismatch` for one that is not what was registered, and those of the registry
 */
export async function rollBack(
  request: RollbackRequest,
  ports: Ports,
  preflight: Preflight = async () => {},
): Promise<Assigned> {
  const { model, stage, settings, force, reason } = request;
  requireReason(force, reason);
  requireOwnModel(settings, model);
  requireStage(settings, stage);
  let promotion: Promotion | undefined;
  const decided = await appendEvent<Assigned>(registryAccess(ports), model, async (artifact) => {
    const found = findTarget(artifact, request);
    const { target, held } = found;
    if (held !== undefined) return { settled: held };
    await requireBelieved(target, ports);
    await preflight(target);
    promotion = rollbackTo(found, request);
    const action = { action: 'assign', stage } as const;
    return {
      write: { action, commit: target.commit, message: renderPromotionMessage(promotion) },
    } satisfies Decided<Assigned>;
  });
  if ('settled' in decided) {
    const { settled } = decided;
    await recordAssignment(settled.promotion, settled.written, ports);
    return settled;
  }
  if (promotion === undefined) throw new TypeError('a tag was written that nobody decided on');
  const { written } = decided;
  ports.log.info(`rolled ${stage} of ${model} back to ${promotion.version}: ${written.tag}`);
  await recordAssignment(promotion, written, ports);
  return { outcome: 'assigned', promotion, written };
}

/**
 * That a version which is to come back is the one that was registered: what speaks against its evidence counts less than
 * what is live and bad, but other files are another model. A history that cannot be read keeps nobody from going back.
 * @throws MlopsError `artifact-mismatch`
 */
export async function requireBelieved(
  target: ModelVersion,
  { history, log }: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  const { version, registration } = target;
  const evidence = evidenceOf(target);
  if (registration === undefined || evidence === undefined) return;
  const tracked = await findTracked(evidence.run, history).catch((error: unknown) => {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the tag of ${version} is not held against its run: ${error.message}`);
    return undefined;
  });
  const doubt = tracked && doubtsOn(registration, evidence, tracked).find(({ isCertain }) => isCertain);
  if (doubt === undefined) return;
  throw new MlopsError(
    'artifact-mismatch',
    `${version} does not come back: ${doubt.words}`,
    `Go back to another version with --to; \`mlops verify ${registration.artifact}@${version}\` shows what is wrong.`,
  );
}

type FindRequest = Pick<RollbackRequest, 'model' | 'stage' | 'to' | 'force' | 'from'> & {
  readonly url?: RollbackRequest['url'];
};

interface Target {
  readonly target: ModelVersion;
  readonly current: ModelVersion;
  /** Where the target has the stage already. */
  readonly held: Assigned | undefined;
  /** The ban of the target that is passed over. */
  readonly ban: Ban | undefined;
}

/**
 * Where a stage would go back to.
 * @throws MlopsError as `rollBack`
 */
export function findTarget(
  artifact: Artifact | undefined,
  { model, stage, to, force, from, url }: FindRequest,
): Target {
  const current = artifact === undefined ? undefined : championOf(artifact, stage);
  if (artifact === undefined || current === undefined) {
    throw new MlopsError(
      'not-found',
      `no version of the model "${model}" is in the stage ${stage}, so there is nothing to roll back`,
      '`mlops registry` shows which stages have a version.',
    );
  }
  if (from !== undefined && current.version !== from) {
    return { target: current, current, held: heldAlready(artifact, current, stage), ban: undefined };
  }
  const given = heldAlready(artifact, current, stage);
  const isDone = to === undefined && given?.promotion.kind === 'rollback' && given.promotion.url === url;
  // A job that is run again would go back one version further.
  if (url !== undefined && isDone) return { target: current, current, held: given, ban: undefined };
  const wanted = to ?? versionBefore(artifact, stage);
  if (wanted === undefined) {
    throw new MlopsError(
      'not-found',
      `${current.version} is the first good version of the model "${model}" in ${stage}: none is before it`,
      `Name a version with --to, promote another one, or take the stage away: \`mlops deprecate ${model} ${current.version} ${stage}\`.`,
    );
  }
  const target = requireVersion(artifact, model, wanted);
  if (target.version === current.version) {
    return { target, current, held: given, ban: undefined };
  }
  const ban = bannedVersions(artifact).get(target.version);
  if (ban !== undefined && !force) {
    const why = ban.reason === undefined ? '' : `: ${ban.reason}`;
    throw new MlopsError(
      'release-refused',
      `${ban.stage} was rolled back from ${target.version} itself${why}`,
      'Go back to another version with --to, or say --force and --reason if it is good after all.',
    );
  }
  return { target, current, held: undefined, ban };
}

function rollbackTo(
  { target, current, ban }: Target,
  { model, stage, reason, isAutomatic, actor, url }: RollbackRequest,
): Promotion {
  const evidence = evidenceOf(target);
  return {
    schema: 1,
    kind: 'rollback',
    model,
    version: target.version,
    stage,
    ...(evidence === undefined ? {} : { run: evidence.run }),
    ...(evidence?.model_digest === undefined ? {} : { model_digest: evidence.model_digest }),
    ...(evidence?.verdict === undefined ? {} : { verdict: evidence.verdict }),
    metrics: evidence?.metrics ?? {},
    gates: [],
    replaces: current.version,
    ...(isAutomatic ? { automatic: true } : {}),
    ...(ban === undefined ? {} : { forced: true, against: `${ban.stage} was rolled back from it` }),
    ...(reason === undefined ? {} : { reason }),
    ...(actor === undefined ? {} : { actor }),
    ...(url === undefined ? {} : { url }),
  };
}
