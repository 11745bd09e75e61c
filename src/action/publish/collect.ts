// `task: collect`: what the jobs of a matrix left behind, in one commit and one comment.
import { mkdir } from 'node:fs/promises';
import * as core from '@actions/core';
import { MlopsError } from '../../error.ts';
import type { Settings } from '../../config/settings.ts';
import { collectRuns, type Collected } from '../../pipeline/recording/collect-runs.ts';
import { findLastTrained } from '../../pipeline/recording/last-trained.ts';
import { findReasonToSkip } from '../../pipeline/recording/reason-to-skip.ts';
import { exitStatusForLegs } from '../../pipeline/settle.ts';
import { legNames } from '../../report/legs-input.ts';
import { canonicalLine } from '../../run/canonical.ts';
import { setOutputs } from '../console.ts';
import { skip } from './skip.ts';
import { portsOf, type Task } from './task.ts';
import { annotateGates, announceLeft, metricsOf } from './announce.ts';

export async function collect(task: Task): Promise<void> {
  const { settings, event } = task;
  const folder = core.getInput('folder', { required: true });
  await mkdir(folder, { recursive: true });
  const ports = await portsOf(task);
  const collected = await collectRuns({ settings, event, folder }, ports).catch((error: unknown) => {
    if (error instanceof MlopsError && error.code === 'not-found') return error;
    throw error;
  });
  if (collected instanceof MlopsError) {
    // The jobs that were to train have asked the same, and left nothing where there was nothing to train.
    const { registry, scratch, log } = ports;
    const findTrained = (): Promise<string | undefined> => findLastTrained(task, ports);
    const skipped = await findReasonToSkip({ settings, event, findTrained, remote: registry.remote, scratch, log });
    if (skipped === undefined) throw collected;
    return skip(skipped, task, ports);
  }
  setOutputs(outputsOf(collected));
  await core.summary.addRaw(collected.reports.summary, true).write();
  if (collected.isLeft) await announceLeft();
  annotate(collected, settings);
  if (collected.failure !== undefined) throw collected.failure;
  const { legs, verdict, missing } = collected;
  const statuses = legs.map(({ record }) => record.status);
  const status = exitStatusForLegs({ statuses, verdict, areMissing: missing.length > 0 }, settings.failOn);
  if (status !== 0) process.exitCode = 1;
}

/** What concerns one run is said of the best. */
function outputsOf(collected: Collected): Readonly<Record<string, string | undefined>> {
  const { best, status, verdict, reports, comment, trackingCommit } = collected;
  const model = best?.record.model;
  return {
    'run-id': best?.record.id,
    status,
    verdict,
    metrics: best === undefined ? undefined : canonicalLine(metricsOf(best.record)),
    comparison: reports.comparisonFile,
    report: reports.commentFile,
    'comment-url': comment?.url,
    'tracking-commit': trackingCommit,
    'artifact-id': model?.artifact?.id,
    'artifact-url': model?.artifact?.url,
    'artifact-digest': model?.artifact?.digest,
    'model-digest': model?.digest,
  };
}

function annotate({ legs, missing }: Collected, settings: Settings): void {
  const names = legNames(legs.map(({ record }) => record));
  for (const { job, found, total } of missing) {
    const text = `${total - found} of the ${total} legs of ${job} left no record`;
    if (settings.failOn === 'never') core.warning(text, { title: 'mlops: leg missing' });
    else core.error(text, { title: 'mlops: leg missing' });
  }
  for (const { record, comparison } of legs) {
    const name = names.get(record.id) ?? record.id;
    if (record.status !== 'finished') {
      core.error(`${name}: ${record.error?.message ?? 'no reason is known'}`, {
        title: `mlops: training ${record.status}`,
      });
    }
    annotateGates(comparison, settings, name);
  }
}
