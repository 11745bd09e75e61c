// Brings a version live by a workflow of the forge that is started at the tag: looked at before the tag is written, started
// afterwards, and told to the history.
import { environmentOf } from '../../deployment/live.ts';
import type { Followed, Follower } from '../promotion/assign-stage.ts';
import type { Ports } from '../ports.ts';
import type { Assigned } from '../promotion/promote-version.ts';
import { recordOutcome } from './record-deployment.ts';
import { releasePage } from './release-address.ts';
import { checkDeployWorkflow, startDeployment, type DeployWorkflow } from './start-deployment.ts';

/** What is known of the repository on the forge. */
export interface ForgePlace {
  readonly defaultBranch: string;
  /** Web address of the repository, without a final slash. */
  readonly repositoryUrl: string | undefined;
}

type StartPorts = Pick<Ports, 'forge' | 'history' | 'clock' | 'environment' | 'log'>;

/** @param workflow file name of the deploy workflow */
export function deployByWorkflow(
  { workflow, stage, model }: { readonly workflow: string; readonly stage: string; readonly model: string },
  place: ForgePlace,
  ports: StartPorts,
): Follower {
  const checked = new Map<string, DeployWorkflow>();
  // What was seen before the tag holds after it: the forge is not asked again, and cannot fail by then.
  const check = async (commit: string): Promise<DeployWorkflow> => {
    const { defaultBranch } = place;
    const found =
      checked.get(commit) ?? (await checkDeployWorkflow({ workflow, commit, model, stage, defaultBranch }, ports));
    checked.set(commit, found);
    return found;
  };
  return {
    preflight: async ({ commit }) => void (await check(commit)),
    follow: async (assigned) => start(assigned, await check(assigned.written.commit), place, ports),
  };
}

async function start(
  { outcome, promotion, written }: Assigned,
  workflow: DeployWorkflow,
  { repositoryUrl }: ForgePlace,
  ports: StartPorts,
): Promise<Followed> {
  const { model, version, stage, run, actor } = promotion;
  const started = await startDeployment(
    {
      model,
      version,
      stage,
      tag: written.tag,
      run,
      digest: promotion.model_digest,
      artifactUrl: repositoryUrl === undefined ? undefined : releasePage(repositoryUrl, `${model}@${version}`),
      isHeld: outcome === 'held',
    },
    workflow,
    ports,
  );
  if (started.outcome === 'underway') {
    const { state } = started;
    const advice = state === 'success' ? '' : `; if its job was cancelled, start ${workflow.file} by hand`;
    return { kind: 'started', words: `its deployment is ${state}${advice}` };
  }
  if (run !== undefined) {
    await recordOutcome({ model, stage, actor }, [{ run, state: 'queued', version }], ports);
  }
  return {
    kind: 'started',
    words: `${workflow.file} was started at ${started.ref} for ${environmentOf(model, stage)}`,
  };
}
