// Repeats as two records have them → repeats side by side. Pure.
import { finiteOf } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { GatheredEvidence } from './choose-evidence.ts';
import type { Repeats } from './evidence.ts';
import { member } from './names.ts';

type Runs = { readonly candidate: RunRecord; readonly baseline: RunRecord };

/** Repeats of every metric that both runs have; a repeat without a finite value is left out. */
export function pairRepeats({ candidate, baseline }: Runs): Pick<GatheredEvidence, 'repeats' | 'noRepeats'> {
  const [own, other] = [candidate.repeats, baseline.repeats];
  if (own === undefined && other === undefined) return { noRepeats: 'neither run was repeated' };
  if (own === undefined) return { noRepeats: 'this run was not repeated' };
  if (other === undefined) return { noRepeats: 'the baseline was not repeated' };
  if (own.unit !== other.unit) return { noRepeats: `${own.unit}s of this run, ${other.unit}s of the baseline` };
  const metrics = Object.keys(own.values).filter((name) => member(other.values, name) !== undefined);
  const pair = (name: string): Repeats => {
    const [now, before] = [finiteValues(own.values, name), finiteValues(other.values, name)];
    const paired = now.size === before.size && [...now.keys()].every((key) => before.has(key));
    return {
      kind: 'repeats',
      unit: own.unit,
      candidate: [...now.values()],
      baseline: paired ? [...now.keys()].map((key) => before.get(key) ?? Number.NaN) : [...before.values()],
      paired,
      ...(own.test_share === undefined ? {} : { testShare: own.test_share }),
    };
  };
  if (metrics.length === 0) return { noRepeats: 'of no metric do both runs have repeats' };
  return { repeats: Object.fromEntries(metrics.map((name) => [name, pair(name)])) };
}

function finiteValues(
  values: NonNullable<RunRecord['repeats']>['values'],
  metric: string,
): ReadonlyMap<string, number> {
  const own = Object.entries(member(values, metric) ?? {});
  return new Map(
    own.flatMap(([key, value]) => {
      const finite = finiteOf(value);
      return finite === undefined ? [] : [[key, finite] as const];
    }),
  );
}
