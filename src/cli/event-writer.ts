// What a command needs to write late events: the local tracking branch, and the name of who sits here.
import { randomBytes } from 'node:crypto';
import type { Git } from '../git/git.ts';
import type { EventWriter } from '../pipeline/history/write-events.ts';
import { redactorFrom, type Redactor } from '../run/redact.ts';
import { localHistory, trackingBranchOf, type HistoryOptions } from './local-history.ts';
import { terminalLog } from './print.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const LONGEST_NAME = 200;

/**
 * Opens the repository and its history to be written.
 * @throws MlopsError `config-invalid` for a broken mlops.yaml: the branch could be the wrong one
 */
export async function openEventWriter(
  options: HistoryOptions,
): Promise<{ readonly workspace: Workspace; readonly writer: EventWriter }> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(true);
  const history = localHistory(workspace, await trackingBranchOf(options, workspace), log);
  const redact = redactorFrom(process.env);
  const actor = await readActor(workspace.git, redact);
  return { workspace, writer: { history, clock: () => new Date(), randomBytes, actor, redact, log } };
}

/** `user.name` of git's configuration; undefined where it is not set. */
export async function readActor(git: Git, redact: Redactor): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['config', '--get', 'user.name']);
  const name = code === 0 ? redact(stdout.toString().trim()).slice(0, LONGEST_NAME).toWellFormed() : '';
  return name === '' ? undefined : name;
}
