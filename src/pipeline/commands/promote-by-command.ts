// `/mlops promote`: a comment gives a stage to a version.
import { MlopsError } from '../../error.ts';
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { IssueComment } from '../../forge/issue-comment.ts';
import type { CommandProblem, SlashCommand } from '../../forge/slash-command.ts';
import { CANNOT_BE_FORCED } from '../../registry/decide-promotion.ts';
import type { Redactor } from '../../run/redact.ts';
import type { Done } from './accept-gate.ts';
import { assignStage, type StageOutcome } from '../promotion/assign-stage.ts';
import type { Ports } from '../ports.ts';
import { followingFor } from '../promotion/stage-follower.ts';

/** @throws MlopsError as `assignStage` does */
export async function promoteByCommand(
  { model, version, stage, reason, force }: Extract<SlashCommand, { verb: 'promote' }>,
  asked: {
    readonly comment: IssueComment;
    readonly author: string;
    readonly settings: Settings;
    readonly event: ForgeEvent;
    readonly redact: Redactor;
  },
  ports: Ports,
): Promise<Done | CommandProblem> {
  const { comment, author, settings, event, redact } = asked;
  const request = {
    settings,
    model: model ?? settings.model,
    version,
    stage,
    reason: reason === undefined ? undefined : redact(reason),
    force,
    isAutomatic: false,
    isApproved: false,
    actor: author,
    url: comment.url ?? event.runUrl,
  };
  try {
    const following = followingFor({ settings, model: request.model, stage, isDeployed: true, event }, ports);
    return answerFor(await assignStage(request, following, ports));
  } catch (error) {
    // What the person can correct: a stage, a model or a version that is not there.
    if (!(error instanceof MlopsError) || !['usage', 'not-found', 'release-refused'].includes(error.code)) throw error;
    return { problem: error.message, help: error.hint };
  }
}

function answerFor(outcome: StageOutcome): Done | CommandProblem {
  if (outcome.outcome === 'refused') {
    const { model, version, stage, objections, isFinal } = outcome;
    return {
      problem: `${model} ${version} does not get ${stage}: ${objections.join('; ')}`,
      help: isFinal
        ? CANNOT_BE_FORCED
        : 'Train a better one; or `--force REASON` after the command passes over it, and the reason stands in the tag for ever.',
    };
  }
  const { model, version, stage, run } = outcome.promotion;
  const of = run === undefined ? {} : { run };
  if (outcome.outcome === 'proposed') {
    const words = `${stage} wants an approval: ${model} ${version} is proposed by ${outcome.url ?? outcome.branch}`;
    return { words, note: 'Merging the pull request that was opened assigns the stage.', ...of };
  }
  const { followed, written } = outcome;
  const what = `${model} ${version} ${outcome.outcome === 'held' ? 'has' : 'got'} ${stage} (${written.tag})`;
  if (followed.kind === 'failed')
    return { problem: `${what}; ${followed.words}`, help: 'The log of the job tells why.' };
  return { words: followed.kind === 'nothing' ? what : `${what}; ${followed.words}`, ...of };
}
