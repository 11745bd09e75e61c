// A rollback with all that belongs to it: the tag, what is live, and the file of a stage that wants approvals, which would
// wish the version that was left otherwise.
import { MlopsError } from '../../error.ts';
import type { Given, Propose } from './assign-stage.ts';
import type { Ports } from '../ports.ts';
import { rollBack, type RollbackRequest } from './roll-back.ts';
import type { Following } from './stage-follower.ts';

export interface GivenBack extends Given {
  /** The pull request that brings the file of the stage in line; absent where nothing has to be. */
  readonly proposed?: Awaited<ReturnType<Propose>>;
}

/** @throws MlopsError as `rollBack` does, and where what follows the tag cannot be begun */
export async function giveBack(
  request: RollbackRequest,
  { follower, propose }: Following,
  ports: Ports,
): Promise<GivenBack> {
  const assigned = await rollBack(request, ports, follower.preflight);
  // What is live comes first: the file can wait.
  const given = { ...assigned, followed: await follower.follow(assigned) };
  const policy = request.settings.stages?.find(({ name }) => name === request.stage);
  if (policy?.approval !== 'pull-request' || assigned.outcome === 'held') return given;
  try {
    const proposed = await propose({ promotion: assigned.promotion, championMetrics: undefined });
    return proposed === undefined ? given : { ...given, proposed };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    ports.log.warn(
      `deploy/${request.stage}.yaml still wishes the version that was left, and no pull request changes it: ${error.message}. ${error.hint}`,
    );
    return given;
  }
}
