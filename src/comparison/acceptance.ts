// Gates that a person answers for: what the verdict is without them. What was measured and how the gates judged it stays. Pure.
import type { AcceptedGate, CheckStatus, Comparison, MetricRow } from './comparison.ts';
import { judgeVerdict } from './verdict.ts';

/** What there is to accept. */
const OPEN: readonly CheckStatus[] = ['fail', 'inconclusive', 'warn'];

/** The gates that can be accepted: those that failed, were inconclusive or warn. */
export function acceptableGates({ rows }: Pick<Comparison, 'rows'>): readonly MetricRow[] {
  return rows.filter(({ gate }) => gate !== undefined && OPEN.includes(gate.status));
}

/**
 * The comparison with the verdict of the gates that nobody accepted. It warns where one was, for an accepted gate is not
 * one that passed.
 * @param accepted of one gate the last one counts; of gates that passed none does
 */
export function withAccepted(comparison: Comparison, accepted: readonly AcceptedGate[]): Comparison {
  const { verdict, rows } = comparison;
  if (verdict === undefined) return comparison;
  const latest = new Map([...(verdict.accepted ?? []), ...accepted].map((each) => [each.gate, each]));
  const counting = acceptableGates(comparison).flatMap(({ name }) => latest.get(name) ?? []);
  if (counting.length === 0) return comparison;
  const left = judgeVerdict(rows.filter(({ name }) => !counting.some(({ gate }) => gate === name)));
  return { ...comparison, verdict: { ...verdict, status: left?.status ?? 'pass', warned: true, accepted: counting } };
}

/** What a person said of the gate of a metric; undefined where nobody accepted it. */
export function acceptanceOf({ verdict }: Pick<Comparison, 'verdict'>, metric: string): AcceptedGate | undefined {
  return verdict?.accepted?.find(({ gate }) => gate === metric);
}
