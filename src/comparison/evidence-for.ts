// Which evidence there is about one metric, best first. Pure.
import { canonicalLine } from '../run/canonical.ts';
import type { RunRecord } from '../run/record.ts';
import type { Evidence, PairedRows, Repeats } from './evidence.ts';
import { member } from './names.ts';
import { trendOf } from './trend.ts';

/** What two runs left to judge their difference by. */
export interface KnownEvidence {
  readonly rows?: PairedRows;
  /** Why there are no rows although there are predictions, in words. */
  readonly noRows?: string;
  /** By metric. */
  readonly repeats?: Readonly<Record<string, Repeats>>;
}

/**
 * Rows, then repeats, then the history: values of the runs with the baseline's params, since what another configuration
 * gives is no noise of this one.
 */
export function evidenceFor(
  metric: string,
  known: KnownEvidence,
  history: readonly RunRecord[],
  baseline: RunRecord | undefined,
): readonly Evidence[] {
  const repeats = known.repeats === undefined ? undefined : member(known.repeats, metric);
  const params = canonicalLine(baseline?.params ?? {});
  const alike = history.filter((run) => canonicalLine(run.params) === params);
  return [
    ...(known.rows === undefined ? [] : [known.rows]),
    ...(repeats === undefined ? [] : [repeats]),
    { kind: 'history', values: trendOf(metric, alike).filter((value) => value !== null) },
  ];
}
