// A version that is to serve → a deployment as a value: its model files in a folder, the hook's script and variables, what
// is asked of it afterwards, and what comes back when it fails.
import { join } from 'node:path';
import type { Deploy } from '../../config/deployment-schema.ts';
import { CONTAINER_SCRIPT, IMAGE_FILE, imageTag } from '../../deployment/container-script.ts';
import type { GoldenRequest } from '../../deployment/golden-requests.ts';
import {
  environmentOf,
  environmentState,
  imageOf,
  type EnvironmentState,
  type LiveVersion,
} from '../../deployment/live.ts';
import type { PreparedDeployment } from '../../deployment/prepared.ts';
import { checkHealth } from '../../deployment/health-check.ts';
import { hookVariables, type HookVariables } from '../../deployment/variables.ts';
import { MlopsError } from '../../error.ts';
import type { RunRecord } from '../../run/record.ts';
import { environmentFolder, type DeployPorts } from './deploy-ports.ts';
import { placeModel, type PlacedModel } from './place-model.ts';
import { readDeploymentsAndRun } from './read-deployments.ts';
import { readGolden, readGoldenAt } from './read-golden.ts';
import { announce, recordDeployment, reportState } from './record-deployment.ts';
import { releaseOf, requireAsset } from './release-address.ts';

export interface DeployRequest {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  /** Tag of the assignment. */
  readonly tag: string;
  /** Run that the version is of. */
  readonly run: string;
  readonly deploy: Deploy;
  readonly actor: string | undefined;
  readonly reason?: string | undefined;
  /** Deploy a version that is live and well once more, and build its image anew. */
  readonly again?: boolean | undefined;
  /** The stage went back to this version: what was live before it is bad, and never comes back by itself. */
  readonly isRollback?: boolean | undefined;
  /** Digest of the model as the version's tag tells it; a record that says another one is refused. */
  readonly digest?: string | undefined;
}

/** Of a version that is live one only wants to know whether it is well. */
const MOST_SECONDS_FOR_LIVE = 5;

/**
 * Prepares a deployment and records that it goes on. One that a crash left in the middle is gone on with.
 * @returns the version that is live, where that is this one and it is well
 * @throws MlopsError `config-invalid` for what cannot be deployed so, `not-found` without model files, and of history
 */
export async function prepareDeployment(
  request: DeployRequest,
  ports: DeployPorts,
): Promise<{ readonly prepared: PreparedDeployment } | { readonly live: LiveVersion }> {
  const { model, version, stage, deploy, again = false } = request;
  const { history, log } = ports;
  if (deploy.kserve !== undefined && ports.commitFile === undefined) throw nothingCommits();
  const { events, record } = await readDeploymentsAndRun(history, request.run);
  const state = environmentState(events, environmentOf(model, stage));
  const requests = await readGolden(deploy, ports);
  if (request.digest !== undefined && request.digest !== record.model.digest) throw otherModel(request);
  const live = state?.live;
  if (!again && live?.version === version && state?.latest.state === 'success') {
    const failure = await whatAilsLive(request, record, requests, ports);
    if (failure === undefined) return { live };
    log.warn(`${version} is live in ${stage} of ${model}, but is not well, so it is deployed again: ${failure}`);
  }
  if (state !== undefined) sayUnfinished(state, version, ports);

  const name = deploy.container?.image;
  const image = name === undefined || again ? undefined : imageOf(events, { model, version, name });
  const previous = live === undefined || live.version === version ? undefined : live;
  const draft = await draftOf({ ...request, requests, image, replaces: previous?.version }, record, ports);
  const last = state?.events[0]?.id;
  const prepared: PreparedDeployment = {
    ...draft,
    tag: request.tag,
    ...(last === undefined ? {} : { after: last }),
    ...(request.isRollback === true ? { deploy: { ...deploy, rollback: 'never' } } : {}),
    ...(previous === undefined
      ? {}
      : {
          previous: {
            version: previous.version,
            run: previous.run,
            ...(previous.image === undefined ? {} : { image: previous.image }),
          },
        }),
  };
  const isResumed = state?.latest.state === 'in_progress' && state.latest.version === version;
  const said = { run: prepared.run, state: 'in_progress', version };
  const after = isResumed ? prepared.after : await recordDeployment(prepared, [said], ports);
  const id = await announce(prepared, ports);
  const announced = {
    ...prepared,
    ...(after === undefined ? {} : { after }),
    ...(id === undefined ? {} : { deployment: id }),
  };
  await reportState(announced, 'in_progress', `${version} is being deployed`, undefined, ports);
  return { prepared: announced };
}

/**
 * Prepares what brings back the version that was live before, after the one that is to replace it failed. Its golden
 * requests are those of its own commit: those of today may ask for the answers of another model.
 * @throws MlopsError as `prepareDeployment` does
 */
