// Where an interval lies against a boundary, and how much more it would take where it lies on both sides. Pure.
import { intervalOf, probabilityAgainst } from '../../statistics/estimate.ts';
import { normalUpperQuantile } from '../../statistics/normal.ts';
import { tUpperQuantile } from '../../statistics/student-t.ts';
import { resolveMargin } from './margin.ts';
import { unjudged, type Difference, type Judgement, type Question, type Zone } from './judgement.ts';
import type { Evidence } from '../evidence.ts';

/** Beyond so many times the present number, more of the same is no advice. */
const MOST_TIMES = 1000;

/** The decision on a difference. */
export function decide(difference: Difference, question: Question, evidence: Evidence['kind']): Judgement {
  const margin = resolveMargin(question.margin, difference.baseline, question.metric);
  if (typeof margin !== 'number') return margin;
  const [low, high] = intervalOf(difference, 1 - question.alpha);
  if (!Number.isFinite(high - low)) return unjudged('the values are too large to be subtracted');
  const sign = question.direction === 'higher' ? 1 : -1;
  const gain = sign * difference.value;
  const [worst, best] = sign === 1 ? [low, high] : [-high, -low];
  const boundary = question.test === 'superiority' ? margin : 0 - margin;
  const zone = zoneOf(worst, best, boundary);
  const needed = zone === 'inconclusive' ? neededFor(difference, Math.abs(gain - boundary), question) : undefined;
  return {
    kind: 'determined',
    zone,
    estimate: difference.value + 0,
    interval: [low + 0, high + 0],
    p: probabilityOf(difference, sign * boundary),
    baseline: difference.baseline,
    margin,
    method: difference.method,
    evidence,
    count: difference.count,
    counted: difference.counted,
    ...(needed === undefined ? {} : { needed }),
  };
}

/** Two-sided. A difference without any spread is where it is. */
function probabilityOf(difference: Difference, boundary: number): number {
  if (difference.standardError > 0) return probabilityAgainst(difference, boundary, 'two-sided');
  return difference.value === boundary ? 1 : 0;
}

function zoneOf(worst: number, best: number, boundary: number): Zone {
  if (worst > Math.max(0, boundary)) return 'better';
  if (worst > boundary) return 'not-worse';
  return best < boundary ? 'worse' : 'inconclusive';
}

/**
 * How many in all find a true difference of this distance with the power that is asked for: ((z_α/2 + z_β) s / d)², and
 * z²_α/2 / 2 more because s is estimated (Guenther 1981, "Sample size formulas for normal theory t tests").
 */
function neededFor(difference: Difference, distance: number, question: Question): number | undefined {
  const { floor = 0, standardError } = difference;
  const count = difference.repeats ?? difference.count;
  const z = normalUpperQuantile(question.alpha / 2);
  const both = z + normalUpperQuantile(1 - question.power);
  const variance = standardError ** 2 / (1 / count + floor);
  const share = (distance / both) ** 2 / variance - floor;
  const needed = Math.ceil(1 / share + (z * z) / 2);
  return share > 0 && needed <= MOST_TIMES * count ? Math.max(count + 1, needed) : undefined;
}

/**
 * The least true difference that is found with the power that is asked for: (t_α/2 + t_β) standard errors. It is what a
 * design of so many rows or repeats promises.
 */
export function detectableDifference(
  { standardError, df }: Pick<Difference, 'standardError' | 'df'>,
  { alpha, power }: Pick<Question, 'alpha' | 'power'>,
): number {
  return (tUpperQuantile(alpha / 2, df) + tUpperQuantile(1 - power, df)) * standardError;
}
