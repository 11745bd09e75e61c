// What is known of a version that wants a stage, and what the gates say of it beside the version that has the stage now.
// The verdict that its run was recorded with counts where it was against that very version; otherwise the two are compared
// anew, with what both runs kept.
import { comparisonOf } from '../../comparison/recorded.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import type { Settings } from '../../config/settings.ts';
import type { Ban } from '../../registry/ban.ts';
import type { Challenger } from '../../registry/decide-promotion.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import { gateResultsOf, type GateResult } from '../../registry/gate-results.ts';
import type { Artifact, ModelVersion } from '../../registry/state.ts';
import { doubtsOn } from '../../registry/version-doubt.ts';
import type { RunRecord } from '../../run/record.ts';
import { currentRecord } from '../../run/state.ts';
import type { TrackedRun } from '../../tracking/history.ts';
import { applyAcceptances } from '../judging/apply-acceptances.ts';
import { compareWithHistory } from '../judging/compare-run.ts';
import { gatherKeptEvidence } from '../judging/gather-evidence.ts';
import type { Ports } from '../ports.ts';
import { findTracked } from '../versions/version-chain.ts';

export interface Judged {
  readonly challenger: Challenger;
  /** The run that it was compared with; the version is named where it holds the stage. */
  readonly comparedWith: { readonly run: string; readonly version?: string } | undefined;
  readonly gates: readonly GateResult[];
}

type JudgePorts = Pick<Ports, 'history' | 'artifacts' | 'scratch' | 'registry' | 'log'>;

const MOST_REASONS = 5;

/**
 * @param champion the version that holds the stage; undefined when none does
 * @throws MlopsError when the history cannot be read
 */
export async function judgeChallenger(
  version: ModelVersion,
  facts: {
    readonly artifact: Artifact;
    readonly champion: ModelVersion | undefined;
    readonly ban: Ban | undefined;
    readonly settings: Settings;
    /** Nobody looks at the decision: it spends some of the chance of an error that all of them share. */
    readonly isAutomatic: boolean;
  },
  ports: JudgePorts,
): Promise<Judged> {
  const { artifact, champion, ban } = facts;
  const { registration } = version;
  const evidence = evidenceOf(version);
  const tracked = evidence === undefined ? undefined : await findTracked(evidence.run, ports.history);
  const compared = tracked === undefined ? undefined : await comparisonWith(champion, tracked, facts, ports);
  const comparison = tracked && compared?.comparison && (await accepted(compared.comparison, tracked.record, ports));
  const verdict = comparison?.verdict;
  const reasons = verdict?.reasons.filter(({ status }) => status === verdict.status) ?? [];
  return {
    challenger: {
      version: version.version,
      evidence,
      run: tracked === undefined ? undefined : challengerRun(tracked, tracked.line.deleted === true),
      doubts:
        registration === undefined || evidence === undefined || tracked === undefined
          ? []
          : doubtsOn(registration, evidence, tracked),
      verdict: verdict?.status,
      reasons: reasons.slice(0, MOST_REASONS).map(({ metric, reason }) => `${metric}: ${reason}`),
      ban,
      unknownChampion: champion !== undefined && evidenceOf(champion) === undefined ? champion.version : undefined,
      isDeprecated: !artifact.isActive,
    },
    comparedWith: compared?.with,
    gates: comparison === undefined ? [] : gateResultsOf(comparison),
  };
}

function challengerRun({ record, state }: TrackedRun, isDeleted: boolean): Challenger['run'] {
  return {
    id: record.id,
    status: currentRecord(record, state).status,
    isDirty: record.source.dirty,
    isFork: record.source.fork !== undefined,
    isDeleted,
  };
}

interface Compared {
  readonly comparison: Comparison | undefined;
  readonly with: Judged['comparedWith'];
}

/** The same in the light of what people accepted since. */
async function accepted(comparison: Comparison, record: RunRecord, { history }: JudgePorts): Promise<Comparison> {
  return (await applyAcceptances({ comparison, baseRecord: undefined }, record, history)).comparison;
}

/** The comparison that counts, before anything that was accepted of it. */
async function comparisonWith(
  champion: ModelVersion | undefined,
  { record }: TrackedRun,
  { settings, isAutomatic }: { readonly settings: Settings; readonly isAutomatic: boolean },
  ports: JudgePorts,
): Promise<Compared> {
  const recorded = comparisonOf(record);
  const before = recorded?.baseline === undefined ? undefined : { run: recorded.baseline.run };
  const championRun = champion === undefined ? undefined : evidenceOf(champion)?.run;
  if (champion === undefined || championRun === undefined || championRun === record.id) {
    return { comparison: recorded, with: before };
  }
  const { version } = champion;
  if (before?.run === championRun && recorded?.verdict !== undefined) {
    return { comparison: recorded, with: { ...before, version } };
  }
  ports.log.info(`comparing ${record.id.slice(0, 12)} with ${version}, which holds the stage`);
  const { history } = ports;
  const judged = await compareWithHistory(record, {
    history,
    settings: { ...settings, baseline: championRun },
    pullRequest: undefined,
    isAutomatic,
    champion: championRun,
    resolveVersion: async () => championRun,
    gatherEvidence: (baseline) => gatherKeptEvidence(record, baseline, ports),
  });
  return { comparison: judged.comparison, with: { run: championRun, version } };
}
