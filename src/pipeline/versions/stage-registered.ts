// A version that was just registered → the stage that `register` names, if the evidence allows. The version stands
// whatever comes of it, so nothing here is an error of the registration.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { assignStage, type StageOutcome } from '../promotion/assign-stage.ts';
import type { Ports } from '../ports.ts';
import type { Registered } from './register-run.ts';
import { followingFor } from '../promotion/stage-follower.ts';

/** @returns undefined where no stage is named, or the version has no whole release to deploy from */
export async function stageRegistered(
  { model, version, releaseFailure }: Registered,
  {
    settings,
    event,
  }: {
    readonly settings: Settings;
    readonly event: Pick<ForgeEvent, 'actor' | 'runUrl' | 'defaultBranch' | 'repositoryUrl'>;
  },
  ports: Ports,
): Promise<StageOutcome | undefined> {
  const { stage } = settings.register;
  if (stage === undefined || releaseFailure !== undefined) return undefined;
  const request = {
    settings,
    model,
    version,
    stage,
    reason: undefined,
    force: false,
    isAutomatic: true,
    isApproved: false,
    actor: event.actor,
    url: event.runUrl,
  };
  try {
    const outcome = await assignStage(
      request,
      followingFor({ settings, model, stage, isDeployed: true, event }, ports),
      ports,
    );
    if (outcome.outcome === 'refused') {
      ports.log.warn(`${model} ${version} does not get ${stage}: ${outcome.objections.join('; ')}`);
    }
    return outcome;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    ports.log.warn(
      `${model} ${version} is registered, but ${stage} could not be assigned: ${error.message}. ${error.hint}`,
    );
    return undefined;
  }
}
