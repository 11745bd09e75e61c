// The difference of a metric between two trainings that were repeated over seeds or folds. Pure.
import { correctedResampledT } from '../../statistics/corrected-resampled-t.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { pairedT } from '../../statistics/paired-t.ts';
import type { Undetermined } from '../../statistics/sample.ts';
import { welchT } from '../../statistics/welch.ts';
import type { Repeats } from '../evidence.ts';
import { unjudged, type Difference, type Unjudged } from './judgement.ts';

/** Fewer repeats say nothing about noise. */
const LEAST_REPEATS = 3;

/**
 * - Folds share their training rows: corrected resampled t test of Nadeau & Bengio. Where the share of the test rows is
 *   not known they are taken for those of a cross-validation, each tested on once.
 * - Seeds that both runs name alike: paired t test; else Welch's.
 */
export function repeatsDifference(repeats: Repeats): Difference | Unjudged {
  const { unit, baseline, candidate, paired } = repeats;
  const fewer = Math.min(baseline.length, candidate.length);
  if (fewer < LEAST_REPEATS) {
    return unjudged(`${fewer} ${unit}${fewer === 1 ? '' : 's'} of one run: no noise estimate below ${LEAST_REPEATS}`);
  }
  if (unit === 'fold' && !paired) return unjudged('the folds of the two runs are not the same');
  const testShare = repeats.testShare ?? 1 / (candidate.length - 1);
  const tested = !paired
    ? welchT(baseline, candidate)
    : unit === 'fold'
      ? correctedResampledT(baseline, candidate, testShare)
      : pairedT(baseline, candidate);
  if (tested.kind === 'undetermined') return unjudged(flawWords(tested));
  return {
    kind: 'difference',
    ...tested.estimate,
    baseline: momentsOf(baseline).mean,
    candidate: momentsOf(candidate).mean,
    method: !paired ? 'Welch t' : unit === 'fold' ? 'Nadeau–Bengio t' : 'paired t',
    count: fewer,
    counted: unit === 'fold' ? 'folds' : 'seeds',
    ...(unit === 'fold' ? { floor: testShare } : {}),
  };
}

function flawWords({ reason }: Undetermined): string {
  return reason.includes('no variance') ? `zero variance: ${reason}` : reason;
}
