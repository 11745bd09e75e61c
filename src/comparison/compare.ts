// Two runs, a history and gates → a comparison. Plain JSON comes out, so that it can stand in the run record.
import { Decision, type Gate } from '../config/schema.ts';
import type { RunRecord } from '../run/record.ts';
import { compareContext } from './changes.ts';
import { chooseEvidence, type GatheredEvidence } from './choose-evidence.ts';
import type { BaselineChoice, Comparison } from './comparison.ts';
import { byName, member } from './names.ts';
import { compareMetric } from './metric-row.ts';
import { choosePrimary } from './primary.ts';
import { unfinishedRow } from './unfinished.ts';
import { summarizeSlices } from './slice-summary.ts';
import { judgeVerdict } from './verdict.ts';

export interface CompareFacts {
  readonly candidate: RunRecord;
  readonly baseline?: { readonly record: RunRecord; readonly choice: BaselineChoice } | undefined;
  /** Why there is no baseline, when there is none. */
  readonly noBaseline?: string | undefined;
  /** True where the baseline that is not there was asked for by name. */
  readonly isBaselineNamed?: boolean | undefined;
  /** Runs on the baseline's branch, oldest first, the candidate not among them. */
  readonly history: readonly RunRecord[];
  readonly gates: Readonly<Record<string, Gate>>;
  /** How sure decisions have to be; the default of the configuration. */
  readonly decision?: Decision | undefined;
  /** Which automatic decision since the last version this is, from 1; absent where none is made. */
  readonly decisionIndex?: number | undefined;
  /** Rows and repeats of the two runs; without them the history is all there is to judge by. */
  readonly evidence?: GatheredEvidence | undefined;
}

/** Compares a run with its baseline and judges its gates. Rows: gated metrics as declared, then the others by name. */
export function compareRuns(facts: CompareFacts): Comparison {
  const { candidate, baseline, noBaseline, history, gates } = facts;
  const base = baseline?.record;
  const why = baseline === undefined ? (noBaseline ?? 'there is no baseline') : undefined;
  const namedBaselineMissing = baseline === undefined && facts.isBaselineNamed === true;
  const reported = new Set([...Object.keys(candidate.metrics), ...Object.keys(base?.metrics ?? {})]);
  const names = new Set([...Object.keys(gates), ...[...reported].toSorted(byName)]);
  const primary = choosePrimary([...reported], gates);
  const changes = base === undefined ? undefined : compareContext(base, candidate);
  const known = {
    history,
    baselineRun: base,
    evidence: facts.evidence ?? {},
    decision: facts.decision ?? Decision.parse({}),
    decisionIndex: facts.decisionIndex,
    changedData: changes?.data.map(({ name }) => name) ?? [],
  };
  const compared = [...names].map((name) =>
    compareMetric({
      name,
      candidate: member(candidate.metrics, name),
      baseline: base === undefined ? undefined : member(base.metrics, name),
      noBaseline: why,
      namedBaselineMissing,
      gate: member(gates, name),
      primary: name === primary,
      ...known,
    }),
  );
  const rows = candidate.status === 'finished' ? compared : compared.map(unfinishedRow);
  const slices = summarizeSlices(facts.evidence?.rows);
  const verdict = judgeVerdict(rows);
  return {
    schema: 1,
    run: candidate.id,
    ...(baseline === undefined ? {} : { baseline: baseline.choice }),
    ...(why === undefined ? {} : { noBaseline: why }),
    ...(namedBaselineMissing ? { namedBaselineMissing } : {}),
    rows,
    ...(changes === undefined ? {} : { changes }),
    ...(base === undefined
      ? {}
      : { evidence: chooseEvidence({ gathered: facts.evidence ?? {}, baseline: base, history, metric: primary }) }),
    ...(slices === undefined ? {} : { slices }),
    ...(verdict === undefined ? {} : { verdict }),
    historyRuns: history.map((run) => ({ run: run.id, commit: run.source.commit.slice(0, 7) })),
  };
}

/** The choice as it stands in the comparison. */
export function baselineChoice(record: RunRecord, how: string): BaselineChoice {
  const { commit, branch } = record.source;
  return { run: record.id, commit, ...(branch === undefined ? {} : { branch }), how };
}
