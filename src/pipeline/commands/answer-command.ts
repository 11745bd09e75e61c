// A command in a comment: is it from somebody who may write, what comes of it, and how they learn of that.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { Conversation, ForgeEvent, Reaction } from '../../forge/forge.ts';
import type { IssueComment } from '../../forge/issue-comment.ts';
import type { CommandProblem, SlashCommand } from '../../forge/slash-command.ts';
import { DENIED_MARKER, renderDenial, renderNote, renderProblem, replyMarker } from '../../report/command-reply.ts';
import { redactorFrom } from '../../run/redact.ts';
import { acceptGate, type Done } from './accept-gate.ts';
import type { Ports } from '../ports.ts';
import { promoteByCommand } from './promote-by-command.ts';
import { retrainBranch } from './retrain-branch.ts';

export type Answered =
  | ({ readonly outcome: 'done' } & Done)
  /** `refused`: of the person; `failed`: of what they wrote. `words` is plain text and may hold what strangers wrote. */
  | { readonly outcome: 'refused' | 'failed'; readonly words: string };

export interface AnswerOptions {
  readonly comment: IssueComment;
  readonly command: SlashCommand | CommandProblem;
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly randomBytes: (size: number) => Uint8Array;
}

/**
 * Does it, or says why not. Of somebody who may not write nothing is looked at but who they are.
 * @throws MlopsError where it could not be done for no fault of the person; they are told of that as well
 */
export async function answerCommand(options: AnswerOptions, ports: Ports): Promise<Answered> {
  const { comment } = options;
  const { conversation } = ports.forge;
  if (conversation === undefined) {
    throw new MlopsError(
      'usage',
      'nobody comments on this forge',
      'Use `task: slash-command` in a workflow on GitHub.',
    );
  }
  const { author } = comment;
  if (author === undefined || (await conversation.permissionOf(author)) !== 'write') {
    await conversation.react(comment.id, '-1');
    // One for the whole pull request, however often strangers ask; none for programs, which might answer it.
    if (author !== undefined) await reply(comment, DENIED_MARKER, renderDenial(), ports);
    return { outcome: 'refused', words: `${author ?? 'a program'} may not write to this repository` };
  }
  const answer = async (reaction: Reaction, body: string | undefined): Promise<void> => {
    await conversation.react(comment.id, reaction);
    if (body !== undefined) await reply(comment, replyMarker(comment.id), body, ports);
  };
  try {
    const result = await obey(author, options, conversation, ports);
    if ('problem' in result) {
      await answer('confused', renderProblem(comment.id, result));
      return { outcome: 'failed', words: result.problem };
    }
    await answer('+1', result.note === undefined ? undefined : renderNote(comment.id, result.note));
    return { outcome: 'done', ...result };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    await answer('confused', renderProblem(comment.id, { problem: error.message, help: SEE_JOB })).catch(() => {});
    throw error;
  }
}

const SEE_JOB = 'The log of the job tells what to do.';

async function obey(
  author: string,
  { comment, command, settings, event, randomBytes }: AnswerOptions,
  conversation: Conversation,
  ports: Ports,
): Promise<Done | CommandProblem> {
  if ('problem' in command) return command;
  const pull = await conversation.findPullRequest(comment.pullRequest);
  if (command.verb === 'promote') {
    const redact = redactorFrom(ports.environment);
    return promoteByCommand(command, { comment, author, settings, event, redact }, ports);
  }
  if (!pull.isOpen) return { problem: `pull request ${pull.number} is closed`, help: 'Open it again first.' };
  if (command.verb === 'retrain') return retrainBranch(command, pull, ports);
  const { history, clock, environment, log } = ports;
  const writer = { history, clock, randomBytes, actor: author, redact: redactorFrom(environment), log };
  return acceptGate(command, { comment, author, pull, settings, event }, ports, writer);
}

/** What the forge refuses is a warning: the reaction and the log say it too. */
async function reply(
  { pullRequest }: IssueComment,
  marker: string,
  body: string,
  { forge, log }: Pick<Ports, 'forge' | 'log'>,
): Promise<void> {
  // The number is all that a comment needs of a pull request.
  const place = { number: pullRequest, head: '', headBranch: '', base: '', baseBranch: '', isFork: false };
  try {
    await forge.upsertComment(place, { marker, render: () => body });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${error.message}. ${error.hint}`);
  }
}
