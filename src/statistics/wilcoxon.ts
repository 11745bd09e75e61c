// Wilcoxon's signed-rank test: paired differences of which only sign and order count.
import { MlopsError } from '../error.ts';
import { normalLowerTail, normalUpperTail } from './normal.ts';
import { sortedCopy } from './quantile.ts';
import { findFlaw, undetermined } from './sample.ts';
import type { Alternative, Sample, Undetermined } from './sample.ts';

export interface WilcoxonOptions {
  readonly alternative?: Alternative;
  /** Default: exact up to fifty differences that are not 0, else the normal approximation. */
  readonly method?: 'exact' | 'asymptotic';
  /**
   * What becomes of differences of 0 (in the approximation): left out (Wilcoxon 1945, the default), ranked and then
   * left out (Pratt 1959), or ranked and given half to either side.
   */
  readonly zeros?: 'wilcox' | 'pratt' | 'zsplit';
  /** Moves the approximation by half a rank towards its middle; default false. */
  readonly isContinuityCorrected?: boolean;
}

export interface Wilcoxon {
  readonly kind: 'determined';
  readonly method: 'exact' | 'asymptotic';
  /** Sum of the ranks of the differences above 0. */
  readonly above: number;
  /** Sum of the ranks of the differences below 0. */
  readonly below: number;
  readonly p: number;
}

const EXACT_UP_TO = 50;
/** The exact distribution costs the third power of the number of differences. */
const MOST_EXACT = 500;

/**
 * Tests whether the differences are symmetric about 0. The exact distribution is that of all 2ⁿ ways to sign the ranks,
 * mid-ranks where absolute differences are tied, zeros left out (Pratt & Gibbons 1981, §3.7); the approximation has the
 * usual correction of its variance for ties and, with Pratt's zeros, that of Cureton (1967).
 */
export function wilcoxonSignedRank(differences: Sample, options: WilcoxonOptions = {}): Wilcoxon | Undetermined {
  const { alternative = 'two-sided', zeros = 'wilcox', isContinuityCorrected = false } = options;
  const flaw = findFlaw('difference', differences);
  if (flaw !== undefined) return flaw;
  const signed = splitBySign(differences);
  const count = signed.above.length + signed.below.length;
  if (count === 0) {
    return undetermined(differences.length === 0 ? 'there are no differences' : 'all differences are 0');
  }
  const method = options.method ?? (count <= EXACT_UP_TO ? 'exact' : 'asymptotic');
  if (method === 'exact') {
    if (count > MOST_EXACT) {
      throw new MlopsError('usage', `${count} differences are too many for exactness`, `it ends at ${MOST_EXACT}`);
    }
    const ranks = rankBothSides(signed, 0);
    const p = exactProbability(ranks, alternative);
    return { kind: 'determined', method, above: ranks.above, below: ranks.below, p };
  }
  const ranked = zeros === 'wilcox' ? 0 : signed.zeros;
  const ranks = rankBothSides(signed, ranked);
  const all = count + ranked;
  const zeroRanks = (ranked * (ranked + 1)) / 2;
  let variance = all * (all + 1) * (2 * all + 1) - ranks.ties / 2;
  let mean = (all * (all + 1)) / 4;
  let { above, below } = ranks;
  if (zeros === 'pratt') {
    mean -= zeroRanks / 2;
    variance -= ranked * (ranked + 1) * (2 * ranked + 1);
  } else {
    above += zeroRanks / 2;
    below += zeroRanks / 2;
    variance -= (ranked ** 3 - ranked) / 2;
  }
  const error = Math.sqrt(variance / 24);
  const p = approximateProbability(above - mean, error, isContinuityCorrected ? 0.5 : 0, alternative);
  return { kind: 'determined', method, above, below, p };
}

interface BySign {
  readonly above: Float64Array;
  readonly below: Float64Array;
  readonly zeros: number;
}

/** Absolute differences on either side of 0, sorted. */
function splitBySign(differences: Sample): BySign {
  const sorted = sortedCopy(differences);
  const below = sorted.findLastIndex((value) => value < 0) + 1;
  const firstAbove = sorted.findIndex((value) => value > 0);
  const above = firstAbove === -1 ? sorted.length : firstAbove;
  return {
    above: sorted.subarray(above),
    below: sorted
      .slice(0, below)
      .map((value) => -value)
      .toReversed(),
    zeros: above - below,
  };
}

interface Ranks {
  /** Twice the mid-rank of each difference, which is a whole number. */
  readonly doubled: Int32Array;
  readonly above: number;
  readonly below: number;
  /** Sum of t³ − t over the groups of t tied differences. */
  readonly ties: number;
}

/** Merges both sides and gives mid-ranks, which start after `offset` zeros. */
function rankBothSides({ above, below }: BySign, offset: number): Ranks {
  const doubled = new Int32Array(above.length + below.length);
  const sums = { above: 0, below: 0, ties: 0 };
  let [i, j] = [0, 0];
  while (i < above.length || j < below.length) {
    const value = Math.min(above[i] ?? Infinity, below[j] ?? Infinity);
    const [iFrom, jFrom] = [i, j];
    while (above[i] === value) i += 1;
    while (below[j] === value) j += 1;
    const from = iFrom + jFrom;
    const tied = i + j - from;
    const twice = 2 * (offset + from) + tied + 1;
    doubled.fill(twice, from, from + tied);
    sums.above += ((i - iFrom) * twice) / 2;
    sums.below += ((j - jFrom) * twice) / 2;
    sums.ties += tied ** 3 - tied;
  }
  return { doubled, ...sums };
}

/** How probable each sum of (doubled) ranks is when every sign is a fair coin: one rank is added after the other. */
function exactProbability({ doubled, above, below }: Ranks, alternative: Alternative): number {
  const total = 2 * (above + below);
  const chance = new Float64Array(total + 1);
  chance[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum -= 1) {
      chance[sum] = ((chance[sum] as number) + (sum >= rank ? (chance[sum - rank] as number) : 0)) / 2;
    }
  }
  // The distribution is symmetric, so that the upper tail at one sum is the lower tail at the other.
  const atMost = (sum: number): number => chance.subarray(0, 2 * sum + 1).reduce((a, b) => a + b, 0);
  if (alternative === 'greater') return Math.min(1, atMost(below));
  return Math.min(1, alternative === 'less' ? atMost(above) : 2 * atMost(Math.min(above, below)));
}

function approximateProbability(excess: number, error: number, correction: number, alternative: Alternative): number {
  if (alternative === 'greater') return normalUpperTail((excess - correction) / error);
  if (alternative === 'less') return normalLowerTail((excess + correction) / error);
  return Math.min(1, 2 * normalUpperTail(Math.max(0, Math.abs(excess) - correction) / error));
}
