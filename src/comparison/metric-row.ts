// One metric of two runs, side by side.
import type { Decision, Gate } from '../config/schema.ts';
import { finiteOf } from '../run/number.ts';
import type { Metric, RunRecord } from '../run/record.ts';
import type { Direction, GateCheck, MetricRow, Movement, Noise } from './comparison.ts';
import { directionOf } from './direction.ts';
import { evidenceFor, type KnownEvidence } from './evidence-for.ts';
import { judgeGate } from './gate.ts';
import { isCount } from './metric-name.ts';
import { estimateNoise, noiseLimit } from './noise.ts';
import { trendOf } from './trend.ts';

export interface RowFacts {
  readonly name: string;
  readonly candidate: Metric | undefined;
  readonly baseline: Metric | undefined;
  readonly noBaseline: string | undefined;
  readonly namedBaselineMissing: boolean;
  readonly gate: Gate | undefined;
  readonly primary: boolean;
  /** Oldest first. */
  readonly history: readonly RunRecord[];
  readonly baselineRun: RunRecord | undefined;
  readonly evidence: KnownEvidence;
  readonly decision: Decision;
  readonly decisionIndex: number | undefined;
  readonly changedData: readonly string[];
}

export function compareMetric(facts: RowFacts): MetricRow {
  const { name, gate, primary, noBaseline, namedBaselineMissing } = facts;
  const candidate = facts.candidate?.value;
  const baseline = facts.baseline?.value;
  const unit = facts.candidate?.unit ?? facts.baseline?.unit;
  const unitsDiffer = unitOf(facts.candidate, unit) !== unitOf(facts.baseline, unit);
  const direction = directionOf(name, gate);
  // Whoever gates a count wants it judged.
  const count = gate === undefined && isCount(name);
  const history = trendOf(name, facts.history);
  const noise = estimateNoise(history);
  const delta = unitsDiffer ? undefined : difference(finiteOf(candidate), finiteOf(baseline));
  const relative = quotient(delta, finiteOf(baseline));
  const judged =
    gate === undefined
      ? undefined
      : judgeGate({
          name,
          gate,
          direction,
          candidate,
          baseline,
          noBaseline,
          namedBaselineMissing,
          unitsDiffer,
          evidence: evidenceFor(name, facts.evidence, facts.history, facts.baselineRun),
          noRows: facts.evidence.noRows,
          decision: facts.decision,
          decisionIndex: facts.decisionIndex,
          changedData: facts.changedData,
        });
  const shown = judged?.checks.find(isOfBothRuns)?.difference;
  return {
    name,
    direction,
    ...(unit === undefined ? {} : { unit }),
    primary,
    ...(baseline === undefined ? {} : { baseline }),
    ...(candidate === undefined ? {} : { candidate }),
    ...(delta === undefined ? {} : { delta }),
    ...(relative === undefined ? {} : { relative }),
    movement: movementOf({
      candidate,
      baseline,
      delta,
      direction: count ? 'unknown' : direction,
      isNoise: (size) => (shown === undefined ? isWithin(size, noise) : spansZero(shown.interval)),
    }),
    ...(noise === undefined ? {} : { noise }),
    ...(judged === undefined ? {} : { gate: judged }),
    history,
    count,
  };
}

function movementOf(row: {
  readonly candidate: Metric['value'] | undefined;
  readonly baseline: Metric['value'] | undefined;
  readonly delta: number | undefined;
  readonly direction: Direction;
  readonly isNoise: (size: number) => boolean;
}): Movement {
  const { candidate, baseline, delta, direction, isNoise } = row;
  if (candidate === undefined) return 'missing';
  if (finiteOf(candidate) === undefined) return 'not-finite';
  if (baseline === undefined) return 'new';
  if (finiteOf(baseline) === undefined) return 'not-finite';
  if (delta === undefined) return 'changed';
  if (delta === 0) return 'same';
  if (isNoise(Math.abs(delta))) return 'within-noise';
  if (direction === 'unknown') return 'changed';
  return delta > 0 === (direction === 'higher') ? 'better' : 'worse';
}

/** Rows and repeats tell more of these two runs than the history, and slices less. */
function isOfBothRuns({ kind, difference }: GateCheck): boolean {
  return difference !== undefined && difference.evidence !== 'history' && kind !== 'slices';
}

function isWithin(size: number, noise: Noise | undefined): boolean {
  return noise !== undefined && size < noiseLimit(noise);
}

function spansZero([low, high]: readonly [number, number]): boolean {
  return low <= 0 && high >= 0;
}

/** A run without the metric, or with no unit declared, is taken to use the other's. */
function unitOf(metric: Metric | undefined, otherwise: string | undefined): string | undefined {
  return metric?.unit ?? otherwise;
}

/** Undefined where there is nothing to subtract or the difference is beyond what a double holds. */
function difference(candidate: number | undefined, baseline: number | undefined): number | undefined {
  if (candidate === undefined || baseline === undefined) return undefined;
  return finite(candidate - baseline);
}

function quotient(delta: number | undefined, baseline: number | undefined): number | undefined {
  if (delta === undefined || baseline === undefined || baseline === 0) return undefined;
  return finite(delta / Math.abs(baseline));
}

/** JSON knows neither NaN nor Infinity. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
