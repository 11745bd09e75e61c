// `task: slash-command`: what a comment on a pull request says that begins with `/mlops`.
import { randomBytes } from 'node:crypto';
import * as core from '@actions/core';
import { parseIssueComment } from '../../forge/issue-comment.ts';
import { parseSlashCommand } from '../../forge/slash-command.ts';
import { answerCommand } from '../../pipeline/commands/answer-command.ts';
import { md } from '../../report/markdown.ts';
import { logLine } from '../../report/plain-text.ts';
import { actionLog, setOutputs } from '../console.ts';
import { readPayload } from '../context.ts';
import { requireOwnCode } from './own-code.ts';
import { portsOf, type Task } from './task.ts';

/** What a person did wrong is told to them, and no reason for the job to fail. */
export async function slashCommand(task: Task): Promise<void> {
  const { settings, event } = task;
  const comment = parseIssueComment(event.name, await readPayload());
  const command = comment === undefined ? undefined : parseSlashCommand(comment.body);
  if (comment === undefined || command === undefined) return;
  requireOwnCode(event, 'a command needs no code of the pull request');
  const answered = await answerCommand({ comment, command, settings, event, randomBytes }, await portsOf(task));
  const done = answered.outcome === 'done' ? answered : undefined;
  setOutputs({
    'run-id': done?.run,
    'comment-url': done?.commentUrl,
    'tracking-commit': done?.trackingCommit,
  });
  const said = { done: 'Done', refused: 'Refused', failed: 'Not done' }[answered.outcome];
  await core.summary.addRaw(`${said}: ${md(answered.words, 600)}`, true).write();
  if (done === undefined) core.notice(`${said}: ${logLine(answered.words)}`, { title: 'mlops: command' });
  else actionLog.info(logLine(answered.words));
}
