// A promotion that somebody has to approve: a branch of one commit that edits the stage's file, and a pull request with the
// evidence. Whoever merges it says yes; the push to the default branch then assigns the stage.
import { createHash } from 'node:crypto';
import type { OpenedPullRequest } from '../../forge/proposed-pull-request.ts';
import { editStageFile, parseStageFile, stageFilePath, type Wish } from '../../deployment/stage-file.ts';
import type { Promotion } from '../../registry/promotion.ts';
import { proposalTitle, renderProposal, type ProposalInput } from '../../report/proposal.ts';
import { commitFile, type CommitPorts } from './commit-file.ts';
import type { Ports } from '../ports.ts';

export interface ProposalRequest extends Omit<ProposalInput, 'base' | 'path' | 'isNamed'> {
  readonly promotion: Promotion;
  /** Without `refs/heads/`. */
  readonly defaultBranch: string;
}

export type Proposed =
  | {
      readonly outcome: 'proposed';
      /** Without `refs/heads/`. */
      readonly branch: string;
      readonly path: string;
      readonly commit: string;
      readonly pullRequest: OpenedPullRequest;
    }
  /** The default branch wishes it already: its next push, or a run of the workflow by hand, assigns the stage. */
  | { readonly outcome: 'merged'; readonly path: string };

/**
 * Proposes it. The same wish leaves branch and pull request as they are; a newer one, or a file that changed meanwhile on
 * the default branch, takes the place of the branch's commit.
 * @throws MlopsError as `commitFile` and the forge say; when only the pull request is refused, the branch is there
 */
export async function proposePromotion(
  request: ProposalRequest,
  ports: CommitPorts & Pick<Ports, 'forge'>,
): Promise<Proposed> {
  const { promotion, defaultBranch } = request;
  const { model, stage } = promotion;
  const [path, branch, title] = [stageFilePath(stage), proposalBranch(model, stage), proposalTitle(promotion)];
  const wish = wishOf(promotion);
  let isNamed = false;
  const change = {
    base: `refs/heads/${defaultBranch}`,
    ref: `refs/heads/${branch}`,
    path,
    message: `${title}\n\n${trailersOf(promotion)}`,
    edit: (text: string | undefined) => {
      isNamed = text !== undefined && parseStageFile(text, path).some((each) => each.model === model);
      return editStageFile(text, stage, wish);
    },
  };
  const committed = await commitFile(change, ports);
  if (committed.outcome === 'settled') return { outcome: 'merged', path };
  ports.log.info(`${committed.outcome === 'written' ? 'pushed' : 'left as it is'}: the branch ${branch}`);
  const body = renderProposal({ ...request, base: defaultBranch, path, isNamed });
  const pullRequest = await ports.forge.openPullRequest({ branch, base: defaultBranch, title, body });
  return { outcome: 'proposed', branch, path, commit: committed.commit, pullRequest };
}

/** Whoever forces a version without a reason is not let so far. */
function wishOf({ model, version, model_digest: digest, forced, reason, against }: Promotion): Wish {
  return {
    model,
    version,
    ...(digest === undefined ? {} : { digest }),
    ...(forced === true ? { forced: oneLine(reason ?? against ?? '') } : {}),
  };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.slice(0, 1000).toWellFormed() || 'no reason was given';
}

function trailersOf({ run, model_digest: digest, replaces }: Promotion): string {
  const trailers = { 'Mlops-Run': run, 'Mlops-Digest': digest, 'Mlops-Replaces': replaces };
  return Object.entries(trailers)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${oneLine(value)}\n`]))
    .join('');
}

const LONGEST_BRANCH = 200;

/**
 * The branch that proposes versions of a model for a stage: one for each pair of names, of which neither holds `@`. A slash
 * would make one name a folder of the other.
 */
export function proposalBranch(model: string, stage: string): string {
  const branch = `mlops/promote-${model.replaceAll('/', '+')}@${stage.replaceAll('/', '+')}`;
  if (branch.length <= LONGEST_BRANCH) return branch;
  return `mlops/promote-${createHash('sha256').update(branch).digest('hex')}`;
}
