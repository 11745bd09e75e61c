// The workflow log as a Log, and the job's outputs. Values cross to the runner only through @actions/core.
import * as core from '@actions/core';
import type { Log } from '../log.ts';
import { withoutCommands } from '../report/plain-text.ts';

export const actionLog: Log = {
  info: (message) => core.info(withoutCommands(message)),
  warn: (message) => core.warning(message, { title: 'mlops' }),
  debug: (message) => core.debug(message),
};

/** Sets outputs; an undefined value becomes the empty string, so that every output is always set. */
export function setOutputs(outputs: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value ?? '');
}
