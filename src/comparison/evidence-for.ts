// Which evidence there is about one metric, best first. Pure.
import type { RunRecord } from '../run/record.ts';
import { pastValues, type GatheredEvidence } from './choose-evidence.ts';
import type { Evidence } from './evidence.ts';
import { member } from './names.ts';

/** Rows, then repeats, then the history of the baseline's configuration. */
export function evidenceFor(
  metric: string,
  { rows, repeats }: GatheredEvidence,
  history: readonly RunRecord[],
  baseline: RunRecord | undefined,
): readonly Evidence[] {
  const own = repeats === undefined ? undefined : member(repeats, metric);
  return [
    ...(rows === undefined ? [] : [rows]),
    ...(own === undefined ? [] : [own]),
    { kind: 'history', values: baseline === undefined ? [] : pastValues(metric, baseline, history) },
  ];
}
