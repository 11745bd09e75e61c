// Sample ratio mismatch: did each arm of an experiment get the share of traffic that it was to get?
import { MlopsError } from '../error.ts';
import { chiSquareUpperTail } from './chi-square.ts';
import { totalOf } from './counts.ts';
import { requireCount, requirePositive, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

export interface ChiSquareTest {
  readonly kind: 'determined';
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Pearson's (1900) chi-square of the counts against the shares that were meant. A p below 0.001 makes the experiment
 * invalid, whatever else it shows (Fabijan et al. 2019).
 *
 * @param shares what each arm was to get; they sum to 1
 */
export function sampleRatioMismatch(counts: Sample, shares: Sample): ChiSquareTest | Undetermined {
  requireShares(counts, shares);
  const total = totalOf(counts);
  if (total === 0) return undetermined('no arm has any traffic');
  let statistic = 0;
  for (let arm = 0; arm < counts.length; arm += 1) {
    const meant = total * (shares[arm] as number);
    statistic += ((counts[arm] as number) - meant) ** 2 / meant;
  }
  const df = counts.length - 1;
  return { kind: 'determined', statistic, df, p: chiSquareUpperTail(statistic, df) };
}

function requireShares(counts: Sample, shares: Sample): void {
  for (let arm = 0; arm < counts.length; arm += 1) requireCount(`count of arm ${arm + 1}`, counts[arm] as number);
  for (let arm = 0; arm < shares.length; arm += 1) requirePositive(`share of arm ${arm + 1}`, shares[arm] as number);
  const sum = totalOf(shares);
  if (counts.length === shares.length && counts.length > 1 && Math.abs(sum - 1) < 1e-9) return;
  throw new MlopsError(
    'usage',
    `${shares.length} shares that sum to ${sum} for ${counts.length} counts`,
    'give two or more counts, and of each arm the share that was meant; shares sum to 1',
  );
}
