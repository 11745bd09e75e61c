// What follows an assignment here: the deploy workflow on a forge, this machine's own deployment, or nothing.
import type { Settings } from '../../config/settings.ts';
import { NOTHING_FOLLOWS, type Follower, type Propose } from './assign-stage.ts';
import { manifestCommitter } from '../deployment/commit-manifest.ts';
import { deployByWorkflow } from '../deployment/deploy-by-workflow.ts';
import { deployHere } from '../deployment/deploy-here.ts';
import type { Ports } from '../ports.ts';
import { proposePromotion } from './propose-promotion.ts';
import { releasePage } from '../deployment/release-address.ts';

export interface Following {
  readonly follower: Follower;
  readonly propose: Propose;
}

export interface FollowingOptions {
  readonly settings: Settings;
  readonly model: string;
  readonly stage: string;
  /** Whether anything is to be deployed at all. */
  readonly isDeployed: boolean;
  /** Of the repository on the forge; what a local repository has none of is undefined. */
  readonly event: { readonly defaultBranch: string | undefined; readonly repositoryUrl: string | undefined };
}

export function followingFor(options: FollowingOptions, ports: Ports): Following {
  const follower = options.isDeployed ? followerFor(options, ports) : NOTHING_FOLLOWS;
  return { follower, propose: (proposable) => propose(proposable, options, follower, ports) };
}

async function propose(
  { promotion, championMetrics }: Parameters<Propose>[0],
  { event }: FollowingOptions,
  follower: Follower,
  ports: Ports,
): ReturnType<Propose> {
  const { defaultBranch = 'main', repositoryUrl } = event;
  const tag = `${promotion.model}@${promotion.version}`;
  const proposed = await proposePromotion(
    {
      promotion,
      championMetrics,
      defaultBranch,
      releaseUrl: repositoryUrl === undefined ? undefined : releasePage(repositoryUrl, tag),
      isDeployed: follower !== NOTHING_FOLLOWS,
    },
    ports,
  );
  return proposed.outcome === 'merged' ? undefined : { branch: proposed.branch, url: proposed.pullRequest.url };
}

function followerFor({ settings, model, stage, event }: FollowingOptions, ports: Ports): Follower {
  const { deployWorkflow: workflow } = settings;
  const { defaultBranch = 'main', repositoryUrl } = event;
  if (ports.forge.kind === 'github') {
    if (workflow === undefined) return NOTHING_FOLLOWS;
    return deployByWorkflow({ workflow, stage, model }, { defaultBranch, repositoryUrl }, ports);
  }
  const { deploying } = ports;
  if (deploying === undefined) return NOTHING_FOLLOWS;
  const commitFile = manifestCommitter(ports, event.defaultBranch);
  return deployHere(settings, { ...deploying, commitFile }, ports);
}
