// Which files of the code changed since the baseline: asked of the forge, written into the comparison.
import { withChangedFiles } from '../../comparison/changed-files.ts';
import type { RunRecord } from '../../run/record.ts';
import type { Judged } from './compare-run.ts';
import type { Ports } from '../ports.ts';

/** What nobody can say is left out; a job that is being cancelled has no time to ask. */
export async function withChangedCode(
  judged: Judged,
  candidate: RunRecord,
  { forge, cancelled }: Pick<Ports, 'forge' | 'cancelled'>,
): Promise<Judged> {
  const { comparison, baseRecord } = judged;
  // What was trained, which in a pull request is the merge and not its head.
  const [from, to] = [baseRecord?.source.commit, candidate.source.commit];
  if (from === undefined || from === to || cancelled?.aborted === true) return judged;
  const found = await forge.findChangedFiles(from, to);
  if (found === undefined) return judged;
  const isCommitted = !candidate.source.dirty && baseRecord?.source.dirty === false;
  return { ...judged, comparison: withChangedFiles(comparison, found, isCommitted) };
}
