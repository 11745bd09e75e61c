// What follows an assignment here: the deploy workflow on a forge, this machine's own deployment, or nothing.
import type { Settings } from '../config/settings.ts';
import { NOTHING_FOLLOWS, type Follower, type Propose } from './assign-stage.ts';
import { deployHere } from './deploy-here.ts';
import type { Ports } from './ports.ts';

export interface Following {
  readonly follower: Follower;
  readonly propose: Propose;
}

/** @param isDeployed whether anything is to be deployed at all */
export function followingFor(settings: Settings, isDeployed: boolean, ports: Ports): Following {
  return {
    follower: isDeployed ? followerFor(settings, ports) : NOTHING_FOLLOWS,
    propose: () => Promise.reject(new Error('not wired yet')),
  };
}

function followerFor(settings: Settings, ports: Ports): Follower {
  const { deploying } = ports;
  return deploying === undefined ? NOTHING_FOLLOWS : deployHere(settings, deploying, ports);
}
