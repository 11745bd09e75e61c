// What a finished run means for the job: the exit status. Pure.
import type { VerdictStatus } from '../comparison/comparison.ts';
import type { RunStatus } from '../run/record.ts';

type FailOn = 'fail' | 'inconclusive' | 'never';

/**
 * 0 done; 1 the training did not finish; 3 verdict fail; 4 verdict inconclusive, where `fail-on` counts them.
 */
export function exitStatusFor(
  run: { readonly status: RunStatus; readonly verdict: VerdictStatus | undefined },
  failOn: FailOn,
): 0 | 1 | 3 | 4 {
  if (run.status !== 'finished') return 1;
  if (failOn === 'never') return 0;
  if (run.verdict === 'fail') return 3;
  return run.verdict === 'inconclusive' && failOn === 'inconclusive' ? 4 : 0;
}

/** What the check on the commit says: no gate and no answer are no success, and fail nothing either. */
export function checkConclusion(
  exitStatus: 0 | 1 | 3 | 4,
  verdict: VerdictStatus | undefined,
): 'success' | 'failure' | 'neutral' {
  if (exitStatus !== 0) return 'failure';
  return verdict === 'pass' ? 'success' : 'neutral';
}

/**
 * The same for the legs of a matrix. A leg without a record is no pass; `fail-on: never` is for those whose jobs leave none
 * on purpose.
 */
export function exitStatusForLegs(
  legs: {
    readonly statuses: readonly RunStatus[];
    readonly verdict: VerdictStatus | undefined;
    readonly areMissing: boolean;
  },
  failOn: FailOn,
): 0 | 1 | 3 | 4 {
  const status = legs.statuses.find((each) => each !== 'finished') ?? 'finished';
  const found = exitStatusFor({ status, verdict: legs.verdict }, failOn);
  return found === 0 && legs.areMissing && failOn !== 'never' ? 1 : found;
}

/** Of a version that was refused a stage: 3 for a verdict that fails, 4 for one that is inconclusive, 1 for anything else. */
export function exitStatusOfRefusal(verdict: VerdictStatus | undefined): 1 | 3 | 4 {
  if (verdict === 'fail') return 3;
  return verdict === 'inconclusive' ? 4 : 1;
}
