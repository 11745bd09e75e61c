// `task: sync`: records that earlier workflow runs could not write.
import * as core from '@actions/core';
import { syncRecords, type SyncedRecords } from '../../pipeline/recording/sync-records.ts';
import { actionLog, setOutputs } from '../console.ts';
import { portsOf, type Task } from './task.ts';

export async function sync(task: Task): Promise<void> {
  const synced = await syncRecords(await portsOf(task));
  setOutputs({ 'tracking-commit': synced.commit });
  const text = summaryOf(synced);
  actionLog.info(text);
  await core.summary.addRaw(`### Synchronised run records\n\n${text}\n`, true).write();
}

function summaryOf({ folded, found, recorded, replayed, refused, foreign, left }: SyncedRecords): string {
  const more = [
    ...(folded === 0 ? [] : [`${folded} that waited in the inbox were taken into it`]),
    ...(refused === 0 ? [] : [`${refused} could not be read, as the log says`]),
    ...(foreign === 0 ? [] : [`${foreign} of forks were not looked at`]),
    ...(left === 0 ? [] : [`${left} are left for the next time`]),
  ];
  const main = `Of ${found} record artifacts ${recorded} stood on the tracking branch, and ${replayed} were written now`;
  return more.length === 0 ? `${main}.` : `${main}; ${more.join('; ')}.`;
}
