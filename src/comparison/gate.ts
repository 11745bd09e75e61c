// Gates: each rule looks at one metric and says what it found, or nothing when it does not apply. All of them speak.
import { finiteOf } from '../run/number.ts';
import type { CheckStatus, GateCheck } from './comparison.ts';
import { isTrainingMetric } from './metric-name.ts';
import type { GatedMetric } from './gated-metric.ts';
import { regressionCheck } from './regression.ts';
import { slicesCheck } from './slices-check.ts';
import { testCheck } from './test-check.ts';
import { inWords } from './words.ts';

type GateRule = (metric: GatedMetric) => GateCheck | undefined;

const RULES: readonly GateRule[] = [
  present,
  atLeast,
  atMost,
  warning,
  notOnTrainingData,
  regressionCheck,
  testCheck,
  slicesCheck,
];

/** Every condition of a metric's gate, judged. */
export function judgeGate(metric: GatedMetric): {
  readonly status: CheckStatus;
  readonly checks: readonly GateCheck[];
} {
  const checks = RULES.map((rule) => rule(metric)).filter((check) => check !== undefined);
  return { status: statusOf(checks), checks };
}

const SEVERITY: readonly CheckStatus[] = ['skipped', 'pass', 'warn', 'inconclusive', 'fail'];

/** Position in the order skipped, pass, warn, inconclusive, fail. */
export function severity(status: CheckStatus): number {
  return SEVERITY.indexOf(status);
}

/**
 * The worst of the checks. That a value is there is no evidence of its own: where every other check had to be skipped
 * the gate is skipped too.
 */
function statusOf(checks: readonly GateCheck[]): CheckStatus {
  const limits = checks.filter((check) => check.kind !== 'present');
  const judged = limits.length === 0 || checks.some((check) => check.kind === 'present' && check.status !== 'pass');
  return (judged ? checks : limits)
    .map((check) => check.status)
    .reduce((worst, status) => (severity(status) > severity(worst) ? status : worst), 'skipped');
}

/** Missing, NaN and infinite values never pass. */
function present({ candidate }: GatedMetric): GateCheck {
  if (finiteOf(candidate) !== undefined) return { kind: 'present', status: 'pass', reason: 'the run reported it' };
  const reason = candidate === undefined ? 'missing: the run did not report it' : `${candidate} is not a finite number`;
  return { kind: 'present', status: 'fail', reason };
}

function atLeast({ gate: { min }, candidate }: GatedMetric): GateCheck | undefined {
  const value = finiteOf(candidate);
  if (min === undefined || value === undefined) return undefined;
  // Adding zero makes 0 of -0, which JSON cannot hold.
  const bounds = { kind: 'min', limit: min + 0, bound: 'at-least' } as const;
  if (value >= min) return { ...bounds, status: 'pass', reason: `${inWords(value)} is at least ${inWords(min)}` };
  return { ...bounds, status: 'fail', reason: `${inWords(value)} is below the minimum of ${inWords(min)}` };
}

function atMost({ gate: { max }, candidate }: GatedMetric): GateCheck | undefined {
  const value = finiteOf(candidate);
  if (max === undefined || value === undefined) return undefined;
  const bounds = { kind: 'max', limit: max + 0, bound: 'at-most' } as const;
  if (value <= max) return { ...bounds, status: 'pass', reason: `${inWords(value)} is at most ${inWords(max)}` };
  return { ...bounds, status: 'fail', reason: `${inWords(value)} is above the maximum of ${inWords(max)}` };
}

/** Beyond `warn` on the side of the limit: above it when the limit is a maximum, below it when it is a minimum. */
function warning({ gate: { warn, min, max }, direction, candidate }: GatedMetric): GateCheck | undefined {
  const value = finiteOf(candidate);
  if (warn === undefined || value === undefined) return undefined;
  const side =
    (min === undefined) === (max === undefined)
      ? direction
      : max === undefined
        ? ('higher' as const)
        : ('lower' as const);
  if (side === 'unknown') {
    return {
      kind: 'warn',
      status: 'inconclusive',
      reason:
        'it is not known which side of the warning level is bad; add "better: higher" or "better: lower" to the gate',
    };
  }
  const bounds = { kind: 'warn', limit: warn + 0, bound: side === 'lower' ? 'at-most' : 'at-least' } as const;
  const beyond = side === 'lower' ? value > warn : value < warn;
  const relation = side === 'lower' ? (beyond ? 'above' : 'at most') : beyond ? 'below' : 'at least';
  const reason = `${inWords(value)} is ${relation} ${beyond ? 'the warning level of ' : ''}${inWords(warn)}`;
  return { ...bounds, status: beyond ? 'warn' : 'pass', reason };
}

function notOnTrainingData({ name }: GatedMetric): GateCheck | undefined {
  if (!isTrainingMetric(name)) return undefined;
  return {
    kind: 'warn',
    status: 'warn',
    reason: 'measured on the training data, where an overfitted model looks best; gate a validation metric instead',
  };
}
