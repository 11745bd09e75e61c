// A published run in the runner's terms: outputs, job summary, annotations.
import * as core from '@actions/core';
import type { Comparison } from '../../comparison/comparison.ts';
import type { Settings } from '../../config/settings.ts';
import type { StageOutcome } from '../../pipeline/promotion/assign-stage.ts';
import type { Published } from '../../pipeline/recording/publish-run.ts';
import { gateNotes } from '../../report/gate-notes.ts';
import { canonicalLine } from '../../run/canonical.ts';
import type { Reading } from '../../run/number.ts';
import type { RunRecord } from '../../run/record.ts';
import type { ProvenanceOutputs } from './provenance.ts';

/** Every output of the action. */
export const OUTPUT_NAMES = [
  'run-id',
  'status',
  'verdict',
  'metrics',
  'comparison',
  'report',
  'comment-url',
  'tracking-commit',
  'artifact-id',
  'artifact-url',
  'artifact-digest',
  'model-digest',
  'model-version',
  'release-url',
  'stage',
  'deployment-url',
  'checksums',
  'predicate',
] as const;

/** Every output of the action; what does not apply is undefined. */
export function outputsOf(
  published: Published,
  provenance: ProvenanceOutputs,
): Readonly<Record<(typeof OUTPUT_NAMES)[number], string | undefined>> {
  const { record, artifact, registered } = published;
  return {
    'run-id': record.id,
    status: record.status,
    verdict: published.verdict,
    metrics: canonicalLine(metricsOf(record)),
    comparison: published.reports.comparisonFile,
    report: published.reports.commentFile,
    'comment-url': published.comment?.url,
    'tracking-commit': published.trackingCommit,
    'artifact-id': artifact?.id,
    'artifact-url': artifact?.url,
    'artifact-digest': artifact?.digest,
    'model-digest': record.model.digest,
    'model-version': registered?.version,
    'release-url': registered?.releaseUrl,
    stage: assignedStage(published.stage),
    'deployment-url': undefined,
    ...provenance,
  };
}

/** The stage that a version has now; undefined where it was refused or waits for an approval. */
export function assignedStage(outcome: StageOutcome | undefined): string | undefined {
  return outcome?.outcome === 'assigned' || outcome?.outcome === 'held' ? outcome.promotion.stage : undefined;
}

/** The final metrics by name. */
export function metricsOf({ metrics }: RunRecord): Readonly<Record<string, Reading>> {
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, metric.value]));
}

/** Writes the job summary and annotates what failed. */
export async function announce(published: Published, settings: Settings): Promise<void> {
  const { record, comparison, reports } = published;
  await core.summary.addRaw(reports.summary, true).write();
  if (published.leftTo === 'publish') await announceLeft();
  if (record.status !== 'finished') {
    core.error(record.error?.message ?? `the training was ${record.status}`, {
      title: `mlops: training ${record.status}`,
    });
  }
  annotateGates(comparison, settings);
}

/** What gates say against a run, on the lines of mlops.yaml where they stand. */
export function annotateGates(comparison: Comparison, settings: Settings, leg?: string): void {
  for (const { metric, status, reason, place } of gateNotes(comparison, settings)) {
    const text = `${leg === undefined ? '' : `${leg}: `}${metric}: ${reason}`;
    const where = place === undefined ? {} : { file: place.file, startLine: place.line };
    if (status === 'fail' && settings.failOn !== 'never') core.error(text, { title: 'mlops: gate failed', ...where });
    else core.warning(text, { title: `mlops: gate ${status}`, ...where });
  }
}

/** Said once, where the token of a pull request's job may not write: who will record the run and comment on it. */
export async function announceLeft(): Promise<void> {
  core.notice(`This job's token may not write. ${LEFT}`, { title: 'mlops: left to be published' });
  await core.summary.addRaw(`\n${LEFT}\n`, true).write();
}

const LEFT =
  'The run is kept as a workflow artifact: the workflow with `task: publish` records it and comments on the pull request ' +
  'when this workflow run has ended. Without such a workflow there is no comment.';
