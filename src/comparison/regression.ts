// `max-regression`: how much worse than the baseline is accepted, relative (`1%`) or in the metric's own unit (0.02).
import { finiteOf } from '../run/number.ts';
import type { GateCheck } from './comparison.ts';
import type { GatedMetric } from './gated-metric.ts';
import { inWords } from './words.ts';

/**
 * The tolerance is a distance from the baseline, |baseline| · percentage when relative: right for negative baselines,
 * and for a baseline of zero, where no relative regression is small, any worse value fails.
 */
export function regressionCheck(metric: GatedMetric): GateCheck | undefined {
  const declared = metric.gate['max-regression'];
  const value = finiteOf(metric.candidate);
  if (declared === undefined || value === undefined) return undefined;
  const tolerance = String(declared).replaceAll(/\s/g, '');
  const check = (status: GateCheck['status'], reason: string): GateCheck => ({
    kind: 'max-regression',
    status,
    tolerance,
    reason,
  });

  if (metric.direction === 'unknown') {
    const fix = 'add "better: higher" or "better: lower" to the gate';
    return check('inconclusive', `it is not known which direction is worse; ${fix}`);
  }
  if (metric.noBaseline !== undefined) {
    // A name with a typo must not turn the gate off.
    const status = metric.namedBaselineMissing === true ? 'inconclusive' : 'skipped';
    return check(status, `nothing to compare with: ${metric.noBaseline}`);
  }
  if (metric.baseline === undefined) return check('inconclusive', 'the baseline did not report it');
  const baseline = finiteOf(metric.baseline);
  if (baseline === undefined) return check('inconclusive', `the baseline is ${metric.baseline}`);
  if (metric.unitsDiffer) return check('inconclusive', 'the baseline was measured in another unit');

  const distance = tolerance.endsWith('%')
    ? Math.abs(baseline) * (Number(tolerance.slice(0, -1)) / 100)
    : Number(tolerance);
  const limit = metric.direction === 'higher' ? baseline - distance : baseline + distance;
  const worse = metric.direction === 'higher' ? baseline - value : value - baseline;
  // The limit is computed, so a value that stands on it in decimals may miss it by a rounding error.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(baseline), Math.abs(value), distance);
  const beyond = worse > distance + rounding;
  const allowed = tolerance.endsWith('%') ? `${tolerance.slice(0, -1)} %` : inWords(distance);
  const bounds = {
    ...(Number.isFinite(limit) ? { limit: limit + 0 } : {}),
    bound: metric.direction === 'higher' ? 'at-least' : 'at-most',
  } as const;
  if (worse <= 0) return { ...check('pass', `not worse than the baseline ${inWords(baseline)}`), ...bounds };
  const how = `${inWords(worse)} worse than the baseline ${inWords(baseline)}`;
  return beyond
    ? { ...check('fail', `${how}, more than the ${allowed} that is accepted`), ...bounds }
    : { ...check('pass', `${how}, within the ${allowed} that is accepted`), ...bounds };
}
