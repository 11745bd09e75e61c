// Brings a version live from this machine: prepared, deployed by its hook, asked whether it is well, and, when it is not,
// the version before brought back. On a forge the same pieces run in three steps of a job, so that the hook has no token.
import { join } from 'node:path';
import { environmentOf } from '../../deployment/live.ts';
import type { PreparedDeployment } from '../../deployment/prepared.ts';
import { runHook } from '../../deployment/run-hook.ts';
import { MlopsError } from '../../error.ts';
import { withFileLock, type LockHolder } from '../../file-lock.ts';
import { redactorFrom } from '../../run/redact.ts';
import { environmentFolder, type DeployPorts } from './deploy-ports.ts';
import { prepareDeployment, type DeployRequest } from './prepare-deployment.ts';
import { settleDeployment, settleRestoration } from './settle-deployment.ts';

export type { DeployRequest } from './prepare-deployment.ts';

interface DeployedVersion {
  /** `model/stage` */
  readonly environment: string;
  readonly version: string;
}

export type Deployed =
  | (DeployedVersion & {
      readonly state: 'success';
      /** `unchanged`: it was live and well, and nothing was done. */
      readonly outcome: 'deployed' | 'unchanged';
      /** Version that was live until now; undefined when none was, or the same. */
      readonly replaced: string | undefined;
      /** The address that answered; undefined where nothing was asked. */
      readonly url: string | undefined;
      /** By digest. */
      readonly image: string | undefined;
    })
  | (DeployedVersion & {
      readonly state: 'failure';
      readonly reason: string;
      /** Version that was put back, and is well. */
      readonly restored: string | undefined;
      /** Why none was, in words. */
      readonly notRestored: string | undefined;
    });

/**
 * Deploys a version. That it fails is a value; events on the tracking branch tell of each step. Neither tags nor the
 * worktree are touched.
 * @throws MlopsError `usage` while another process deploys to the stage, `config-invalid` for what cannot be deployed so,
 *   `not-found` for a version without model files, and of the tracking branch, all before anything was deployed
 */
export async function deployVersion(request: DeployRequest, ports: DeployPorts): Promise<Deployed> {
  const { model, stage, run } = request;
  const environment = environmentOf(model, stage);
  const path = join(environmentFolder(ports, model, stage), 'lock');
  const words = {
    taken: (holder: LockHolder | undefined) => taken(environment, path, holder),
    stale: `a deployment to ${environment} ended without cleaning up; going on`,
  };
  return withFileLock(
    path,
    words,
    async (nameRun) => {
      await nameRun(run);
      return deploy(request, environment, ports);
    },
    ports.log,
  );
}

async function deploy(request: DeployRequest, environment: string, ports: DeployPorts): Promise<Deployed> {
  const { version } = request;
  const what = { environment, version };
  const ready = await prepareDeployment(request, ports);
  if ('live' in ready) {
    const { url, image } = ready.live;
    return { ...what, state: 'success', outcome: 'unchanged', replaced: undefined, url, image };
  }
  const { prepared } = ready;
  const settled = await settleDeployment(prepared, await hook(prepared, ports), ports);
  if (settled.state === 'success') {
    return { ...what, ...settled, outcome: 'deployed', replaced: prepared.previous?.version };
  }
  const { reason, restore, notRestored } = settled;
  if (restore === undefined) return { ...what, state: 'failure', reason, restored: undefined, notRestored };
  ports.log.warn(`${version} failed in ${environment}, so ${restore.version} is brought back: ${reason}`);
  const { failure: problem } = await settleRestoration(restore, await hook(restore, ports), ports);
  return problem === undefined
    ? { ...what, state: 'failure', reason, restored: restore.version, notRestored: undefined }
    : {
        ...what,
        state: 'failure',
        reason,
        restored: undefined,
        notRestored: `${restore.version} failed too: ${problem}`,
      };
}

function hook(prepared: PreparedDeployment, ports: DeployPorts): ReturnType<typeof runHook> {
  const { environment, workingDirectory, onOutput, abort, log } = ports;
  if (prepared.script !== undefined) log.info(`deploying ${prepared.version} to ${prepared.stage}`);
  return runHook(prepared, { environment, workingDirectory, onOutput, abort, redact: redactorFrom(environment) });
}

function taken(environment: string, path: string, holder: LockHolder | undefined): MlopsError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid}, since ${holder.started}`;
  return new MlopsError(
    'usage',
    `something is being deployed to ${environment} at this moment (${who})`,
    `Wait for its end. If that process deploys nothing any more, remove ${path}.`,
  );
}
