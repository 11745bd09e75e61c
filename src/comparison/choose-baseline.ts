// Which of the runs that may be the baseline is a useful one. Their index lines do not tell, so their records are read. Pure.
import type { Gate } from '../config/schema.ts';
import type { RunRecord } from '../run/record.ts';
import type { BaselineOption } from './baseline.ts';
import { member } from './names.ts';
import { comparisonOf } from './recorded.ts';

/** Most records that are looked at. */
export const MOST_OPTIONS = 10;

export interface ReadOption extends BaselineOption {
  readonly record: RunRecord;
}

/** Against which run, and the gates that are to be judged. */
export interface Candidate {
  readonly record: RunRecord;
  readonly gates: Readonly<Record<string, Gate>>;
}

/** True for a run that no other one can be better than: it has what is compared, and its own gates did not fail. */
export function isUseful(option: ReadOption, candidate: Candidate): boolean {
  return option.choice === 'exact' || defectOf(option, candidate) === undefined;
}

/**
 * The first useful run; else the first one that has the metrics, though its own gates failed; else the first.
 * @param options best first, not empty
 */
export function chooseBaseline(options: readonly [ReadOption, ...ReadOption[]], candidate: Candidate): ReadOption {
  const judged = options.map((option) => ({ option, defect: defectOf(option, candidate) }));
  const place = judged.findIndex(({ option }) => isUseful(option, candidate));
  if (place >= 0) {
    const { option } = judged[place] ?? { option: options[0] };
    const passedOver = judged.slice(0, place).map(({ defect }) => defect);
    return place === 0 ? option : { ...option, how: `${option.how}; passed over: ${counted(passedOver)}` };
  }
  const failed = judged.find(({ defect }) => defect === 'failed its gates')?.option;
  if (failed !== undefined) {
    return { ...failed, how: `${failed.how}, though it failed its gates: no better run was found` };
  }
  return { ...options[0], how: `${options[0].how}, though it lacks the metrics to compare: no better run was found` };
}

type Defect = 'lacks the metrics to compare' | 'failed its gates';

function defectOf({ record, choice }: ReadOption, candidate: Candidate): Defect | undefined {
  if (!hasMetrics(record, candidate)) return 'lacks the metrics to compare';
  const failed = choice === 'rule' && comparisonOf(record)?.verdict?.status === 'fail';
  return failed ? 'failed its gates' : undefined;
}

/** At least one gated metric that the candidate has; where none is gated, any of its metrics. */
function hasMetrics({ metrics }: RunRecord, candidate: Candidate): boolean {
  const own = Object.keys(candidate.record.metrics);
  const gated = own.filter((name) => member(candidate.gates, name) !== undefined);
  const wanted = gated.length > 0 ? gated : own;
  return wanted.length === 0 || wanted.some((name) => member(metrics, name) !== undefined);
}

/** "1 run that failed its gates, 2 runs that lack the metrics to compare". */
function counted(defects: readonly (Defect | undefined)[]): string {
  const known = defects.filter((defect) => defect !== undefined);
  return [...new Set(known)]
    .map((defect) => {
      const count = known.filter((each) => each === defect).length;
      const many = defect === 'failed its gates' ? 'that failed their gates' : 'that lack the metrics to compare';
      return count === 1 ? `1 run that ${defect}` : `${count} runs ${many}`;
    })
    .join(', ');
}
