// The one metric that the headline is about.
import type { Gate } from '../config/schema.ts';
import { directionOf, knownQuality } from './direction.ts';
import { isCount, isTrainingMetric } from './metric-name.ts';
import { byName } from './names.ts';

/**
 * The gate's `primary`, else the one that is tested for superiority, else the first gated metric, else the first by name whose direction is known (qualities before
 * costs). Training metrics and counts never become primary by themselves.
 */
export function choosePrimary(names: readonly string[], gates: Readonly<Record<string, Gate>>): string | undefined {
  const declared = Object.entries(gates);
  const named = (
    declared.find(([, gate]) => gate.primary === true) ?? declared.find(([, gate]) => gate.test === 'superiority')
  )?.[0];
  if (named !== undefined) return named;
  const gated = declared.find(([name]) => !isTrainingMetric(name)) ?? declared[0];
  if (gated !== undefined) return gated[0];
  const candidates = names.filter((name) => !isTrainingMetric(name) && !isCount(name)).toSorted(byName);
  return (
    candidates.find((name) => knownQuality(name) !== undefined) ??
    candidates.find((name) => directionOf(name, undefined) !== 'unknown')
  );
}
