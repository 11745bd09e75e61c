// The stage that a task acts on.
import type { Settings } from '../config/settings.ts';
import { MlopsError } from '../error.ts';

/** @throws MlopsError `usage` where none is given */
export function requireStageInput({ stage, task }: Pick<Settings, 'stage' | 'task'>): string {
  if (stage !== undefined) return stage;
  throw new MlopsError(
    'usage',
    `task ${task} needs a stage`,
    'Give the input `stage`, or start the workflow by hand with an input of that name: it is taken from there.',
  );
}
