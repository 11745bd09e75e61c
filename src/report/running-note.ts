// The comment of an earlier run while a new one trains: what stands below the note is not about the newest commit. Pure.
import { parseState } from './earlier-results.ts';
import { commitUrl, link, linksOf, ownUrl } from './link.ts';
import { code } from './markdown.ts';
import { shortCommit } from './report-view.ts';

export interface Running {
  /** The commit that is trained, as the pull request knows it. */
  readonly head: string;
  /** The workflow run, which servers count upwards. */
  readonly workflowRun: string | undefined;
  readonly repositoryUrl: string | undefined;
  readonly runUrl: string | undefined;
}

/**
 * The comment with a note above its headline, in the place of an earlier note.
 * @returns undefined for a comment that cannot be read, or that tells of a later workflow run
 */
export function withRunningNote(body: string, running: Running): string | undefined {
  const { head, workflowRun, repositoryUrl, runUrl } = running;
  const text = body.replaceAll('\r\n', '\n');
  const [shown] = parseState(text);
  if (shown === undefined) return undefined;
  const isNumber = workflowRun !== undefined && /^\d{1,18}$/.test(workflowRun);
  if (isNumber && shown.from !== undefined && BigInt(workflowRun) < BigInt(shown.from.run)) return undefined;
  const [marker = '', state = '', ...rest] = text.split('\n');
  const below = rest.join('\n').replace(/^> \[!NOTE\]\n> .*\n\n/, '');
  const links = linksOf(repositoryUrl);
  const commit = (id: string): string => link(code(shortCommit(id)), commitUrl(links, id));
  const training = link('Training', ownUrl(links, runUrl));
  const words =
    shown.head === head
      ? `${training} of ${commit(head)} is running again; the numbers below are of the run before.`
      : `${training} of ${commit(head)} is running; the numbers below are for ${commit(shown.head)}.`;
  return `${marker}\n${state}\n> [!NOTE]\n> ${words}\n\n${below}`;
}
