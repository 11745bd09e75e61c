// The version that holds a stage now, as one that can be deployed.
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { parseEvidence } from '../registry/evidence.ts';
import { parsePromotion } from '../registry/promotion.ts';
import type { RegistryState } from '../registry/state.ts';
import type { DeployRequest } from './prepare-deployment.ts';

/**
 * What is to be deployed to a stage: only what holds it, since whatever gets there without has no evidence.
 * @param version the one that is expected to hold it; undefined for whichever does
 * @throws MlopsError `not-found` where none holds it, another one does, or its tag names no run
 */
export function requireHolder(
  { artifacts }: RegistryState,
  { model, stage, version }: { readonly model: string; readonly stage: string; readonly version: string | undefined },
): Pick<DeployRequest, 'model' | 'stage' | 'version' | 'tag' | 'run' | 'isRollback' | 'digest'> {
  const artifact = artifacts.find(({ name }) => name === model);
  if (artifact === undefined) {
    const names = artifacts.map(({ name }) => name);
    const known = names.length === 0 ? '; none is registered here' : `, ${suggestion(model, names)}`;
    throw new MlopsError('not-found', `no model "${model}" is registered here${known}`, '`mlops registry` lists them.');
  }
  const holder = Object.hasOwn(artifact.stages, stage) ? artifact.stages[stage]?.[0] : undefined;
  const promote = `\`mlops promote ${model}@VERSION ${stage}\` gives it to one, and deploys it`;
  if (holder === undefined) {
    throw new MlopsError('not-found', `no version of ${model} is in the stage "${stage}"`, `${promote}.`);
  }
  if (version !== undefined && holder.version !== version) {
    throw new MlopsError(
      'not-found',
      `${stage} of ${model} is held by ${holder.version}, not by ${version}`,
      `Only a version that holds a stage is deployed to it: ${promote}.`,
    );
  }
  const registration = artifact.versions.find((each) => each.version === holder.version)?.registration;
  const evidence = parseEvidence(registration?.message ?? '');
  if (evidence === undefined) {
    throw new MlopsError(
      'not-found',
      `the tag of ${model} ${holder.version} names no run, so its model files are not known`,
      'It was registered by another program; register a run with `mlops register`.',
    );
  }
  const assignment = artifact.events.find(({ tag }) => tag === holder.tag);
  const { run, model_digest: digest } = evidence;
  const isRollback = parsePromotion(assignment?.message ?? '')?.kind === 'rollback';
  return { model, stage, version: holder.version, tag: holder.tag, run, isRollback, digest };
}
