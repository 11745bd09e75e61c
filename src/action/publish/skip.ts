// Nothing was trained, and that is right: every output is set and empty, the summary says why, a rule that waits for the
// check is content, and a comment on an earlier commit no longer speaks for this one.
import * as core from '@actions/core';
import { MlopsError } from '../../error.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { mayWrite } from '../../pipeline/recording/may-write.ts';
import { postSkippedCheck } from '../../pipeline/reporting/report-check.ts';
import { replaceComment } from '../../pipeline/reporting/report-skipped.ts';
import { actionLog, setOutputs } from '../console.ts';
import { OUTPUT_NAMES } from './announce.ts';
import { portsOf, type Task } from './task.ts';

/** @param reason as a part of a sentence */
export async function skip(reason: string, task: Task, ports?: Ports): Promise<void> {
  setOutputs(Object.fromEntries(OUTPUT_NAMES.map((name) => [name, undefined])));
  actionLog.info(`not trained: ${reason}`);
  await core.summary.addRaw(`### Not trained\n\nAs ${reason}, there is no run.\n`, true).write();
  const { event } = task;
  const isAskedFor = event.pullRequest !== undefined || event.mergeGroup !== undefined;
  if (!isAskedFor || mayWrite(event) === 'no') return;
  try {
    const to = ports ?? (await portsOf(task));
    await postSkippedCheck(reason, task, to);
    await replaceComment(reason, task, to);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    actionLog.warn(`${error.message}. ${error.hint}`);
  }
}
