// The runs of a matrix together: which of them count, which are absent, what they say as one, and which is the best. Pure.
import { canonicalLine } from '../run/canonical.ts';
import { legOf } from '../run/leg.ts';
import { finiteOf } from '../run/number.ts';
import type { RunRecord, RunStatus } from '../run/record.ts';
import type { Comparison, VerdictStatus } from './comparison.ts';

/** A run of the matrix and how it stands against its baseline. */
export interface Leg {
  readonly record: RunRecord;
  readonly comparison: Comparison;
}

/** A job whose matrix has more legs than left a record. */
export interface MissingLegs {
  readonly job: string;
  /** How many legs its matrix has. */
  readonly total: number;
  /** How many of them left a record, in any attempt. */
  readonly found: number;
}

/**
 * The runs that count: of each leg those of its latest attempt, so that a job that was run again stands for itself. Ordered
 * by leg and time.
 */
export function latestAttempts(records: readonly RunRecord[]): readonly RunRecord[] {
  const latest = new Map<string, number>();
  for (const record of records) {
    const key = keyOf(record);
    latest.set(key, Math.max(latest.get(key) ?? 0, attemptNumber(record)));
  }
  return records
    .filter((record) => attemptNumber(record) === latest.get(keyOf(record)))
    .toSorted((a, b) => compareTexts(keyOf(a), keyOf(b)) || compareTexts(a.id, b.id));
}

/** Legs without any record: cancelled before they ran, or lost with their machine. Their names are not known. */
export function missingLegs(records: readonly RunRecord[]): readonly MissingLegs[] {
  const jobs = new Map<string, { total: number; legs: Set<string> }>();
  for (const record of records) {
    const leg = legOf(record);
    const { job = '', job_total: total } = record.trigger;
    if (leg === undefined || total === undefined) continue;
    const known = jobs.get(job) ?? { total: 0, legs: new Set() };
    known.total = Math.max(known.total, total);
    known.legs.add(leg);
    jobs.set(job, known);
  }
  return [...jobs].flatMap(([job, { total, legs }]) => (legs.size < total ? [{ job, total, found: legs.size }] : []));
}

/** The worst of all legs, a leg without a record counting as killed. */
export function worstStatus(legs: readonly Leg[], missing: readonly MissingLegs[]): RunStatus {
  const statuses = legs.map(({ record }) => record.status);
  if (statuses.includes('failed')) return 'failed';
  return statuses.includes('killed') || missing.length > 0 ? 'killed' : 'finished';
}

/**
 * The worst of all legs. Of a leg that broke off or left no record nothing is known, so with one of them no gate passes.
 * Undefined when no gate applies to any leg.
 */
export function worstVerdict(legs: readonly Leg[], missing: readonly MissingLegs[]): VerdictStatus | undefined {
  const verdicts = legs.flatMap(({ comparison: { verdict } }) => (verdict === undefined ? [] : [verdict.status]));
  if (verdicts.length === 0) return undefined;
  if (verdicts.includes('fail')) return 'fail';
  const isOpen = missing.length > 0 || legs.some(({ record }) => record.status !== 'finished');
  return isOpen || verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}

/**
 * The leg that a version could be made of: the best by the primary metric among those that finished and did not fail.
 * Undefined where nothing ranks them: no such leg, several models, or a metric without a direction.
 */
export function bestLeg(legs: readonly Leg[]): Leg | undefined {
  const sound = legs.filter(
    ({ record, comparison: { verdict } }) =>
      record.status === 'finished' && (verdict === undefined || verdict.status === 'pass'),
  );
  const [first, ...others] = sound;
  if (first === undefined || others.length === 0) return first;
  const { name, direction } = first.comparison.rows.find(({ primary }) => primary) ?? {};
  if (name === undefined || direction === undefined || direction === 'unknown') return undefined;
  if (others.some(({ record }) => record.model.name !== first.record.model.name)) return undefined;
  const valueOf = ({ comparison }: Leg): number => {
    const row = comparison.rows.find((each) => each.primary && each.name === name && each.direction === direction);
    const value = finiteOf(row?.candidate);
    return value === undefined ? Infinity : direction === 'lower' ? value : -value;
  };
  const best = sound.toSorted((a, b) => valueOf(a) - valueOf(b))[0] ?? first;
  return valueOf(best) === Infinity ? undefined : best;
}

/** Runs of one job, leg, experiment and model are attempts at the same. */
function keyOf({ experiment, model, trigger: { job, matrix } }: RunRecord): string {
  return canonicalLine([job ?? '', matrix ?? {}, experiment, model.name]);
}

function attemptNumber({ trigger: { attempt } }: RunRecord): number {
  return attempt ?? 1;
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function compareTexts(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
