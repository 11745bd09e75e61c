// What a difference of two runs can be judged by, the best of it named, with why the better kinds were passed over. Pure.
import { canonicalLine } from '../run/canonical.ts';
import { finiteOf } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { EvidenceSummary } from './comparison.ts';
import type { PairedRows, Repeats } from './evidence.ts';
import { member } from './names.ts';
import { LEAST_RUNS } from './noise.ts';

/** What two runs left to judge their difference by. */
export interface GatheredEvidence {
  readonly rows?: PairedRows;
  /** Why there are no rows, in words. */
  readonly noRows?: string;
  /** By metric. */
  readonly repeats?: Readonly<Record<string, Repeats>>;
  /** Why there are no repeats, in words. */
  readonly noRepeats?: string;
}

/** Fewer repeats show no spread. */
const LEAST_REPEATS = 3;

export interface EvidenceFacts {
  readonly gathered: GatheredEvidence;
  readonly baseline: RunRecord;
  /** Runs on the baseline's branch, oldest first, the candidate not among them. */
  readonly history: readonly RunRecord[];
  /** The metric that is decided on. */
  readonly metric: string | undefined;
}

/** Rows, then repeats, then the history of the same configuration, then nothing but one number of each run. */
export function chooseEvidence({ gathered, baseline, history, metric }: EvidenceFacts): EvidenceSummary {
  const { rows, repeats } = gathered;
  const passedOver: string[] = [];
  if (rows !== undefined) return { ...rowsSummary(rows), passedOver };
  passedOver.push(`rows: ${gathered.noRows ?? 'no predictions were written'}`);
  const own = metric === undefined || repeats === undefined ? undefined : member(repeats, metric);
  if (own !== undefined && Math.min(own.candidate.length, own.baseline.length) >= LEAST_REPEATS) {
    return { kind: 'repeats', how: repeatsWords(own), passedOver };
  }
  passedOver.push(`repeats: ${own === undefined ? (gathered.noRepeats ?? 'there are none') : 'there are too few'}`);
  const values = metric === undefined ? [] : pastValues(metric, baseline, history);
  if (values.length >= LEAST_RUNS && new Set(values).size > 1) {
    return { kind: 'history', how: `${values.length} earlier runs of the baseline's configuration`, passedOver };
  }
  const why =
    values.length < LEAST_RUNS
      ? `${values.length} runs of the baseline's configuration`
      : `all ${values.length} runs of the baseline's configuration gave the same value`;
  passedOver.push(`history: ${why}`);
  return { kind: 'single', how: 'no noise estimate: one value of each run', passedOver };
}

/** Finite values of the runs with the params of the baseline: what another configuration gives is no noise of it. */
export function pastValues(metric: string, baseline: RunRecord, history: readonly RunRecord[]): readonly number[] {
  const params = canonicalLine(baseline.params);
  return history
    .filter((run) => canonicalLine(run.params) === params)
    .map((run) => finiteOf(member(run.metrics, metric)?.value))
    .filter((value) => value !== undefined);
}

function rowsSummary({ target, lost, source, holdout }: PairedRows): Omit<EvidenceSummary, 'passedOver'> {
  const champion = source === 're-scored' ? 'the champion scored by this training' : 'the baseline as it was recorded';
  const alone = lost.baseline + lost.candidate;
  const lostWords = alone === 0 ? '' : `; ${alone} rows that only one of them has are left out`;
  return {
    kind: 'paired-rows',
    how: `predictions of both for the same ${target.length} rows, ${champion}${lostWords}`,
    rows: target.length,
    lost,
    source,
    holdout,
  };
}

function repeatsWords({ unit, candidate, baseline, paired }: Repeats): string {
  if (paired) return `${candidate.length} ${unit}s of both runs, the same ones`;
  return `${baseline.length} ${unit}s of the baseline and ${candidate.length} others of this run`;
}
