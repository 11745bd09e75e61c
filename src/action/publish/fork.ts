// `task: publish`: what the jobs of a pull request left because their token may not write.
import { mkdir } from 'node:fs/promises';
import * as core from '@actions/core';
import { parseWorkflowRun } from '../../forge/workflow-run.ts';
import { publishFork, type PublishedFork } from '../../pipeline/recording/publish-fork.ts';
import { md } from '../../report/markdown.ts';
import { canonicalLine } from '../../run/canonical.ts';
import { setOutputs } from '../console.ts';
import { readPayload } from '../context.ts';
import { metricsOf } from './announce.ts';
import { requireOwnCode } from './own-code.ts';
import { portsOf, type Task } from './task.ts';

export async function publishLeft(task: Task): Promise<void> {
  const { settings, event } = task;
  const run = parseWorkflowRun(await readPayload());
  requireOwnCode(event, 'what the fork left is read from its artifacts');
  const folder = core.getInput('folder', { required: true });
  await mkdir(folder, { recursive: true });
  const published = await publishFork({ settings, event, run, folder }, await portsOf(task));
  setOutputs(outputsOf(published));
  await core.summary.addRaw(summaryOf(published), true).write();
  if (published.failure !== undefined) throw published.failure;
}

/** The verdict is about the fork's run and no reason for this job to fail; with several runs nothing is said of one. */
function outputsOf(published: PublishedFork): Readonly<Record<string, string | undefined>> {
  const { runs, missing, status, verdict, reports, comment, trackingCommit } = published;
  const only = runs.length + missing.length === 1 ? runs[0]?.record : undefined;
  return {
    'run-id': only?.id,
    status,
    verdict,
    metrics: only === undefined ? undefined : canonicalLine(metricsOf(only)),
    comparison: reports?.comparisonFile,
    report: reports?.commentFile,
    'comment-url': comment?.url,
    'tracking-commit': trackingCommit,
    'model-digest': only?.model.digest,
  };
}

function summaryOf({ reports, notes }: PublishedFork): string {
  const words = notes.map((text) => `- ${md(text, 300)}`).join('\n');
  return [reports?.summary ?? '### Nothing was published', words].filter((text) => text !== '').join('\n\n');
}
