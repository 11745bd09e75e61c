// A version → a stage, with all that belongs to it: the decision and the tag, or the pull request that asks for approval,
// and what brings the version live.
import type { Ports } from '../ports.ts';
import {
  promoteVersion,
  type Assigned,
  type Preflight,
  type PromotionRequest,
  type Proposable,
  type Refused,
} from './promote-version.ts';

/** What came of bringing a version live after its tag. */
export type Followed =
  /** Nothing deploys, or it was not wanted. */
  | { readonly kind: 'nothing' }
  /** A workflow was started, which tells of the rest itself. */
  | { readonly kind: 'started'; readonly words: string }
  | { readonly kind: 'deployed'; readonly words: string; readonly url: string | undefined }
  /** It failed; `rolledBack` where the version before was brought back and has the stage again, as nobody took it meanwhile. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly words: string;
      readonly rolledBack: Assigned | undefined;
    };

/** What brings versions live: a workflow of the forge, this machine, or nothing. */
export interface Follower {
  /** Throws where what follows the tag could not be done; asked before it is written. */
  readonly preflight: Preflight;
  /** @throws MlopsError where it cannot be begun: the tag stands, and doing it again goes on */
  readonly follow: (assigned: Assigned) => Promise<Followed>;
}

export const NOTHING_FOLLOWS: Follower = { preflight: async () => {}, follow: async () => ({ kind: 'nothing' }) };

/** A stage that was given, and what came of it. */
export interface Given extends Assigned {
  readonly followed: Followed;
}

/** The pull request that asks for the approval of a promotion. */
export interface Proposed {
  readonly outcome: 'proposed';
  readonly promotion: Proposable['promotion'];
  readonly url: string | undefined;
  /** Without `refs/heads/`. */
  readonly branch: string;
}

export type StageOutcome = Given | Refused | Proposed;

/**
 * How approvals are asked for; undefined where the default branch wishes it already, so that it is approved.
 * @throws MlopsError of the forge or git
 */
export type Propose = (
  proposable: Omit<Proposable, 'outcome'>,
) => Promise<Pick<Proposed, 'url' | 'branch'> | undefined>;

/**
 * @throws MlopsError as `promoteVersion` does, and where what follows the tag cannot be begun
 */
export async function assignStage(
  request: PromotionRequest,
  following: { readonly follower: Follower; readonly propose: Propose },
  ports: Ports,
): Promise<StageOutcome> {
  const { follower, propose } = following;
  const promoted = await promoteVersion(request, ports, follower.preflight);
  if (promoted.outcome === 'refused') return promoted;
  if (promoted.outcome === 'proposable') {
    const proposed = await propose(promoted);
    if (proposed === undefined) return assignStage({ ...request, isApproved: true }, following, ports);
    return { outcome: 'proposed', promotion: promoted.promotion, ...proposed };
  }
  return { ...promoted, followed: await follower.follow(promoted) };
}
