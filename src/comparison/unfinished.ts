// A training that broke off proves nothing by what it had measured until then.
import type { CheckStatus, GateCheck, MetricRow } from './comparison.ts';
import { severity } from './gate.ts';

const REASON = 'the training did not finish';

/** A row of a run that did not finish: a gate that fails stays so, any other is inconclusive. */
export function unfinishedRow(row: MetricRow): MetricRow {
  if (row.gate === undefined) return row;
  const checks = row.gate.checks.map((check): GateCheck =>
    check.kind === 'present' && check.status === 'pass' ? { ...check, status: 'inconclusive', reason: REASON } : check,
  );
  const worst = (a: CheckStatus, { status }: GateCheck): CheckStatus => (severity(status) > severity(a) ? status : a);
  return { ...row, gate: { status: checks.reduce(worst, row.gate.status), checks } };
}
