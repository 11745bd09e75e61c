// The workflow log as a Log, and the job's outputs. Values cross to the runner only through @actions/core.
import * as core from '@actions/core';
import type { Log } from '../log.ts';

export const actionLog: Log = {
  info: (message) => core.info(withoutCommands(message)),
  warn: (message) => core.warning(message, { title: 'mlops' }),
  debug: (message) => core.debug(message),
};

/**
 * A line that the runner takes for text. Names of files and branches come from the training and from pull requests, and
 * the runner obeys `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner, ActionCommand).
 */
export function withoutCommands(message: string): string {
  return message
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
      const unit = character.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    })
    .replace(/^(\s*):(?=:)/u, '$1:\u200b')
    .replaceAll('##[', '#\u200b#[');
}

/** Sets outputs; an undefined value becomes the empty string, so that every output is always set. */
export function setOutputs(outputs: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value ?? '');
}
