// mlops deploy: the version that holds a stage is brought live by the deploy command of mlops.yaml.
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import { manifestCommitter } from '../../pipeline/deployment/commit-manifest.ts';
import { deployVersion } from '../../pipeline/deployment/deploy-version.ts';
import { findDeployment } from '../../pipeline/deployment/find-deployment.ts';
import { afterFailure, deployedJson, renderDeployed } from '../deployment-text.ts';
import { DEPLOYMENT, watchInterrupts } from '../interrupts.ts';
import { print, printJson } from '../print.ts';
import type { PromotionOptions } from '../promotion-commands.ts';
import { openPromotion } from '../promotion-ports.ts';
import { stageMeant } from '../stage-meant.ts';

export interface DeployOptions extends Pick<PromotionOptions, 'repo' | 'json' | 'trackingBranch' | 'inputs'> {
  /** The version that is expected to hold the stage. */
  readonly version: string | undefined;
  /** Also what is live and well. */
  readonly again: boolean;
}

/**
 * @param first `model@stage`, the model, or the stage where the configured model is meant
 * @param second the stage, where the model stands alone
 * @returns 0 when the version is live, 1 when it is not, whether or not the one before was put back
 */
export async function deploy(first: string, second: string | undefined, options: DeployOptions): Promise<number> {
  const { settings, ports, actor, event } = await openPromotion({
    ...options,
    reason: undefined,
    force: false,
    deploy: true,
    push: true,
  });
  const wanted = stageMeant('deploy', [first, second], settings);
  if (wanted.model !== settings.model) {
    throw new MlopsError(
      'usage',
      `${settings.configFile ?? 'mlops.yaml'} is of the model "${settings.model}", and says nothing of how "${wanted.model}" is deployed`,
      'Run it in the folder of that model, or name that with --working-directory.',
    );
  }
  const version = options.version ?? wanted.version;
  const asked = { settings, ...wanted, version, tag: undefined, digest: undefined, actor };
  const request = await findDeployment(asked, ports);
  using interrupts = watchInterrupts(ports.log, DEPLOYMENT);
  const { deploying } = ports;
  if (deploying === undefined) throw new TypeError('this machine deploys nothing');
  const commitFile = manifestCommitter(ports, event.defaultBranch);
  const workingDirectory = join(ports.repositoryRoot, settings.workingDirectory);
  const deployed = await deployVersion(
    { ...request, again: options.again },
    { ...ports, ...deploying, workingDirectory, commitFile, abort: interrupts.abort },
  );
  if (options.json) printJson(deployedJson(deployed));
  else if (deployed.state === 'success') print(renderDeployed(deployed));
  else process.stderr.write(`${renderDeployed(deployed)}\n${adviceFor(wanted, deployed.restored)}`);
  return interrupts.exitStatus() ?? (deployed.state === 'success' ? 0 : 1);
}

/** The tags are another thing than what is live: they still name the version that failed. */
function adviceFor(
  { model, stage }: { readonly model: string; readonly stage: string },
  restored: string | undefined,
): string {
  return restored === undefined
    ? `${afterFailure({ model, stage })}\n`
    : `  \`mlops rollback ${model} ${stage} --to ${restored}\` gives it the stage as well\n`;
}