export async function prepareRestoration(failed: PreparedDeployment, ports: DeployPorts): Promise<PreparedDeployment> {
  const { model, stage, deploy, previous, actor, after } = failed;
  if (previous === undefined) throw new Error('there is no version before');
  const { version, run, image } = previous;
  const { record } = await readDeploymentsAndRun(ports.history, run);
  const requests = await readGoldenAt(record.source.commit, deploy, ports);
  const replaces = failed.version;
  const draft = await draftOf({ model, version, stage, deploy, actor, requests, image, replaces }, record, ports);
  const reason = `brought back, as ${failed.version} failed`;
  const begun = { ...draft, reason, restores: failed.version, ...(after === undefined ? {} : { after }) };
  const last = await recordDeployment(begun, [{ run, state: 'in_progress', version, reason }], ports);
  return last === undefined ? begun : { ...begun, after: last };
}

type DraftRequest = Pick<DeployRequest, 'model' | 'version' | 'stage' | 'deploy' | 'actor' | 'reason'> & {
  readonly requests: readonly GoldenRequest[];
  readonly image: string | undefined;
  readonly replaces: string | undefined;
};

async function draftOf(request: DraftRequest, record: RunRecord, ports: DeployPorts): Promise<PreparedDeployment> {
  const { model, version, stage, deploy, actor, reason, requests } = request;
  const placed = await placeModel(record, request, ports);
  const release = await releaseOf(record, request, ports);
  const folder = environmentFolder(ports, model, stage);
  const { container, command, kserve } = deploy;
  const script = `${container === undefined ? '' : CONTAINER_SCRIPT}${command ?? ''}`;
  return {
    schema: 1,
    model,
    version,
    stage,
    run: record.id,
    ...(actor === undefined ? {} : { actor }),
    ...(reason === undefined ? {} : { reason }),
    deploy,
    folder,
    ...(script === '' ? {} : { script: `${script}\n` }),
    variables: variablesOf(request, record, placed, release?.page),
    settings:
      container === undefined
        ? {}
        : {
            MLOPS_IMAGE_NAME: container.image,
            MLOPS_IMAGE_TAG: imageTag(version),
            MLOPS_IMAGE_RECIPE: container.file,
            MLOPS_IMAGE_CONTEXT: container.context,
            MLOPS_IMAGE_FILE: join(folder, IMAGE_FILE),
          },
    requests: [...requests],
    ...(kserve === undefined ? {} : { storage_uri: kserve['storage-uri'] ?? requireAsset(record, release) }),
  };
}

function variablesOf(
  { model, version, stage, image, replaces }: DraftRequest,
  record: RunRecord,
  { folder, files }: PlacedModel,
  url: string | undefined,
): HookVariables {
  const { id: run, source, model: recorded } = record;
  const { commit } = source;
  return hookVariables({
    model,
    version,
    stage,
    run,
    commit,
    digest: recorded.digest,
    folder,
    files,
    url,
    previous: replaces,
    image,
  });
}

/** What is wrong with the version that is live; undefined when it is well, or when nothing says how one would know. */
async function whatAilsLive(
  request: DeployRequest,
  record: RunRecord,
  requests: readonly GoldenRequest[],
  ports: DeployPorts,
): Promise<string | undefined> {
  const { health } = request.deploy;
  if (health === undefined) return undefined;
  const { abort } = ports;
  const timeout = Math.min(health.timeout, MOST_SECONDS_FOR_LIVE);
  const placed = { folder: environmentFolder(ports, request.model, request.stage), files: [] };
  const variables = variablesOf(
    { ...request, requests, image: undefined, replaces: undefined },
    record,
    placed,
    undefined,
  );
  return (await checkHealth({ ...health, timeout, requests, variables, abort })).failure;
}

function sayUnfinished({ latest, environment }: EnvironmentState, version: string, { log }: DeployPorts): void {
  if (latest.state !== 'in_progress') return;
  const { version: left = 'a version', time } = latest;
  if (left === version) log.info(`going on with the deployment of ${version} to ${environment}, begun at ${time}`);
  else log.warn(`the deployment of ${left} to ${environment}, begun at ${time}, never came to an end`);
}

function otherModel({ model, version, run }: DeployRequest): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    `the tag of ${model} ${version} tells of another model than run ${run} recorded: their digests differ`,
    'Deploy nothing of it: the tag or the history was changed. Train again and register that run.',
  );
}

function nothingCommits(): MlopsError {
  return new MlopsError(
    'config-invalid',
    'a manifest for KServe is committed, and nothing here can commit to a branch of the remote',
    'Deploy on the forge, with the deploy workflow, or in a clone with a remote named origin.',
  );
}
