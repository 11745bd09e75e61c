// The sticky comment after a commit that had nothing to train: what stood there told of another commit.
import { parseState, renderResults, renderResultTable } from './earlier-results.ts';
import { OUTCOMES } from './headline.ts';
import { code, md } from './markdown.ts';
import { commentMarker } from './marker.ts';
import { shortCommit } from './report-view.ts';

export interface SkippedInput {
  readonly key: string;
  readonly pullRequestNumber: number | undefined;
  readonly model: string;
  /** Commit that was not trained. */
  readonly head: string;
  /** Why, as a part of a sentence; plain text. */
  readonly reason: string;
  /** Id of the workflow run. */
  readonly workflowRun: string | undefined;
  readonly repositoryUrl: string | undefined;
}

/**
 * The body that takes the place of an earlier one, whose results it keeps.
 * @returns undefined where the earlier one holds no results, or those of a later workflow run
 */
export function renderSkippedComment(input: SkippedInput, previousBody: string | undefined): string | undefined {
  const [last, ...earlier] = parseState(previousBody);
  if (last === undefined || isLater(last.from?.run, input.workflowRun)) return undefined;
  const { sign } = OUTCOMES['no-gate'];
  return `${[
    [
      commentMarker(input.key, input.pullRequestNumber),
      renderResults(last, earlier),
      `### ${sign} Nothing to train: no change of this pull request feeds ${code(input.model)}`,
    ].join('\n'),
    `${code(shortCommit(input.head))} was not trained, as ${md(input.reason, 300)}. What earlier commits measured no longer counts.`,
    renderResultTable([last, ...earlier], { repositoryUrl: input.repositoryUrl }),
  ].join('\n\n')}\n`;
}

function isLater(shown: string | undefined, own: string | undefined): boolean {
  return shown !== undefined && own !== undefined && /^\d{1,18}$/.test(own) && BigInt(shown) > BigInt(own);
}
