// What follows an assignment here: the deploy workflow on a forge, this machine's own deployment, or nothing.
import type { Settings } from '../config/settings.ts';
import { NOTHING_FOLLOWS, type Follower, type Propose } from './assign-stage.ts';
import type { Ports } from './ports.ts';

export interface Following {
  readonly follower: Follower;
  readonly propose: Propose;
}

/** @param isDeployed whether anything is to be deployed at all */
export function followingFor(_settings: Settings, _isDeployed: boolean, _ports: Ports): Following {
  return { follower: NOTHING_FOLLOWS, propose: () => Promise.reject(new Error('not wired yet')) };
}
