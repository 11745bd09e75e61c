// All gates → one answer: pass, fail or inconclusive, with every reason.
import type { GateCheck, MetricRow, Verdict } from './comparison.ts';
import { severity } from './gate.ts';
import { byName } from './names.ts';

/**
 * The worst of all gates. Undefined when no gate applies: none is declared, or all of them had to be skipped.
 * Reasons stand worst first, then by metric, so that the order of the gates does not matter.
 */
export function judgeVerdict(rows: readonly MetricRow[]): Verdict | undefined {
  const gated = rows.flatMap(({ name, gate }) => (gate === undefined ? [] : [{ name, gate }]));
  const statuses = gated.map(({ gate }) => gate.status);
  if (statuses.every((status) => status === 'skipped')) return undefined;
  const status = statuses.includes('fail') ? 'fail' : statuses.includes('inconclusive') ? 'inconclusive' : 'pass';
  const reasons = gated.flatMap(({ name, gate }) =>
    gate.checks
      .filter((check) => saysSomething(check, gate.checks))
      .map((check) => ({ metric: name, status: check.status, reason: check.reason })),
  );
  reasons.sort((a, b) => severity(b.status) - severity(a.status) || byName(a.metric, b.metric));
  // A gate warns also where another of its checks fails.
  const warned = gated.some(({ gate }) => gate.checks.some((check) => check.status === 'warn'));
  return { status, warned, reasons };
}

/** That a value is there is a reason only where nothing else was asked. */
function saysSomething(check: GateCheck, all: readonly GateCheck[]): boolean {
  return check.kind !== 'present' || check.status !== 'pass' || all.length === 1;
}
