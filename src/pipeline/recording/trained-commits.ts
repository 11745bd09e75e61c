// Which commits a workflow run may have trained: its own, and the forge's merge of it into the base of a pull request.
import type { Forge } from '../../forge/forge.ts';
import type { RunRecord } from '../../run/record.ts';

/**
 * The record names the merge, and the forge, which alone can tell, is asked what that merges.
 * @param head commit that the workflow run is of
 */
export async function trainedCommits(
  { source: { commit, pull_request } }: RunRecord,
  head: string,
  { findParents }: Pick<Forge, 'findParents'>,
): Promise<readonly string[]> {
  if (commit === head || pull_request?.head !== head) return [head];
  const parents = (await findParents?.(commit)) ?? [];
  return parents.includes(head) ? [head, commit] : [head];
}
