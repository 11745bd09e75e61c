// What a finished run means for the job: the exit status. Pure.
import type { VerdictStatus } from '../comparison/comparison.ts';
import type { RunStatus } from '../run/record.ts';

/**
 * 0 done; 1 the training did not finish; 3 verdict fail; 4 verdict inconclusive, where `fail-on` counts them.
 */
export function exitStatusFor(
  run: { readonly status: RunStatus; readonly verdict: VerdictStatus | undefined },
  failOn: 'fail' | 'inconclusive' | 'never',
): 0 | 1 | 3 | 4 {
  if (run.status !== 'finished') return 1;
  if (failOn === 'never') return 0;
  if (run.verdict === 'fail') return 3;
  return run.verdict === 'inconclusive' && failOn === 'inconclusive' ? 4 : 0;
}
