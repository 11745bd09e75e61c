// Brings a version live from this machine after its stage was assigned, and takes the stage back where that fails and the
// version before was brought back.
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { Followed, Follower } from '../promotion/assign-stage.ts';
import type { DeployPorts } from './deploy-ports.ts';
import { deployVersion } from './deploy-version.ts';
import { requireStage } from '../versions/find-version.ts';
import type { Ports } from '../ports.ts';
import type { Assigned } from '../promotion/promote-version.ts';
import { takeBack } from '../promotion/take-back.ts';

/** What this machine deploys with. */
export type Deploying = NonNullable<Ports['deploying']> & Pick<DeployPorts, 'commitFile'>;

/** @param settings of the model; its stage says how it is deployed */
export function deployHere(settings: Settings, deploying: Deploying, ports: Ports): Follower {
  return {
    preflight: async () => {},
    follow: (assigned) => follow(assigned, settings, deploying, ports),
  };
}

async function follow(
  { promotion, written }: Assigned,
  settings: Settings,
  deploying: Deploying,
  ports: Ports,
): Promise<Followed> {
  const { model, version, stage, run, actor, reason } = promotion;
  const { deploy } = requireStage(settings, stage);
  if (deploy === undefined) return { kind: 'nothing' };
  if (run === undefined) {
    ports.log.warn(`the tag of ${model} ${version} names no run, so there are no files to deploy`);
    return { kind: 'nothing' };
  }
  const workingDirectory = join(ports.repositoryRoot, settings.workingDirectory);
  const isRollback = promotion.kind === 'rollback';
  using interrupts = deploying.watchInterrupts?.();
  const deployed = await deployVersion(
    { model, version, stage, tag: written.tag, run, deploy, actor, reason, isRollback, digest: promotion.model_digest },
    { ...ports, ...deploying, workingDirectory, abort: interrupts?.abort },
  );
  if (deployed.state === 'success') {
    const { url, outcome } = deployed;
    const where = url === undefined ? '' : ` at ${url}`;
    return { kind: 'deployed', words: `${outcome === 'unchanged' ? 'live already' : 'live'}${where}`, url };
  }
  const { reason: failure, restored, notRestored } = deployed;
  if (restored === undefined) {
    const words = `its deployment failed: ${failure}${notRestored === undefined ? '' : `; ${notRestored}`}`;
    return { kind: 'failed', reason: failure, words, rolledBack: undefined };
  }
  const { url } = promotion;
  const rolledBack = await takeBack({ model, stage, failed: version, restored, failure, actor, url }, ports);
  return {
    kind: 'failed',
    reason: failure,
    words: `its deployment failed, and ${restored} was brought back: ${failure}`,
    rolledBack,
  };
}
