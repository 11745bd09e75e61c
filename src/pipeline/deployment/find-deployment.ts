// Which version is to be deployed to a stage: the one that holds it, by a tag, a version and files that all say the same.
// Whoever may push tags could have moved one after it was written, so what is written elsewhere is asked too: the history,
// which knows the tags as they were, and whoever started the deployment.
import type { Settings } from '../../config/settings.ts';
import type { Deploy } from '../../config/deployment-schema.ts';
import { MlopsError } from '../../error.ts';
import type { RegistryEvent } from '../../registry/event.ts';
import { parseEvidence, type Evidence } from '../../registry/evidence.ts';
import type { Artifact, ModelVersion } from '../../registry/state.ts';
import { doubtsOn } from '../../registry/version-doubt.ts';
import { findRun } from '../../tracking/find.ts';
import type { TrackedRun } from '../../tracking/history.ts';
import { requireStage, requireVersion } from '../versions/find-version.ts';
import type { Ports } from '../ports.ts';
import type { DeployRequest } from './prepare-deployment.ts';
import { championOf, heldAlready } from '../promotion/promote-version.ts';

const MAX_REASON = 1000;

/** What a deployment is asked for with. */
export interface WantedDeployment {
  readonly settings: Pick<Settings, 'stages' | 'deploy' | 'configFile'>;
  readonly model: string;
  readonly stage: string;
  /** Undefined: the one that holds the stage. */
  readonly version: string | undefined;
  /** Tag of the assignment, as whoever started this says. */
  readonly tag: string | undefined;
  /** SHA-256 over the model files, as whoever started this says. */
  readonly digest: string | undefined;
  readonly actor: string | undefined;
}

/**
 * @throws MlopsError `not-found` for an unknown model, version or tag, `release-refused` for a version that does not hold
 *   the stage, `artifact-mismatch` where tags, history and request do not agree, `config-invalid` where nothing deploys
 */
export async function findDeployment(
  wanted: WantedDeployment,
  { registry, history }: Pick<Ports, 'registry' | 'history'>,
): Promise<DeployRequest> {
  const { model, stage, settings, actor } = wanted;
  const deploy = requireDeploy(settings, stage);
  const artifact = (await registry.read()).artifacts.find(({ name }) => name === model);
  const version = holderFor(artifact, wanted);
  if (artifact === undefined) throw new TypeError('a version without its model');
  const assigned = heldAlready(artifact, version, stage);
  const evidence = parseEvidence(version.registration.message);
  if (assigned === undefined || evidence === undefined) throw noEvidence(model, version.version);
  const { promotion, written } = assigned;
  requireTag(artifact, version, wanted, written.tag);
  const line = await findRun(history, evidence.run);
  const [tracked] = await history.readStates([line]);
  if (tracked === undefined) throw noEvidence(model, version.version);
  const isMoved = written.commit !== version.commit;
  if (isMoved) throw moved(written.tag, 'it does not stand where the version stands');
  requireUnmoved(version.registration, tracked.state.registrations);
  requireUnmoved(written, tracked.state.assignments ?? []);
  requireSameFiles(version, evidence, tracked, [promotion.model_digest, wanted.digest]);
  const doubt = doubtsOn(version.registration, evidence, tracked).find(({ isCertain }) => isCertain);
  if (doubt !== undefined) throw otherRun(version.registration.tag, doubt.words);
  const { model_digest: digest } = promotion;
  // Another program's tag may hold a book.
  const reason = promotion.reason?.slice(0, MAX_REASON).toWellFormed();
  const isRollback = promotion.kind === 'rollback';
  return {
    model,
    version: version.version,
    stage,
    tag: written.tag,
    run: evidence.run,
    deploy,
    actor,
    reason,
    isRollback,
    digest: digest ?? evidence.model_digest,
  };
}

function requireDeploy(settings: WantedDeployment['settings'], stage: string): Deploy {
  const { deploy } = requireStage(settings, stage);
  if (deploy !== undefined) return deploy;
  throw new MlopsError(
    'config-invalid',
    `${settings.configFile ?? 'mlops.yaml'} does not say how ${stage} is deployed`,
    'Add the key `deploy`, for example `deploy: {command: ./deploy.sh, health: {url: "https://…"}}`.',
  );
}

function holderFor(
  artifact: Artifact | undefined,
  { model, stage, version: named }: WantedDeployment,
): ReturnType<typeof requireVersion> {
  const holder = artifact === undefined ? undefined : championOf(artifact, stage);
  const version = requireVersion(artifact, model, named ?? holder?.version);
  if (holder?.version === version.version) return version;
  const now = holder === undefined ? 'no version does' : `${holder.version} does`;
  throw new MlopsError(
    'release-refused',
    `${model} ${version.version} does not hold ${stage}: ${now}`,
    `Nothing is deployed that no tag assigns. Promote it: \`mlops promote ${model}@${version.version} ${stage}\`.`,
  );
}

function requireTag(
  artifact: Artifact,
  { version }: ModelVersion,
  { tag, stage }: WantedDeployment,
  newest: string,
): void {
  if (tag === undefined || tag === newest) return;
  const named = artifact.events.find((event) => event.tag === tag);
  if (named === undefined) {
    throw new MlopsError('not-found', `there is no tag ${JSON.stringify(tag)} of this model`, DO_AGAIN);
  }
  const isSame = named.kind === 'assignment' && named.version === version && named.stage === stage;
  if (!isSame) throw moved(tag, `it does not assign ${version} to ${stage}`);
}

/** A tag that is another object than the one that was written has been moved. */
function requireUnmoved(
  { tag, object }: Pick<RegistryEvent, 'tag' | 'object'>,
  recorded: readonly { readonly tag: string; readonly object?: string }[],
): void {
  const known = recorded.find((each) => each.tag === tag)?.object;
  if (known !== undefined && known !== object) {
    throw moved(tag, `it is ${object.slice(0, 12)} now and was ${known.slice(0, 12)} when it was written`);
  }
}

function requireSameFiles(
  { version }: ModelVersion,
  { model_digest: registered }: Evidence,
  { record }: TrackedRun,
  others: readonly (string | undefined)[],
): void {
  const recorded = record.model.digest;
  const differing = [registered, ...others.filter((each) => each !== undefined)].find((each) => each !== recorded);
  if (registered === recorded && differing === undefined) return;
  throw new MlopsError(
    'artifact-mismatch',
    `the files of ${version} are not those that are to be deployed: its run ${record.id} left ${recorded ?? 'none'}, and ` +
      `${differing ?? 'nothing'} is named`,
    'Find out who changed the tag or started this with another digest; then promote the version again.',
  );
}

function moved(tag: string, how: string): MlopsError {
  return new MlopsError('artifact-mismatch', `the tag ${tag} was changed after the fact: ${how}`, DO_AGAIN);
}

function otherRun(tag: string, why: string): MlopsError {
  return new MlopsError('artifact-mismatch', `the tag ${tag} is not of the run that it names: ${why}`, DO_AGAIN);
}

function noEvidence(model: string, version: string): MlopsError {
  return new MlopsError(
    'not-found',
    `the tag of ${model} ${version} names no run, so there are no files to deploy`,
    'Another program registered it. Register the run of that model again as a new version, and promote that.',
  );
}

const DO_AGAIN =
  'Nothing is deployed. Find out who did that; `mlops registry history` lists the tags. Then promote again.';
