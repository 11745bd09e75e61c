// Nothing was trained, and that is right: every output is set and empty, and the summary says why. A comment that stands
// on the pull request is left as it is: what it says of the model still holds.
import * as core from '@actions/core';
import { actionLog, setOutputs } from '../console.ts';
import { OUTPUT_NAMES } from './announce.ts';

/** @param reason as a part of a sentence */
export async function skip(reason: string): Promise<void> {
  setOutputs(Object.fromEntries(OUTPUT_NAMES.map((name) => [name, undefined])));
  actionLog.info(`not trained: ${reason}`);
  await core.summary.addRaw(`### Not trained\n\nAs ${reason}, there is no run.\n`, true).write();
}
