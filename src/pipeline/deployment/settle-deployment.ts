// The hook of a deployment has ended → whether the version serves, told to history and forge; and what brings back the
// version before where it does not.
import { renderManifest } from '../../deployment/kserve-manifest.ts';
import { checkHealth } from '../../deployment/health-check.ts';
import type { HookOutcome, PreparedDeployment } from '../../deployment/prepared.ts';
import { expandVariables, type HookVariables } from '../../deployment/variables.ts';
import { MlopsError } from '../../error.ts';
import { redactorFrom } from '../../run/redact.ts';
import type { DeployPorts } from './deploy-ports.ts';
import { removeOtherModels } from './place-model.ts';
import { prepareRestoration } from './prepare-deployment.ts';
import { recordOutcome, reportState, type Said } from './record-deployment.ts';

export type Settled =
  | {
      readonly state: 'success';
      /** The address that answered; undefined where nothing was asked. */
      readonly url: string | undefined;
      /** By digest. */
      readonly image: string | undefined;
    }
  | {
      readonly state: 'failure';
      readonly reason: string;
      /** What brings the version before back: its hook is to be run, then `settleRestoration`. */
      readonly restore: PreparedDeployment | undefined;
      /** Why nothing comes back, in words. */
      readonly notRestored: string | undefined;
    };

/**
 * Judges a deployment whose hook has ended: commits the manifest, if that is the hook, and asks whether it is well. A
 * failed deployment is a value.
 */
export async function settleDeployment(
  prepared: PreparedDeployment,
  outcome: HookOutcome,
  ports: DeployPorts,
): Promise<Settled> {
  const { version, run, previous, reason: why } = prepared;
  const { failure, url, image } = await judge(prepared, outcome, ports);
  if (failure === undefined) {
    const said: Said[] = [
      ...(previous === undefined ? [] : [{ run: previous.run, state: 'inactive', version: previous.version }]),
      { run, state: 'success', version, ...seen(url, image), ...(why === undefined ? {} : { reason: why }) },
    ];
    await recordOutcome(prepared, said, ports);
    await reportState(prepared, 'success', `${version} is live`, url, ports);
    await removeOtherModels(prepared, [version, previous?.version], ports);
    return { state: 'success', url, image };
  }
  const reason = redactorFrom(ports.environment)(failure);
  const said = { run, state: 'failure', version, reason, ...seen(url, image) };
  const last = await recordOutcome(prepared, [said], ports);
  await reportState(prepared, 'failure', reason, url, ports);
  return {
    state: 'failure',
    reason,
    ...(await planRestoration(last === undefined ? prepared : { ...prepared, after: last }, ports)),
  };
}

/** What became of the version that was brought back. */
export interface SettledRestoration {
  /** Why it does not serve, in words; undefined where it does. */
  readonly failure: string | undefined;
  /** The address that was asked; undefined where nothing was. */
  readonly url: string | undefined;
}

/** Judges whether the version that was brought back serves. */
export async function settleRestoration(
  prepared: PreparedDeployment,
  outcome: HookOutcome,
  ports: DeployPorts,
): Promise<SettledRestoration> {
  const { version, run, reason } = prepared;
  const { failure, url, image } = await judge(prepared, outcome, ports);
  const how = failure === undefined ? 'success' : 'failure';
  const words = failure === undefined ? reason : redactorFrom(ports.environment)(failure);
  const said = { run, state: how, version, ...seen(url, image), ...(words === undefined ? {} : { reason: words }) };
  await recordOutcome(prepared, [said], ports);
  return { failure: failure === undefined ? undefined : words, url };
}

/** Whether the version serves now. */
async function judge(
  prepared: PreparedDeployment,
  { failure, image: pushed }: HookOutcome,
  ports: DeployPorts,
): Promise<{
  readonly failure: string | undefined;
  readonly url: string | undefined;
  readonly image: string | undefined;
}> {
  const image = pushed ?? prepared.variables.MODEL_IMAGE;
  const variables = image === undefined ? prepared.variables : { ...prepared.variables, MODEL_IMAGE: image };
  const { health } = prepared.deploy;
  const found = { url: health === undefined ? undefined : expandVariables(health.url, variables), image };
  if (failure !== undefined) return { failure, ...found };
  const uncommitted = await commitManifest(prepared, variables, ports);
  if (uncommitted !== undefined || health === undefined) return { failure: uncommitted, ...found };
  ports.log.info(`asking ${found.url ?? ''} whether ${prepared.version} answers, for ${health.timeout} s at most`);
  const { requests } = prepared;
  const checked = await checkHealth({ ...health, requests, variables, abort: ports.abort });
  return { failure: checked.failure === undefined ? undefined : `health check: ${checked.failure}`, ...found };
}

/** @returns why the manifest could not be committed, in words */
async function commitManifest(
  prepared: PreparedDeployment,
  variables: HookVariables,
  { commitFile, log }: DeployPorts,
): Promise<string | undefined> {
  const { model, version, stage, run, deploy, storage_uri: uri } = prepared;
  const { kserve } = deploy;
  if (kserve === undefined || uri === undefined) return undefined;
  if (commitFile === undefined) return 'nothing here can commit the manifest for KServe';
  const { manifest: path, format, branch } = kserve;
  const digest = variables.MODEL_DIGEST;
  const facts = { model, version, stage, run, digest, format, storageUri: expandVariables(uri, variables) };
  const message = `Deploy ${model} ${version} to ${stage}`;
  try {
    const edit = (text: string | undefined): string => renderManifest(text, facts, path);
    const { commit } = await commitFile({ path, branch, message, edit });
    log.info(
      commit === undefined ? `${path} says ${version} already` : `${path} was committed as ${commit.slice(0, 7)}`,
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return `the manifest was not committed: ${error.message}. ${error.hint}`;
  }
}

async function planRestoration(
  failed: PreparedDeployment,
  ports: DeployPorts,
): Promise<{ readonly restore: PreparedDeployment | undefined; readonly notRestored: string | undefined }> {
  const { deploy, previous } = failed;
  const nothing = (notRestored: string): { restore: undefined; notRestored: string } => ({
    restore: undefined,
    notRestored,
  });
  if (deploy.rollback === 'never') return nothing('nothing comes back by itself here');
  if (ports.abort?.aborted === true) return nothing('it was interrupted');
  if (previous === undefined) return nothing('no other version was live');
  try {
    return { restore: await prepareRestoration(failed, ports), notRestored: undefined };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return nothing(`${previous.version} cannot be brought back: ${error.message}`);
  }
}

function seen(url: string | undefined, image: string | undefined): Pick<Said, 'url' | 'image'> {
  return { ...(url === undefined ? {} : { url }), ...(image === undefined ? {} : { image }) };
}
